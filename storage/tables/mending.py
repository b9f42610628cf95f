"""How a database from before editors could mend comes to let them, and its articles to hashes of today."""

from __future__ import annotations

import json
import sqlite3

from storage.content_hash import content_hash
from storage.tables.tables import run_script

ARTICLES_A_STEP = 500

_PLACE_IN_INDEX = """
    INSERT INTO search_rows
    SELECT coalesce((SELECT max(s.id) FROM search_rows s
            WHERE s.id >= CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000
                AND s.id < CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000 +
                1000000
            ) + 1, CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000),
            a.id, (SELECT k.marks FROM search_marks k WHERE k.article_id = a.id)
        FROM articles a JOIN article_words w ON w.article_id = a.id
        WHERE a.id = new.{id} AND a.retracted_at IS NULL;
    INSERT INTO search_index (rowid, marks, headline, body)
        SELECT id, marks, headline, body FROM search_content WHERE article_id = new.{id};
"""
_DESK = f"""
ALTER TABLE drafts ADD COLUMN touched_at TEXT;
ALTER TABLE drafts ADD COLUMN reminded_at TEXT;
ALTER TABLE drafts ADD COLUMN publish_at TEXT;
ALTER TABLE drafts ADD COLUMN pushed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE drafts ADD COLUMN preview_chat_id INTEGER;
ALTER TABLE drafts ADD COLUMN preview_message_id INTEGER;
ALTER TABLE drafts ADD COLUMN issue_id INTEGER REFERENCES issues(id);
CREATE INDEX drafts_open ON drafts(state, publish_at) WHERE state = 'open';
ALTER TABLE issues ADD COLUMN link TEXT NOT NULL DEFAULT '';
ALTER TABLE issues ADD COLUMN source_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE issues ADD COLUMN editor_id INTEGER NOT NULL DEFAULT 0;
CREATE INDEX issues_by_source ON issues(source_hash) WHERE source_hash <> '';
DROP TRIGGER IF EXISTS search_article_moved;
DROP TRIGGER IF EXISTS search_words_added;
ALTER TABLE articles ADD COLUMN retracted_at TEXT;
ALTER TABLE articles ADD COLUMN retraction TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN retraction_sounds INTEGER NOT NULL DEFAULT 0;
DROP INDEX IF EXISTS articles_by_park;
DROP INDEX IF EXISTS articles_newest;
CREATE INDEX articles_by_park ON articles(park_id, published_on DESC, id DESC) WHERE retracted_at IS NULL;
CREATE INDEX articles_newest ON articles(published_on DESC, id DESC) WHERE retracted_at IS NULL;
CREATE INDEX articles_retracted ON articles(retracted_at) WHERE retracted_at IS NOT NULL;
ALTER TABLE revisions ADD COLUMN editor_id INTEGER;
ALTER TABLE revisions ADD COLUMN park_id INTEGER REFERENCES parks(id);
ALTER TABLE revisions ADD COLUMN sounds INTEGER NOT NULL DEFAULT 0;
UPDATE revisions SET park_id = (SELECT park_id FROM articles WHERE id = article_id);
ALTER TABLE mentions ADD COLUMN about INTEGER NOT NULL DEFAULT 0;
CREATE INDEX mentions_about ON mentions(park_id) WHERE about;
CREATE VIEW search_marks AS SELECT a.id AS article_id, 'all' || coalesce(' p' || a.park_id, '') || coalesce(
        (SELECT group_concat(' p' || m.park_id, '') FROM mentions m WHERE m.article_id = a.id AND m.about), ''
    ) AS marks FROM articles a;
CREATE TRIGGER search_words_added AFTER INSERT ON article_words BEGIN
{_PLACE_IN_INDEX.format(id="article_id")}
END;
CREATE TRIGGER search_article_moved AFTER UPDATE OF park_id, published_on, retracted_at ON articles BEGIN
    INSERT INTO search_index (search_index, rowid, marks, headline, body)
        SELECT 'delete', s.id, s.marks, w.headline, w.body FROM search_rows s
            JOIN article_words w ON w.article_id = s.article_id WHERE s.article_id = old.id;
    DELETE FROM search_rows WHERE article_id = old.id;
{_PLACE_IN_INDEX.format(id="id")}
END;
DROP TRIGGER IF EXISTS deliveries_owed;
CREATE TRIGGER deliveries_owed AFTER INSERT ON deliveries
    WHEN NEW.kind <> 'push' AND NEW.kind <> 'correction' AND NEW.kind <> 'retraction'
BEGIN
    SELECT RAISE(ABORT, 'no such kind of delivery') WHERE NEW.kind <> 'announcement';
    INSERT INTO turns (chat_id, at)
        SELECT NEW.chat_id, NEW.due_at WHERE NEW.state = 'pending' AND NEW.message_id IS NULL
        ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at;
END;
ALTER TABLE messages ADD COLUMN edits_id INTEGER REFERENCES messages(id);
ALTER TABLE messages ADD COLUMN opening TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN tried INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN doubled INTEGER NOT NULL DEFAULT 0;
CREATE INDEX messages_edits ON messages(edits_id) WHERE edits_id IS NOT NULL;
UPDATE messages SET opening = substr(text, 1, instr(text, char(10) || char(10)) - 1)
    WHERE text LIKE '<b>园区快报</b>%' AND instr(text, char(10) || char(10)) > 0;
UPDATE messages SET tried = 1, doubled = attempts > 0 WHERE state <> 'pending' OR attempts > 0;
"""
_TEXTS = """
    SELECT a.id, r.blocks FROM articles a JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
    WHERE a.id > ? ORDER BY a.id LIMIT ?
"""


def make(connection: sqlite3.Connection) -> None:
    """Makes what mending needs, and the hash of each article's content, with the marks in its numbers."""
    run_script(connection, _DESK)
    last = 0
    while rows := connection.execute(_TEXTS, [last, ARTICLES_A_STEP]).fetchall():
        hashes = []
        for article_id, text in rows:
            blocks = json.loads(text)
            hashes.append((content_hash(_line(blocks, "headline"), _texts(blocks, "paragraph")), article_id))
        connection.executemany("UPDATE articles SET content_hash = ? WHERE id = ?", hashes)
        last = rows[-1][0]


def _texts(blocks: list[list[str]], kind: str) -> list[str]:
    return [text for of_kind, text in blocks if of_kind == kind]


def _line(blocks: list[list[str]], kind: str) -> str:
    return " ".join(_texts(blocks, kind))
