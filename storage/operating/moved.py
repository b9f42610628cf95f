"""Whether this database went to another server: then nobody serves it here, or writes what would be lost."""

from __future__ import annotations

import datetime as dt
import sqlite3

from storage.database import Db
from storage.moments import from_text, to_text

_MARKER = "moved to another server"


def mark_moved(db: Db, moment: dt.datetime) -> None:
    """Notes that it went."""
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [_MARKER, to_text(moment)])


def moved_at(db: Db) -> dt.datetime | None:
    """When it went; None where it is at home here."""
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_MARKER]).fetchone()
    return None if row is None else from_text(row[0])


def is_marked(connection: sqlite3.Connection) -> bool:
    """Whether the file at the other end of a connection says that it went. Raises sqlite3.Error."""
    return connection.execute("SELECT 1 FROM markers WHERE name = ?", [_MARKER]).fetchone() is not None


def take_back(db: Db) -> bool:
    """Lets it be served here again; False where it never went."""
    return db.execute("DELETE FROM markers WHERE name = ?", [_MARKER]).rowcount > 0
