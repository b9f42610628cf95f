"""What publishing to a hundred thousand chats takes, whatever was published before, and whom it holds up.

Incoming updates and searches move to a file of their own, which has a writer of its own. A new row of
`deliveries` is written at the end of the table, at the end of the one index that holds every row, which goes
by article, and among those that wait. An index of all rows by chat would be written all over, more so with
every issue; instead a chat's rows are found in three parts, which the view puts together. That is also why
`chat_id` refers to no table: deleting a chat would look through all rows. A trigger does what the reference
would.

The checks ask first for what a new row says: SQLite makes the list behind an IN anew for every row, which
took a third of the time.
"""

from __future__ import annotations

import sqlite_utils

from storage import incoming_file
from storage.schema.migration_list import migrations
from storage.schema.turn_triggers import bring_turn_forward


@migrations()
def m017_publishing(db: sqlite_utils.Database) -> None:
    incoming_file.move_from(db)
    db.execute("DROP TABLE incoming")
    db.execute("DROP TABLE searches")
    db.execute(
        """
        CREATE TABLE new_deliveries (
            id INTEGER PRIMARY KEY,
            chat_id INTEGER NOT NULL,
            kind TEXT NOT NULL
                CHECK (kind = 'push' OR kind IN ('correction', 'retraction', 'announcement')),
            article_id INTEGER NOT NULL REFERENCES articles(id),
            revision INTEGER NOT NULL,
            due_at TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'pending'
                CHECK (state = 'pending' OR state IN ('sent', 'cancelled', 'expired', 'parked')),
            message_id INTEGER REFERENCES messages(id),
            reason TEXT,
            owed_at TEXT NOT NULL,
            UNIQUE (article_id, chat_id, kind, revision)
        )
        """
    )
    columns = "id, chat_id, kind, article_id, revision, due_at, state, message_id, reason, owed_at"
    db.execute(f"INSERT INTO new_deliveries ({columns}) SELECT {columns} FROM deliveries ORDER BY id")
    db.execute("DROP TABLE deliveries")
    db.execute("ALTER TABLE new_deliveries RENAME TO deliveries")
    waiting, ended = "state = 'pending' AND message_id IS NULL", "state <> 'pending' AND message_id IS NULL"
    db.execute(f"CREATE INDEX deliveries_waiting ON deliveries(chat_id, due_at) WHERE {waiting}")
    db.execute(f"CREATE INDEX deliveries_never_packed ON deliveries(chat_id) WHERE {ended}")
    db.execute("CREATE INDEX deliveries_by_message ON deliveries(message_id) WHERE message_id IS NOT NULL")
    db.execute(
        f"""
        CREATE VIEW deliveries_of_chats AS
            SELECT id, chat_id FROM deliveries WHERE {waiting}
            UNION ALL SELECT id, chat_id FROM deliveries WHERE {ended}
            UNION ALL SELECT d.id, m.chat_id FROM messages m JOIN deliveries d ON d.message_id = m.id
        """
    )
    db.execute(
        """
        CREATE TRIGGER chats_deleted BEFORE DELETE ON chats BEGIN
            DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries_of_chats WHERE chat_id = OLD.id);
        END
        """
    )
    waits = "NEW.state = 'pending' AND NEW.message_id IS NULL"
    not_pushed = f"NEW.kind <> 'push' AND {waits}"
    bring_turn_forward(db, "deliveries_owed", "INSERT ON deliveries", not_pushed, "NEW.due_at")
    changes = "UPDATE OF chat_id, due_at, state, message_id ON deliveries"
    bring_turn_forward(db, "deliveries_changed", changes, waits, "NEW.due_at")
