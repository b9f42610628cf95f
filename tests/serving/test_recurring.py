"""What repeats goes on repeating, whatever is done to the clock."""

from __future__ import annotations

import datetime as dt
import errno

import pytest
from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.context import Parts
from bot.serving import recurring
from storage.database import StorageUnavailable
from tests.running_bot import RunningBot
from tests.waiting import until_seen

YEAR = dt.timedelta(days=365)
NOW = dt.datetime(2026, 4, 4, 1, 0, tzinfo=dt.UTC)


def test_a_clock_set_ahead_by_a_year_leaves_one_run_and_not_millions() -> None:
    job = Job(AsyncIOScheduler(), trigger=recurring.FromNow(2.0), next_run_time=NOW)
    assert job._get_run_times(NOW + YEAR) == [NOW]  # what the scheduler asks before it runs a job
    assert job.trigger.get_next_fire_time(NOW, NOW + YEAR) == NOW + YEAR + dt.timedelta(seconds=2)


async def test_jobs_that_a_clock_set_back_has_put_off_are_planned_anew(bot: RunningBot) -> None:
    queue = bot.application.job_queue
    assert queue is not None
    later = dt.datetime.now(dt.UTC) + YEAR
    for job in queue.scheduler.get_jobs():
        job.modify(next_run_time=later)
    recurring.plan_anew(queue.scheduler, dt.datetime.now(dt.UTC))
    bot.parts.wake_delivery.clear()
    await until_seen(lambda: all(job.next_run_time < later for job in queue.scheduler.get_jobs()))


async def test_a_job_that_finds_no_database_says_so_and_has_its_next_turn(
    bot: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    queue, turns = bot.application.job_queue, list[int]()

    async def look_for_work(_: Parts) -> None:
        turns.append(len(turns))
        if len(turns) <= 3:
            raise faults[len(turns) - 1]

    faults = [
        StorageUnavailable("bot.db: unable to open database file"),
        StorageUnavailable("bot.db: unable to open database file"),
        OSError(errno.ENOSPC, "No space left on device"),  # beside the database, as in the list of /forget
    ]
    assert queue is not None
    recurring._add(queue, look_for_work, 0.05)
    await until_seen(lambda: len(turns) > 3)
    said = [message for message in caplog.messages if message.startswith("look_for_work")]
    assert said == ["look_for_work waits: bot.db: unable to open database file"]
    assert not [record for record in caplog.records if record.exc_info]
