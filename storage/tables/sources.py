"""The tables of what comes by itself, as a database that exists gets them (schema.sql says what for)."""

from __future__ import annotations

INBOX = """
CREATE TABLE inbox_files (
    id INTEGER PRIMARY KEY,
    name BLOB NOT NULL,
    content TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('reading', 'read', 'known', 'failed')),
    note TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    moved_to BLOB,
    moved INTEGER NOT NULL DEFAULT 0,
    draft_id INTEGER REFERENCES drafts(id) ON DELETE SET NULL,
    seen_at TEXT NOT NULL
);
CREATE INDEX inbox_files_there ON inbox_files(name) WHERE NOT moved;
CREATE INDEX inbox_files_by_content ON inbox_files(content);
CREATE INDEX inbox_files_by_draft ON inbox_files(draft_id) WHERE draft_id IS NOT NULL;
"""
SOURCES = """
CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    link TEXT NOT NULL UNIQUE,
    newspaper TEXT NOT NULL DEFAULT '',
    every_minutes INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL DEFAULT '' CHECK (kind IN ('', 'feed', 'node')),
    title TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    next_at TEXT NOT NULL,
    looked_at TEXT,
    result TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since TEXT,
    told INTEGER NOT NULL DEFAULT 0,
    added_at TEXT NOT NULL
);
CREATE INDEX sources_by_turn ON sources(next_at) WHERE NOT paused;
CREATE TABLE source_entries (
    source_id INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('known', 'failed')),
    tries INTEGER NOT NULL DEFAULT 0,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (source_id, key)
) WITHOUT ROWID;
CREATE INDEX source_entries_by_key ON source_entries(key);
CREATE TABLE source_articles (
    content_hash TEXT PRIMARY KEY,
    source_id INTEGER REFERENCES sources(id) ON DELETE SET NULL,
    draft_id INTEGER REFERENCES drafts(id) ON DELETE SET NULL,
    seen_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX source_articles_by_source ON source_articles(source_id) WHERE source_id IS NOT NULL;
CREATE INDEX source_articles_by_draft ON source_articles(draft_id) WHERE draft_id IS NOT NULL;
"""
