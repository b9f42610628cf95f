"""Moments as the database keeps them: UTC, ISO 8601, of one width, so that text order is time order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable


def system_clock() -> dt.datetime:
    """What the machine says it is."""
    return dt.datetime.now(dt.UTC)


clock: Callable[[], dt.datetime] = system_clock  # the one place where another may be set


def now() -> dt.datetime:
    """The present moment, timezone-aware, in UTC."""
    return clock()


def to_text(moment: dt.datetime) -> str:
    """A timezone-aware moment as stored, e.g. `2026-04-04T00:00:00.000Z`.

    Raises ValueError for a moment without a timezone: guessing one would shift deliveries by hours.
    """
    if moment.tzinfo is None:
        raise ValueError(f"moment without a timezone: {moment!r}")
    utc = moment.astimezone(dt.UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="milliseconds") + "Z"


def from_text(text: str) -> dt.datetime:
    """The moment behind what `to_text` stored, in UTC."""
    return dt.datetime.fromisoformat(text)
