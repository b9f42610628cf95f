"""Groups and channels that take nothing any more, until owners have been told of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.moments import from_text, to_text
from storage.rows import all_rows

_PLACES = "owners told of lost places"
_MASSES = "owners told of masses gone"


@dataclass(frozen=True, slots=True)
class LostPlace:
    """A group or channel, and Telegram's words for why; `is_off` where it is not tried any more."""

    telegram_id: int
    kind: str
    title: str
    reason: str
    is_off: bool


def note(db: Db, telegram_id: int, reason: str, *, is_off: bool) -> None:
    """Lets owners hear of a place; private chats are their readers' own business."""
    db.execute(
        """
        INSERT OR REPLACE INTO lost_places (telegram_id, kind, title, reason, is_off)
        SELECT telegram_id, kind, title, :reason, :is_off FROM chats
        WHERE telegram_id = :telegram_id AND kind <> 'private' ORDER BY thread_id LIMIT 1
        """,
        {"telegram_id": telegram_id, "reason": reason, "is_off": is_off},
    )


def forget(db: Db, telegram_id: int) -> None:
    """Nothing is to be said of a place that takes messages again, or is no more."""
    db.execute("DELETE FROM lost_places WHERE telegram_id = ?", [telegram_id])


def to_be_told(db: Db, moment: dt.datetime, every: dt.timedelta) -> bool:
    """Whether there is something to tell and the last time was at least so long ago."""
    if db.execute("SELECT 1 FROM lost_places LIMIT 1").fetchone() is None:
        return False
    return _is_due(db, _PLACES, moment, every)


def take(db: Db, moment: dt.datetime) -> tuple[LostPlace, ...]:
    """What owners are told now, and not again."""
    rows = all_rows(
        db, "SELECT telegram_id, kind, title, reason, is_off FROM lost_places ORDER BY is_off DESC, title"
    )
    db.execute("DELETE FROM lost_places")
    _told(db, _PLACES, moment)
    return tuple(LostPlace(**dict(row) | {"is_off": bool(row["is_off"])}) for row in rows)


def tell_of_masses(db: Db, moment: dt.datetime, every: dt.timedelta) -> bool:
    """Whether owners are to hear that many seem gone at once, not having heard it lately; then they have."""
    if not _is_due(db, _MASSES, moment, every):
        return False
    _told(db, _MASSES, moment)
    return True


def _is_due(db: Db, marker: str, moment: dt.datetime, every: dt.timedelta) -> bool:
    row = db.execute("SELECT value FROM markers WHERE name = ?", [marker]).fetchone()
    # A time that lies ahead was written by a clock that was wrong.
    return row is None or not moment - every < from_text(row[0]) <= moment


def _told(db: Db, marker: str, moment: dt.datetime) -> None:
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [marker, to_text(moment)])
