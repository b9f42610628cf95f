"""Editors: who may publish besides the owners, whom the configuration names.

One that was removed stays, with the moment, so that the log of deeds still knows their name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.moments import from_text, to_text
from storage.rows import all_rows

# How long an owner who wants to add somebody has to forward a message of theirs.
FORWARD_WITHIN = dt.timedelta(minutes=10)
_AWAITED = "forwarded message awaited from {owner}"


@dataclass(frozen=True, slots=True)
class Editor:
    """A present editor: Telegram's number of the person, and who added them (0: the command line)."""

    person: int
    name: str
    added_by: int
    added_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody who is or was an editor is one, and whether Telegram takes nothing in their chat."""

    is_editor: bool
    is_shut: bool


def is_editor(db: Db, person: int) -> bool:
    """Whether somebody is a present editor."""
    row = db.execute("SELECT 1 FROM editors WHERE person = ? AND removed_at IS NULL", [person]).fetchone()
    return row is not None


def add(db: Db, person: int, name: str, *, added_by: int, moment: dt.datetime) -> bool:
    """Makes somebody an editor, be it again; returns False where they are one already.

    Without a name the one they had as an editor stays.
    """
    if is_editor(db, person):
        return False
    db.execute(
        """
        INSERT INTO editors (person, name, added_by, added_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (person) DO UPDATE SET name = coalesce(nullif(excluded.name, ''), name),
            added_by = excluded.added_by, added_at = excluded.added_at, removed_at = NULL
        """,
        [person, name, added_by, to_text(moment)],
    )
    return True


def remove(db: Db, person: int, moment: dt.datetime) -> bool:
    """Ends somebody's being an editor; returns False where they are none."""
    cursor = db.execute(
        "UPDATE editors SET removed_at = ? WHERE person = ? AND removed_at IS NULL",
        [to_text(moment), person],
    )
    return cursor.rowcount > 0


def removed_at(db: Db, person: int) -> dt.datetime | None:
    """When a former editor was removed; None for everybody else."""
    row = db.execute("SELECT removed_at FROM editors WHERE person = ?", [person]).fetchone()
    return None if row is None or row[0] is None else from_text(row[0])


def present(db: Db) -> tuple[Editor, ...]:
    """The present editors, those who were added first before the others."""
    rows = all_rows(
        db,
        """
        SELECT person, name, added_by, added_at FROM editors WHERE removed_at IS NULL
        ORDER BY added_at, person
        """,
    )
    return tuple(Editor(**dict(row) | {"added_at": from_text(row["added_at"])}) for row in rows)


def name_of(db: Db, person: int) -> str:
    """What somebody is called: as an editor, else as they call themselves; empty where we don't know."""
    row = db.execute(
        """
        SELECT coalesce(
            (SELECT nullif(name, '') FROM editors WHERE person = :person),
            (SELECT nullif(name, '') FROM acquaintances WHERE person = :person),
            (SELECT title FROM chats WHERE telegram_id = :person AND thread_id = 0),
            ''
        )
        """,
        {"person": person},
    ).fetchone()
    return str(row[0])


def standings(db: Db) -> dict[int, Standing]:
    """How everybody stands who is or was an editor: what their menu depends on."""
    rows = db.execute(
        """
        SELECT e.person, e.removed_at IS NULL, coalesce(c.off_at, c.held_since) IS NOT NULL
        FROM editors e LEFT JOIN chats c ON c.telegram_id = e.person AND c.thread_id = 0
        """
    )
    return {person: Standing(bool(present), bool(is_shut)) for person, present, is_shut in rows}


def await_forward(db: Db, owner: int, moment: dt.datetime) -> None:
    """Records that the next message an owner forwards is one of the person to add."""
    db.execute(
        "INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)",
        [_AWAITED.format(owner=owner), to_text(moment)],
    )


def awaits_forward(db: Db, owner: int, moment: dt.datetime) -> bool:
    """Whether it is: an owner said so a short while ago."""
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_AWAITED.format(owner=owner)]).fetchone()
    return row is not None and moment - FORWARD_WITHIN < from_text(row[0]) <= moment


def stop_awaiting_forward(db: Db, owner: int) -> None:
    """Lets what an owner forwards be a message like any other again."""
    db.execute("DELETE FROM markers WHERE name = ?", [_AWAITED.format(owner=owner)])
