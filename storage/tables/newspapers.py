"""How a database without newspapers comes to have them: made of the names that its issues have."""

from __future__ import annotations

import sqlite3

from parsing.newspaper_names import newspaper_key, newspaper_name
from storage.tables.tables import run_script

_TABLES = """
CREATE TABLE newspapers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    merged_into_id INTEGER REFERENCES newspapers(id)
);
CREATE TABLE newspaper_names (
    key TEXT PRIMARY KEY,
    newspaper_id INTEGER NOT NULL REFERENCES newspapers(id),
    name TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX newspaper_names_by_newspaper ON newspaper_names(newspaper_id);
ALTER TABLE issues ADD COLUMN newspaper_id INTEGER REFERENCES newspapers(id);
CREATE INDEX issues_by_newspaper ON issues(newspaper_id, published_on DESC, id DESC);
CREATE TABLE follows_of_today (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('park', 'city', 'keyword', 'newspaper')),
    park_id INTEGER REFERENCES parks(id),
    word TEXT,
    newspaper_id INTEGER REFERENCES newspapers(id),
    followed_at TEXT NOT NULL,
    after_issue INTEGER NOT NULL DEFAULT 0,
    CHECK ((kind = 'park') = (park_id IS NOT NULL) AND (kind IN ('city', 'keyword')) = (word IS NOT NULL)
        AND (kind = 'newspaper') = (newspaper_id IS NOT NULL))
);
INSERT INTO follows_of_today (id, chat_id, kind, park_id, word, followed_at, after_issue)
    SELECT id, chat_id, kind, park_id, word, followed_at, after_issue FROM follows;
DROP TABLE follows;
ALTER TABLE follows_of_today RENAME TO follows;
CREATE UNIQUE INDEX follows_once ON follows(chat_id, kind, coalesce(park_id, word, newspaper_id));
CREATE INDEX follows_by_park ON follows(kind, park_id, chat_id, after_issue);
CREATE INDEX follows_by_word ON follows(kind, word, chat_id, after_issue) WHERE word IS NOT NULL;
CREATE INDEX follows_by_newspaper ON follows(newspaper_id, chat_id, after_issue)
    WHERE newspaper_id IS NOT NULL;
"""


def make(connection: sqlite3.Connection) -> None:
    """Makes the tables, a newspaper for each name that issues have, and lets follows be of one."""
    run_script(connection, _TABLES)
    ids: dict[str, int] = {}
    names = connection.execute(
        "SELECT newspaper FROM issues GROUP BY newspaper ORDER BY count(*) DESC, min(id)"
    )
    for (printed,) in names.fetchall():
        key, name = newspaper_key(printed), newspaper_name(printed)
        if key and key not in ids:
            added = connection.execute("INSERT INTO newspapers (name) VALUES (?)", [name])
            ids[key] = int(added.lastrowid or 0)
            connection.execute("INSERT INTO newspaper_names VALUES (?, ?, ?)", [key, ids[key], name])
        if key:
            connection.execute("UPDATE issues SET newspaper_id = ? WHERE newspaper = ?", [ids[key], printed])
