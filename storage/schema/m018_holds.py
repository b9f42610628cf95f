"""Places that Telegram lets us write to no more for now, and those whose loss owners are still to hear of.

`held_since` is set while a place is held; `hold_reason` stays until a message has been taken again, so that
whoever asks is told what was wrong. `held_alone` says that the hold is one topic's, not the whole group's.
"""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations


@migrations()
def m018_holds(db: sqlite_utils.Database) -> None:
    for column in (
        "held_since TEXT",
        "hold_reason TEXT",
        "hold_tries INTEGER NOT NULL DEFAULT 0",
        "held_alone INTEGER NOT NULL DEFAULT 0",
    ):
        db.execute(f"ALTER TABLE chats ADD COLUMN {column}")
    db.execute(
        """
        CREATE TABLE lost_places (
            telegram_id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            reason TEXT NOT NULL,
            is_off INTEGER NOT NULL
        )
        """
    )
