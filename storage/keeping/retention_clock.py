"""Until when pruning counts as the present: a clock that was set years ahead must not wipe everything.

Every pruning keeps the moment it counted as the present. Where the clock shows far more than that, it counts
a few days more and no further, once a day: if the clock is wrong, hardly anything goes too early before
somebody mends it; if it is right and the bot was only off for long, what is late goes bit by bit, or at once
when somebody says that the clock is right.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.moments import from_text, to_text

TRUSTED = dt.timedelta(days=31)  # so far ahead of the last pruning a clock is believed
STEP = dt.timedelta(days=2)  # and of one that isn't, so much a day
ONCE_IN = dt.timedelta(hours=24)
# A pruning a little before its time counts as that day's.
EARLY = dt.timedelta(hours=4)
_UNTIL, _RAN, _TOLD = "pruned until", "pruned at", "pruning held back"
# Where nothing was pruned before, the newest of these says when the clock was right.
_WITNESSES = (
    "SELECT max(stored_at) FROM issues",
    "SELECT max(sent_at) FROM messages WHERE sent_at IS NOT NULL",
    "SELECT at FROM deeds ORDER BY id DESC LIMIT 1",
)


@dataclass(frozen=True, slots=True)
class Horizon:
    """What pruning takes for the present; `held_back` is how much less than the clock shows, or 0.

    `is_news` says that nobody has been told of that yet.
    """

    until: dt.datetime
    held_back: dt.timedelta = dt.timedelta()
    is_news: bool = False


def is_due(db: Db, moment: dt.datetime) -> bool:
    """Whether the day's pruning is still to be done; a clock that was set back begins a day anew."""
    ran = _read(db, _RAN)
    return ran is None or abs(moment - ran) >= ONCE_IN


def look_ahead(db: Db, moment: dt.datetime, *, clock_is_right: bool = False) -> Horizon:
    """What pruning at a moment would take for the present; `clock_is_right` believes the clock."""
    last, ran = _read(db, _UNTIL) or _witness(db), _read(db, _RAN)
    if clock_is_right or last is None or moment - last <= TRUSTED:
        return Horizon(moment)
    steps = ran is None or abs(moment - ran) >= ONCE_IN - EARLY
    until = last + STEP if steps else last
    told = _read(db, _TOLD) is not None
    return Horizon(until, moment - until, is_news=not told)


def begin(db: Db, moment: dt.datetime, *, clock_is_right: bool = False) -> Horizon:
    """The same, and keeps it: the next pruning goes on from there."""
    horizon = look_ahead(db, moment, clock_is_right=clock_is_right)
    _write(db, _UNTIL, horizon.until)
    _write(db, _RAN, moment)
    if horizon.held_back:
        _write(db, _TOLD, moment)
    else:
        db.execute("DELETE FROM markers WHERE name = ?", [_TOLD])
    return horizon


def _witness(db: Db) -> dt.datetime | None:
    """The newest moment that the database knows of."""
    known = [db.execute(sql).fetchone() for sql in _WITNESSES]
    return max((from_text(row[0]) for row in known if row is not None and row[0]), default=None)


def _read(db: Db, name: str) -> dt.datetime | None:
    row = db.execute("SELECT value FROM markers WHERE name = ?", [name]).fetchone()
    return None if row is None else from_text(row[0])


def _write(db: Db, name: str, moment: dt.datetime) -> None:
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [name, to_text(moment)])
