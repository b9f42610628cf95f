"""Where very many seem to be gone at once, the way is at fault: nobody is switched off, owners are told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.delivery import departures
from playground import faults, refusal
from storage.database import Db
from storage.moments import now, to_text
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot

READERS = 12
OFF = "SELECT count(*) FROM chats WHERE off_at IS NOT NULL"
HELD = "SELECT count(*) FROM chats WHERE held_since IS NOT NULL"
BLOCKED = faults.Error.of(refusal.blocked())
Round = Callable[[], Awaitable[None]]


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the tries that find out whether the way is open again."""
    for name in ("FIRST_OUTAGE_PAUSE_SECONDS", "LONGEST_OUTAGE_PAUSE_SECONDS"):
        monkeypatch.setattr(departures, name, 0.05)


@pytest.fixture
def come_round(bot: RunningBot) -> Round:
    """Lets the time of every next try have come."""

    async def come() -> None:
        def change(db: Db) -> None:
            db.execute("UPDATE chats SET not_before = NULL WHERE held_since IS NOT NULL")
            db.execute("UPDATE turns SET at = ?", [to_text(now())])

        await bot.database.write(change)
        bot.parts.wake_delivery.set()

    return come


async def test_nobody_is_switched_off_owners_are_told_and_it_ends_by_itself(
    bot: RunningBot, come_round: Round
) -> None:
    bot.api.user(OWNER_ID, started=True)
    for number in range(100, 100 + READERS):
        await bot.follow(number)
        bot.api.inject("sendMessage", BLOCKED, times=None, chat_id=number)
    await bot.publish(made_issue(made_article("临猗新事")))
    notice = await bot.pushed(bot.owner, "推送可能出了故障")
    assert "5 个接收者" in notice.text and "blocked" in notice.text
    await bot.becomes(OFF, (0,))
    assert (await bot.rows(HELD))[0][0] >= departures.FEWEST_GONE
    bot.api.faults.clear()
    await come_round()
    for number in range(100, 100 + READERS):
        await bot.pushed(bot.api.user(number), "临猗新事")
    await bot.becomes(HELD, (0,))
    assert sum("推送可能出了故障" in message.text for message in bot.owner.chat.from_bot) == 1


async def test_a_few_among_many_are_gone_each_for_itself(bot: RunningBot) -> None:
    gone = range(100, 104)
    for number in [*range(200, 210), *gone]:
        await bot.follow(number)
    for number in gone:
        bot.api.user(number).block()
    bot.api.updates.drop_all()
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.becomes(OFF, (len(gone),))
    assert await bot.rows(HELD) == [(0,)]


async def test_five_of_a_hundred_are_not_a_fault_of_the_way() -> None:
    answers = departures.Departures()
    for number in range(95):
        answers.answered(number, gone=False)
    for number in range(95, 100):
        answers.answered(number, gone=True)
        assert answers.masses() is None


async def test_more_than_half_of_at_least_five_are(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = 0.0
    monkeypatch.setattr(departures, "seconds_now", lambda: clock)
    answers = departures.Departures()
    for number in range(4):
        answers.answered(number, gone=True)
        assert answers.masses() is None
    clock = departures.WITHIN_SECONDS + 1
    answers.answered(10, gone=True)
    assert answers.masses() is None, "what is longer ago than a minute doesn't count"
    for number in range(11, 15):
        answers.answered(number, gone=True)
    masses = answers.masses()
    assert masses is not None and masses.are_new and masses.places == {10, 11, 12, 13, 14}
    again = answers.masses()
    assert again is not None and not again.are_new
    answers.answered(99, gone=False)
    assert not answers.last
