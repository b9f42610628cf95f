"""Searches without a hit: words that several people looked for in vain, and nobody's name.

Each of those who asked is kept as a mark of the person and these words, made with the secret beside the
database (storage/files/secret_file.py): it counts people, can't be read, and doesn't tell that the same
person asked for something else. Words are shown when enough people asked for them, /forget takes a person's
along, and all of it goes after KEEP_MISSES_DAYS. They are kept with the incoming updates
(storage/tables/incoming_file.py): every `db` here is that file.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from storage.chats.chats import Place
from storage.database import Db
from storage.files.secret_file import mark_of
from storage.incoming.searches import Asker
from storage.rows import all_rows

LONGEST_WORDS = 40  # what is longer says more than what somebody was looking for
MOST_KEPT = 20_000  # rows; the oldest go first
_PERSON, _PLACE = "missed by", "missed in"


def note_miss(db: Db, secret: bytes, asker: Asker, words: str, day: dt.date) -> bool:
    """Keeps that somebody looked for these words in vain, once for each; False for words that aren't kept."""
    words = words_as_kept(words)
    if not words:
        return False
    row = db.execute(
        """
        INSERT INTO search_misses (words, person_mark, place_mark, asked_on) VALUES (?, ?, ?, ?)
        ON CONFLICT (words, person_mark) DO UPDATE SET asked_on = max(asked_on, excluded.asked_on)
        RETURNING id
        """,
        [
            words,
            _person_mark(secret, asker.person_id, words),
            _place_mark(secret, asker.place, words),
            day.isoformat(),
        ],
    ).fetchone()
    db.execute("DELETE FROM search_misses WHERE id <= ?", [row[0] - MOST_KEPT])
    return True


def words_as_kept(words: str) -> str:
    """Words as they are compared and shown; empty for what is too long to be kept."""
    evened = " ".join(words.casefold().split())
    return evened if len(evened) <= LONGEST_WORDS else ""


def missed_words(db: Db, since: dt.date, *, people: int, limit: int) -> tuple[tuple[str, int], ...]:
    """The words that at least so many people looked for in vain since a day, with how many; most first."""
    rows = all_rows(
        db,
        """
        SELECT words, count(*) AS people FROM search_misses WHERE asked_on >= ?
        GROUP BY words HAVING people >= ? ORDER BY people DESC, words LIMIT ?
        """,
        [since.isoformat(), people, limit],
    )
    return tuple((row["words"], row["people"]) for row in rows)


def of_place(db: Db, secret: bytes, place: Place) -> list[dict[str, Any]]:
    """What was looked for in vain in a place, in a private chat by its person anywhere, oldest first."""
    return [{"words": words, "asked_on": day} for _, words, day in _rows_of(db, secret, place)]


def forget(db: Db, secret: bytes, place: Place) -> None:
    """Deletes what was looked for in vain in a place, in a private chat by its person anywhere."""
    db.conn.executemany(
        "DELETE FROM search_misses WHERE id = ?", [(row_id,) for row_id, _, _ in _rows_of(db, secret, place)]
    )


def migrate(db: Db, secret: bytes, old_id: int, new_id: int) -> None:
    """Follows a group that became a supergroup."""
    old, new = (Place(number, 0, "supergroup", "") for number in (old_id, new_id))
    db.conn.executemany(
        "UPDATE search_misses SET place_mark = ? WHERE id = ?",
        [(_place_mark(secret, new, words), row_id) for row_id, words, _ in _rows_of(db, secret, old)],
    )


def _rows_of(db: Db, secret: bytes, place: Place) -> list[tuple[int, str, str]]:
    """Number, words and day of a place's rows. There is no way but to make the mark for each: a few µs."""
    found = db.execute("SELECT id, words, person_mark, place_mark, asked_on FROM search_misses ORDER BY id")
    return [
        (row_id, words, day)
        for row_id, words, person_mark, place_mark, day in found.fetchall()
        if place_mark == _place_mark(secret, place, words)
        or (place.kind == "private" and person_mark == _person_mark(secret, place.telegram_id, words))
    ]


def _person_mark(secret: bytes, person_id: int, words: str) -> str:
    return mark_of(secret, _PERSON, person_id, words)


def _place_mark(secret: bytes, place: Place, words: str) -> str:
    return mark_of(secret, _PLACE, place.telegram_id, place.thread_id, words)
