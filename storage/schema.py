"""The tables, as migrations: each an ordered function that runs once, in one transaction."""

from __future__ import annotations

import sqlite_utils
from sqlite_utils import Migrations

from storage import incoming_file

migrations = Migrations("park_briefs")


@migrations()
def m001_parks(db: sqlite_utils.Database) -> None:
    """Parks, the names they answer to, the cities they lie in; markers of what has been loaded."""
    db.execute(
        """
        CREATE TABLE parks (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            county TEXT NOT NULL DEFAULT '',
            level TEXT NOT NULL DEFAULT '',
            parent_id INTEGER REFERENCES parks(id),
            merged_into_id INTEGER REFERENCES parks(id),
            confirmed INTEGER NOT NULL DEFAULT 1,
            source TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT ''
        )
        """
    )
    db.execute("CREATE INDEX parks_by_parent ON parks(parent_id)")
    db.execute("CREATE INDEX parks_by_merger ON parks(merged_into_id)")
    db.execute(
        """
        CREATE TABLE park_names (
            park_id INTEGER NOT NULL REFERENCES parks(id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            key TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('name', 'alias', 'former')),
            PRIMARY KEY (park_id, key)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX park_names_by_key ON park_names(key)")
    db.execute(
        """
        CREATE TABLE park_cities (
            park_id INTEGER NOT NULL REFERENCES parks(id) ON DELETE CASCADE,
            city TEXT NOT NULL,
            PRIMARY KEY (park_id, city)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX park_cities_by_city ON park_cities(city)")
    db.execute("CREATE TABLE markers (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")


@migrations()
def m002_articles(db: sqlite_utils.Database) -> None:
    """Drafts, issues, articles with their revisions, the parks they name, and the words they are found by."""
    db.execute(
        """
        CREATE TABLE drafts (
            id INTEGER PRIMARY KEY,
            editor_id INTEGER NOT NULL,
            prepared TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'published', 'discarded')),
            created_at TEXT NOT NULL
        )
        """
    )
    db.execute(
        """
        CREATE TABLE issues (
            id INTEGER PRIMARY KEY,
            newspaper TEXT NOT NULL,
            published_on TEXT NOT NULL,
            date_assumed INTEGER NOT NULL,
            page TEXT NOT NULL,
            source_name TEXT NOT NULL,
            furniture TEXT NOT NULL,
            pushed INTEGER NOT NULL,
            stored_at TEXT NOT NULL
        )
        """
    )
    db.execute(
        """
        CREATE TABLE articles (
            id INTEGER PRIMARY KEY,
            issue_id INTEGER NOT NULL REFERENCES issues(id),
            position INTEGER NOT NULL,
            newspaper TEXT NOT NULL,
            published_on TEXT NOT NULL,
            content_hash TEXT NOT NULL,
            park_id INTEGER REFERENCES parks(id),
            revision INTEGER NOT NULL DEFAULT 1,
            UNIQUE (newspaper, published_on, content_hash)
        )
        """
    )
    db.execute("CREATE INDEX issues_by_arrival ON issues(stored_at)")
    db.execute("CREATE INDEX articles_by_issue ON articles(issue_id)")
    db.execute("CREATE INDEX articles_by_hash ON articles(content_hash)")
    db.execute("CREATE INDEX articles_by_park ON articles(park_id, published_on DESC, id DESC)")
    db.execute("CREATE INDEX articles_newest ON articles(published_on DESC, id DESC)")
    db.execute(
        """
        CREATE TABLE revisions (
            article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            headline TEXT NOT NULL,
            blocks TEXT NOT NULL,
            authors TEXT NOT NULL,
            brief TEXT NOT NULL,
            brief_pieces TEXT NOT NULL,
            ranker TEXT NOT NULL,
            stored_at TEXT NOT NULL,
            PRIMARY KEY (article_id, number)
        )
        """
    )
    db.execute(
        """
        CREATE TABLE mentions (
            article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            park_id INTEGER NOT NULL REFERENCES parks(id),
            PRIMARY KEY (article_id, park_id)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX mentions_by_park ON mentions(park_id)")
    db.execute(
        """
        CREATE TABLE article_words (
            article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
            headline TEXT NOT NULL,
            body TEXT NOT NULL
        )
        """
    )
    db.table("article_words").enable_fts(["headline", "body"], create_triggers=True)


@migrations()
def m003_chats(db: sqlite_utils.Database) -> None:
    """Places that receive, what they follow, what is owed to them, and the messages that carry it."""
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


@migrations()
def m004_incoming(db: sqlite_utils.Database) -> None:
    """Updates from Telegram, kept from the moment they arrive until they are handled."""
    db.execute(
        """
        CREATE TABLE incoming (
            update_id INTEGER PRIMARY KEY,
            raw TEXT NOT NULL,
            received_at TEXT NOT NULL,
            replays INTEGER NOT NULL DEFAULT 0,
            done_at TEXT
        )
        """
    )
    db.execute("CREATE INDEX incoming_open ON incoming(update_id) WHERE done_at IS NULL")


@migrations()
def m005_schedules(db: sqlite_utils.Database) -> None:
    """Chosen weekdays, quiet hours, pauses and silence; and what the owners' view of delivery counts."""
    for column in (
        "weekdays TEXT CHECK (weekdays <> '' AND weekdays NOT GLOB '*[^1-7]*')",
        "quiet_from TEXT",
        "quiet_until TEXT",
        "quiet_silently INTEGER NOT NULL DEFAULT 0",
        "paused_until TEXT",
        "silent INTEGER NOT NULL DEFAULT 0",
    ):
        db.execute(f"ALTER TABLE chats ADD COLUMN {column}")
    db.execute("ALTER TABLE messages ADD COLUMN silent INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE INDEX messages_parked ON messages(id) WHERE state = 'parked'")
    db.execute("CREATE INDEX messages_by_sending ON messages(sent_at) WHERE sent_at IS NOT NULL")


@migrations()
def m010_turns(db: sqlite_utils.Database) -> None:
    """A queue of chats for delivery to work from, kept up to date by triggers; topics that were lost.

    The index by due time is replaced by one by chat: who is next is what the turns say.
    """
    db.execute(
        """
        CREATE TABLE turns (
            chat_id INTEGER PRIMARY KEY REFERENCES chats(id) ON DELETE CASCADE,
            at TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX turns_by_time ON turns(at)")
    db.execute("DROP INDEX deliveries_due")
    db.execute(
        "CREATE INDEX deliveries_waiting ON deliveries(chat_id, due_at)"
        " WHERE state = 'pending' AND message_id IS NULL"
    )
    db.execute("DROP INDEX deliveries_by_message")
    db.execute("CREATE INDEX deliveries_by_message ON deliveries(message_id) WHERE message_id IS NOT NULL")
    waits = "NEW.state = 'pending' AND NEW.message_id IS NULL"
    _bring_turn_forward(db, "deliveries_owed", "INSERT ON deliveries", waits, "NEW.due_at")
    changes = "UPDATE OF chat_id, due_at, state, message_id ON deliveries"
    _bring_turn_forward(db, "deliveries_changed", changes, waits, "NEW.due_at")
    pending, ready = "NEW.state = 'pending'", "coalesce(NEW.not_before, NEW.packed_at)"
    _bring_turn_forward(db, "messages_packed", "INSERT ON messages", pending, ready)
    changes = "UPDATE OF chat_id, state, not_before ON messages"
    _bring_turn_forward(db, "messages_changed", changes, pending, ready)
    db.execute(
        """
        INSERT INTO turns (chat_id, at)
        SELECT chat_id, min(at) FROM (
            SELECT chat_id, due_at AS at FROM deliveries WHERE state = 'pending' AND message_id IS NULL
            UNION ALL SELECT chat_id, packed_at FROM messages WHERE state = 'pending'
        )
        GROUP BY chat_id
        """
    )
    db.execute("ALTER TABLE chats ADD COLUMN topic_lost_at TEXT")


def _bring_turn_forward(db: sqlite_utils.Database, name: str, event: str, when: str, at: str) -> None:
    """A trigger that gives the chat of a changed row its turn at `at`, unless it has an earlier one."""
    db.execute(
        f"""
        CREATE TRIGGER {name} AFTER {event} WHEN {when}
        BEGIN
            INSERT INTO turns (chat_id, at) VALUES (NEW.chat_id, {at})
            ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at;
        END
        """
    )


@migrations()
def m011_search(db: sqlite_utils.Database) -> None:
    """The search index: article words and marks, numbered by day, so that its order is newest first.

    Triggers keep it in step however an article, its park, its date or its words change. `search_rows` has no
    foreign key: its rows go in the same trigger as their index entry, which needs what they say.
    """
    db.table("article_words").disable_fts()
    db.execute(
        "CREATE TABLE search_rows ("
        " id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL UNIQUE, marks TEXT NOT NULL)"
    )
    db.execute(
        """
        CREATE VIEW search_content AS SELECT s.id, s.article_id, s.marks, w.headline, w.body
            FROM search_rows s JOIN article_words w ON w.article_id = s.article_id
        """
    )
    db.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "marks, headline, body, content = 'search_content', content_rowid = 'id')"
    )
    first = "CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000"
    marks = "'all' || coalesce(' p' || a.park_id, '')"
    db.execute(
        f"""
        INSERT INTO search_rows
        SELECT {first} + row_number() OVER (PARTITION BY a.published_on ORDER BY a.id) - 1, a.id, {marks}
        FROM articles a JOIN article_words w ON w.article_id = a.id
        """
    )
    db.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
    enter = f"""
        INSERT INTO search_rows
        SELECT coalesce((SELECT max(s.id) FROM search_rows s
                WHERE s.id >= {first} AND s.id < {first} + 1000000) + 1, {first}), a.id, {marks}
            FROM articles a JOIN article_words w ON w.article_id = a.id WHERE a.id = new.{{id}};
        INSERT INTO search_index (rowid, marks, headline, body)
            SELECT id, marks, headline, body FROM search_content WHERE article_id = new.{{id}};
    """
    remove = """
        INSERT INTO search_index (search_index, rowid, marks, headline, body)
            SELECT 'delete', s.id, s.marks, {headline}, {body} FROM search_rows s
                JOIN article_words w ON w.article_id = s.article_id WHERE s.article_id = old.{id};
    """
    old_words = remove.format(headline="old.headline", body="old.body", id="article_id")
    db.execute(
        "CREATE TRIGGER search_words_added AFTER INSERT ON article_words BEGIN"
        + enter.format(id="article_id")
        + "END"
    )
    db.execute(
        "CREATE TRIGGER search_words_changed AFTER UPDATE OF headline, body ON article_words BEGIN"
        + old_words
        + "INSERT INTO search_index (rowid, marks, headline, body)"
        " SELECT id, marks, headline, body FROM search_content WHERE article_id = new.article_id; END"
    )
    db.execute(
        "CREATE TRIGGER search_words_deleted BEFORE DELETE ON article_words BEGIN"
        + old_words
        + "DELETE FROM search_rows WHERE article_id = old.article_id; END"
    )
    db.execute(
        "CREATE TRIGGER search_article_moved AFTER UPDATE OF park_id, published_on ON articles BEGIN"
        + remove.format(headline="w.headline", body="w.body", id="id")
        + "DELETE FROM search_rows WHERE article_id = old.id;"
        + enter.format(id="id")
        + "END"
    )


@migrations()
def m012_asking(db: sqlite_utils.Database) -> None:
    """Numbers for cities and for searches, which buttons carry; a search's is never given to another."""
    db.execute("CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)")
    db.execute("INSERT INTO cities (name) SELECT DISTINCT city FROM park_cities ORDER BY city")
    db.execute(
        """
        CREATE TRIGGER cities_known AFTER INSERT ON park_cities BEGIN
            INSERT INTO cities (name) SELECT new.city
                WHERE NOT EXISTS (SELECT 1 FROM cities WHERE name = new.city);
        END
        """
    )
    db.execute(
        """
        CREATE TABLE searches (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            text TEXT NOT NULL UNIQUE,
            terms TEXT NOT NULL,
            asked_at TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX searches_by_time ON searches(asked_at)")


@migrations()
def m013_key_figures(db: sqlite_utils.Database) -> None:
    """The key figures under each brief."""
    db.execute("ALTER TABLE revisions ADD COLUMN key_figures TEXT NOT NULL DEFAULT '[]'")


@migrations()
def m014_following(db: sqlite_utils.Database) -> None:
    """Keywords, found by their first word; follows in indexes that answer by themselves who follows what.

    `words` of a keyword are as article_words has them. A group is greeted once. Updates are found by the
    chat they came from.
    """
    db.execute(
        """
        CREATE TABLE keywords (
            id INTEGER PRIMARY KEY,
            words TEXT NOT NULL UNIQUE,
            first TEXT NOT NULL,
            shown TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX keywords_by_first ON keywords(first)")
    db.execute(
        """
        INSERT INTO keywords (words, first, shown)
        SELECT DISTINCT word, substr(word, 1, instr(word || ' ', ' ') - 1), replace(word, ' ', '')
        FROM follows WHERE kind = 'keyword'
        """
    )
    db.execute("DROP INDEX follows_by_park")
    db.execute("CREATE INDEX follows_by_park ON follows(kind, park_id, chat_id, followed_at)")
    db.execute("DROP INDEX follows_by_word")
    db.execute(
        "CREATE INDEX follows_by_word ON follows(kind, word, chat_id, followed_at) WHERE word IS NOT NULL"
    )
    db.execute("ALTER TABLE chats ADD COLUMN greeted_at TEXT")
    db.execute(
        """
        ALTER TABLE incoming ADD COLUMN from_chat INTEGER GENERATED ALWAYS AS (
            coalesce(
                json_extract(raw, '$.message.chat.id'),
                json_extract(raw, '$.callback_query.message.chat.id'),
                json_extract(raw, '$.my_chat_member.chat.id')
            )
        ) VIRTUAL
        """
    )
    db.execute("CREATE INDEX incoming_by_chat ON incoming(from_chat)")


@migrations()
def m015_turns_of_pushes(db: sqlite_utils.Database) -> None:
    """A publication gives its turns in one statement (storage/turns.py), so no trigger for each new push."""
    db.execute("DROP TRIGGER deliveries_owed")
    waits = "NEW.kind <> 'push' AND NEW.state = 'pending' AND NEW.message_id IS NULL"
    _bring_turn_forward(db, "deliveries_owed", "INSERT ON deliveries", waits, "NEW.due_at")


@migrations()
def m016_publishing(db: sqlite_utils.Database) -> None:
    """What publishing to a hundred thousand chats takes, whatever was published before, and whom it holds up.

    Incoming updates move to a file of their own, which has a writer of its own. A new row of `deliveries` is
    written at the end of the table, at the end of the one index that holds every row, which goes by article,
    and among those that wait. An index of all rows by chat would be written all over, more so with every
    issue; instead a chat's rows are found in three parts, which the view puts together. That is also why
    `chat_id` refers to no table: deleting a chat would look through all rows. A trigger does what the
    reference would.

    The checks ask first for what a new row says: SQLite makes the list behind an IN anew for every row, which
    took a third of the time.
    """
    incoming_file.move_from(db)
    db.execute("DROP TABLE incoming")
    db.execute(
        """
        CREATE TABLE new_deliveries (
            id INTEGER PRIMARY KEY,
            chat_id INTEGER NOT NULL,
            kind TEXT NOT NULL
                CHECK (kind = 'push' OR kind IN ('correction', 'retraction', 'announcement')),
            article_id INTEGER NOT NULL REFERENCES articles(id),
            revision INTEGER NOT NULL,
            due_at TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'pending'
                CHECK (state = 'pending' OR state IN ('sent', 'cancelled', 'expired', 'parked')),
            message_id INTEGER REFERENCES messages(id),
            reason TEXT,
            owed_at TEXT NOT NULL,
            UNIQUE (article_id, chat_id, kind, revision)
        )
        """
    )
    columns = "id, chat_id, kind, article_id, revision, due_at, state, message_id, reason, owed_at"
    db.execute(f"INSERT INTO new_deliveries ({columns}) SELECT {columns} FROM deliveries ORDER BY id")
    db.execute("DROP TABLE deliveries")
    db.execute("ALTER TABLE new_deliveries RENAME TO deliveries")
    waiting, ended = "state = 'pending' AND message_id IS NULL", "state <> 'pending' AND message_id IS NULL"
    db.execute(f"CREATE INDEX deliveries_waiting ON deliveries(chat_id, due_at) WHERE {waiting}")
    db.execute(f"CREATE INDEX deliveries_never_packed ON deliveries(chat_id) WHERE {ended}")
    db.execute("CREATE INDEX deliveries_by_message ON deliveries(message_id) WHERE message_id IS NOT NULL")
    db.execute("CREATE INDEX messages_by_chat ON messages(chat_id, state)")
    db.execute("DROP INDEX messages_pending")
    db.execute("CREATE INDEX messages_pending ON messages(id) WHERE state = 'pending'")
    db.execute(
        f"""
        CREATE VIEW deliveries_of_chats AS
            SELECT id, chat_id FROM deliveries WHERE {waiting}
            UNION ALL SELECT id, chat_id FROM deliveries WHERE {ended}
            UNION ALL SELECT d.id, m.chat_id FROM messages m JOIN deliveries d ON d.message_id = m.id
        """
    )
    db.execute(
        """
        CREATE TRIGGER chats_deleted BEFORE DELETE ON chats BEGIN
            DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries_of_chats WHERE chat_id = OLD.id);
        END
        """
    )
    waits = "NEW.state = 'pending' AND NEW.message_id IS NULL"
    not_pushed = f"NEW.kind <> 'push' AND {waits}"
    _bring_turn_forward(db, "deliveries_owed", "INSERT ON deliveries", not_pushed, "NEW.due_at")
    changes = "UPDATE OF chat_id, due_at, state, message_id ON deliveries"
    _bring_turn_forward(db, "deliveries_changed", changes, waits, "NEW.due_at")
