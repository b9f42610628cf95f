"""Upkeep of a running bot: its clock may be set, its files be moved away under it.

It looks by a clock that nobody can set. The scheduler (bot/serving/recurring.py) plans by the time of day and
would wait an hour when the clock is set back by one, so it is told to plan anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import time

from apscheduler.schedulers.base import BaseScheduler

from bot.context import Parts
from bot.delivery.delivery import Delivery
from bot.serving.recurring import plan_anew
from storage.database import StorageUnavailable
from storage.moments import now
from storage.operating import clock

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 2.0
NOTE_CLOCK_EVERY_SECONDS = 60.0


class Upkeep:
    """Looks after the clock and the files `every` so many seconds."""

    def __init__(
        self, parts: Parts, delivery: Delivery, scheduler: BaseScheduler, *, every: float = LOOK_EVERY_SECONDS
    ) -> None:
        self._parts = parts
        self._delivery = delivery
        self._scheduler = scheduler
        self._every = every
        self._stopping = asyncio.Event()
        self._ahead = _clock_ahead()
        self._noted_at = time.monotonic()

    async def run(self) -> None:
        """Looks until `stop`. Raises storage.database.FileLost when a file is damaged or no longer there."""
        while not self._stopping.is_set():
            for file in (self._parts.database, self._parts.incoming):
                file.check_file()
            try:
                await self._look_at_clock()
            except StorageUnavailable as error:
                log.debug("Upkeep goes on when the database can be written: %s", error)
            except Exception:
                log.exception("Upkeep met a fault of its own and goes on")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self._every)

    def stop(self) -> None:
        """Lets `run` return."""
        self._stopping.set()

    async def _look_at_clock(self) -> None:
        ahead = _clock_ahead()
        back, since_note = self._ahead - ahead, time.monotonic() - self._noted_at
        if back > clock.TOLERANCE:
            log.warning("The clock was set back by %s: what waits follows it", _rounded(back))
            await self._parts.database.write(clock.follow_back, now())
            self._delivery.end_pause()
            plan_anew(self._scheduler, dt.datetime.now(dt.UTC))
        elif -back > clock.TOLERANCE:
            log.warning("The clock was set ahead by %s", _rounded(-back))
            plan_anew(self._scheduler, dt.datetime.now(dt.UTC))
        elif since_note >= NOTE_CLOCK_EVERY_SECONDS:
            self._noted_at = time.monotonic()
            await self._parts.database.write(clock.note, now())
        self._ahead = ahead


def _clock_ahead() -> dt.timedelta:
    """How far the clock is ahead of one that is never set; it changes only when the clock is."""
    return now() - dt.datetime.fromtimestamp(0, dt.UTC) - dt.timedelta(seconds=time.monotonic())


def _rounded(how_far: dt.timedelta) -> dt.timedelta:
    return dt.timedelta(seconds=round(how_far.total_seconds()))
