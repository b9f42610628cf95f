"""Merging two chats that turned out to be one place: nothing owed is lost, nothing goes out twice."""

from __future__ import annotations

import json
from collections.abc import Sequence

from storage.database import Db
from storage.deliveries import story_pushes


def _standing(row: str) -> str:
    """Which of two rows for an article stands, the lower: what went out, what is on its way, what waits.

    Of two that wait, the one due first; of two on their way, the caller's choice.
    """
    return f"""
        CASE {row}.state WHEN 'sent' THEN 0 WHEN 'pending' THEN 1 + ({row}.message_id IS NULL)
            WHEN 'parked' THEN 3 ELSE 4 END,
        CASE WHEN {row}.state = 'pending' AND {row}.message_id IS NULL THEN {row}.due_at ELSE '' END
    """


_DOUBLE = f"""
    SELECT CASE WHEN ({_standing("moved")}) < ({_standing("kept")}) THEN kept.id ELSE moved.id END
    FROM deliveries_of_chats mine
        CROSS JOIN deliveries moved ON moved.id = mine.id
        CROSS JOIN deliveries kept ON kept.chat_id = :into AND kept.kind = moved.kind
            AND kept.subject = moved.subject AND kept.version = moved.version
    WHERE mine.chat_id = :chat_id
"""
_IS_NOTICE = (
    "{row}.edits_id IS NULL AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.message_id = {row}.id)"
)


def merge_chat(db: Db, chat_id: int, into: int) -> None:
    """Moves all that belongs to a chat to another one, and the chat is no more.

    A message on its way is moved as it is, unless it carries an article that stands elsewhere: then it is
    taken apart, and the rest of it waits to be packed anew.
    """
    _drop_double_notices(db, chat_id, of_other=into, other_states=("pending", "sent", "parked"))
    _drop_double_notices(db, into, of_other=chat_id, other_states=("sent",))
    _drop_double_deliveries(db, chat_id, into)
    # A packed row is found through its message, so that one moves last.
    db.execute(
        """
        UPDATE deliveries SET chat_id = ?
        WHERE id IN (SELECT id FROM deliveries_of_chats WHERE chat_id = ?)
        """,
        [into, chat_id],
    )
    db.execute("UPDATE messages SET chat_id = ? WHERE chat_id = ?", [into, chat_id])
    db.execute("UPDATE OR IGNORE follows SET chat_id = ? WHERE chat_id = ?", [into, chat_id])
    db.execute("UPDATE OR IGNORE keywords_of_chats SET chat_id = ? WHERE chat_id = ?", [into, chat_id])
    db.execute(
        """
        UPDATE chats SET greeted_at = coalesce(greeted_at, (SELECT greeted_at FROM chats WHERE id = ?))
        WHERE id = ?
        """,
        [chat_id, into],
    )
    db.execute("DELETE FROM chats WHERE id = ?", [chat_id])
    story_pushes.cancel_doubles_of_chat(db, into)


def _drop_double_deliveries(db: Db, chat_id: int, into: int) -> None:
    double = json.dumps([row[0] for row in db.execute(_DOUBLE, {"chat_id": chat_id, "into": into})])
    broken = db.execute(
        """
        SELECT DISTINCT m.id FROM deliveries d JOIN messages m ON m.id = d.message_id
        WHERE d.id IN (SELECT value FROM json_each(?)) AND m.state IN ('pending', 'parked')
        """,
        [double],
    ).fetchall()
    db.execute("DELETE FROM deliveries WHERE id IN (SELECT value FROM json_each(?))", [double])
    for (message_id,) in broken:
        db.execute(
            """
            UPDATE deliveries SET message_id = NULL,
                reason = CASE WHEN state = 'parked' THEN NULL ELSE reason END,
                state = CASE WHEN state = 'parked' THEN 'pending' ELSE state END
            WHERE message_id = ?
            """,
            [message_id],
        )
        db.execute("DELETE FROM messages WHERE id = ?", [message_id])


def _drop_double_notices(db: Db, chat_id: int, *, of_other: int, other_states: Sequence[str]) -> None:
    """Drops what waits in a chat without deliveries, a greeting say, if the other has it word for word."""
    db.execute(
        f"""
        DELETE FROM messages
        WHERE chat_id = ? AND state = 'pending' AND {_IS_NOTICE.format(row="messages")} AND EXISTS (
            SELECT 1 FROM messages o
            WHERE o.chat_id = ? AND o.text = messages.text AND {_IS_NOTICE.format(row="o")}
                AND o.state IN (SELECT value FROM json_each(?))
        )
        """,
        [chat_id, of_other, json.dumps(list(other_states))],
    )
