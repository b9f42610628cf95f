"""Forgetting a chat for good, by which lines of the list beside the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from storage.chats import own_data
from storage.chats.chats import Place
from storage.database import Db
from storage.moments import to_text


def forget(db: Db, place: Place, line_ids: Collection[str], moment: dt.datetime) -> None:
    """Deletes everything kept about a place; keeps the numbers of its lines (forgotten_list.py)."""
    own_data.forget(db, place)
    note_carried_out(db, line_ids, moment)


def note_carried_out(db: Db, line_ids: Collection[str], moment: dt.datetime) -> None:
    """Records that what these lines are about holds in this database."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO forgotten (line, at) VALUES (?, ?)",
        [(line_id, to_text(moment)) for line_id in line_ids],
    )
