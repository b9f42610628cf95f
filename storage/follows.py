"""Follows: which parks, cities and keywords a chat wants to hear of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.deliveries import cancel_unmatched, restore_unfollowed
from storage.moments import to_text

KEPT_AFTER_UNFOLLOW = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FollowedPark:
    """A park that a chat follows."""

    park_id: int
    name: str


def follow_park(db: Db, chat_id: int, park_id: int, moment: dt.datetime) -> bool:
    """Makes a chat follow a park; returns False where it did already.

    What an unfollow cancelled within the last week, a mistaken tap perhaps, is owed again.
    """
    cursor = db.execute(
        """
        INSERT INTO follows (chat_id, kind, park_id, followed_at) VALUES (?, 'park', ?, ?)
        ON CONFLICT DO NOTHING
        """,
        [chat_id, park_id, to_text(moment)],
    )
    if cursor.rowcount == 0:
        return False
    restore_unfollowed(db, chat_id, since=moment - KEPT_AFTER_UNFOLLOW, moment=moment)
    return True


def unfollow_park(db: Db, chat_id: int, park_id: int) -> bool:
    """Ends a follow and cancels what was owed for it alone; returns False where there was none."""
    cursor = db.execute(
        "DELETE FROM follows WHERE chat_id = ? AND kind = 'park' AND park_id = ?", [chat_id, park_id]
    )
    if cursor.rowcount == 0:
        return False
    cancel_unmatched(db, chat_id)
    return True


def followed_parks(db: Db, chat_id: int) -> tuple[FollowedPark, ...]:
    """The parks a chat follows, in the order it followed them."""
    rows = db.execute(
        """
        SELECT p.id, p.name FROM follows f JOIN parks p ON p.id = f.park_id
        WHERE f.chat_id = ? AND f.kind = 'park' ORDER BY f.id
        """,
        [chat_id],
    )
    return tuple(FollowedPark(*row) for row in rows)


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
