"""Upkeep of a running bot: the one thing that repeats. What became due or was published by another process is
noticed; its clock may be set, its files be moved away under it.

It repeats by a clock that nobody can set. A scheduler that plans by the time of day waits an hour when the
clock is set back by one, and makes up for every run of a year when it is set ahead by one.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import time
from collections.abc import Awaitable, Callable

from bot.context import Rooms
from bot.delivery import Delivery
from bot.owners_notice import LOOK_EVERY_SECONDS, tell_of_lost_places
from bot.status_log import LOG_EVERY_SECONDS, log_status
from storage import clock
from storage.database import StorageUnavailable
from storage.moments import now

log = logging.getLogger(__name__)

NOTE_CLOCK_EVERY_SECONDS = 60.0
_NOW_AND_THEN: dict[Callable[[Rooms], Awaitable[None]], float] = {
    log_status: LOG_EVERY_SECONDS,
    tell_of_lost_places: LOOK_EVERY_SECONDS,
}


class Upkeep:
    """Wakes delivery and looks after the clock and the files `every` so many seconds."""

    def __init__(self, rooms: Rooms, delivery: Delivery, *, every: float) -> None:
        self._rooms = rooms
        self._delivery = delivery
        self._every = every
        self._stopping = asyncio.Event()
        self._ahead = _clock_ahead()
        self._noted_at = time.monotonic()
        self._done_at = dict.fromkeys(_NOW_AND_THEN, self._noted_at)

    async def run(self) -> None:
        """Looks until `stop`. Raises storage.database.FileLost when a file is damaged or no longer there."""
        while not self._stopping.is_set():
            self._rooms.wake_delivery.set()
            for file in (self._rooms.database, self._rooms.incoming):
                file.check_file()
            try:
                await self._look_at_clock()
                await self._do_what_is_due()
            except StorageUnavailable as error:
                log.debug("Upkeep goes on when the database can be written: %s", error)
            except Exception:
                log.exception("Upkeep met a fault of its own and goes on")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self._every)

    def stop(self) -> None:
        """Lets `run` return."""
        self._stopping.set()

    async def _do_what_is_due(self) -> None:
        for job, interval in _NOW_AND_THEN.items():
            if time.monotonic() - self._done_at[job] >= interval:
                self._done_at[job] = time.monotonic()
                await job(self._rooms)

    async def _look_at_clock(self) -> None:
        ahead = _clock_ahead()
        back, since_note = self._ahead - ahead, time.monotonic() - self._noted_at
        if back > clock.TOLERANCE:
            log.warning("The clock was set back by %s: what waits follows it", _rounded(back))
            await self._rooms.database.write(clock.follow_back, now())
            self._delivery.end_pause()
        elif -back > clock.TOLERANCE:
            log.warning("The clock was set ahead by %s", _rounded(-back))
        elif since_note >= NOTE_CLOCK_EVERY_SECONDS:
            self._noted_at = time.monotonic()
            await self._rooms.database.write(clock.note, now())
        self._ahead = ahead


def _clock_ahead() -> dt.timedelta:
    """How far the clock is ahead of one that is never set; it changes only when the clock is."""
    return now() - dt.datetime.fromtimestamp(0, dt.UTC) - dt.timedelta(seconds=time.monotonic())


def _rounded(how_far: dt.timedelta) -> dt.timedelta:
    return dt.timedelta(seconds=round(how_far.total_seconds()))
