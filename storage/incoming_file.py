"""The file that incoming updates are kept in, beside the database: its name and its tables.

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

migrations = Migrations("park_briefs_incoming")
_COLUMNS = "update_id, raw, received_at, replays, done_at"


def beside(database: Path) -> Path:
    """Where the incoming updates of a database are, whatever name it is opened by."""
    real = database.resolve()
    return real.with_name(real.name + "-incoming")


def move_from(db: sqlite_utils.Database) -> None:
    """Copies what the database itself held of incoming updates, before they had a file of their own.

    The copy is committed when this returns. Where whoever asked for it then fails to commit, it is made a
    second time, which changes nothing.
    """
    rows = db.execute(f"SELECT {_COLUMNS} FROM incoming").fetchall()
    if not rows:
        return
    [path] = [Path(file) for _, name, file in db.execute("PRAGMA database_list") if name == "main"]
    migrate(sqlite3.connect(beside(path), isolation_level=None), migrations)
    with contextlib.closing(sqlite3.connect(beside(path))) as connection, connection:
        connection.executemany(f"INSERT OR IGNORE INTO incoming ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", rows)


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
