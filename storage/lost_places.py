"""Groups and channels that take nothing any more, until owners have been told of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.moments import from_text, to_text

_MARKER = "owners told of lost places"


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
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_MARKER]).fetchone()
    # A time that lies ahead was written by a clock that was wrong.
    return row is None or not moment - every < from_text(row[0]) <= moment


def take(db: Db, moment: dt.datetime) -> tuple[LostPlace, ...]:
    """What owners are told now, and not again."""
    rows = db.execute(
        "SELECT telegram_id, kind, title, reason, is_off FROM lost_places ORDER BY is_off DESC, title"
    ).fetchall()
    db.execute("DELETE FROM lost_places")
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [_MARKER, to_text(moment)])
    return tuple(
        LostPlace(telegram_id, kind, title, reason, bool(is_off))
        for telegram_id, kind, title, reason, is_off in rows
    )
