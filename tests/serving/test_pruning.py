"""serve prunes once a day, piece by piece, and tells owners where it doesn't believe the clock."""

from __future__ import annotations

import datetime as dt
import logging

import pytest

from bot.serving import pruning
from bot.serving.pruning import Pruning
from storage.chats.forgotten_list import ForgottenList
from storage.database import Db
from storage.keeping import retention, retention_clock
from storage.moments import now, to_text
from tests.running_bot import RunningBot
from tests.set_clock import SetClock
from tests.waiting import until_message

DAY = dt.timedelta(days=1)
LOG = "SELECT count(*) FROM deeds"


async def note_deeds(bot: RunningBot, count: int, ago: dt.timedelta) -> None:
    def note(db: Db) -> None:
        rows = [(to_text(now() - ago),)] * count
        db.conn.executemany("INSERT INTO deeds (at, person, what) VALUES (?, 7, 'published')", rows)

    await bot.database.write(note)


async def a_day_later(bot: RunningBot, clock: SetClock) -> Pruning:
    """A pruning on the day after the first one."""
    looking = Pruning()
    await looking.look(bot.parts)
    clock.go_on_from(now() + DAY)
    return looking


async def test_it_prunes_once_a_day(
    bot: RunningBot, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    looking = await a_day_later(bot, clock)
    await note_deeds(bot, 3, 2000 * DAY)
    with caplog.at_level(logging.INFO):
        await looking.look(bot.parts)
    assert await bot.rows(LOG) == [(0,)] and "3 of the log" in caplog.text
    await note_deeds(bot, 1, 2000 * DAY)
    await looking.look(bot.parts)
    assert await bot.rows(LOG) == [(1,)]
    clock.go_on_from(now() + DAY)
    await looking.look(bot.parts)
    assert await bot.rows(LOG) == [(0,)]


async def test_what_is_much_is_taken_over_several_looks(
    bot: RunningBot, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking = await a_day_later(bot, clock)
    monkeypatch.setattr(pruning, "RUN_SECONDS", 0.0)  # a look ends before its first batch
    await note_deeds(bot, 1200, 2000 * DAY)
    await looking.look(bot.parts)
    assert await bot.rows(LOG) == [(1200,)]
    monkeypatch.setattr(pruning, "RUN_SECONDS", 60.0)
    await looking.look(bot.parts)
    assert await bot.rows(LOG) == [(0,)]


async def test_a_setting_says_how_long(bot: RunningBot) -> None:
    bot.parts.settings = bot.settings.model_copy(update={"keep_log_days": 10})
    await note_deeds(bot, 1, 11 * DAY)
    await note_deeds(bot, 1, 9 * DAY)
    await Pruning().look(bot.parts)
    assert await bot.rows(LOG) == [(1,)]


async def test_a_clock_years_ahead_wipes_nothing_and_owners_are_told_once(
    bot: RunningBot, clock: SetClock
) -> None:
    await bot.owner.ask("/start")
    looking = Pruning()
    await looking.look(bot.parts)
    await note_deeds(bot, 5, 100 * DAY)
    right = now()
    clock.go_on_from(right + 3650 * DAY)
    await looking.look(bot.parts)
    told = await until_message(bot.owner.chat, "时钟")
    assert "prune --clock-is-right" in told.text and "2036年" in told.text
    assert await bot.rows(LOG) == [(5,)]
    clock.go_on_from(right + 3652 * DAY)
    await looking.look(bot.parts)
    await bot.handled_all()
    assert sum("时钟" in each.text for each in bot.owner.chat.from_bot) == 1
    assert await bot.rows(LOG) == [(5,)]


async def test_old_lines_of_the_list_of_forget_go_and_new_ones_stay(bot: RunningBot) -> None:
    noted = ForgottenList(bot.settings.database)
    for days in (38, 36):
        noted.add([(days, 0)], now() - days * DAY)
    await Pruning().look(bot.parts)
    assert len(noted.read().lines) == 1


async def test_a_fault_leaves_the_rest_for_tomorrow(
    bot: RunningBot, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking = await a_day_later(bot, clock)
    await note_deeds(bot, 1, 2000 * DAY)

    def fail(*_: object) -> None:
        raise RuntimeError("a fault")

    with monkeypatch.context() as broken:
        broken.setattr(retention, "end", fail)
        with pytest.raises(RuntimeError):
            await looking.look(bot.parts)
    await looking.look(bot.parts)
    assert await bot.rows(LOG) == [(1,)]
    clock.go_on_from(now() + DAY)
    await looking.look(bot.parts)
    assert await bot.rows(LOG) == [(0,)]


async def test_the_running_bot_does_it_by_itself(bot: RunningBot) -> None:
    queue = bot.application.job_queue
    assert queue is not None
    assert "prune_daily" in {job.name for job in queue.jobs()}
    assert await bot.database.read(retention_clock.is_due, now())
