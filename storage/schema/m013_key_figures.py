"""The key figures under each brief."""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations


@migrations()
def m013_key_figures(db: sqlite_utils.Database) -> None:
    db.execute("ALTER TABLE revisions ADD COLUMN key_figures TEXT NOT NULL DEFAULT '[]'")
