"""Files of the watched folder: what was made of each, so that none is read twice and none is lost.

A row is one file that was put there. It stays when the file has been moved away, so that the same bytes are
known when they come again.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from dataclasses import dataclass
from typing import Final

from storage.database import Db
from storage.moments import from_text, to_text
from storage.rows import all_rows, one_row

READING: Final = "reading"
READ: Final = "read"
KNOWN: Final = "known"
FAILED: Final = "failed"

_COLUMNS = "id, name, state, note, tries, moved_to, moved, draft_id, seen_at"
_TROUBLE = "trouble with the inbox"


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file of the watched folder. `name` is the one it had there, `moved_to` the one it has, or gets, in
    `done` or `failed`; empty where none is chosen yet.

    `state` is reading, read (a draft was made, or there was nothing new in it), known (the same bytes were
    read before) or failed; `note` is what stands beside it in words, `tries` how often reading it has begun.
    """

    id: int
    name: str
    state: str
    note: str
    tries: int
    moved_to: str
    moved: bool
    draft_id: int | None
    seen_at: dt.datetime


def begin(db: Db, name: str, content: str, moment: dt.datetime) -> InboxFile:
    """The row of a file that lies in the folder, by its name and a hash of its bytes.

    One that is to be read counts a try. A new one of bytes that were read before is `known` at once.
    """
    row = one_row(
        db,
        f"SELECT {_COLUMNS} FROM inbox_files WHERE NOT moved AND name = ? AND content = ?",
        [os.fsencode(name), content],
    )
    if row is None:
        earlier = _read_before(db, content)
        cursor = db.execute(
            "INSERT INTO inbox_files (name, content, state, note, seen_at) VALUES (?, ?, ?, ?, ?)",
            [
                os.fsencode(name),
                content,
                READING if earlier is None else KNOWN,
                "" if earlier is None else _known(earlier),
                to_text(moment),
            ],
        )
        number = int(cursor.lastrowid or 0)
    else:
        number = row["id"]
    db.execute("UPDATE inbox_files SET tries = tries + 1 WHERE id = ? AND state = 'reading'", [number])
    return get_file(db, number)


def get_file(db: Db, number: int) -> InboxFile:
    """The row with this number, which there is."""
    row = one_row(db, f"SELECT {_COLUMNS} FROM inbox_files WHERE id = ?", [number])
    assert row is not None
    return _file(row)


def is_reading(db: Db, number: int) -> bool:
    """Whether a file is still to be read."""
    row = db.execute("SELECT 1 FROM inbox_files WHERE id = ? AND state = 'reading'", [number]).fetchone()
    return row is not None


def put_back(db: Db, number: int) -> None:
    """Takes back that reading a file began: it was not tried at all."""
    db.execute(
        "UPDATE inbox_files SET tries = max(tries - 1, 0) WHERE id = ? AND state = 'reading'", [number]
    )


def mark_read(db: Db, number: int, draft_id: int | None, note: str = "") -> None:
    """Records what was made of a file: a draft, or nothing, and a note that says why."""
    db.execute(
        "UPDATE inbox_files SET state = 'read', draft_id = ?, note = ? WHERE id = ?", [draft_id, note, number]
    )


def mark_failed(db: Db, number: int, note: str) -> None:
    """Records why a file could not be read."""
    db.execute(
        "UPDATE inbox_files SET state = 'failed', note = ? WHERE id = ? AND state = 'reading'", [note, number]
    )


def choose_place(db: Db, number: int, name: str) -> None:
    """Records under which name a file is about to be put away."""
    db.execute("UPDATE inbox_files SET moved_to = ? WHERE id = ?", [os.fsencode(name), number])


def mark_moved(db: Db, number: int) -> None:
    """Records that a file lies in the folder no more: put away, or taken away by somebody.

    One that was to be read yet is forgotten, and read when it comes again.
    """
    db.execute("DELETE FROM inbox_files WHERE id = ? AND state = 'reading'", [number])
    db.execute("UPDATE inbox_files SET moved = 1 WHERE id = ?", [number])


def not_moved(db: Db) -> tuple[InboxFile, ...]:
    """The files that are not known to be put away."""
    return tuple(map(_file, all_rows(db, f"SELECT {_COLUMNS} FROM inbox_files WHERE NOT moved ORDER BY id")))


def newest_files(db: Db, *, limit: int) -> tuple[InboxFile, ...]:
    """What came into the folder, the newest first."""
    return tuple(
        map(_file, all_rows(db, f"SELECT {_COLUMNS} FROM inbox_files ORDER BY id DESC LIMIT ?", [limit]))
    )


def failed_since(db: Db, since: dt.datetime) -> int:
    """How many files that came since a moment could not be read."""
    [count] = db.execute(
        "SELECT count(*) FROM inbox_files WHERE state = 'failed' AND seen_at >= ?", [to_text(since)]
    ).fetchone()
    return int(count)


def trouble(db: Db) -> str:
    """Why the folder can't be used, as it was recorded; empty where it can."""
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_TROUBLE]).fetchone()
    return str(row[0]) if row else ""


def set_trouble(db: Db, why: str) -> bool:
    """Records why the folder can't be used, "" where it can; whether that is other than before."""
    if trouble(db) == why:
        return False
    if why:
        db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [_TROUBLE, why])
    else:
        db.execute("DELETE FROM markers WHERE name = ?", [_TROUBLE])
    return True


def _read_before(db: Db, content: str) -> InboxFile | None:
    row = one_row(
        db,
        f"SELECT {_COLUMNS} FROM inbox_files WHERE content = ? AND state IN ('read', 'known')"
        " ORDER BY id LIMIT 1",
        [content],
    )
    return None if row is None else _file(row)


def _known(earlier: InboxFile) -> str:
    name = os.fsencode(earlier.name).decode("utf-8", "replace")
    return (
        f"already known: the same bytes came as {name} on {earlier.seen_at:%Y-%m-%d %H:%M} UTC and were read"
        " then. Nothing was done. To have it read again all the same, send the file to the bot as an editor."
    )


def _file(row: sqlite3.Row) -> InboxFile:
    return InboxFile(
        id=row["id"],
        name=os.fsdecode(row["name"]),
        state=row["state"],
        note=row["note"],
        tries=row["tries"],
        moved_to=os.fsdecode(row["moved_to"] or b""),
        moved=bool(row["moved"]),
        draft_id=row["draft_id"],
        seen_at=from_text(row["seen_at"]),
    )
