"""Parked messages: set aside because Telegram would not take them, until an owner decides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.deliveries.corrections import NOTHING_TO_EDIT
from storage.deliveries.messages import ABOUT_ANOTHER_PARK
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
    """Makes a parked message wait to be sent again, word for word; False where it is not parked.

    One whose articles were corrected or retracted since, and that was certainly never taken, is packed anew
    instead, and so is an edit. One that may have been taken goes as it was, and is put right then.
    """
    row = db.execute(
        "SELECT tried, edits_id IS NOT NULL FROM messages WHERE id = ? AND state = 'parked'", [message_id]
    ).fetchone()
    if row is None:
        return False
    tried, is_edit = row
    rows = db.execute("SELECT count(*) FROM deliveries WHERE message_id = ?", [message_id]).fetchone()[0]
    if rows and (is_edit or (not tried and _is_outdated(db, message_id))):
        _take_apart(db, message_id)
    elif is_edit and _is_edited_since(db, message_id):
        db.execute("DELETE FROM messages WHERE id = ?", [message_id])
    else:
        _let_go(db, message_id)
    return True


def _is_outdated(db: Db, message_id: int) -> bool:
    """Whether a correction or retraction has been owed to its chat since, of what it carries."""
    return db.execute(_OWED_SINCE, [message_id]).fetchone() is not None


_OWED_SINCE = """
    SELECT c.id FROM deliveries d
        CROSS JOIN deliveries c ON c.kind IN ('correction', 'retraction', 'withdrawal', 'project_edit')
            AND c.subject = d.subject AND c.chat_id = d.chat_id AND c.id > d.id
            AND (c.kind = 'withdrawal') = (d.kind IN ('announcement', 'withdrawal'))
            AND (c.kind = 'project_edit') = (d.kind IN ('project', 'project_edit'))
    WHERE d.message_id = ?
"""


def _is_edited_since(db: Db, message_id: int) -> bool:
    """Whether a later edit has been made of the message that a parked one is to edit."""
    later = """
        SELECT 1 FROM messages parked JOIN messages later ON later.edits_id = parked.edits_id
        WHERE parked.id = ? AND later.id > parked.id
    """
    return db.execute(later, [message_id]).fetchone() is not None


def _take_apart(db: Db, message_id: int) -> None:
    db.execute(
        """
        UPDATE deliveries SET message_id = NULL,
            state = CASE WHEN reason = :moved THEN 'cancelled' ELSE 'pending' END,
            reason = CASE WHEN reason = :moved THEN reason END
        WHERE message_id = :id
        """,
        {"moved": ABOUT_ANOTHER_PARK, "id": message_id},
    )
    db.execute("DELETE FROM messages WHERE id = ?", [message_id])


def _let_go(db: Db, message_id: int) -> None:
    """Sends it as it is, and behind it the corrections that found nothing to edit while it was parked."""
    db.execute(
        """
        UPDATE messages SET state = 'pending', attempts = 0, not_before = NULL, reason = NULL WHERE id = ?
        """,
        [message_id],
    )
    db.execute(
        """
        UPDATE deliveries SET state = 'pending', reason = CASE WHEN reason = ? THEN reason END
        WHERE message_id = ? AND state = 'parked'
        """,
        [ABOUT_ANOTHER_PARK, message_id],
    )
    db.execute(
        f"""
        UPDATE deliveries SET state = 'pending', reason = NULL
        WHERE id IN ({_OWED_SINCE}) AND state = 'cancelled' AND reason = ?
        """,
        [message_id, NOTHING_TO_EDIT],
    )


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
