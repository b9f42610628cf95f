"""Where very many seem to be gone at once, the way is at fault: nobody is switched off, owners are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.delivery import departures
from bot.places.shut_wording import shut_sentence
from playground.standin import call_faults, refusal
from playground.standin.bot_api import BotApi
from playground.standin.call import Call
from storage.chats import chats, masses
from storage.chats.holds import HELD_FOR
from storage.database import Db
from storage.moments import now, to_text
from tests.delivery.conftest import Later
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot, running_bot

READERS = 12
OFF = "SELECT count(*) FROM chats WHERE off_at IS NOT NULL"
HELD = "SELECT count(*) FROM chats WHERE held_since IS NOT NULL"
BLOCKED = call_faults.Error.of(refusal.blocked())
NOTICE = "推送可能出了故障"
Step = Callable[[RunningBot], Awaitable[None]]


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the tries that find out whether the way is open again."""
    for name in ("FIRST_OUTAGE_PAUSE_SECONDS", "LONGEST_OUTAGE_PAUSE_SECONDS"):
        monkeypatch.setattr(departures, name, 0.05)


async def come_round(bot: RunningBot) -> None:
    """Lets the time of every next try have come."""

    def change(db: Db) -> None:
        db.execute("UPDATE chats SET not_before = NULL WHERE held_since IS NOT NULL")
        db.execute("UPDATE turns SET at = ?", [to_text(now())])

    await bot.database.write(change)
    bot.parts.wake_delivery.set()


async def gone_readers(bot: RunningBot, numbers: range) -> None:
    """Readers whose every push is answered "blocked", without an update that says so."""
    for number in numbers:
        await bot.follow(number)
        bot.api.inject("sendMessage", BLOCKED, times=None, chat_id=number)


def pushes(bot: RunningBot, numbers: range) -> list[Call]:
    return [call for call in bot.api.calls_of("sendMessage") if call.chat_id in numbers]


async def test_nobody_is_switched_off_owners_are_told_and_it_ends_by_itself(
    bot: RunningBot, a_minute_later: Later
) -> None:
    readers = range(100, 100 + READERS)
    bot.api.user(OWNER_ID, started=True)
    await gone_readers(bot, readers)
    await bot.publish(made_issue(made_article("临猗新事")))
    notice = await bot.pushed(bot.owner, NOTICE)
    assert "5 个接收者" in notice.text and "blocked" in notice.text
    assert (await bot.rows(HELD))[0][0] >= departures.FEWEST_GONE
    bot.api.faults.clear()
    await come_round(bot)
    for number in readers:
        await bot.pushed(bot.api.user(number), "临猗新事")
    await bot.becomes(HELD, (0,))
    a_minute_later(bot)
    await bot.becomes(OFF, (0,))
    assert sum(NOTICE in message.text for message in bot.owner.chat.from_bot) == 1
    assert not await bot.database.read(masses.last)


async def test_those_that_wait_for_their_turn_are_not_tried_once_it_is_known(bot: RunningBot) -> None:
    readers = range(100, 140)
    bot.api.user(OWNER_ID, started=True)
    await gone_readers(bot, readers)
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.pushed(bot.owner, NOTICE)
    assert len(pushes(bot, readers)) < len(readers) / 2


async def test_a_place_is_held_for_a_minute_and_then_switched_off(
    bot: RunningBot, a_minute_later: Later
) -> None:
    group = bot.api.supergroup("园区群", owner=bot.api.user(50, started=True))
    await bot.follow(group.id, kind="supergroup")
    bot.api.inject("sendMessage", call_faults.Error.of(refusal.kicked("supergroup")))
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.becomes("SELECT off_at, held_since IS NOT NULL FROM chats", (None, 1))
    assert await bot.rows("SELECT count(*) FROM lost_places") == [(0,)]
    held = await bot.database.read(chats.find_chat, group.id, 0)
    assert "属实就停用" in shut_sentence(held, bot.database.defaults, now())
    a_minute_later(bot)
    await bot.becomes("SELECT off_at IS NOT NULL, held_since FROM chats", (1, None))
    assert await bot.rows("SELECT title, is_off FROM lost_places") == [("园区群", 1)]
    assert await bot.rows("SELECT count(*) FROM follows") == [(1,)]


async def test_after_a_crash_within_the_minute_it_is_tried_again_with_the_same_message(
    tmp_path: Path,
) -> None:
    api, few = BotApi(now=now), range(100, 104)
    async with running_bot(tmp_path, api=api) as bot:
        await gone_readers(bot, few)
        await bot.publish(made_issue(made_article("临猗新事")))
        await bot.becomes(HELD, (len(few),))
        assert await bot.rows(OFF) == [(0,)]
    api.faults.clear()
    async with running_bot(tmp_path, api=api) as bot:
        assert await bot.rows(HELD) == [(len(few),)] and await bot.rows(OFF) == [(0,)]
        await come_round(bot)
        for number in few:
            await bot.pushed(api.user(number), "临猗新事")
            first, second = (call.params for call in pushes(bot, range(number, number + 1)))
            assert first == second
        await bot.becomes(HELD, (0,))


async def test_a_place_that_writes_within_the_minute_is_not_switched_off(
    bot: RunningBot, a_minute_later: Later
) -> None:
    for number in (1, 2):
        await bot.follow(number)
        bot.api.inject("sendMessage", BLOCKED, chat_id=number)
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.becomes(HELD, (2,))
    await bot.api.user(1).ask("/following")
    await bot.pushed(bot.api.user(1), "临猗新事")
    a_minute_later(bot)
    await bot.becomes("SELECT telegram_id, off_at IS NOT NULL FROM chats ORDER BY 1", (1, 0), (2, 1))


async def test_a_place_that_answers_something_else_within_the_minute_is_not_switched_off(
    bot: RunningBot, a_minute_later: Later
) -> None:
    await bot.follow(1)
    bot.api.inject("sendMessage", BLOCKED, chat_id=1)
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.becomes(HELD, (1,))
    bot.api.inject("sendMessage", call_faults.Error(400, "Bad Request: chat not found"), chat_id=1)
    await come_round(bot)
    await bot.becomes("SELECT hold_reason FROM chats", ("Chat not found",))
    a_minute_later(bot)
    await bot.follow(2)
    bot.api.inject("sendMessage", BLOCKED, chat_id=2)
    await bot.publish(made_issue(made_article("临猗又一事")))
    await bot.becomes("SELECT held_since IS NOT NULL FROM chats WHERE telegram_id = 2", (1,))
    a_minute_later(bot)
    await bot.becomes("SELECT telegram_id, off_at IS NOT NULL FROM chats ORDER BY 1", (1, 0), (2, 1))


async def test_it_outlasts_a_restart_so_those_that_come_back_one_by_one_are_not_switched_off(
    tmp_path: Path, a_minute_later: Later
) -> None:
    api, readers = BotApi(now=now), range(100, 105)
    async with running_bot(tmp_path, api=api, owner_ids=frozenset()) as bot:
        await gone_readers(bot, readers)
        await bot.publish(made_issue(made_article("临猗新事")))
        await bot.becomes(HELD, (len(readers),))
        await bot.becomes("SELECT count(*) FROM markers WHERE name = 'gone in masses since'", (1,))
    async with running_bot(tmp_path, api=api, owner_ids=frozenset()) as bot:
        for number in readers:
            before = len(pushes(bot, readers))
            await bot.database.write(let_one_come, number)
            bot.parts.wake_delivery.set()
            await bot.becomes("SELECT hold_tries FROM chats WHERE telegram_id = " + str(number), (2,))
            assert len(pushes(bot, readers)) == before + 1
            a_minute_later(bot)
        await bot.becomes(OFF, (0,))
        api.faults.clear()
        await come_round(bot)
        await bot.pushed(api.user(readers[0]), "临猗新事")
        await bot.becomes("SELECT count(*) FROM markers WHERE name = 'gone in masses since'", (0,))


def let_one_come(db: Db, telegram_id: int) -> None:
    db.execute("UPDATE chats SET not_before = NULL WHERE telegram_id = ?", [telegram_id])
    db.execute(
        "UPDATE turns SET at = ? WHERE chat_id = (SELECT id FROM chats WHERE telegram_id = ?)",
        [to_text(now()), telegram_id],
    )


async def test_however_long_it_lasts_nobody_is_switched_off(bot: RunningBot) -> None:
    readers = range(100, 106)
    await gone_readers(bot, readers)

    def held_for_a_week(db: Db) -> None:
        long_ago = to_text(now() - HELD_FOR - dt.timedelta(days=1))
        db.execute("UPDATE chats SET held_since = ?, hold_reason = 'blocked', hold_tries = 9", [long_ago])

    await bot.database.write(held_for_a_week)
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.becomes("SELECT count(*) FROM chats WHERE hold_tries = 10", (len(readers),))
    assert await bot.rows(OFF) == [(0,)]


async def test_only_a_message_that_is_taken_ends_it(bot: RunningBot) -> None:
    readers = range(100, 105)
    await gone_readers(bot, readers)
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.becomes(f"{HELD} AND hold_reason LIKE '%blocked%'", (len(readers),))
    for number, answer in enumerate(
        (
            call_faults.Error(400, "Bad Request: chat not found"),
            call_faults.Error(400, "Bad Request: message is too long"),
            call_faults.Error.of(refusal.too_many_requests(1)),
        ),
        start=200,
    ):
        await bot.follow(number)
        bot.api.inject("sendMessage", answer, times=None, chat_id=number)
    await bot.publish(made_issue(made_article("临猗又一事")))
    await bot.api.wait_until(lambda: len({call.chat_id for call in pushes(bot, range(200, 203))}) == 3)
    await bot.becomes("SELECT count(*) FROM messages WHERE state = 'parked'", (1,))
    assert await bot.database.read(masses.last)


async def test_a_few_among_many_are_gone_each_for_itself(bot: RunningBot, a_minute_later: Later) -> None:
    gone = range(100, 104)
    for number in range(200, 210):
        await bot.follow(number)
    await gone_readers(bot, gone)
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.becomes(HELD, (len(gone),))
    for number in range(200, 210):
        await bot.pushed(bot.api.user(number), "临猗新事")
    a_minute_later(bot)
    await bot.becomes(OFF, (len(gone),))
    assert await bot.rows(HELD) == [(0,)]


async def test_five_of_a_hundred_are_not_a_fault_of_the_way() -> None:
    answers = departures.LastMinute()
    for number in range(95):
        answers.answered(number, gone=False)
    for number in range(95, 100):
        answers.answered(number, gone=True)
        assert answers.masses() is None


async def test_more_than_half_of_at_least_five_are(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = 0.0
    monkeypatch.setattr(departures, "seconds_now", lambda: clock)
    answers = departures.LastMinute()
    for number in range(4):
        answers.answered(number, gone=True)
        assert answers.masses() is None
    clock = departures.WITHIN_SECONDS + 1
    for _ in range(9):
        answers.answered(10, gone=True)
    assert answers.masses() is None, "what is longer ago than a minute doesn't count, a place counts once"
    for number in range(11, 15):
        answers.answered(number, gone=True)
    assert answers.masses() == departures.Masses(5, 5)
    answers.taken(14)
    assert answers.masses() is None, "a place that has taken its message is not gone"
    answers.answered(15, gone=True)
    for number in range(20, 24):
        answers.answered(number, gone=False)
    assert answers.masses() is None, "half is not over half"
