"""Bringing a database file to the newest version of its tables: all of the way or not at all."""

from __future__ import annotations

import contextlib
import logging
import sqlite3

import sqlite_utils

from storage.files.carrying_over import carry_over, is_from_before, kept_copy
from storage.tables.tables import Tables

log = logging.getLogger(__name__)


class BrokenReferences(Exception):
    """A migration left rows that point at nothing; it was rolled back."""


def is_ours(connection: sqlite3.Connection, tables: Tables) -> bool:
    """Whether a database has these tables, be they of an older version."""
    return bool(tables.applied_to(connection))


def has_every_migration(connection: sqlite3.Connection, tables: Tables) -> bool:
    """Whether a database has these tables as they are today."""
    return tables.names <= tables.applied_to(connection)


def migrate(connection: sqlite3.Connection, tables: Tables) -> None:
    """Makes the tables, or brings those that are there to what they are today; then closes the connection.

    Runs under the write lock, so that two processes starting together don't both migrate, and with foreign
    keys off, since a table can't be rebuilt with them on; they are checked before the commit.
    Raises BrokenReferences when a migration breaks them, and what `kept_copy` and `carry_over` raise.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        if has_every_migration(connection, tables):
            return
        _begin_immediate(connection)
        try:
            with contextlib.ExitStack() as stack:
                if is_from_before(connection, tables):
                    stack.enter_context(kept_copy(connection))
                _bring_up(connection, tables)
                _check_references(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    finally:
        connection.close()


def _bring_up(connection: sqlite3.Connection, tables: Tables) -> None:
    if not is_ours(connection, tables):
        tables.make(connection)
    elif is_from_before(connection, tables):
        carry_over(connection, tables)
    else:  # nothing, where another process has done it while this one waited
        tables.apply(sqlite_utils.Database(connection))


def _check_references(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BrokenReferences(f"{len(broken)} rows, the first: {tuple(broken[0])}")


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
