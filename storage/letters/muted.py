"""Muted: whose letters are not taken. Everything else is theirs as before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.letters import letters
from storage.moments import from_text, to_text
from storage.rows import all_rows

# Else whoever is muted would only have to send /forget. The number is kept, and nothing with it.
KEPT_AFTER_FORGET = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Muted:
    """Somebody who is muted: by whom (0 is the command line), when, and for which letter."""

    person: int
    muted_by: int
    muted_at: dt.datetime
    letter_id: int | None


def is_muted(db: Db, person: int) -> bool:
    """Whether somebody's letters are not taken."""
    return db.execute("SELECT 1 FROM muted WHERE person = ?", [person]).fetchone() is not None


def mute(db: Db, person: int, by: int, moment: dt.datetime, *, letter_id: int | None = None) -> bool:
    """Takes no more letters of somebody; False where none were taken before."""
    cursor = db.execute(
        """
        INSERT INTO muted (person, muted_by, muted_at, letter_id) VALUES (?, ?, ?, ?)
        ON CONFLICT (person) DO NOTHING
        """,
        [person, by, to_text(moment), letter_id],
    )
    letters.outdate_all_of(db, person)
    return cursor.rowcount > 0


def unmute(db: Db, person: int) -> bool:
    """Takes somebody's letters again; False where they were taken."""
    letters.outdate_all_of(db, person)
    return db.execute("DELETE FROM muted WHERE person = ?", [person]).rowcount > 0


def list_muted(db: Db, *, limit: int, offset: int = 0) -> tuple[Muted, ...]:
    """Who is muted, those who were last before the others."""
    rows = all_rows(
        db,
        "SELECT person, muted_by, muted_at, letter_id FROM muted ORDER BY muted_at DESC, person"
        " LIMIT ? OFFSET ?",
        [limit, offset],
    )
    return tuple(Muted(**dict(row) | {"muted_at": from_text(row["muted_at"])}) for row in rows)


def count_muted(db: Db) -> int:
    """How many people are muted."""
    return int(db.execute("SELECT count(*) FROM muted").fetchone()[0])


def forget(db: Db, person: int, moment: dt.datetime) -> None:
    """Keeps of somebody muted the number alone, and that for a while."""
    db.execute(
        "UPDATE muted SET muted_by = 0, letter_id = NULL, drop_at = coalesce(drop_at, ?) WHERE person = ?",
        [to_text(moment + KEPT_AFTER_FORGET), person],
    )


def drop_outlived(db: Db, moment: dt.datetime) -> int:
    """Drops the numbers that were kept long enough; returns how many."""
    return db.execute("DELETE FROM muted WHERE drop_at <= ?", [to_text(moment)]).rowcount


def letter_of(db: Db, person: int) -> int | None:
    """The number of the letter for which somebody was muted; None where that isn't known."""
    row = db.execute("SELECT letter_id FROM muted WHERE person = ?", [person]).fetchone()
    return None if row is None else row[0]
