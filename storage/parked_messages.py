"""Parked messages: set aside because Telegram would not take them, until an owner decides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.moments import from_text
from storage.rows import all_rows

DROPPED = "dropped by an owner"


@dataclass(frozen=True, slots=True)
class ParkedMessage:
    """A message set aside, where to, and why; `headline` is that of its first brief."""

    id: int
    telegram_id: int
    kind: str
    title: str
    reason: str
    attempts: int
    packed_at: dt.datetime
    briefs: int
    headline: str


@dataclass(frozen=True, slots=True)
class ParkedList:
    """A stretch of the list, oldest first, and how many the whole list holds."""

    messages: tuple[ParkedMessage, ...]
    total: int


def parked_messages(db: Db, *, limit: int, offset: int = 0) -> ParkedList:
    """What is parked, oldest first."""
    rows = all_rows(
        db,
        """
        SELECT m.id, c.telegram_id, c.kind, c.title, coalesce(m.reason, '') AS reason, m.attempts,
            m.packed_at,
            (SELECT count(*) FROM deliveries d WHERE d.message_id = m.id) AS briefs,
            coalesce((
                SELECT r.headline FROM deliveries d
                    JOIN revisions r ON r.article_id = d.article_id AND r.number = d.version
                WHERE d.message_id = m.id ORDER BY d.id LIMIT 1
            ), '') AS headline
        FROM messages m JOIN chats c ON c.id = m.chat_id
        WHERE m.state = 'parked' ORDER BY m.id LIMIT ? OFFSET ?
        """,
        [limit, offset],
    )
    total = db.execute("SELECT count(*) FROM messages WHERE state = 'parked'").fetchone()[0]
    parked = (ParkedMessage(**dict(row) | {"packed_at": from_text(row["packed_at"])}) for row in rows)
    return ParkedList(tuple(parked), int(total))


def retry_parked(db: Db, message_id: int) -> bool:
    """Makes a parked message wait to be sent again, word for word; False where it is not parked."""
    cursor = db.execute(
        """
        UPDATE messages SET state = 'pending', attempts = 0, not_before = NULL, reason = NULL
        WHERE id = ? AND state = 'parked'
        """,
        [message_id],
    )
    if cursor.rowcount == 0:
        return False
    db.execute(
        "UPDATE deliveries SET state = 'pending', reason = NULL WHERE message_id = ? AND state = 'parked'",
        [message_id],
    )
    return True


def retry_all_parked(db: Db) -> int:
    """Makes every parked message wait to be sent again; returns how many."""
    ids = db.execute("SELECT id FROM messages WHERE state = 'parked' ORDER BY id").fetchall()
    return sum(retry_parked(db, message_id) for (message_id,) in ids)


def drop_parked(db: Db, message_id: int) -> bool:
    """Gives a parked message up: its deliveries are cancelled; False where it is not parked."""
    parked = db.execute("SELECT 1 FROM messages WHERE id = ? AND state = 'parked'", [message_id]).fetchone()
    if parked is None:
        return False
    db.execute(
        "UPDATE deliveries SET state = 'cancelled', reason = ?, message_id = NULL WHERE message_id = ?",
        [DROPPED, message_id],
    )
    db.execute("DELETE FROM messages WHERE id = ?", [message_id])
    return True
