"""How a database without stories comes to have them."""

from __future__ import annotations

import sqlite3

from storage.tables.tables import run_script

_TABLES = """
ALTER TABLE articles ADD COLUMN story_id INTEGER;
ALTER TABLE articles ADD COLUMN keyed INTEGER NOT NULL DEFAULT 0;
DROP INDEX IF EXISTS articles_by_park;
DROP INDEX IF EXISTS articles_newest;
CREATE INDEX articles_by_park ON articles(park_id, published_on DESC, id DESC, story_id)
    WHERE retracted_at IS NULL;
CREATE INDEX articles_newest ON articles(published_on DESC, id DESC, story_id) WHERE retracted_at IS NULL;
CREATE INDEX articles_by_story ON articles(story_id, id) WHERE story_id IS NOT NULL;
CREATE INDEX articles_unkeyed ON articles(id) WHERE keyed <> revision;
CREATE TABLE story_keys (
    key INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (key, article_id)
) WITHOUT ROWID;
CREATE TABLE story_decisions (
    content_hash TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    same INTEGER NOT NULL,
    PRIMARY KEY (content_hash, article_id)
) WITHOUT ROWID;
CREATE INDEX story_decisions_by_article ON story_decisions(article_id);
"""


def make(connection: sqlite3.Connection) -> None:
    """Makes the tables; which articles tell one story isn't known of any that are stored."""
    run_script(connection, _TABLES)
