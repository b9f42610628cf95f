"""A queue of chats for delivery to work from, kept up to date by triggers; topics that were lost.

The index by due time is replaced by one by chat: who is next is what the turns say.
"""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations
from storage.schema.turn_triggers import bring_turn_forward


@migrations()
def m010_turns(db: sqlite_utils.Database) -> None:
    db.execute(
        """
        CREATE TABLE turns (
            chat_id INTEGER PRIMARY KEY REFERENCES chats(id) ON DELETE CASCADE,
            at TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX turns_by_time ON turns(at)")
    db.execute("DROP INDEX deliveries_due")
    db.execute(
        "CREATE INDEX deliveries_waiting ON deliveries(chat_id, due_at)"
        " WHERE state = 'pending' AND message_id IS NULL"
    )
    db.execute("DROP INDEX deliveries_by_message")
    db.execute("CREATE INDEX deliveries_by_message ON deliveries(message_id) WHERE message_id IS NOT NULL")
    waits = "NEW.state = 'pending' AND NEW.message_id IS NULL"
    bring_turn_forward(db, "deliveries_owed", "INSERT ON deliveries", waits, "NEW.due_at")
    changes = "UPDATE OF chat_id, due_at, state, message_id ON deliveries"
    bring_turn_forward(db, "deliveries_changed", changes, waits, "NEW.due_at")
    pending, ready = "NEW.state = 'pending'", "coalesce(NEW.not_before, NEW.packed_at)"
    bring_turn_forward(db, "messages_packed", "INSERT ON messages", pending, ready)
    changes = "UPDATE OF chat_id, state, not_before ON messages"
    bring_turn_forward(db, "messages_changed", changes, pending, ready)
    db.execute(
        """
        INSERT INTO turns (chat_id, at)
        SELECT chat_id, min(at) FROM (
            SELECT chat_id, due_at AS at FROM deliveries WHERE state = 'pending' AND message_id IS NULL
            UNION ALL SELECT chat_id, packed_at FROM messages WHERE state = 'pending'
        )
        GROUP BY chat_id
        """
    )
    db.execute("ALTER TABLE chats ADD COLUMN topic_lost_at TEXT")
