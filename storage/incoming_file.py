"""The file beside the database that holds incoming updates and the searches asked for: its name, its tables.

A file has one writer at a time. In one of their own, updates are safe on disk, and questions answered, while
a publication writes a hundred thousand deliveries into the database.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import sqlite_utils
from sqlite_utils import Migrations

from storage.migrating import migrate
from storage.update_numbers import fingerprint, numbers_of

migrations = Migrations("park_briefs_incoming")
_MOVED = {
    "incoming": ("update_id", "raw", "received_at", "replays", "done_at"),
    "searches": ("id", "text", "terms", "asked_at"),
}


def beside(database: Path) -> Path:
    """Where the incoming updates of a database are, whatever name it is opened by."""
    real = database.resolve()
    return real.with_name(real.name + "-incoming")


def move_from(db: sqlite_utils.Database) -> None:
    """Copies what the database itself held of these tables, before they had a file of their own.

    The copy is committed when this returns. Where whoever asked for it then fails to commit, it is made a
    second time, which changes nothing.
    """
    found = {
        table: db.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
        for table, columns in _MOVED.items()
    }
    if not any(found.values()):
        return
    [path] = [Path(file) for _, name, file in db.execute("PRAGMA database_list") if name == "main"]
    connection = sqlite3.connect(beside(path), isolation_level=None)
    migrate(connection, migrations, stop_before=m020_whose_they_are.__name__)  # which takes them as they were
    with contextlib.closing(sqlite3.connect(beside(path))) as connection, connection:
        for table, rows in found.items():
            columns = _MOVED[table]
            connection.executemany(
                f"INSERT OR IGNORE INTO {table} ({', '.join(columns)})"
                f" VALUES ({', '.join('?' * len(columns))})",
                rows,
            )


@migrations()
def m001_incoming(db: sqlite_utils.Database) -> None:
    """Updates from Telegram, kept from the moment they arrive until a while after they are handled."""
    db.execute(
        """
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
        )
        """
    )
    db.execute("CREATE INDEX incoming_open ON incoming(update_id) WHERE done_at IS NULL")
    db.execute("CREATE INDEX incoming_by_chat ON incoming(from_chat)")


@migrations()
def m002_searches(db: sqlite_utils.Database) -> None:
    """Searches, whose numbers are never given to another."""
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
def m020_whose_they_are(db: sqlite_utils.Database) -> None:
    """Handled updates keep their numbers alone; a search is somebody's, so that it can go with them.

    Whose the searches before were is not known, so they go: their buttons answer that they are too old.
    """
    # What is rewritten here is to be gone from the file, whoever opened it.
    db.execute("PRAGMA secure_delete = ON")
    db.execute("ALTER TABLE incoming ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''")
    for update_id, raw, done_at in db.execute("SELECT update_id, raw, done_at FROM incoming").fetchall():
        db.execute(
            "UPDATE incoming SET fingerprint = ?, raw = ? WHERE update_id = ?",
            [fingerprint(raw), raw if done_at is None else numbers_of(raw), update_id],
        )
    last = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'searches'").fetchone()
    db.execute("DROP TABLE searches")
    db.execute(
        """
        CREATE TABLE searches (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            telegram_id INTEGER NOT NULL,
            thread_id INTEGER NOT NULL,
            person_id INTEGER NOT NULL,
            text TEXT NOT NULL,
            terms TEXT NOT NULL,
            asked_at TEXT NOT NULL,
            UNIQUE (text, telegram_id, thread_id, person_id)
        )
        """
    )
    db.execute("CREATE INDEX searches_by_time ON searches(asked_at)")
    db.execute("CREATE INDEX searches_by_place ON searches(telegram_id, thread_id)")
    db.execute("CREATE INDEX searches_by_person ON searches(person_id)")
    if last is not None:  # a number is never given to another search
        db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('searches', ?)", [last[0]])
