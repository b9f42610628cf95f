"""Health: whether each part of the bot is well, asked without getting in its way."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from dataclasses import dataclass

from bot.context import Parts
from bot.operating.disk import disk_of
from storage.database import Database, Db, StorageError
from storage.moments import now, to_text
from storage.operating.backlog import backlog
from storage.operating.last_backup import last_backup
from storage.operating.troubles import BACKUP, all_troubles

# How long the writer may take to come round to a transaction of ours.
WRITABLE_WITHIN_SECONDS = 2.0
# Polls are answered every ten seconds; a restart of Telegram's own takes less than this.
TELEGRAM_SILENT_SECONDS = 120.0
# Where something has been due for so long and nothing goes out any more, sending has come to a stop.
LATE_SECONDS = 3600.0
# A night is made up for when the bot runs again; by then the next one's is due.
BACKUP_SECONDS = 49 * 3600.0
# Whoever asks more often than this gets the same answer again.
LOOK_AGAIN_SECONDS = 1.0

Value = bool | int | float | str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: of each part whether it is `ok`, and its numbers."""

    parts: dict[str, dict[str, Value]]

    @property
    def bad(self) -> list[str]:
        """The parts that are not well."""
        return [name for name, found in self.parts.items() if not found["ok"]]

    @property
    def as_json(self) -> dict[str, object]:
        """The report as /healthz has it."""
        return {"status": "bad" if self.bad else "ok", "bad": self.bad, "parts": self.parts}


def alive(parts: Parts) -> bool:
    """Whether the bot is alive, as a watchdog asks from the event loop: nothing but a restart would help.

    Neither a silent Telegram nor a full disk is mended by one.
    """
    return parts.database.is_alive and parts.incoming.is_alive


class Health:
    """The health of a running bot; however many ask, it is looked at once at a time."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._looking = asyncio.Lock()
        self._last: tuple[float, Report] | None = None

    async def report(self) -> Report:
        """How each part is."""
        async with self._looking:
            if self._last is None or time.monotonic() - self._last[0] >= LOOK_AGAIN_SECONDS:
                report = await self._look()
                self._last = time.monotonic(), report
            return self._last[1]

    async def _look(self) -> Report:
        files = (self._parts.database, self._parts.incoming)
        database, disk, deliveries = await asyncio.gather(_writable(files), self._disk(), self._deliveries())
        found: dict[str, dict[str, Value]] = {
            "alive": {"ok": alive(self._parts)},
            "database": database,
            "telegram": self._telegram(),
            "deliveries": deliveries,
            "disk": disk,
        }
        if self._parts.settings.backups is not None:
            found["backup"] = await self._backup()
        return Report(found)

    async def _backup(self) -> dict[str, Value]:
        """The last good one: bad where the newest night's failed, or there is none of the last two nights."""
        moment = now()
        try:
            last, failed = await self._parts.database.read(_backups)
        except StorageError:
            return {"ok": False, "last_good_at": None, "seconds_since": None}
        since = None if last is None else (moment - last).total_seconds()
        return {
            "ok": not failed and (since is None or since < BACKUP_SECONDS),
            "last_good_at": None if last is None else to_text(last),
            "seconds_since": _rounded(since),
        }

    def _telegram(self) -> dict[str, Value]:
        contact = self._parts.contact
        at = contact.brought_at
        return {
            "ok": contact.seconds_silent < TELEGRAM_SILENT_SECONDS,
            "last_update_check_at": None if at is None else to_text(at),
            "seconds_since": _rounded(contact.seconds_since_brought),
            "seconds_silent": _rounded(contact.seconds_silent),
        }

    async def _deliveries(self) -> dict[str, Value]:
        moment = now()
        try:
            found = await self._parts.database.read(backlog, moment)
        except StorageError:
            return {"ok": False, "oldest_owed_seconds": None, "oldest_late_seconds": None}
        late = found.seconds_late(moment)
        return {
            "ok": late < LATE_SECONDS or found.gets_on,
            "oldest_owed_seconds": _rounded(found.seconds_owed(moment)),
            "oldest_late_seconds": _rounded(late),
        }

    async def _disk(self) -> dict[str, Value]:
        try:
            disk = await asyncio.to_thread(disk_of, self._parts.settings.database)
        except OSError:
            return {"ok": False, "free_bytes": None, "total_bytes": None}
        return {"ok": not disk.is_nearly_full, "free_bytes": disk.free, "total_bytes": disk.total}


async def _writable(files: tuple[Database, ...]) -> dict[str, Value]:
    return {"ok": all(await asyncio.gather(*(file.is_writable(WRITABLE_WITHIN_SECONDS) for file in files)))}


def _backups(db: Db) -> tuple[dt.datetime | None, bool]:
    """When the last backup was made that could be read back, and whether a newer one has failed."""
    lasting = {each.kind for each in all_troubles(db) if each.over_at is None}
    return last_backup(db), BACKUP in lasting


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)
