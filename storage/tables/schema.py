"""The tables of the database: schema.sql is what they are, and here is how a released database comes to it.

A change to the tables is made in schema.sql, from which new databases are made, and as a migration at the end
of this file, which brings one that exists to the same; one that has been released stays as it is.
"""

from __future__ import annotations

from pathlib import Path

import sqlite_utils

from storage.tables import letters, unreleased
from storage.tables import mending as mending_tables
from storage.tables import newspapers as newspaper_tables
from storage.tables import projects as project_tables
from storage.tables import stories as story_tables
from storage.tables.announcements import ANNOUNCEMENTS
from storage.tables.decisions import DECISIONS, PARTS
from storage.tables.people import PEOPLE
from storage.tables.project_news import PROJECT_NEWS
from storage.tables.sources import INBOX, SOURCES
from storage.tables.tables import Tables, run_script
from storage.tables.troubles import TIMES, TROUBLES
from storage.tables.uploads import AWAITED, UPLOADS

migrations = Tables("park_briefs", Path(__file__).with_name("schema.sql"), unreleased.DATABASE)


@migrations()
def people_and_their_deeds(db: sqlite_utils.Database) -> None:
    """Who edits, who is invited, who has written to the bot, and who did what; nobody and nothing yet."""
    run_script(db.conn, PEOPLE)


@migrations()
def mending(db: sqlite_utils.Database) -> None:
    """What editors mend and take back; the content of articles is told apart by the marks in its numbers."""
    mending_tables.make(db.conn)


@migrations()
def typed_answers(db: sqlite_utils.Database) -> None:
    """What editors were asked to type; nothing yet."""
    run_script(db.conn, AWAITED)


@migrations()
def uploads(db: sqlite_utils.Database) -> None:
    """What editors send waits in the database until it is read."""
    run_script(db.conn, UPLOADS)


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
