"""A database of an older version is brought up to date with everything that is in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlite_utils

from bot.serving.opening import open_incoming
from storage import incoming, incoming_file, issues, park_import, schema, searches
from storage.chats import Place
from storage.database import Database, Db
from storage.searches import Asker
from tests.made_issues import LINYI, MORNING, made_article, made_issue

Row = dict[str, object]

OPEN, DONE = 11, 12
STATES = ("pending", "sent", "cancelled", "expired", "parked")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database from before incoming updates had a file of their own, with deliveries in every state."""
    path = tmp_path / "bot.db"
    connection = sqlite3.connect(path)
    db = sqlite_utils.Database(connection)
    schema.migrations.apply(db, stop_before="m016_message_numbers")
    connection.execute(
        "INSERT INTO chats (id, telegram_id, kind, title, created_at)"
        " VALUES (1, 1, 'private', '某人', '2026')"
    )
    park_import.ensure_park(db, LINYI)
    issue = made_issue(*(made_article(f"{state}的事") for state in STATES))
    issues.publish(db, issue, push=False, moment=MORNING)
    connection.execute(
        "INSERT INTO messages (id, chat_id, text, buttons, state, packed_at)"
        " VALUES (7, 1, 'x', '[]', 'sent', '2026')"
    )
    for article_id, state in enumerate(STATES, start=1):
        connection.execute(
            "INSERT INTO deliveries (chat_id, kind, article_id, revision, due_at, state, message_id, owed_at)"
            " VALUES (?, 'push', ?, 1, '2026', ?, ?, '2026')",
            [1, article_id, state, 7 if state == "sent" else None],
        )
    connection.execute("INSERT INTO turns (chat_id, at) VALUES (1, '2026')")
    connection.executemany(
        "INSERT INTO incoming (update_id, raw, received_at, replays, done_at) VALUES (?, ?, '2026', ?, ?)",
        [(OPEN, '{"message": {"chat": {"id": 1}}}', 2, None), (DONE, "{}", 0, "2026")],
    )
    connection.execute("INSERT INTO searches (id, text, terms, asked_at) VALUES (5, '光伏', '[]', '2026')")
    connection.commit()
    connection.close()
    return path


def contents(db: Db) -> dict[str, list[Row]]:
    elsewhere = {"_sqlite_migrations", "sqlite_sequence", "incoming", "searches"}
    return {name: list(db[name].rows) for name in db.table_names() if name not in elsewhere}


def of_columns(of: list[Row], rows: list[Row]) -> list[Row]:
    """The rows, of the columns alone that the others have."""
    return [{name: row[name] for name in of[0]} for row in rows] if of else rows


def test_every_row_is_kept(old: Path) -> None:
    connection = sqlite3.connect(old)
    before = contents(sqlite_utils.Database(connection))
    connection.close()
    with Database(old) as database:
        after = database.read_now(contents)
        new_tables = {"keywords_of_chats", "lost_places"}
        assert after.keys() - before.keys() == new_tables and not any(after[name] for name in new_tables)
        for name, rows in before.items():
            assert of_columns(rows, after[name]) == rows
        assert len(before["deliveries"]) == len(STATES)
        assert not database.read_now(lambda db: db["incoming"].exists())


def test_updates_move_to_their_file_with_their_tries(old: Path) -> None:
    with Database(old):
        pass
    with open_incoming(incoming_file.beside(old)) as file:
        assert file.read_now(lambda db: db.execute(incoming_rows()).fetchall()) == [
            (OPEN, 2, None, 1),
            (DONE, 0, "2026", None),
        ]
        assert len(file.write_now(incoming.take_open, MORNING).raws) == 1


def test_searches_of_nobody_go_and_their_numbers_with_them(old: Path) -> None:
    with Database(old):
        pass
    with open_incoming(incoming_file.beside(old)) as file:
        assert file.read_now(searches.get_search, 5, 1) is None
        asker = Asker(Place(1, 0, "private", ""), 1)
        assert file.write_now(searches.keep_search, asker, "风电", "[]", MORNING) == 6


def test_a_move_that_was_cut_off_is_made_again(old: Path) -> None:
    connection = sqlite3.connect(old)
    incoming_file.move_from(sqlite_utils.Database(connection))
    connection.close()
    with Database(old):
        pass
    with open_incoming(incoming_file.beside(old)) as file:
        assert len(file.read_now(lambda db: db.execute(incoming_rows()).fetchall())) == 2


def test_a_new_database_begins_with_nothing_beside_it(tmp_path: Path) -> None:
    with Database(tmp_path / "bot.db"):
        assert not incoming_file.beside(tmp_path / "bot.db").exists()


def test_a_chat_goes_with_all_that_is_owed_to_it_and_no_other(old: Path) -> None:
    with Database(old) as database:
        database.write_now(
            lambda db: db.execute(
                "INSERT INTO chats (id, telegram_id, kind, created_at) VALUES (2, 2, 'private', '2026')"
            )
        )
        database.write_now(lambda db: db.execute("UPDATE deliveries SET chat_id = 2 WHERE article_id = 1"))
        database.write_now(lambda db: db.execute("DELETE FROM chats WHERE id = 1"))
        left = database.read_now(
            lambda db: db.execute("SELECT chat_id, article_id FROM deliveries").fetchall()
        )
        assert left == [(2, 1)]
        assert database.read_now(lambda db: db["messages"].count) == 0


def incoming_rows() -> str:
    return "SELECT update_id, replays, done_at, from_chat FROM incoming ORDER BY update_id"
