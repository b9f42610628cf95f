"""Sources are looked at in their turn, one after the other, as long as the bot runs."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from bot.context import Parts
from bot.newsroom.looked import Looked
from bot.newsroom.looking import Gets, Looking
from storage.database import StorageClosed, StorageError
from storage.desk import sources
from storage.desk.sources import Source, SourceUnknown
from storage.files.disk_refusal import Rests
from storage.moments import now

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 30.0
REST_AFTER_FAULT_SECONDS = 60.0


class Watching:
    """Looks at the sources whose turn it is, until it is told to stop."""

    def __init__(self, parts: Parts, get: Gets) -> None:
        self._parts = parts
        self._looking = Looking(parts.database, parts.worker, parts.settings, get)
        self._task: asyncio.Task[None] | None = None
        self._rests = Rests(log, "The watch over sources")

    async def run(self) -> None:
        """Looks until `stop`; no fault ends it but that the database is closed."""
        self._task = asyncio.current_task()
        while True:
            self._parts.wake_sources.clear()
            rest = LOOK_EVERY_SECONDS
            try:
                while (source := await self._parts.database.read(sources.due_source, now())) is not None:
                    await self._look(source)
                self._rests.over()
            except StorageClosed:
                raise
            except Exception as error:
                self._rests.after(error)
                if not isinstance(error, StorageError):
                    rest = REST_AFTER_FAULT_SECONDS
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._parts.wake_sources.wait(), rest)

    def stop(self) -> None:
        """Ends `run`, wherever it is; a look that is broken off is made at the next start."""
        if self._task is not None:
            self._task.cancel()

    async def _look(self, source: Source) -> Looked | None:
        try:
            looked = await self._looking.look(source)
        except SourceUnknown:  # somebody has removed it meanwhile
            return None
        except StorageError:
            raise
        except Exception:
            log.exception("Source %d can't be looked at", source.id)
            with contextlib.suppress(SourceUnknown):
                await self._looking.give_up(source, "a fault of the program: its log says more")
            return None
        log.info("Source %d, %s: %s", source.id, looked.result, looked.detail)
        self._parts.wake_delivery.set()
        return looked
