"""Places that receive, what they follow, what is owed to them, and the messages that carry it."""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations


@migrations()
def m003_chats(db: sqlite_utils.Database) -> None:
    db.execute(
        """
        CREATE TABLE chats (
            id INTEGER PRIMARY KEY,
            telegram_id INTEGER NOT NULL,
            thread_id INTEGER NOT NULL DEFAULT 0,
            kind TEXT NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            timezone TEXT,
            digest TEXT NOT NULL DEFAULT 'daily' CHECK (digest IN ('daily', 'now', 'off')),
            digest_time TEXT,
            created_at TEXT NOT NULL,
            off_at TEXT,
            off_reason TEXT,
            not_before TEXT,
            UNIQUE (telegram_id, thread_id)
        )
        """
    )
    db.execute(
        """
        CREATE TABLE follows (
            id INTEGER PRIMARY KEY,
            chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('park', 'city', 'keyword')),
            park_id INTEGER REFERENCES parks(id),
            word TEXT,
            followed_at TEXT NOT NULL,
            CHECK ((kind = 'park') = (park_id IS NOT NULL) AND (kind = 'park') = (word IS NULL))
        )
        """
    )
    db.execute("CREATE UNIQUE INDEX follows_once ON follows(chat_id, kind, coalesce(park_id, word))")
    db.execute("CREATE INDEX follows_by_park ON follows(park_id) WHERE kind = 'park'")
    db.execute("CREATE INDEX follows_by_word ON follows(kind, word) WHERE kind <> 'park'")
    db.execute(
        """
        CREATE TABLE messages (
            id INTEGER PRIMARY KEY,
            chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
            text TEXT NOT NULL,
            buttons TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'parked')),
            attempts INTEGER NOT NULL DEFAULT 0,
            not_before TEXT,
            telegram_message_id INTEGER,
            reason TEXT,
            packed_at TEXT NOT NULL,
            sent_at TEXT
        )
        """
    )
    db.execute("CREATE INDEX messages_pending ON messages(chat_id, id) WHERE state = 'pending'")
    db.execute(
        """
        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY,
            chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('push', 'correction', 'retraction', 'announcement')),
            article_id INTEGER NOT NULL REFERENCES articles(id),
            revision INTEGER NOT NULL,
            due_at TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'pending'
                CHECK (state IN ('pending', 'sent', 'cancelled', 'expired', 'parked')),
            message_id INTEGER REFERENCES messages(id),
            reason TEXT,
            owed_at TEXT NOT NULL,
            UNIQUE (chat_id, kind, article_id, revision)
        )
        """
    )
    db.execute(
        "CREATE INDEX deliveries_due ON deliveries(due_at, chat_id)"
        " WHERE state = 'pending' AND message_id IS NULL"
    )
    db.execute("CREATE INDEX deliveries_by_article ON deliveries(article_id)")
    db.execute("CREATE INDEX deliveries_by_message ON deliveries(message_id)")
