"""Chosen weekdays, quiet hours, pauses and silence; and what the owners' view of delivery counts."""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations


@migrations()
def m005_schedules(db: sqlite_utils.Database) -> None:
    for column in (
        "weekdays TEXT CHECK (weekdays <> '' AND weekdays NOT GLOB '*[^1-7]*')",
        "quiet_from TEXT",
        "quiet_until TEXT",
        "quiet_silently INTEGER NOT NULL DEFAULT 0",
        "paused_until TEXT",
        "silent INTEGER NOT NULL DEFAULT 0",
    ):
        db.execute(f"ALTER TABLE chats ADD COLUMN {column}")
    db.execute("ALTER TABLE messages ADD COLUMN silent INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE INDEX messages_parked ON messages(id) WHERE state = 'parked'")
    db.execute("CREATE INDEX messages_by_sending ON messages(sent_at) WHERE sent_at IS NOT NULL")
