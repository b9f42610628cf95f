"""The tables of the database: schema.sql is what they are, and here is how a released database comes to it.

A change to the tables is made in schema.sql, from which new databases are made, and as a migration at the end
of this file, which brings one that exists to the same; one that has been released stays as it is.
"""

from __future__ import annotations

import json
from pathlib import Path

import sqlite_utils

from storage.content_hash import content_hash
from storage.tables import letters, unreleased
from storage.tables import newspapers as newspaper_tables
from storage.tables import projects as project_tables
from storage.tables import stories as story_tables
from storage.tables.announcements import ANNOUNCEMENTS
from storage.tables.decisions import DECISIONS, PARTS
from storage.tables.project_news import PROJECT_NEWS
from storage.tables.sources import INBOX, SOURCES
from storage.tables.tables import Tables, run_script
from storage.tables.troubles import TIMES, TROUBLES

ARTICLES_A_STEP = 500

migrations = Tables("park_briefs", Path(__file__).with_name("schema.sql"), unreleased.DATABASE)

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


_PEOPLE = """
CREATE TABLE editors (
    person INTEGER PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    added_by INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    removed_at TEXT
);
CREATE TABLE invitations (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    made_by INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_by INTEGER,
    used_at TEXT
);
CREATE TABLE acquaintances (
    person INTEGER PRIMARY KEY,
    username TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    seen_at TEXT NOT NULL
);
CREATE INDEX acquaintances_by_username ON acquaintances(lower(username));
CREATE TABLE deeds (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person INTEGER NOT NULL,
    what TEXT NOT NULL,
    issue_id INTEGER,
    article_id INTEGER,
    detail TEXT NOT NULL DEFAULT ''
);
CREATE INDEX deeds_by_time ON deeds(at);
"""

_TEXTS = """
    SELECT a.id, r.blocks FROM articles a JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
    WHERE a.id > ? ORDER BY a.id LIMIT ?
"""


@migrations()
def people_and_their_deeds(db: sqlite_utils.Database) -> None:
    """Who edits, who is invited, who has written to the bot, and who did what; nobody and nothing yet."""
    run_script(db.conn, _PEOPLE)


@migrations()
def mending(db: sqlite_utils.Database) -> None:
    """What editors mend and take back; the content of articles is told apart by the marks in its numbers."""
    run_script(db.conn, _DESK)
    last = 0
    while rows := db.conn.execute(_TEXTS, [last, ARTICLES_A_STEP]).fetchall():
        hashes = []
        for article_id, text in rows:
            blocks = json.loads(text)
            hashes.append((content_hash(_line(blocks, "headline"), _texts(blocks, "paragraph")), article_id))
        db.conn.executemany("UPDATE articles SET content_hash = ? WHERE id = ?", hashes)
        last = rows[-1][0]


def _texts(blocks: list[list[str]], kind: str) -> list[str]:
    return [text for of_kind, text in blocks if of_kind == kind]


def _line(blocks: list[list[str]], kind: str) -> str:
    return " ".join(_texts(blocks, kind))


_AWAITED = """
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
_UPLOADS = """
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


@migrations()
def typed_answers(db: sqlite_utils.Database) -> None:
    """What editors were asked to type; nothing yet."""
    run_script(db.conn, _AWAITED)


@migrations()
def uploads(db: sqlite_utils.Database) -> None:
    """What editors send waits in the database until it is read."""
    run_script(db.conn, _UPLOADS)


_FORGOTTEN = """
CREATE TABLE forgotten (line TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX forgotten_by_time ON forgotten(at);
"""


@migrations()
def lines_of_forgotten_chats(db: sqlite_utils.Database) -> None:
    """Which lines of the list of /forget were carried out here; none yet."""
    run_script(db.conn, _FORGOTTEN)


_ENDED = """
CREATE INDEX deliveries_ended ON deliveries(owed_at) WHERE state <> 'pending' AND message_id IS NULL;
CREATE TABLE ended_deliveries (
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    state TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (kind, subject, state)
) WITHOUT ROWID;
"""


@migrations()
def ended_deliveries(db: sqlite_utils.Database) -> None:
    """Old deliveries end up as counts; none yet."""
    run_script(db.conn, _ENDED)


@migrations()
def rights_in_full_texts(db: sqlite_utils.Database) -> None:
    """Whether readers may have the whole text of an issue: of all that were published so far."""
    db.conn.execute("ALTER TABLE issues ADD full_text INTEGER NOT NULL DEFAULT 1")


@migrations()
def files_of_the_inbox(db: sqlite_utils.Database) -> None:
    """What came into the watched folder; nothing yet."""
    run_script(db.conn, INBOX)


@migrations()
def newspapers(db: sqlite_utils.Database) -> None:
    """Each issue points to its newspaper, made of the names that issues have; chats may follow one."""
    newspaper_tables.make(db.conn)


@migrations()
def announcements(db: sqlite_utils.Database) -> None:
    """What editors announce, what is urgent, and who wants neither; everybody has both at first."""
    run_script(db.conn, ANNOUNCEMENTS)


@migrations()
def stories(db: sqlite_utils.Database) -> None:
    """Which articles tell one story: none yet; their keys are made by a running bot, a few at a time."""
    story_tables.make(db.conn)


@migrations()
def letters_of_readers(db: sqlite_utils.Database) -> None:
    """What readers write to the editors, and whose letters are not taken; nothing yet."""
    run_script(db.conn, letters.MADE)


@migrations()
def sources_of_articles(db: sqlite_utils.Database) -> None:
    """Sources on the web, none yet; each article may have a page of its own."""
    db.conn.execute("ALTER TABLE articles ADD link TEXT NOT NULL DEFAULT ''")
    run_script(db.conn, SOURCES)


@migrations()
def projects(db: sqlite_utils.Database) -> None:
    """What articles tell of projects: nothing yet; a running bot reads a park after the other."""
    project_tables.make(db.conn)


@migrations()
def addresses_of_uploads(db: sqlite_utils.Database) -> None:
    """Editors send addresses too, to be fetched, and pick from what is listed there; so far none."""
    for column in ("fetched_from TEXT NOT NULL DEFAULT ''", "offer TEXT NOT NULL DEFAULT ''"):
        db.conn.execute(f"ALTER TABLE uploads ADD {column}")
    db.conn.execute("ALTER TABLE uploads ADD picked TEXT NOT NULL DEFAULT '[]'")


@migrations()
def decisions_about_projects(db: sqlite_utils.Database) -> None:
    """What editors decide of projects: nothing yet."""
    run_script(db.conn, DECISIONS)


@migrations()
def followed_projects(db: sqlite_utils.Database) -> None:
    """Chats may follow projects and are told when one moves on; nobody does so far."""
    run_script(db.conn, PROJECT_NEWS)


@migrations()
def troubles(db: sqlite_utils.Database) -> None:
    """What needs a person, which owners are told once: nothing yet."""
    run_script(db.conn, TROUBLES)


@migrations()
def parts_of_projects(db: sqlite_utils.Database) -> None:
    """What projects were before they were merged: unknown of those that were merged so far."""
    run_script(db.conn, PARTS)


@migrations()
def times_of_troubles(db: sqlite_utils.Database) -> None:
    """How often what comes and goes has come: once, of what lasts now."""
    db.conn.execute(TIMES)
