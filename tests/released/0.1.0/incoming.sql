-- A incoming as version 0.1.0 left it: tables, then rows, then what is made of them.
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE TABLE incoming (
            update_id INTEGER PRIMARY KEY,
            raw TEXT NOT NULL,
            received_at TEXT NOT NULL,
            replays INTEGER NOT NULL DEFAULT 0,
            done_at TEXT,
            from_chat INTEGER GENERATED ALWAYS AS (
                coalesce(
                    json_extract(raw, '$.message.chat.id'),
                    json_extract(raw, '$.callback_query.message.chat.id'),
                    json_extract(raw, '$.my_chat_member.chat.id')
                )
            ) VIRTUAL
        , fingerprint TEXT NOT NULL DEFAULT '');
CREATE TABLE searches (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            telegram_id INTEGER NOT NULL,
            thread_id INTEGER NOT NULL,
            person_id INTEGER NOT NULL,
            text TEXT NOT NULL,
            terms TEXT NOT NULL,
            asked_at TEXT NOT NULL,
            UNIQUE (text, telegram_id, thread_id, person_id)
        );
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (1, 'park_briefs_incoming', '0.1.0', '2026-11-28 12:38:15');
INSERT INTO "incoming" (update_id, raw, received_at, replays, done_at, fingerprint) VALUES (11, '{"update_id": 11, "message": {"message_id": 11, "chat": {"id": 1, "type": "private"}, "from": {"id": 1}, "text": "/park 临猗"}}', '2026-04-04T01:00:00.000Z', 1, NULL, '6b0b55b4985ebbc3cb11b0c50e87b08a');
INSERT INTO "incoming" (update_id, raw, received_at, replays, done_at, fingerprint) VALUES (12, '{"update_id": 12, "message": {"chat": {"id": -100}, "from": {"id": 1}}}', '2026-04-04T01:00:00.000Z', 0, '2026-04-04T01:00:00.000Z', '7ff81612293e04bf31170257614a58d4');
INSERT INTO "incoming" (update_id, raw, received_at, replays, done_at, fingerprint) VALUES (13, '{"update_id": 13, "message": {"message_id": 13, "chat": {"id": 1, "type": "private"}, "from": {"id": 1}, "text": "你好"}}', '2026-04-04T01:00:00.000Z', 0, NULL, 'd4d9b0b26feb7f847a0ab3a829cb126a');
INSERT INTO "searches" (id, telegram_id, thread_id, person_id, text, terms, asked_at) VALUES (1, 1, 0, 1, '光伏', '[["光伏",["光伏"]]]', '2026-04-04T01:00:00.000Z');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('searches', 2);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX incoming_open ON incoming(update_id) WHERE done_at IS NULL;
CREATE INDEX incoming_by_chat ON incoming(from_chat);
CREATE INDEX searches_by_time ON searches(asked_at);
CREATE INDEX searches_by_place ON searches(telegram_id, thread_id);
CREATE INDEX searches_by_person ON searches(person_id);
