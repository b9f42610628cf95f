"""When what is owed to a chat is due: a function of the chat's settings and a moment, and nothing else.

SQLite calls it as `due_at(digest, digest_time, timezone, moment)`, so one statement can give every row of a
publication its time, and a changed setting can compute it anew.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from storage.moments import from_text, to_text

DAILY = "daily"
NOW = "now"
OFF = "off"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for a chat that chose nothing: an IANA timezone and a local time `HH:MM`."""

    timezone: str = "Asia/Shanghai"
    digest_time: str = "08:00"


def next_daily(moment: dt.datetime, zone: ZoneInfo, at: dt.time) -> dt.datetime:
    """The first moment after `moment` at which clocks in `zone` show `at`, in UTC.

    A time that a clock change skips is taken by the clock before the change; one that happens twice is
    due the first time only.
    """
    local = moment.astimezone(zone)
    day = local.date()
    while True:
        due = dt.datetime.combine(day, at, tzinfo=zone).astimezone(dt.UTC)
        if due > moment:
            return due
        day += dt.timedelta(days=1)


def due_at(
    digest: str, digest_time: str | None, timezone: str | None, moment: str, defaults: Defaults
) -> str | None:
    """When a row made at `moment` (as stored) is due for a chat with these settings; None for `off`."""
    if digest == OFF:
        return None
    if digest == NOW:
        return moment
    zone = ZoneInfo(timezone or defaults.timezone)
    at = dt.time.fromisoformat(digest_time or defaults.digest_time)
    return to_text(next_daily(from_text(moment), zone, at))


def register(connection: sqlite3.Connection, defaults: Defaults) -> None:
    """Makes `due_at(digest, digest_time, timezone, moment)` callable in this connection's SQL."""

    @lru_cache(maxsize=4096)
    def cached(digest: str, digest_time: str | None, timezone: str | None, moment: str) -> str | None:
        return due_at(digest, digest_time, timezone, moment, defaults)

    connection.create_function("due_at", 4, cached, deterministic=True)
