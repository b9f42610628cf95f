"""What the migrations to typed answers and to uploads do, as SQL (storage/tables/schema.py)."""

from __future__ import annotations

AWAITED = """
CREATE TABLE awaited (
    person INTEGER PRIMARY KEY,
    telegram_chat_id INTEGER NOT NULL,
    draft_id INTEGER REFERENCES drafts(id) ON DELETE CASCADE,
    key INTEGER NOT NULL,
    what TEXT NOT NULL,
    typed TEXT NOT NULL DEFAULT '',
    asked_at TEXT NOT NULL
);
CREATE INDEX awaited_by_draft ON awaited(draft_id);
"""
UPLOADS = """
CREATE TABLE uploads (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL,
    telegram_chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    sent_at TEXT NOT NULL,
    batch INTEGER NOT NULL DEFAULT 0,
    album TEXT NOT NULL DEFAULT '',
    file_id TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    link TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'read', 'shown', 'failed')),
    reason TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    draft_id INTEGER REFERENCES drafts(id) ON DELETE SET NULL,
    progress_message_id INTEGER,
    told INTEGER NOT NULL DEFAULT 0,
    UNIQUE (telegram_chat_id, message_id, sent_at)
);
CREATE INDEX uploads_open ON uploads(person, batch) WHERE NOT told;
CREATE INDEX uploads_by_batch ON uploads(batch);
CREATE INDEX uploads_by_draft ON uploads(draft_id) WHERE draft_id IS NOT NULL;
CREATE TABLE pastes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL,
    telegram_chat_id INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'left', 'dropped')),
    touched_at TEXT NOT NULL,
    parts INTEGER NOT NULL DEFAULT 0,
    characters INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    message_id INTEGER,
    shown TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX pastes_open ON pastes(person, telegram_chat_id) WHERE state = 'open';
CREATE TABLE paste_parts (
    id INTEGER PRIMARY KEY,
    paste_id INTEGER NOT NULL REFERENCES pastes(id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    UNIQUE (paste_id, message_id)
);
"""
