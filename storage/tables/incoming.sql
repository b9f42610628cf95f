-- The file beside the database: what came in, and what was asked. Made and held together with its migrations
-- (storage/tables/incoming_file.py) as schema.sql is; what that says about moments and ids holds here too.

-- An update from Telegram, from its arrival until KEEP_UPDATES_DAYS after it was handled.
CREATE TABLE incoming (
    update_id INTEGER PRIMARY KEY,                     -- Telegram's, which it may give again
    raw TEXT NOT NULL,                                 -- JSON as it came; of a handled one its numbers alone
    received_at TEXT NOT NULL,
    replays INTEGER NOT NULL DEFAULT 0,                -- how often its handling began again after a start
    done_at TEXT,                                      -- when it was handled; NULL: it is still to be
    from_chat INTEGER GENERATED ALWAYS AS (            -- Telegram's number of the chat it came from
        coalesce(
            json_extract(raw, '$.message.chat.id'),
            json_extract(raw, '$.callback_query.message.chat.id'),
            json_extract(raw, '$.my_chat_member.chat.id')
        )
    ) VIRTUAL,
    fingerprint TEXT NOT NULL DEFAULT ''               -- of `raw` as it came: tells it from another of that number
);
CREATE INDEX incoming_open ON incoming(update_id) WHERE done_at IS NULL;
CREATE INDEX incoming_by_chat ON incoming(from_chat);

-- A search somebody asked for in a place, with the number that buttons carry and that is never given to another.
CREATE TABLE searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    telegram_id INTEGER NOT NULL,                      -- of the place
    thread_id INTEGER NOT NULL,                        -- its topic, 0 for none
    person_id INTEGER NOT NULL,                        -- Telegram's number of whoever asked
    text TEXT NOT NULL,                                -- as typed
    terms TEXT NOT NULL,                               -- JSON: as the worker cut it
    asked_at TEXT NOT NULL,                            -- last; kept for KEEP_SEARCHES_DAYS
    UNIQUE (text, telegram_id, thread_id, person_id)
);
CREATE INDEX searches_by_time ON searches(asked_at);
CREATE INDEX searches_by_place ON searches(telegram_id, thread_id);
CREATE INDEX searches_by_person ON searches(person_id);

-- How often the whole text of an article was opened on a day (in TIMEZONE); by whom is kept nowhere.
CREATE TABLE openings (
    day TEXT NOT NULL,
    article_id INTEGER NOT NULL,                       -- of articles, in the database
    count INTEGER NOT NULL,
    PRIMARY KEY (day, article_id)
) WITHOUT ROWID;

-- Words that were searched for in vain, once for each who did. Who that was, and where, is told by marks alone
-- (storage/incoming/search_misses.py), which can't be read and tell nothing of other words.
CREATE TABLE search_misses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    words TEXT NOT NULL,
    person_mark TEXT NOT NULL,
    place_mark TEXT NOT NULL,
    asked_on TEXT NOT NULL,                            -- the day, last
    UNIQUE (words, person_mark)
);
