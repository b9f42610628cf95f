"""Updates that the disk kept from being handled: each waits for it in its user's turn, and is handled again.

What is handled again is begun anew. What the handler had written and said before the disk refused is written
and said twice, as after a crash; handlers write first.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from telegram import Update

from bot.context import Parts
from storage.database import StorageError
from storage.incoming import incoming
from storage.moments import now
from storage.operating import clock

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
# A disk that takes a line and refuses what an update needs, as often as this, isn't waited for here.
MOST_TRIES = 8
# Each takes one of the places for updates that are handled (MAX_CONCURRENT_UPDATES).
MOST_WAITING = 512

Handle = Callable[[Update], Awaitable[None]]


class WaitingForDisk:
    """Sees through the updates in `parts.refused_by_disk`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._waiting = 0
        self._stopping = asyncio.Event()
        self.handle: Handle | None = None  # what handles an update; the application, once there is one

    def stop(self) -> None:
        """Nothing waits any more."""
        self._stopping.set()

    async def see_through(self, update: Update) -> bool:
        """Returns when an update is handled, or no longer to be handled; False where it is left for later.

        Raises StorageError where it can't be looked up whether it still is to be handled.
        """
        pause = FIRST_PAUSE_SECONDS
        for _ in range(MOST_TRIES):
            if update.update_id not in self._parts.refused_by_disk:
                return True
            self._parts.refused_by_disk.discard(update.update_id)
            if self.handle is None or self._waiting >= MOST_WAITING or not await self._disk_is_back(pause):
                return False
            if not await self._parts.incoming.read(incoming.is_open, update.update_id):
                return True  # the chat has had everything about it deleted meanwhile
            log.info("Update %d is handled again", update.update_id)
            with self._parts.pacer.somebody_waits(update.update_id):
                await self.handle(update)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
        refused = update.update_id in self._parts.refused_by_disk
        self._parts.refused_by_disk.discard(update.update_id)
        return not refused

    async def _disk_is_back(self, pause: float) -> bool:
        """Waits until the database takes a line, `pause` seconds at least; False where it is to stop."""
        self._waiting += 1
        try:
            while not await self._told_to_stop_within(pause):
                with contextlib.suppress(StorageError):
                    await self._parts.database.write(clock.note, now())  # as upkeep does every minute
                    return True
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
            return False
        finally:
            self._waiting -= 1

    async def _told_to_stop_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)
        return self._stopping.is_set()
