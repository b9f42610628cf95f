"""Searches: what was asked for, each with a number that buttons can carry, and with whose it is.

They are kept with the incoming updates (storage/tables/incoming_file.py): every `db` here is that file.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from storage.chats.chats import Place
from storage.database import Db
from storage.moments import to_text
from storage.rows import all_rows, one_row

# In a private chat, what its person searched for elsewhere as well (a private chat has its person's number).
_OF_PLACE = """
    FROM searches WHERE telegram_id = :telegram_id AND thread_id = :thread_id
        OR :kind = 'private' AND person_id = :telegram_id
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search somebody asked for: its text, and its terms as the worker cut them (JSON)."""

    id: int
    text: str
    terms: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose a search is: the person's who asked, in a place."""

    place: Place
    person_id: int

    def to_row(self) -> tuple[int, int, int]:
        """As the table holds it: telegram_id, thread_id, person_id."""
        return self.place.telegram_id, self.place.thread_id, self.person_id


def keep_search(db: Db, asker: Asker, text: str, terms: str, moment: dt.datetime) -> int:
    """Gives a search a number that buttons can carry; the same text of the same asker keeps its number."""
    row = db.execute(
        """
        INSERT INTO searches (telegram_id, thread_id, person_id, text, terms, asked_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET terms = excluded.terms, asked_at = excluded.asked_at
        RETURNING id
        """,
        [*asker.to_row(), text, terms, to_text(moment)],
    ).fetchone()
    return int(row[0])


def drop_search(db: Db, search_id: int) -> None:
    """Forgets a search that no button carries."""
    db.execute("DELETE FROM searches WHERE id = ?", [search_id])


def get_search(db: Db, search_id: int, telegram_id: int) -> Asked | None:
    """The search with this number, or None where it is forgotten or was asked for in another place."""
    row = one_row(
        db, "SELECT id, text, terms FROM searches WHERE id = ? AND telegram_id = ?", [search_id, telegram_id]
    )
    return None if row is None else Asked(**row)


def find_search(db: Db, asker: Asker, text: str) -> Asked | None:
    """The search with this very text, if this asker asked for it before."""
    row = one_row(
        db,
        """
        SELECT id, text, terms FROM searches
        WHERE text = ? AND telegram_id = ? AND thread_id = ? AND person_id = ?
        """,
        [text, *asker.to_row()],
    )
    return None if row is None else Asked(**row)


def find_terms(db: Db, text: str) -> str | None:
    """The terms of this very text, if anybody asked for it before: they needn't be cut again."""
    row = db.execute("SELECT terms FROM searches WHERE text = ? LIMIT 1", [text]).fetchone()
    return None if row is None else str(row[0])


def of_place(db: Db, place: Place) -> list[dict[str, Any]]:
    """The searches kept from a place, as JSON can hold them, oldest first."""
    columns = "id, telegram_id, thread_id, person_id, text, asked_at"
    return [dict(row) for row in all_rows(db, f"SELECT {columns} {_OF_PLACE} ORDER BY id", _named(place))]


def forget(db: Db, place: Place) -> None:
    """Deletes the searches of a place."""
    db.execute(f"DELETE {_OF_PLACE}", _named(place))


def migrate(db: Db, old_id: int, new_id: int) -> None:
    """Follows a group that became a supergroup."""
    db.execute("UPDATE OR REPLACE searches SET telegram_id = ? WHERE telegram_id = ?", [new_id, old_id])


def _named(place: Place) -> dict[str, Any]:
    return {"telegram_id": place.telegram_id, "thread_id": place.thread_id, "kind": place.kind}
