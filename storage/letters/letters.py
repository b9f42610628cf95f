"""Letters: what readers write to the editors, and what becomes of it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from storage.archive import articles
from storage.archive.articles import Card
from storage.database import Db
from storage.moments import from_text, to_text
from storage.rows import all_rows, one_row

OPEN: Final = "open"
ANSWERED: Final = "answered"
CLOSED: Final = "closed"
CORRECTED: Final = "corrected"
RETRACTED: Final = "retracted"
FORGOTTEN: Final = "forgotten"

_SELECT = """
    SELECT l.id, l.person, l.text, l.article_id, l.written_at, l.state, l.settled_by, l.settled_at, l.answer,
        l.mending_by, m.person IS NOT NULL AS is_muted
    FROM letters l LEFT JOIN muted m ON m.person = l.person
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: `card` is the article it is about, as it stands now, None for nothing in particular.

    `person` is None where its writer asked to be forgotten; nothing of what it said is there then.
    `settled_by` is whoever answered it, closed it or put its article right, `mending_by` who went to do so.
    """

    id: int
    person: int | None
    text: str
    article_id: int | None
    written_at: dt.datetime
    state: str
    settled_by: int | None
    settled_at: dt.datetime | None
    answer: str
    mending_by: int | None
    is_muted: bool
    card: Card | None


@dataclass(frozen=True, slots=True)
class Written:
    """What brought a letter, by which it is known again: whose message, which, when by Telegram's clock."""

    person: int
    message_id: int
    sent_at: dt.datetime


def add(db: Db, brought: Written, text: str, article_id: int | None, moment: dt.datetime) -> int:
    """Keeps a letter; returns its number."""
    cursor = db.execute(
        """
        INSERT INTO letters (person, text, article_id, message_id, sent_at, written_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
            brought.person,
            text,
            article_id,
            brought.message_id,
            to_text(brought.sent_at),
            to_text(moment),
        ],
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def brought_by(db: Db, brought: Written) -> int | None:
    """The letter that a message has brought already; None where it has brought none."""
    return _number(
        db,
        "SELECT id FROM letters WHERE person = ? AND message_id = ? AND sent_at = ?",
        [brought.person, brought.message_id, to_text(brought.sent_at)],
    )


def with_same_words(db: Db, person: int, text: str, article_id: int | None) -> int | None:
    """A person's letter that says the same of the same article; None where there is none."""
    return _number(
        db,
        "SELECT id FROM letters WHERE person = ? AND text = ? AND article_id IS ? ORDER BY id LIMIT 1",
        [person, text, article_id],
    )


def count_since(db: Db, person: int, since: dt.datetime) -> int:
    """How many letters a person has written since a moment."""
    sql = "SELECT count(*) FROM letters WHERE person = ? AND written_at > ?"
    return int(db.execute(sql, [person, to_text(since)]).fetchone()[0])


def count_open(db: Db) -> int:
    """How many letters wait for an editor."""
    return int(db.execute("SELECT count(*) FROM letters WHERE state = 'open'").fetchone()[0])


def get_letter(db: Db, letter_id: int) -> Letter | None:
    """A letter by its number; None where there is none."""
    row = one_row(db, f"{_SELECT} WHERE l.id = ?", [letter_id])
    return None if row is None else _letter(db, row)


def open_letters(db: Db, *, limit: int, offset: int = 0) -> tuple[Letter, ...]:
    """The letters that wait for an editor, the oldest first."""
    rows = all_rows(db, f"{_SELECT} WHERE l.state = 'open' ORDER BY l.id LIMIT ? OFFSET ?", [limit, offset])
    return tuple(_letter(db, row) for row in rows)


def newest_letters(db: Db, *, limit: int) -> tuple[Letter, ...]:
    """All letters, the newest first."""
    rows = all_rows(db, f"{_SELECT} WHERE l.state <> 'forgotten' ORDER BY l.id DESC LIMIT ?", [limit])
    return tuple(_letter(db, row) for row in rows)


def settle(
    db: Db, letter_id: int, state: str, by: int, moment: dt.datetime, *, answer: str | None = None
) -> bool:
    """Settles an open letter, once; False where it isn't open any more. Its copies are to say so then."""
    cursor = db.execute(
        """
        UPDATE letters SET state = ?, settled_by = ?, settled_at = ?, answer = coalesce(?, answer)
        WHERE id = ? AND state = 'open'
        """,
        [state, by, to_text(moment), answer, letter_id],
    )
    if not cursor.rowcount:
        return False
    outdate(db, letter_id)
    return True


def settle_all_of(db: Db, person: int, by: int, moment: dt.datetime) -> int:
    """Closes all that a person has open; returns how many letters that are."""
    rows = db.execute("SELECT id FROM letters WHERE person = ? AND state = 'open'", [person]).fetchall()
    return sum(settle(db, letter_id, CLOSED, by, moment) for (letter_id,) in rows)


def outdate(db: Db, letter_id: int) -> None:
    """What the copies of a letter say is to be made anew."""
    db.execute("UPDATE letter_copies SET outdated = 1 WHERE letter_id = ?", [letter_id])


def outdate_all_of(db: Db, person: int) -> None:
    """What the copies of all letters of a person say is to be made anew."""
    db.execute(
        "UPDATE letter_copies SET outdated = 1 WHERE letter_id IN (SELECT id FROM letters WHERE person = ?)",
        [person],
    )


def note_mending(db: Db, letter_id: int, by: int) -> None:
    """Records that an editor went to put its article right: its next revision comes from this letter."""
    db.execute(
        """
        UPDATE letters SET mending_by = ?,
            mends_from = coalesce(mends_from, (SELECT revision FROM articles WHERE id = article_id))
        WHERE id = ? AND state <> 'forgotten'
        """,
        [by, letter_id],
    )
    outdate(db, letter_id)


def mended(db: Db) -> tuple[tuple[Letter, int], ...]:
    """The letters whose article was put right or taken back since an editor went to do so, and by whom."""
    rows = all_rows(
        db,
        """
        SELECT l.id, coalesce(CASE WHEN a.retracted_at IS NULL THEN r.editor_id END, l.mending_by) AS by
        FROM letters l JOIN articles a ON a.id = l.article_id
            LEFT JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
        WHERE l.mends_from IS NOT NULL AND (a.revision > l.mends_from OR a.retracted_at IS NOT NULL)
        ORDER BY l.id
        """,
    )
    found = ((get_letter(db, row["id"]), row["by"]) for row in rows)
    return tuple((letter, by) for letter, by in found if letter is not None)


def note_mended(db: Db, letter_id: int, state: str, by: int, moment: dt.datetime) -> None:
    """Records that its article was put right or taken back, whatever the letter's state was."""
    db.execute(
        """
        UPDATE letters SET state = ?, settled_by = ?, settled_at = ?, mends_from = NULL, mending_by = NULL
        WHERE id = ? AND state <> 'forgotten'
        """,
        [state, by, to_text(moment), letter_id],
    )
    outdate(db, letter_id)


def remind(db: Db, before: dt.datetime, moment: dt.datetime) -> int:
    """Records that editors are reminded of what is open since then; returns how many."""
    cursor = db.execute(
        "UPDATE letters SET reminded_at = ? WHERE state = 'open' AND reminded_at IS NULL AND written_at <= ?",
        [to_text(moment), to_text(before)],
    )
    return cursor.rowcount


def count_open_since(db: Db, before: dt.datetime) -> int:
    """How many letters were written by then and wait still."""
    sql = "SELECT count(*) FROM letters WHERE state = 'open' AND written_at <= ?"
    return int(db.execute(sql, [to_text(before)]).fetchone()[0])


def is_to_remind(db: Db, before: dt.datetime) -> bool:
    """Whether `remind` would find any."""
    sql = "SELECT 1 FROM letters WHERE state = 'open' AND reminded_at IS NULL AND written_at <= ? LIMIT 1"
    return db.execute(sql, [to_text(before)]).fetchone() is not None


def _number(db: Db, sql: str, parameters: Collection[Any]) -> int | None:
    row = db.execute(sql, list(parameters)).fetchone()
    return None if row is None else int(row[0])


def _letter(db: Db, row: sqlite3.Row) -> Letter:
    kept = dict(row)
    about = kept["article_id"]
    kept |= {
        "written_at": from_text(kept["written_at"]),
        "settled_at": kept["settled_at"] and from_text(kept["settled_at"]),
        "is_muted": bool(kept["is_muted"]),
        "card": None if about is None else articles.get_card(db, about),
    }
    return Letter(**kept)
