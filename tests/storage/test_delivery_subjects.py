"""What a delivery is about: a subject of a kind, once to a chat in each version, and one that is there."""

from __future__ import annotations

import copy
import sqlite3
from pathlib import Path

import pytest
import sqlite_utils

from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.desk import issues
from storage.letters import announcements, audiences
from storage.letters.audiences import Audience
from storage.tables.schema import migrations
from tests.made_issues import MORNING, made_article, made_issue

KINDS = ("push", "correction", "retraction", "announcement", "withdrawal")
OF_ARTICLES, OF_ANNOUNCEMENTS = KINDS[:3], KINDS[3:]


@pytest.fixture
def chat_id(database: Database) -> int:
    """A chat; there are two articles, 1 and 2, and two announcements."""

    def make(db: Db) -> int:
        issue = made_issue(made_article("一件事"), made_article("另一件事"))
        issues.publish(db, issue, push=False, moment=MORNING)
        for text in ("一句话", "另一句话"):
            announcements.begin(db, 7, Audience(audiences.ALL), text, MORNING)
        return chats.ensure_chat(db, Place(1, 0, "private", ""), MORNING).id

    return database.write_now(make)


def owe(db: Db, chat_id: int, kind: str, subject: int, version: int = 1) -> None:
    db.execute(
        "INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)"
        " VALUES (?, ?, ?, ?, '', '')",
        [chat_id, kind, subject, version],
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_chat_is_owed_a_subject_once_in_each_version(database: Database, chat_id: int, kind: str) -> None:
    database.write_now(owe, chat_id, kind, 1)
    database.write_now(owe, chat_id, kind, 1, version=2)
    database.write_now(owe, chat_id, kind, 2)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        database.write_now(owe, chat_id, kind, 1, version=2)


def test_subjects_of_different_kinds_may_have_the_same_number(database: Database, chat_id: int) -> None:
    for kind in KINDS:
        database.write_now(owe, chat_id, kind, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_is_about_is_there(database: Database, chat_id: int, kind: str) -> None:
    table = "articles" if kind in OF_ARTICLES else "announcements"
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        database.write_now(owe, chat_id, kind, 99)
    database.write_now(owe, chat_id, kind, 1)
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        database.write_now(lambda db: db.execute("UPDATE deliveries SET subject = 99"))
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        database.write_now(lambda db: db.execute(f"DELETE FROM {table} WHERE id = 1"))


def test_a_kind_that_nobody_knows_is_refused(database: Database, chat_id: int) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="no such kind"):
        database.write_now(owe, chat_id, "pull", 1)


def test_a_kind_with_subjects_of_its_own_is_added_without_making_the_table_anew(tmp_path: Path) -> None:
    later = copy.deepcopy(migrations)

    @later()
    def m999_rumours(db: sqlite_utils.Database) -> None:
        db.execute("CREATE TABLE rumours (id INTEGER PRIMARY KEY)")
        db.execute(
            """
            ALTER TABLE deliveries ADD COLUMN rumour_id INTEGER GENERATED ALWAYS AS (
                CASE WHEN kind = 'rumour' THEN subject END
            ) VIRTUAL REFERENCES rumours(id)
            """
        )
        [trigger] = db.execute("SELECT sql FROM sqlite_master WHERE name = 'deliveries_owed'").fetchone()
        db.execute("DROP TRIGGER deliveries_owed")
        db.execute(trigger.replace("'withdrawal'", "'withdrawal', 'rumour'"))

    with Database(tmp_path / "bot.db"):
        pass
    with Database(tmp_path / "bot.db", tables=later) as database:
        chat = database.write_now(chats.ensure_chat, Place(1, 0, "private", ""), MORNING)
        database.write_now(lambda db: db.execute("INSERT INTO rumours VALUES (7)"))
        database.write_now(owe, chat.id, "rumour", 7)
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            database.write_now(owe, chat.id, "rumour", 8)


def test_a_chat_goes_with_all_that_is_owed_to_it_and_no_other(database: Database, chat_id: int) -> None:
    other = database.write_now(lambda db: chats.ensure_chat(db, Place(2, 0, "private", ""), MORNING).id)

    def fill(db: Db) -> None:
        db.execute(
            "INSERT INTO messages (id, chat_id, text, buttons, packed_at) VALUES (7, ?, '', '[]', '')",
            [chat_id],
        )
        for kind, state, message in (("push", "sent", 7), ("correction", "pending", None)):
            owe(db, chat_id, kind, 1)
            db.execute(
                "UPDATE deliveries SET state = ?, message_id = ? WHERE kind = ?", [state, message, kind]
            )
        owe(db, chat_id, "retraction", 1)
        db.execute("UPDATE deliveries SET state = 'expired' WHERE kind = 'retraction'")
        owe(db, other, "push", 1)
        db.execute("DELETE FROM chats WHERE id = ?", [chat_id])

    database.write_now(fill)
    assert database.read_now(lambda db: db.execute("SELECT chat_id FROM deliveries").fetchall()) == [(other,)]
    assert database.read_now(lambda db: db["messages"].count) == 0
