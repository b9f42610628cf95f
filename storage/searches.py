"""Searches: what was asked for, each with a number that buttons can carry.

They are kept with the incoming updates (storage/incoming_file.py): every `db` here is that file.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.moments import to_text

SEARCHES_KEPT = dt.timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Asked:
    """A search somebody asked for: its text, and its terms as the worker cut them (JSON)."""

    id: int
    text: str
    terms: str


def keep_search(db: Db, text: str, terms: str, moment: dt.datetime) -> int:
    """Gives a search a number that buttons can carry; the same text keeps its number."""
    db.execute("DELETE FROM searches WHERE asked_at < ?", [to_text(moment - SEARCHES_KEPT)])
    row = db.execute(
        """
        INSERT INTO searches (text, terms, asked_at) VALUES (?, ?, ?)
        ON CONFLICT (text) DO UPDATE SET terms = excluded.terms, asked_at = excluded.asked_at
        RETURNING id
        """,
        [text, terms, to_text(moment)],
    ).fetchone()
    return int(row[0])


def get_search(db: Db, search_id: int) -> Asked | None:
    """The search with this number, or None where it is forgotten."""
    row = db.execute("SELECT id, text, terms FROM searches WHERE id = ?", [search_id]).fetchone()
    return None if row is None else Asked(*row)


def find_search(db: Db, text: str) -> Asked | None:
    """The search with this very text, if somebody asked for it before."""
    row = db.execute("SELECT id, text, terms FROM searches WHERE text = ?", [text]).fetchone()
    return None if row is None else Asked(*row)
