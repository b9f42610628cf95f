"""Follows: which parks, cities, keywords, newspapers and projects a chat wants to hear of."""

from __future__ import annotations

import datetime as dt
import enum
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from storage.database import Db
from storage.deliveries import story_pushes
from storage.deliveries.deliveries import cancel_unmatched, restore_unfollowed
from storage.moments import to_text
from storage.projects import outgoing_news
from storage.rows import all_rows, one_row

KEPT_AFTER_UNFOLLOW = dt.timedelta(days=7)
MOST_FOLLOWS = 100


class Kind(enum.IntEnum):
    """What can be followed, as buttons number it."""

    PARK = 0
    CITY = 1
    KEYWORD = 2
    NEWSPAPER = 3
    PROJECT = 4


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be followed, by its id among its kind."""

    kind: Kind
    id: int


@dataclass(frozen=True, slots=True)
class Followed:
    """What a chat follows, under its name: 临猗现代农业产业示范区, 运城, 招聘, 科学导报."""

    target: Target
    name: str


class TooManyFollows(Exception):
    """The chat follows MOST_FOLLOWS already."""


# Each kind's row of follows, from the id of what is followed.
_ROW = {
    Kind.PARK: "SELECT 'park' AS kind, id AS park_id FROM parks WHERE id = ?",
    Kind.CITY: "SELECT 'city' AS kind, name AS word FROM cities WHERE id = ?",
    Kind.KEYWORD: "SELECT 'keyword' AS kind, words AS word FROM keywords WHERE id = ?",
    Kind.NEWSPAPER: "SELECT 'newspaper' AS kind, coalesce(merged_into_id, id) AS newspaper_id"
    " FROM newspapers WHERE id = ?",
    Kind.PROJECT: "SELECT 'project' AS kind, coalesce(merged_into_id, id) AS project_id"
    " FROM projects WHERE id = ?",
}
_OF_NO_OTHER_KIND = {"park_id": None, "word": None, "newspaper_id": None, "project_id": None}
_THIS_ROW = (
    "chat_id = :chat_id AND kind = :kind"
    " AND coalesce(park_id, word, newspaper_id, project_id)"
    " = coalesce(:park_id, :word, :newspaper_id, :project_id)"
)
_NAME = {
    Kind.PARK: "SELECT name FROM parks WHERE id = ?",
    Kind.CITY: "SELECT name FROM cities WHERE id = ?",
    Kind.KEYWORD: "SELECT shown FROM keywords WHERE id = ?",
    Kind.NEWSPAPER: "SELECT n.name FROM newspapers m"
    " JOIN newspapers n ON n.id = coalesce(m.merged_into_id, m.id) WHERE m.id = ?",
    Kind.PROJECT: "SELECT j.name FROM projects m"
    " JOIN projects j ON j.id = coalesce(m.merged_into_id, m.id) WHERE m.id = ?",
}
# Each follow with what it follows, and what that is called.
NAMED_FOLLOWS = """
    FROM follows f
        LEFT JOIN parks p ON f.kind = 'park' AND p.id = f.park_id
        LEFT JOIN cities c ON f.kind = 'city' AND c.name = f.word
        LEFT JOIN keywords k ON f.kind = 'keyword' AND k.words = f.word
        LEFT JOIN newspapers n ON f.kind = 'newspaper' AND n.id = f.newspaper_id
        LEFT JOIN projects j ON f.kind = 'project' AND j.id = f.project_id
"""


def name_of(db: Db, target: Target) -> str | None:
    """What a target is called, or None where there is no such thing."""
    row = db.execute(_NAME[target.kind], [target.id]).fetchone()
    return None if row is None else str(row[0])


def ensure_keyword(db: Db, words: str, shown: str) -> Target:
    """The keyword of these words (as article_words has them, one space between), made on first sight."""
    db.execute(
        "INSERT INTO keywords (words, first, shown) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [words, words.partition(" ")[0], shown],
    )
    return Target(Kind.KEYWORD, db.execute("SELECT id FROM keywords WHERE words = ?", [words]).fetchone()[0])


def find_keyword(db: Db, words: str) -> Target | None:
    """The keyword of these words, or None where nobody ever followed it."""
    row = db.execute("SELECT id FROM keywords WHERE words = ?", [words]).fetchone()
    return None if row is None else Target(Kind.KEYWORD, row[0])


def follow(db: Db, chat_id: int, target: Target, moment: dt.datetime) -> bool:
    """Makes a chat follow something; returns False where it did already, or where there is no such thing.

    What an unfollow cancelled within the last week, a mistaken tap perhaps, is owed again.
    Raises TooManyFollows.
    """
    row = _row_of(db, target)
    if row is None or is_followed(db, chat_id, target):
        return False
    if target.kind is Kind.KEYWORD:
        db.execute("INSERT OR IGNORE INTO keywords_of_chats VALUES (?, ?)", [chat_id, target.id])
    if count(db, chat_id) >= MOST_FOLLOWS:
        raise TooManyFollows(f"chat {chat_id} follows {MOST_FOLLOWS}")
    db.execute(
        """
        INSERT INTO follows (chat_id, kind, park_id, word, newspaper_id, project_id, followed_at, after_issue)
        VALUES (:chat_id, :kind, :park_id, :word, :newspaper_id, :project_id, :now,
            (SELECT coalesce(max(id), 0) FROM issues))
        """,
        {**row, "chat_id": chat_id, "now": to_text(moment)},
    )
    if target.kind is Kind.PROJECT:
        outgoing_news.restore_unfollowed(db, chat_id, row["project_id"], moment - KEPT_AFTER_UNFOLLOW, moment)
        return True
    restore_unfollowed(db, chat_id, since=moment - KEPT_AFTER_UNFOLLOW, moment=moment)
    story_pushes.cancel_doubles_of_chat(db, chat_id)
    return True


def unfollow(db: Db, chat_id: int, target: Target) -> bool:
    """Ends a follow and cancels what was owed for it alone; returns False where there was none."""
    row = _row_of(db, target)
    if row is None:
        return False
    cursor = db.execute(f"DELETE FROM follows WHERE {_THIS_ROW}", {**row, "chat_id": chat_id})
    if cursor.rowcount == 0:
        return False
    if target.kind is Kind.PROJECT:
        outgoing_news.cancel_unfollowed(db, chat_id, row["project_id"])
    else:
        cancel_unmatched(db, chat_id)
    return True


def follow_park(db: Db, chat_id: int, park_id: int, moment: dt.datetime) -> bool:
    """`follow` for a park."""
    return follow(db, chat_id, Target(Kind.PARK, park_id), moment)


def unfollow_park(db: Db, chat_id: int, park_id: int) -> bool:
    """`unfollow` for a park."""
    return unfollow(db, chat_id, Target(Kind.PARK, park_id))


def followed(db: Db, chat_id: int) -> tuple[Followed, ...]:
    """Everything a chat follows, in the order it followed it."""
    rows = all_rows(
        db,
        f"""
        SELECT f.kind, coalesce(p.id, c.id, k.id, n.id, j.id) AS id,
            coalesce(p.name, c.name, k.shown, n.name, j.name) AS name
        {NAMED_FOLLOWS}
        WHERE f.chat_id = ? AND coalesce(p.id, c.id, k.id, n.id, j.id) IS NOT NULL ORDER BY f.id
        """,
        [chat_id],
    )
    return tuple(Followed(Target(Kind[row["kind"].upper()], row["id"]), row["name"]) for row in rows)


def followed_at(db: Db, telegram_id: int, thread_id: int) -> tuple[Followed, ...]:
    """Everything that the chat of this place, if there is one, follows."""
    row = db.execute(
        "SELECT id FROM chats WHERE telegram_id = ? AND thread_id = ?", [telegram_id, thread_id]
    ).fetchone()
    return () if row is None else followed(db, row[0])


def _row_of(db: Db, target: Target) -> dict[str, Any] | None:
    """The columns of a follow of something, or None where there is no such thing."""
    row = one_row(db, _ROW[target.kind], [target.id])
    return None if row is None else {**_OF_NO_OTHER_KIND, **dict(row)}


def count(db: Db, chat_id: int) -> int:
    """How many things a chat follows."""
    return int(db.execute("SELECT count(*) FROM follows WHERE chat_id = ?", [chat_id]).fetchone()[0])


def is_followed(db: Db, chat_id: int, target: Target) -> bool:
    """Whether a chat follows this very thing."""
    row = _row_of(db, target)
    if row is None:
        return False
    this = {**row, "chat_id": chat_id}
    return db.execute(f"SELECT 1 FROM follows WHERE {_THIS_ROW}", this).fetchone() is not None


def is_followed_at(db: Db, telegram_id: int, thread_id: int, park_id: int) -> bool:
    """Whether the chat of this place, if there is one, follows this very park."""
    row = db.execute(
        """
        SELECT 1 FROM chats c JOIN follows f ON f.chat_id = c.id AND f.kind = 'park' AND f.park_id = ?
        WHERE c.telegram_id = ? AND c.thread_id = ?
        """,
        [park_id, telegram_id, thread_id],
    ).fetchone()
    return row is not None


def drop_unused_keywords(db: Db, keyword_ids: Collection[int]) -> None:
    """Deletes those of these keywords that no chat has asked to follow."""
    db.execute(
        """
        DELETE FROM keywords WHERE id IN (SELECT value FROM json_each(?))
            AND NOT EXISTS (SELECT 1 FROM keywords_of_chats k WHERE k.keyword_id = keywords.id)
        """,
        [json.dumps(list(keyword_ids))],
    )
