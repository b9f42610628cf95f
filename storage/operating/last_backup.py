"""When the last nightly backup was made, where whoever asks how the bot is can read it."""

from __future__ import annotations

import datetime as dt

from storage.database import Db
from storage.moments import from_text, to_text

_MARKER = "backed up"


def note_backup(db: Db, moment: dt.datetime) -> None:
    """Keeps the moment that the newest backup is of."""
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [_MARKER, to_text(moment)])


def last_backup(db: Db) -> dt.datetime | None:
    """The moment that the newest nightly backup is of; None where there has been none."""
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_MARKER]).fetchone()
    return None if row is None else from_text(row[0])
