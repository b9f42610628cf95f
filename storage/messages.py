"""Messages: how deliveries go out. Committed before the first try, and sent byte for byte as committed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database import Db
from storage.moments import to_text

Button = tuple[str, str]
Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """A message not yet stored: HTML text, rows of (label, data) buttons, the deliveries it carries.

    A `silent` one makes no sound where it arrives.
    """

    text: str
    buttons: Buttons
    delivery_ids: tuple[int, ...]
    silent: bool = False


@dataclass(frozen=True, slots=True)
class PendingMessage:
    """A committed message that is still to be sent, and where to."""

    id: int
    chat_id: int
    telegram_id: int
    thread_id: int
    text: str
    buttons: Buttons
    attempts: int
    silent: bool


def commit_messages(db: Db, chat_id: int, packed: Sequence[Packed], moment: dt.datetime) -> bool:
    """Stores messages and ties their deliveries to them, oldest first.

    Returns False, storing nothing, where a delivery changed since it was read (an unfollow came between).
    """
    delivery_ids = [delivery_id for message in packed for delivery_id in message.delivery_ids]
    waiting = db.execute(
        """
        SELECT count(*) FROM deliveries
        WHERE id IN (SELECT value FROM json_each(?)) AND state = 'pending' AND message_id IS NULL
        """,
        [json.dumps(delivery_ids)],
    ).fetchone()[0]
    if waiting != len(delivery_ids):
        return False
    for message in packed:
        cursor = db.execute(
            "INSERT INTO messages (chat_id, text, buttons, silent, packed_at) VALUES (?, ?, ?, ?, ?)",
            [
                chat_id,
                message.text,
                json.dumps(message.buttons, ensure_ascii=False),
                message.silent,
                to_text(moment),
            ],
        )
        db.execute(
            "UPDATE deliveries SET message_id = ? WHERE id IN (SELECT value FROM json_each(?))",
            [cursor.lastrowid, json.dumps(message.delivery_ids)],
        )
    return True


def pending_messages(db: Db, moment: dt.datetime, limit: int) -> tuple[PendingMessage, ...]:
    """The oldest pending message of each chat that may be tried now, the longest waiting first."""
    rows = db.execute(
        """
        SELECT m.id, c.id, c.telegram_id, c.thread_id, m.text, m.buttons, m.attempts,
            m.silent
        FROM messages m JOIN chats c ON c.id = m.chat_id
        WHERE m.state = 'pending' AND c.off_at IS NULL
            AND m.id = (SELECT min(id) FROM messages WHERE chat_id = c.id AND state = 'pending')
            AND coalesce(m.not_before, '') <= :now AND coalesce(c.not_before, '') <= :now
        ORDER BY m.id LIMIT :limit
        """,
        {"now": to_text(moment), "limit": limit},
    ).fetchall()
    return tuple(_pending(row) for row in rows)


def mark_sent(db: Db, message_id: int, telegram_message_id: int, moment: dt.datetime) -> None:
    """Records that Telegram took a message, and with it its deliveries."""
    db.execute(
        """
        UPDATE messages SET state = 'sent', telegram_message_id = ?, sent_at = ?, reason = NULL WHERE id = ?
        """,
        [telegram_message_id, to_text(moment), message_id],
    )
    db.execute("UPDATE deliveries SET state = 'sent' WHERE message_id = ?", [message_id])


def mark_retry(db: Db, message_id: int, reason: str, not_before: dt.datetime) -> None:
    """Records a failed try and when the next one may be."""
    db.execute(
        "UPDATE messages SET attempts = attempts + 1, reason = ?, not_before = ? WHERE id = ?",
        [reason, to_text(not_before), message_id],
    )


def hold_chat(db: Db, telegram_id: int, not_before: dt.datetime) -> None:
    """Lets a place rest until a moment, as Telegram asked; kept over a restart."""
    db.execute("UPDATE chats SET not_before = ? WHERE telegram_id = ?", [to_text(not_before), telegram_id])


def park_message(db: Db, message_id: int, reason: str) -> None:
    """Sets a message aside that can't be sent, with the reason, so that the chat's next one goes on."""
    db.execute(
        "UPDATE messages SET state = 'parked', attempts = attempts + 1, reason = ? WHERE id = ?",
        [reason, message_id],
    )
    db.execute(
        "UPDATE deliveries SET state = 'parked', reason = ? WHERE message_id = ?", [reason, message_id]
    )


def _pending(row: tuple[int, int, int, int, str, str, int, int]) -> PendingMessage:
    message_id, chat_id, telegram_id, thread_id, text, buttons, attempts, silent = row
    rows = tuple(tuple((label, data) for label, data in line) for line in json.loads(buttons))
    return PendingMessage(message_id, chat_id, telegram_id, thread_id, text, rows, attempts, bool(silent))
