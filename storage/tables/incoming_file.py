"""The file beside the database that holds incoming updates and the searches asked for: its name, its tables.

A file has one writer at a time. In one of their own, updates are safe on disk, and questions answered, while
a publication writes a hundred thousand deliveries into the database. Its tables are in incoming.sql, and a
change to them is made as storage/tables/schema.py says.
"""

from __future__ import annotations

from pathlib import Path

import sqlite_utils

from storage.tables import unreleased
from storage.tables.tables import Tables, run_script

ENDING = "-incoming"
migrations = Tables("park_briefs_incoming", Path(__file__).with_name("incoming.sql"), unreleased.INCOMING)
_READING_AND_ASKING = """
CREATE TABLE openings (
    day TEXT NOT NULL,
    article_id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, article_id)
) WITHOUT ROWID;
CREATE TABLE search_misses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    words TEXT NOT NULL,
    person_mark TEXT NOT NULL,
    place_mark TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    UNIQUE (words, person_mark)
);
"""


def beside(database: Path) -> Path:
    """Where the incoming updates of a database are, whatever name it is opened by."""
    real = database.resolve()
    return real.with_name(real.name + ENDING)


@migrations()
def openings_and_misses(db: sqlite_utils.Database) -> None:
    """What is opened and what is searched for in vain is counted; nothing yet."""
    run_script(db.conn, _READING_AND_ASKING)
