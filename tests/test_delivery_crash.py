"""A broadcast killed again and again: every chat gets every item, and at most one of them twice a crash."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

from pydantic import SecretStr

from bot.configuration import Settings
from bot.rooms import open_database
from playground import faults
from playground.bot_api import BotApi, Event
from playground.loopback import Loopback
from playground.message import Message
from storage import chats, follows, issues, parks
from storage.chats import Place
from storage.database import Db
from storage.moments import now
from tests.made_issues import LINYI, made_article, made_issue
from tests.serving import serving

CHATS = 1000
ITEMS = 2
DELIVERIES = CHATS * ITEMS
KILLS = 20
HEADLINES = ("第一件新事", "第二件新事")
LOST_ANSWERS = 40  # every so many sends is applied and its answer lost


def prepare(db: Db) -> None:
    """A thousand readers, and two items for each, published one after the other."""
    park_id = parks.ensure_park(db, LINYI)
    for number in range(1, CHATS + 1):
        chat = chats.ensure_chat(db, Place(number, 0, "private", ""), now())
        chats.set_digest(db, chat.id, "now", now())
        follows.follow_park(db, chat.id, park_id, now())


async def test_twenty_kills_lose_nothing_and_repeat_one_message_a_chat_at_most(tmp_path: Path) -> None:
    settings = Settings(_env_file=None).model_copy(
        update={"telegram_bot_token": SecretStr(BotApi().token), "database": tmp_path / "bot.db"}
    )
    api = BotApi()
    for number in range(1, CHATS + 1):
        api.user(number, started=True)
    with open_database(settings) as database:
        database.write_now(prepare)
        database.write_now(issues.publish, made_issue(made_article(HEADLINES[0])), push=True, moment=now())
    api.inject("sendMessage", faults.ANSWER_LOST, times=None, every=LOST_ANSWERS)
    seen: list[tuple[int, int, str]] = []  # crash, chat, headline
    kills = 0
    running: list[asyncio.subprocess.Process] = []

    def watch(event: Event) -> None:
        nonlocal kills
        if event.kind != "message" or not isinstance(event.subject, Message) or not event.subject.from_bot:
            return
        for headline in HEADLINES:
            if f"{headline}，" in event.subject.text:
                seen.append((kills, event.subject.chat.id, headline))
        # From within the call, so that it is in the middle of the broadcast whatever the machine does.
        if running and len(seen) >= (kills + 1) * DELIVERIES // (KILLS + 1):
            running.pop().kill()
            kills += 1

    api.observers.append(watch)
    async with Loopback(api) as server:
        while True:
            async with serving(tmp_path, server.url, api.token, SEND_RATE="1000") as bot:
                if kills == KILLS:
                    break
                running.append(bot.process)
                if kills == KILLS // 2:
                    publish_second(settings)
                await bot.ended()
        lost = api.calls_of("sendMessage")
        async with serving(tmp_path, server.url, api.token, SEND_RATE="1000") as bot:
            await api.wait_until(lambda: len(set(seen_items(seen))) == DELIVERIES, 60, "every item")
            assert await bot.stop() == 0

    times = Counter(seen_items(seen))
    assert len(times) == DELIVERIES
    # A lost answer repeats a message just as a crash does, and is told apart from one here.
    lost_for = Counter(
        (call.chat_id, headline_of(call.params)) for call in lost if call.fault and call.applied
    )
    repeats = Counter(chat for (chat, _), count in times.items() for _ in range(count - 1))
    by_lost_answer = Counter(chat for (chat, _), count in lost_for.items() for _ in range(count))
    assert kills == KILLS
    for chat, repeated in repeats.items():
        assert repeated - by_lost_answer[chat] <= KILLS
    for crash in range(KILLS):
        again = Counter(
            chat for at, chat, headline in seen if at == crash + 1 and seen_before(seen, at, chat, headline)
        )
        assert all(count - by_lost_answer[chat] <= 1 for chat, count in again.items())


def publish_second(settings: Settings) -> None:
    """The second item, published while half of the kills are still to come."""
    with open_database(settings) as database:
        database.write_now(issues.publish, made_issue(made_article(HEADLINES[1])), push=True, moment=now())


def seen_items(seen: list[tuple[int, int, str]]) -> list[tuple[int, str]]:
    return [(chat, headline) for _, chat, headline in seen]


def seen_before(seen: list[tuple[int, int, str]], crash: int, chat: int, headline: str) -> bool:
    return any(at < crash and (chat, headline) == (c, h) for at, c, h in seen)


def headline_of(params: object) -> str:
    return next((headline for headline in HEADLINES if headline in str(params)), "")
