"""What the migration to editors, invitations and deeds does, as SQL (storage/tables/schema.py)."""

from __future__ import annotations

PEOPLE = """
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
