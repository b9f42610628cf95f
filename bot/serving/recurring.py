"""What the bot does now and then: APScheduler, through python-telegram-bot's JobQueue, says when."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.base import BaseTrigger
from telegram import Bot
from telegram.ext import JobQueue

from bot.context import Context, Parts
from bot.delivery.owners_notice import LOOK_EVERY_SECONDS, tell_of_lost_places
from bot.desk.draft import forgotten
from bot.desk.publishing import leaving
from bot.newsroom import announcement_leaving, ledger_keeping, letter_rounds, promise_days
from bot.operating import troubles
from bot.serving import story_upkeep
from bot.serving.menus import EditorsMenus
from bot.serving.nightly_backup import LOOK_EVERY_SECONDS as BACK_UP_EVERY_SECONDS
from bot.serving.nightly_backup import NightlyBackup
from bot.serving.pruning import LOOK_EVERY_SECONDS as PRUNE_EVERY_SECONDS
from bot.serving.pruning import Pruning
from bot.serving.status_log import LOG_EVERY_SECONDS, log_status
from bot.working.worker import WorkerNotStarted
from storage.files.disk_refusal import is_refused_by_disk

log = logging.getLogger(__name__)

WAKE_EVERY_SECONDS = 2.0
_WAITS = "%s waits: %s"


# APScheduler ships no types, hence the ignore.
class FromNow(BaseTrigger):  # type: ignore[misc]
    """Every so many seconds, counted from the present.

    APScheduler's own interval counts from the run before: after a clock that was set ahead by a year it would
    make up for every run of the year.
    """

    def __init__(self, every_seconds: float) -> None:
        self._every = dt.timedelta(seconds=every_seconds)

    def get_next_fire_time(
        self, previous_fire_time: dt.datetime | None, now: dt.datetime
    ) -> dt.datetime | None:
        """When the next run is, `now` being the present."""
        return now + self._every


async def wake_delivery(parts: Parts) -> None:
    """Lets delivery look whether something has become due, or was published by another process."""
    parts.wake_delivery.set()


def add_jobs(jobs: JobQueue[Context], menus: EditorsMenus, bot: Bot, meanwhile: leaving.Meanwhile) -> None:
    """Has the bot's recurring work done, once each when several runs were missed.

    `meanwhile` runs what none of it waits for, and is waited for at a stop.
    """

    pruning, backups, watch = Pruning(), NightlyBackup(), troubles.TroubleWatch(bot)

    async def prune_daily(parts: Parts) -> None:
        await pruning.look(parts)

    async def back_up_nightly(parts: Parts) -> None:
        await backups.look(parts)

    async def look_for_troubles(parts: Parts) -> None:
        await watch.look(parts)

    async def follow_editors(_: Parts) -> None:
        await menus.follow()

    async def publish_due_drafts(parts: Parts) -> None:
        await leaving.publish_due_drafts(parts, bot, meanwhile)

    async def send_due_announcements(parts: Parts) -> None:
        await announcement_leaving.send_due_announcements(parts, bot, meanwhile)

    _add(jobs, wake_delivery, WAKE_EVERY_SECONDS)
    _add(jobs, publish_due_drafts, leaving.LOOK_EVERY_SECONDS)
    _add(jobs, send_due_announcements, announcement_leaving.LOOK_EVERY_SECONDS)
    _add(jobs, ledger_keeping.keep_ledger, ledger_keeping.LOOK_EVERY_SECONDS)
    _add(jobs, promise_days.notice_days_of_promises, promise_days.LOOK_EVERY_SECONDS)
    _add(jobs, follow_editors, WAKE_EVERY_SECONDS)
    _add(jobs, log_status, LOG_EVERY_SECONDS)
    _add(jobs, prune_daily, PRUNE_EVERY_SECONDS)
    _add(jobs, back_up_nightly, BACK_UP_EVERY_SECONDS)
    _add(jobs, look_for_troubles, troubles.LOOK_EVERY_SECONDS)
    _add(jobs, tell_of_lost_places, LOOK_EVERY_SECONDS)
    _add(jobs, letter_rounds.look_after_letters, WAKE_EVERY_SECONDS)
    _add(jobs, letter_rounds.remind_of_letters, letter_rounds.LOOK_EVERY_SECONDS)
    _add(jobs, story_upkeep.make_keys, story_upkeep.LOOK_EVERY_SECONDS)
    _add(jobs, forgotten.remind_of_forgotten_drafts, forgotten.LOOK_EVERY_SECONDS)


def plan_anew(scheduler: BaseScheduler, moment: dt.datetime) -> None:
    """Runs every job soon, whatever the clock said when it was planned: it has been set since."""
    for job in scheduler.get_jobs():
        job.modify(next_run_time=moment)


def _add(jobs: JobQueue[Context], work: Callable[[Parts], Awaitable[None]], every: float) -> None:
    waits = False

    async def run(context: Context) -> None:
        nonlocal waits
        try:
            await work(context.parts)
        except Exception as error:
            if not (is_refused_by_disk(error) or isinstance(error, WorkerNotStarted)):
                raise
            # For a while, or for good: then upkeep finds out and stops the bot. Said once, not at each turn.
            log.log(logging.DEBUG if waits else logging.WARNING, _WAITS, work.__name__, error)
            waits = True
        else:
            waits = False

    kwargs = {"trigger": FromNow(every), "misfire_grace_time": None, "coalesce": True}
    jobs.run_custom(run, kwargs, name=work.__name__)
