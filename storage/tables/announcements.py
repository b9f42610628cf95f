"""What the migration to announcements and urgent articles does, as SQL (storage/tables/schema.py)."""

from __future__ import annotations

ANNOUNCEMENTS = """
CREATE TABLE announcements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('', 'all', 'park', 'city')),
    park_id INTEGER REFERENCES parks(id),
    city TEXT,
    text TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'leaving', 'sent', 'withdrawn', 'dropped')),
    made_at TEXT NOT NULL,
    leaves_at TEXT,
    sent_at TEXT,
    withdrawn_at TEXT,
    chats INTEGER NOT NULL DEFAULT 0,
    card_chat_id INTEGER,
    card_message_id INTEGER
);
CREATE INDEX announcements_leaving ON announcements(leaves_at) WHERE state = 'leaving';
CREATE INDEX announcements_withdrawn ON announcements(id) WHERE state = 'withdrawn';
ALTER TABLE chats ADD announcements INTEGER NOT NULL DEFAULT 1;
ALTER TABLE chats ADD urgent INTEGER NOT NULL DEFAULT 1;
ALTER TABLE articles ADD urgent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD urgent_on TEXT;
ALTER TABLE deliveries ADD announcement_id INTEGER GENERATED ALWAYS AS (
    CASE WHEN kind <> 'push' AND kind IN ('announcement', 'withdrawal') THEN subject END
) VIRTUAL REFERENCES announcements(id);
CREATE INDEX deliveries_urgent ON deliveries(chat_id, urgent_on) WHERE urgent_on IS NOT NULL;
DROP TRIGGER deliveries_owed;
CREATE TRIGGER deliveries_owed AFTER INSERT ON deliveries
    WHEN NEW.kind <> 'push' AND NEW.kind <> 'correction' AND NEW.kind <> 'retraction'
BEGIN
    SELECT RAISE(ABORT, 'no such kind of delivery') WHERE NEW.kind NOT IN ('announcement', 'withdrawal');
    INSERT INTO turns (chat_id, at)
        SELECT NEW.chat_id, NEW.due_at WHERE NEW.state = 'pending' AND NEW.message_id IS NULL
        ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at;
END;
"""
