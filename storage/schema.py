"""The tables of the database: schema.sql is what they are, and here is how a released database comes to it.

A change to the tables is made in schema.sql, from which new databases are made, and as a migration at the end
of this file, which brings one that exists to the same; one that has been released stays as it is.
"""

from __future__ import annotations

from pathlib import Path

import sqlite_utils

from storage import unreleased
from storage.tables import Tables, run_script

migrations = Tables("park_briefs", Path(__file__).with_name("schema.sql"), unreleased.DATABASE)


_PEOPLE = """
CREATE TABLE editors (
    person INTEGER PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    added_by INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    removed_at TEXT
);
CREATE TABLE invitations (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    made_by INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_by INTEGER,
    used_at TEXT
);
CREATE TABLE acquaintances (
    person INTEGER PRIMARY KEY,
    username TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    seen_at TEXT NOT NULL
);
CREATE INDEX acquaintances_by_username ON acquaintances(lower(username));
CREATE TABLE deeds (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person INTEGER NOT NULL,
    what TEXT NOT NULL,
    issue_id INTEGER,
    article_id INTEGER,
    detail TEXT NOT NULL DEFAULT ''
);
CREATE INDEX deeds_by_time ON deeds(at);
"""


@migrations()
def people_and_their_deeds(db: sqlite_utils.Database) -> None:
    """Who edits, who is invited, who has written to the bot, and who did what; nobody and nothing yet."""
    run_script(db.conn, _PEOPLE)
