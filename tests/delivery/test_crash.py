"""A broadcast killed again and again: every chat gets every item, and at most one message twice a crash."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pydantic import SecretStr

from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from playground.standin import call_faults
from playground.standin.bot_api import BotApi
from playground.standin.changes import Event
from playground.standin.loopback import Loopback
from playground.standin.message import Message
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Db
from storage.desk import issues
from storage.moments import now
from storage.parks import park_import
from tests.made_issues import LINYI, made_article, made_issue
from tests.processes import Process
from tests.run_bot_process import serving
from tests.waiting import until_seen

CHATS = 1000
HEADLINES = ("第一件新事", "第二件新事")
DELIVERIES = CHATS * len(HEADLINES)
KILLS = 20
LOST_ANSWERS = 40  # one in so many sends is applied and its answer lost


async def test_twenty_kills_lose_nothing_and_repeat_one_message_a_chat_each_at_most(tmp_path: Path) -> None:
    api = BotApi()
    for number in range(1, CHATS + 1):
        api.user(number, started=True)
    publish(tmp_path, api, HEADLINES[0])
    api.inject("sendMessage", call_faults.ANSWER_LOST, times=None, every=LOST_ANSWERS)
    items = {(number, headline) for number in range(1, CHATS + 1) for headline in HEADLINES}
    received: list[list[tuple[int, str]]] = [[] for _ in range(KILLS + 1)]  # run → (chat, text)
    run = 0
    process: Process | None = None

    def watch(event: Event) -> None:
        if event.kind != "message" or not isinstance(event.subject, Message):
            return
        received[run].append((event.subject.chat.id, event.subject.text))
        # From within the call, so that it is in the middle of the broadcast whatever the machine does.
        if run < KILLS and len(received[run]) == DELIVERIES // (KILLS + 1) and process is not None:
            process.kill()

    api.observers.append(watch)
    async with Loopback(api) as server:
        for run in range(KILLS + 1):
            if run == KILLS // 2:
                publish(tmp_path, api, HEADLINES[1])
            async with serving(tmp_path, server.url, api.token, SEND_RATE="1000") as bot:
                process = bot.process
                if run < KILLS:
                    assert await bot.ended() == -9, bot.log
                    # What was on the wire at the kill belongs to this run.
                    await until_seen(lambda: server.open_connections, lambda number: number == 0)
                else:
                    await api.wait_until(lambda: items_in(received) == items, what="every item")
                    assert await bot.stop() == 0
        lost = Counter(call.chat_id for call in api.calls_of("sendMessage") if call.fault)

    assert sum(lost.values()) > 0
    before: set[tuple[int, str]] = set()
    for messages in received:
        again_after_crash = Counter(chat for chat, text in set(messages) if (chat, text) in before)
        assert set(again_after_crash.values()) <= {1}
        before |= set(messages)
    for chat, repeats in Counter(
        chat for messages in received for chat, text in messages if messages.count((chat, text)) > 1
    ).items():
        assert repeats <= 2 * lost[chat], "within a run, only a lost answer repeats a message"


def publish(folder: Path, api: BotApi, headline: str) -> None:
    """An item for every reader, published by another process than the one that sends."""
    settings = Settings(_env_file=None).model_copy(
        update={"telegram_bot_token": SecretStr(api.token), "database": folder / "bot.db"}
    )
    with open_database(settings) as database:
        database.write_now(_follow)
        database.write_now(issues.publish, made_issue(made_article(headline)), push=True, moment=now())


def _follow(db: Db) -> None:
    park_id = park_import.ensure_park(db, LINYI)
    for number in range(1, CHATS + 1):
        chat = chats.ensure_chat(db, Place(number, 0, "private", ""), now())
        chats.set_digest(db, chat.id, "now", now())
        follows.follow_park(db, chat.id, park_id, now())


def items_in(received: list[list[tuple[int, str]]]) -> set[tuple[int, str]]:
    """The (chat, headline) pairs that arrived."""
    return {
        (chat, headline)
        for messages in received
        for chat, text in messages
        for headline in HEADLINES
        if f"{headline}，" in text
    }
