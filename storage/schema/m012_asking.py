"""Numbers for cities and for searches, which buttons carry; a search's is never given to another."""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations


@migrations()
def m012_asking(db: sqlite_utils.Database) -> None:
    db.execute("CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)")
    db.execute("INSERT INTO cities (name) SELECT DISTINCT city FROM park_cities ORDER BY city")
    db.execute(
        """
        CREATE TRIGGER cities_known AFTER INSERT ON park_cities BEGIN
            INSERT INTO cities (name) SELECT new.city
                WHERE NOT EXISTS (SELECT 1 FROM cities WHERE name = new.city);
        END
        """
    )
    db.execute(
        """
        CREATE TABLE searches (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            text TEXT NOT NULL UNIQUE,
            terms TEXT NOT NULL,
            asked_at TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX searches_by_time ON searches(asked_at)")
