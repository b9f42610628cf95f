"""The tables of letters, as a database from before there were any gets them (storage/tables/schema.py)."""

from __future__ import annotations

MADE = """
CREATE TABLE letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER,
    text TEXT NOT NULL,
    article_id INTEGER REFERENCES articles(id) ON DELETE SET NULL,
    message_id INTEGER NOT NULL,
    sent_at TEXT NOT NULL,
    written_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'answered', 'closed', 'corrected', 'retracted', 'forgotten')),
    handed_on INTEGER NOT NULL DEFAULT 0,
    settled_by INTEGER,
    settled_at TEXT,
    answer TEXT NOT NULL DEFAULT '',
    mends_from INTEGER,
    mending_by INTEGER,
    reminded_at TEXT
);
CREATE UNIQUE INDEX letters_once ON letters(person, message_id, sent_at) WHERE person IS NOT NULL;
CREATE INDEX letters_by_person ON letters(person, written_at) WHERE person IS NOT NULL;
CREATE INDEX letters_open ON letters(id) WHERE state = 'open';
CREATE INDEX letters_to_hand_on ON letters(id) WHERE NOT handed_on;
CREATE INDEX letters_mended ON letters(article_id) WHERE mends_from IS NOT NULL;
CREATE INDEX letters_forgotten ON letters(id) WHERE state = 'forgotten';
CREATE TABLE letter_copies (
    letter_id INTEGER NOT NULL REFERENCES letters(id) ON DELETE CASCADE,
    chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
    message_id INTEGER REFERENCES messages(id) ON DELETE SET NULL,
    outdated INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (letter_id, chat_id)
) WITHOUT ROWID;
CREATE INDEX letter_copies_by_chat ON letter_copies(chat_id);
CREATE INDEX letter_copies_by_message ON letter_copies(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX letter_copies_to_show ON letter_copies(letter_id) WHERE outdated OR message_id IS NULL;
CREATE TABLE muted (
    person INTEGER PRIMARY KEY,
    muted_by INTEGER NOT NULL,
    muted_at TEXT NOT NULL,
    letter_id INTEGER,
    drop_at TEXT
);
"""
