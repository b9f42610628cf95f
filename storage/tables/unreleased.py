"""What led to 0.1.0, before there were releases: by what a file of then is told, and what it still lacks.

Files are carried over by storage/files/carrying_over.py. What is written here stays as it is when the tables
change.
"""

from __future__ import annotations

from storage.tables.tables import Unreleased

# Deliveries are of articles alone and known by article and revision; they become of subjects in versions.
_DELIVERIES_OF_SUBJECTS = """
DROP TRIGGER chats_deleted;
DROP VIEW deliveries_of_chats;
DROP TRIGGER deliveries_owed;
DROP TRIGGER deliveries_changed;
ALTER TABLE deliveries RENAME TO deliveries_of_articles;
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    due_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state = 'pending' OR state IN ('sent', 'cancelled', 'expired', 'parked')),
    message_id INTEGER REFERENCES messages(id),
    reason TEXT,
    owed_at TEXT NOT NULL,
    article_id INTEGER GENERATED ALWAYS AS (
        CASE WHEN kind = 'push' OR kind IN ('correction', 'retraction') THEN subject END
    ) VIRTUAL REFERENCES articles(id),
    UNIQUE (kind, subject, chat_id, version)
);
INSERT INTO deliveries
    (id, chat_id, kind, subject, version, due_at, state, message_id, reason, owed_at)
    SELECT id, chat_id, kind, article_id, revision, due_at, state, message_id, reason, owed_at
    FROM deliveries_of_articles ORDER BY id;
DROP TABLE deliveries_of_articles;
CREATE INDEX deliveries_waiting ON deliveries(chat_id, due_at) WHERE state = 'pending' AND message_id IS NULL;
CREATE INDEX deliveries_never_packed ON deliveries(chat_id) WHERE state <> 'pending' AND message_id IS NULL;
CREATE INDEX deliveries_by_message ON deliveries(message_id) WHERE message_id IS NOT NULL;
CREATE VIEW deliveries_of_chats AS
    SELECT id, chat_id FROM deliveries WHERE state = 'pending' AND message_id IS NULL
    UNION ALL SELECT id, chat_id FROM deliveries WHERE state <> 'pending' AND message_id IS NULL
    UNION ALL SELECT d.id, m.chat_id FROM messages m JOIN deliveries d ON d.message_id = m.id;
CREATE TRIGGER chats_deleted BEFORE DELETE ON chats BEGIN
    DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries_of_chats WHERE chat_id = OLD.id);
END;
CREATE TRIGGER deliveries_owed AFTER INSERT ON deliveries WHEN NEW.kind <> 'push'
BEGIN
    SELECT RAISE(ABORT, 'no such kind of delivery')
        WHERE NEW.kind NOT IN ('correction', 'retraction', 'announcement');
    INSERT INTO turns (chat_id, at)
        SELECT NEW.chat_id, NEW.due_at WHERE NEW.state = 'pending' AND NEW.message_id IS NULL
        ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at;
END;
CREATE TRIGGER deliveries_changed AFTER UPDATE OF chat_id, due_at, state, message_id ON deliveries
    WHEN NEW.state = 'pending' AND NEW.message_id IS NULL
BEGIN
    INSERT INTO turns (chat_id, at) VALUES (NEW.chat_id, NEW.due_at)
    ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at;
END;
"""

DATABASE = Unreleased(
    frozenset(
        {
            "m001_parks",
            "m002_articles",
            "m003_chats",
            "m004_incoming",
            "m005_schedules",
            "m010_turns",
            "m011_search",
            "m012_asking",
            "m013_key_figures",
            "m014_following",
            "m015_turns_of_pushes",
            "m016_message_numbers",
            "m017_publishing",
            "m018_holds",
            "m019_follow_order",
            "m020_keywords_of_chats",
        }
    ),
    _DELIVERIES_OF_SUBJECTS,
    remade="deliveries",
    remade_from="57dcf1a83d41cee05e5069e873faf944a6f3239f833d61d9e9bc2a932e3cc5cb",
)
INCOMING = Unreleased(frozenset({"m001_incoming", "m002_searches", "m020_whose_they_are"}))
