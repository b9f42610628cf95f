"""Updates from Telegram, kept from the moment they arrive until they are handled."""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations


@migrations()
def m004_incoming(db: sqlite_utils.Database) -> None:
    db.execute(
        """
        CREATE TABLE incoming (
            update_id INTEGER PRIMARY KEY,
            raw TEXT NOT NULL,
            received_at TEXT NOT NULL,
            replays INTEGER NOT NULL DEFAULT 0,
            done_at TEXT
        )
        """
    )
    db.execute("CREATE INDEX incoming_open ON incoming(update_id) WHERE done_at IS NULL")
