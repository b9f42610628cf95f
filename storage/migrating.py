"""Bringing a database file to the newest version of its tables: all of the way or not at all."""

from __future__ import annotations

import logging
import sqlite3

import sqlite_utils
from sqlite_utils import Migrations

log = logging.getLogger(__name__)


class BrokenReferences(Exception):
    """A migration left rows that point at nothing; it was rolled back."""


def is_ours(connection: sqlite3.Connection, migrations: Migrations) -> bool:
    """Whether a database was made by these migrations, be it an older version."""
    db = sqlite_utils.Database(connection)
    return db["_sqlite_migrations"].exists() and bool(migrations.applied(db))


def has_every_migration(connection: sqlite3.Connection, migrations: Migrations) -> bool:
    """Whether every one of these migrations has been applied to a database."""
    return is_ours(connection, migrations) and not migrations.pending(sqlite_utils.Database(connection))


def migrate(
    connection: sqlite3.Connection, migrations: Migrations, *, stop_before: str | None = None
) -> None:
    """Applies what has not been applied yet, up to a migration or all, then closes the connection.

    Runs under the write lock, so that two processes starting together don't both migrate, and with foreign
    keys off, since a table can't be rebuilt with them on; they are checked before the commit.
    Raises BrokenReferences when a migration breaks them.
    """
    db = sqlite_utils.Database(connection)
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        if has_every_migration(connection, migrations):
            return
        _begin_immediate(connection)
        try:
            if has_every_migration(connection, migrations):
                return  # by another process, while this one waited
            migrations.apply(db, stop_before=stop_before)
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise BrokenReferences(f"{len(broken)} rows, the first: {tuple(broken[0])}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    finally:
        connection.close()


def _begin_immediate(connection: sqlite3.Connection) -> None:
    """Takes the write lock, waiting for a process that holds it: it may be migrating, which takes a while."""
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            log.warning("The database is locked by another process; waiting for it to be brought up to date")
