"""Pastes: texts that an editor sends one after the other, to be read as one page."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass

from storage.database import Db
from storage.moments import from_text, to_text
from storage.rows import all_rows, one_row

# An open one takes every text that its editor sends, one that was left takes none; a dropped one is to say
# so.
OPEN, LEFT, DROPPED = "open", "left", "dropped"

# What is put between two texts when they are joined.
LONGEST_GAP = 2
_COLUMNS = "id, person, telegram_chat_id, state, touched_at, parts, characters, bytes, refused, message_id"
# What the message of a paste should say, to be compared with what it says.
_SAYS = "state || ' ' || parts || ' ' || refused"


@dataclass(frozen=True, slots=True)
class Part:
    """One text as it was sent; whom it was forwarded from and the post's address, where they are known."""

    message_id: int
    text: str
    source: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paste:
    """A collection; `message_id` is the message that says how far it is, `refused` counts texts too much."""

    id: int
    person: int
    telegram_chat_id: int
    state: str
    touched_at: dt.datetime
    parts: int
    characters: int
    bytes: int
    refused: int
    message_id: int | None

    @property
    def says(self) -> str:
        """What its message should say, in short."""
        return f"{self.state} {self.parts} {self.refused}"


def open_paste(db: Db, person: int, telegram_chat_id: int, moment: dt.datetime) -> Paste:
    """The open paste of an editor in a chat, made if there is none."""
    db.execute(
        "INSERT INTO pastes (person, telegram_chat_id, touched_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [person, telegram_chat_id, to_text(moment)],
    )
    paste = find_open(db, person, telegram_chat_id)
    assert paste is not None
    return paste


def find_open(db: Db, person: int, telegram_chat_id: int) -> Paste | None:
    """The open paste of an editor in a chat, if there is one."""
    return _one(db, "person = ? AND telegram_chat_id = ? AND state = 'open'", [person, telegram_chat_id])


def newest_of(db: Db, person: int, telegram_chat_id: int) -> Paste | None:
    """The paste of an editor in a chat that can be read: the open one, else the one that was left last."""
    return _one(
        db,
        "person = ? AND telegram_chat_id = ? AND state <> 'dropped' ORDER BY state = 'open' DESC, id DESC",
        [person, telegram_chat_id],
    )


def get_paste(db: Db, paste_id: int) -> Paste | None:
    """The paste with this number, unless it has been read or forgotten."""
    return _one(db, "id = ?", [paste_id])


def add_part(db: Db, paste_id: int, part: Part, most_bytes: int, moment: dt.datetime) -> bool:
    """Adds a text, once; False where it would be more than `most_bytes` in all, and is left out."""
    known = db.execute(
        "SELECT 1 FROM paste_parts WHERE paste_id = ? AND message_id = ?", [paste_id, part.message_id]
    ).fetchone()
    if known is not None:
        return True
    size = len(part.text.encode()) + LONGEST_GAP
    fits = db.execute(
        "SELECT 1 FROM pastes WHERE id = ? AND refused = 0 AND bytes + ? <= ?", [paste_id, size, most_bytes]
    ).fetchone()
    if fits is None:
        db.execute(
            "UPDATE pastes SET refused = refused + 1, touched_at = ? WHERE id = ?",
            [to_text(moment), paste_id],
        )
        return False
    db.execute(
        "INSERT INTO paste_parts (paste_id, message_id, text, source, link) VALUES (?, ?, ?, ?, ?)",
        [paste_id, part.message_id, part.text, part.source, part.link],
    )
    db.execute(
        """
        UPDATE pastes SET parts = parts + 1, characters = characters + ?, bytes = bytes + ?, touched_at = ?
        WHERE id = ?
        """,
        [len(part.text), size, to_text(moment), paste_id],
    )
    return True


def parts_of(db: Db, paste_id: int) -> tuple[Part, ...]:
    """The texts of a paste, in the order of sending."""
    rows = all_rows(
        db,
        "SELECT message_id, text, source, link FROM paste_parts WHERE paste_id = ? ORDER BY message_id",
        [paste_id],
    )
    return tuple(Part(**dict(row)) for row in rows)


def drop_paste(db: Db, paste_id: int) -> None:
    """Gives up a paste; it stays until its message says so."""
    db.execute("DELETE FROM paste_parts WHERE paste_id = ?", [paste_id])
    db.execute("UPDATE pastes SET state = 'dropped' WHERE id = ?", [paste_id])


def delete_paste(db: Db, paste_id: int) -> None:
    """Deletes a paste and its texts."""
    db.execute("DELETE FROM pastes WHERE id = ?", [paste_id])


def pastes_to_show(db: Db) -> tuple[Paste, ...]:
    """Those whose message doesn't say how far they are."""
    rows = all_rows(db, f"SELECT {_COLUMNS} FROM pastes WHERE shown <> {_SAYS} ORDER BY id")
    return tuple(map(_paste, rows))


def note_shown(db: Db, paste_id: int, says: str) -> None:
    """Records what the message of a paste says now."""
    db.execute("UPDATE pastes SET shown = ? WHERE id = ?", [says, paste_id])


def note_message(db: Db, paste_id: int, message_id: int) -> bool:
    """Keeps which message tells of a paste; False where it has been read meanwhile."""
    cursor = db.execute("UPDATE pastes SET message_id = ? WHERE id = ?", [message_id, paste_id])
    return cursor.rowcount > 0


def leave_old(db: Db, before: dt.datetime) -> int:
    """Lets open pastes take no more that nothing came for since a moment; empty ones go. Returns how many.

    Each then has a new message, so that its editor sees that it is asked about.
    """
    db.execute("DELETE FROM pastes WHERE state = 'open' AND parts = 0 AND touched_at < ?", [to_text(before)])
    return db.execute(
        "UPDATE pastes SET state = 'left', message_id = NULL WHERE state = 'open' AND touched_at < ?",
        [to_text(before)],
    ).rowcount


def has_old(db: Db, before: dt.datetime) -> bool:
    """Whether nothing came for an open paste since a moment."""
    row = db.execute(
        "SELECT 1 FROM pastes WHERE state = 'open' AND touched_at < ?", [to_text(before)]
    ).fetchone()
    return row is not None


def _one(db: Db, where: str, parameters: list[int]) -> Paste | None:
    row = one_row(db, f"SELECT {_COLUMNS} FROM pastes WHERE {where}", parameters)
    return None if row is None else _paste(row)


def _paste(row: sqlite3.Row) -> Paste:
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a Row is no dict
    return Paste(**values | {"touched_at": from_text(row["touched_at"])})
