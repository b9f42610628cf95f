"""A message's number is never given to another one, and a chat's messages are found by index.

A message may be deleted while it is on its way, with its chat say; what becomes of it then must not be
written down for the next one. Its chat may change meanwhile too, so the number alone says which it is.
"""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations
from storage.schema.turn_triggers import bring_turn_forward


@migrations()
def m016_message_numbers(db: sqlite_utils.Database) -> None:
    db.execute(
        """
        CREATE TABLE new_messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
            text TEXT NOT NULL,
            buttons TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'parked')),
            attempts INTEGER NOT NULL DEFAULT 0,
            not_before TEXT,
            telegram_message_id INTEGER,
            reason TEXT,
            packed_at TEXT NOT NULL,
            sent_at TEXT,
            silent INTEGER NOT NULL DEFAULT 0
        )
        """
    )
    columns = (
        "id, chat_id, text, buttons, state, attempts, not_before, telegram_message_id, reason, packed_at,"
        " sent_at, silent"
    )
    db.execute(f"INSERT INTO new_messages ({columns}) SELECT {columns} FROM messages ORDER BY id")
    db.execute("DROP TABLE messages")
    db.execute("ALTER TABLE new_messages RENAME TO messages")
    db.execute("CREATE INDEX messages_by_chat ON messages(chat_id, state)")
    db.execute("CREATE INDEX messages_pending ON messages(id) WHERE state = 'pending'")
    db.execute("CREATE INDEX messages_parked ON messages(id) WHERE state = 'parked'")
    db.execute("CREATE INDEX messages_by_sending ON messages(sent_at) WHERE sent_at IS NOT NULL")
    pending, ready = "NEW.state = 'pending'", "coalesce(NEW.not_before, NEW.packed_at)"
    bring_turn_forward(db, "messages_packed", "INSERT ON messages", pending, ready)
    changes = "UPDATE OF chat_id, state, not_before ON messages"
    bring_turn_forward(db, "messages_changed", changes, pending, ready)
