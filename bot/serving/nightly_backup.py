"""The nightly backup: made in a thread of its own, made up for after a downtime, one a night."""

from __future__ import annotations

import asyncio
import datetime as dt
import functools
import logging
import math
import threading
import time
from concurrent.futures import Future
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.context import Parts
from storage.database import Db
from storage.keeping import retention_clock, rotation
from storage.keeping.pair import KeepingError
from storage.keeping.rotation import NightBackup
from storage.moments import now
from storage.operating import account, last_backup, troubles

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 10.0
AGAIN_AFTER_SECONDS = 1800.0  # behind one that failed
QUIET_SECONDS = 60.0  # between two looks at a folder that has the night's


class NightlyBackup:
    """A running bot's backups into `BACKUPS`; each look begins one, or sees what became of it."""

    def __init__(self) -> None:
        self._making: Future[NightBackup] | None = None
        self._rests_until = 0.0

    async def look(self, parts: Parts) -> None:
        """Begins the night's backup where there is none yet; where one has ended, sees what became of it."""
        folder = parts.settings.backups
        if folder is None:
            await self._end_what_was(parts)
        elif self._making is not None:
            if self._making.done():
                ended, self._making = self._making, None
                await self._settle(parts, folder, ended)
        elif time.monotonic() >= self._rests_until:
            await self._begin_if_due(parts, folder)

    async def _end_what_was(self, parts: Parts) -> None:
        """Where backups were given up, nobody has to see to them any more."""
        if self._rests_until == 0.0:
            self._rests_until = math.inf
            await parts.database.write(troubles.end_trouble, troubles.BACKUP, now())

    async def _begin_if_due(self, parts: Parts, folder: Path) -> None:
        moment, zone, whose = now(), ZoneInfo(parts.settings.timezone), parts.settings.bot_id
        try:
            there = await asyncio.to_thread(rotation.backups_in, folder, whose)
        except OSError as error:
            await self._fail(parts, f"{folder} can't be read: {error.strerror}")
            return
        tonight = rotation.night_of(moment, zone)
        made = next((each for each in there if rotation.night_of(each.moment, zone) == tonight), None)
        if made is None:
            make = functools.partial(rotation.make, parts.settings.database, folder, whose, moment)
            self._making = _in_a_thread(make)
            return
        self._rests_until = time.monotonic() + QUIET_SECONDS
        if await parts.database.read(last_backup.last_backup) != made.moment:  # a stop came between
            await self._keep(parts, folder, made)

    async def _settle(self, parts: Parts, folder: Path, ended: Future[NightBackup]) -> None:
        try:
            made = ended.result()
        except KeepingError as error:
            await self._fail(parts, str(error))
        except Exception as error:
            log.exception("The nightly backup met a fault of its own")
            await self._fail(parts, type(error).__name__)
        else:
            await self._keep(parts, folder, made)

    async def _keep(self, parts: Parts, folder: Path, made: NightBackup) -> None:
        """Drops the backups that this one makes needless, and ends the trouble that there was."""
        horizon = await parts.database.read(retention_clock.look_ahead, now())
        before = horizon.until - dt.timedelta(days=parts.settings.keep_backups_days)
        keep = parts.settings.backup_keep
        former = [str(each) for each in await parts.database.read(account.former_ids)]
        drop = functools.partial(
            rotation.drop, folder, parts.settings.bot_id, made, keep=keep, before=before, former=former
        )
        try:
            gone = await asyncio.to_thread(drop)
        except OSError as error:
            await self._fail(parts, f"old backups in {folder} can't be deleted: {error.strerror}")
            return
        await parts.database.write(_note_success, made.moment)
        log.info("Backed up to %s; old backups deleted: %d", made.file, len(gone))

    async def _fail(self, parts: Parts, reason: str) -> None:
        self._rests_until = time.monotonic() + AGAIN_AFTER_SECONDS
        log.error("The nightly backup failed: %s", reason)
        await parts.database.write(troubles.raise_trouble, troubles.BACKUP, now(), reason)


def _note_success(db: Db, moment: dt.datetime) -> None:
    last_backup.note_backup(db, moment)
    troubles.end_trouble(db, troubles.BACKUP, now())


def _in_a_thread(make: functools.partial[NightBackup]) -> Future[NightBackup]:
    """Runs it in a thread that holds up no end of the program: what that cuts off is swept later."""
    ended: Future[NightBackup] = Future()

    def run() -> None:
        try:
            ended.set_result(make())
        except BaseException as error:
            ended.set_exception(error)

    threading.Thread(target=run, name="nightly backup", daemon=True).start()
    return ended
