"""A pause of all sending that Telegram asked for, kept over a restart."""

from __future__ import annotations

import datetime as dt

from storage.database import Db
from storage.moments import from_text, to_text

_MARKER = "sending paused until"


def pause_sending(db: Db, until: dt.datetime) -> None:
    """Lets nothing be sent to anybody before a moment."""
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [_MARKER, to_text(until)])


def end_pause(db: Db) -> None:
    """Lets everything be sent again."""
    db.execute("DELETE FROM markers WHERE name = ?", [_MARKER])


def sending_paused_until(db: Db) -> dt.datetime | None:
    """The moment before which nothing is to be sent; None where there was never such a pause."""
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_MARKER]).fetchone()
    return None if row is None else from_text(row[0])
