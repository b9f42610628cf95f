"""Parks, the names they answer to, the cities they lie in; markers of what has been loaded."""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations


@migrations()
def m001_parks(db: sqlite_utils.Database) -> None:
    db.execute(
        """
        CREATE TABLE parks (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            county TEXT NOT NULL DEFAULT '',
            level TEXT NOT NULL DEFAULT '',
            parent_id INTEGER REFERENCES parks(id),
            merged_into_id INTEGER REFERENCES parks(id),
            confirmed INTEGER NOT NULL DEFAULT 1,
            source TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT ''
        )
        """
    )
    db.execute("CREATE INDEX parks_by_parent ON parks(parent_id)")
    db.execute("CREATE INDEX parks_by_merger ON parks(merged_into_id)")
    db.execute(
        """
        CREATE TABLE park_names (
            park_id INTEGER NOT NULL REFERENCES parks(id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            key TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('name', 'alias', 'former')),
            PRIMARY KEY (park_id, key)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX park_names_by_key ON park_names(key)")
    db.execute(
        """
        CREATE TABLE park_cities (
            park_id INTEGER NOT NULL REFERENCES parks(id) ON DELETE CASCADE,
            city TEXT NOT NULL,
            PRIMARY KEY (park_id, city)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX park_cities_by_city ON park_cities(city)")
    db.execute("CREATE TABLE markers (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
