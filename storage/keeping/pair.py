"""The two files that belong together, looked at in one moment."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils
from sqlite_utils import Migrations

from storage import incoming_file, schema
from storage.migrating import is_ours

LOCK_PATIENCE_SECONDS = 30.0


class KeepingError(Exception):
    """A backup, restore or check could not be carried out; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A connection to the database and one to its file of incoming updates."""

    database: sqlite3.Connection
    incoming: sqlite3.Connection


@contextlib.contextmanager
def pinned(path: Path) -> Iterator[Pair]:
    """Both files as they were at one moment, read-only, while others go on writing them.

    For the instant in which both read transactions begin, nobody may write the incoming file: an update is
    marked done only after what it did is committed, so no update is done here whose effect is not.
    Raises KeepingError where a file is missing or can't be read.
    """
    incoming = incoming_file.beside(path)
    for file in (path, incoming):
        if not file.is_file():
            raise KeepingError(f"{file} is missing: nothing could be read")
    try:
        with contextlib.ExitStack() as stack:
            gate = stack.enter_context(_opened(incoming, "rw"))
            pair = Pair(
                stack.enter_context(_opened(path, "ro")), stack.enter_context(_opened(incoming, "ro"))
            )
            gate.execute("BEGIN IMMEDIATE")
            try:
                for connection in (pair.incoming, pair.database):
                    connection.execute("BEGIN")
                    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            finally:
                gate.execute("ROLLBACK")
            gate.close()
            yield pair
    except sqlite3.Error as error:
        raise KeepingError(f"{path} or {incoming} can't be read: {error}") from error


@contextlib.contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(
        sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=LOCK_PATIENCE_SECONDS,
        )
    ) as connection:
        yield connection


def faults_of(connection: sqlite3.Connection, migrations: Migrations) -> list[str]:
    """What makes a file unusable: damage, rows that point at nothing, not ours, of a newer program."""
    try:
        found = [row for (row,) in connection.execute("PRAGMA integrity_check") if row != "ok"]
        if found:
            return [f"is damaged: {line}" for line in found]
        if not is_ours(connection, migrations):
            return ["is no file of this program"]
        newer = _applied(connection, migrations) - _known(migrations)
        if newer:
            return [f"was written by a newer version of this program ({', '.join(sorted(newer))})"]
        return [
            f"has a row in {table} (number {row}) that points at a missing row of {parent}"
            for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check")
        ]
    except sqlite3.Error as error:
        return [f"is damaged: {error}"]


DATABASE_TABLES = schema.migrations
INCOMING_TABLES = incoming_file.migrations


def _applied(connection: sqlite3.Connection, migrations: Migrations) -> set[str]:
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ?", [migrations.name]
    )
    return {name for (name,) in rows}


def _known(migrations: Migrations) -> set[str]:
    return {migration.name for migration in migrations.pending(sqlite_utils.Database(memory=True))}


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder outlast a loss of power."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sync_file(file: Path) -> None:
    """Makes what a file holds outlast a loss of power."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
