"""A publication gives its turns in one statement (storage/turns.py), so no trigger for each new push."""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations
from storage.schema.turn_triggers import bring_turn_forward


@migrations()
def m015_turns_of_pushes(db: sqlite_utils.Database) -> None:
    db.execute("DROP TRIGGER deliveries_owed")
    waits = "NEW.kind <> 'push' AND NEW.state = 'pending' AND NEW.message_id IS NULL"
    bring_turn_forward(db, "deliveries_owed", "INSERT ON deliveries", waits, "NEW.due_at")
