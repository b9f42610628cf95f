"""Whether very many places seem to be gone at once, kept over a restart: it ends when one takes a message."""

from __future__ import annotations

import datetime as dt

from storage.database import Db
from storage.moments import to_text

_MARKER = "gone in masses since"


def begin(db: Db, moment: dt.datetime) -> None:
    """From now on nobody is switched off for being gone."""
    db.execute("INSERT OR IGNORE INTO markers (name, value) VALUES (?, ?)", [_MARKER, to_text(moment)])


def end(db: Db) -> None:
    """The way is open again."""
    db.execute("DELETE FROM markers WHERE name = ?", [_MARKER])


def last(db: Db) -> bool:
    """Whether it has begun and not ended."""
    return db.execute("SELECT 1 FROM markers WHERE name = ?", [_MARKER]).fetchone() is not None
