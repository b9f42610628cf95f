"""The two files that belong together, looked at in one moment."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.chats import forgotten_list
from storage.files import private_files, secret_file
from storage.files.migrating import is_ours
from storage.tables import incoming_file, schema
from storage.tables.tables import Tables

LOCK_PATIENCE_SECONDS = 30.0
SIDES = ("", *private_files.BESIDE)  # the files of one SQLite file


# What reading a damaged file raises: SQLite's own errors, words about the tables that are no UTF-8 any more,
# sizes that no memory holds, columns that are not there.
_NOT_WRITTEN = (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMSIZE)
_BESIDE = (secret_file.ENDING, forgotten_list.ENDING, ".lock")
UNREADABLE = (sqlite3.Error, UnicodeDecodeError, MemoryError, LookupError)


class KeepingError(Exception):
    """A backup, restore or check could not be carried out; the message says what was changed, if anything."""


def restore_plan(database: Path) -> Path:
    """The file that says that a restore was decided; it is there until the restore is finished."""
    real = database.resolve()
    return real.with_name(real.name + ".restore-plan")


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
    Raises KeepingError where a file is missing or can't be read, or a restore was interrupted between them.
    """
    try:
        incoming = incoming_file.beside(path)
        if restore_plan(path).exists():
            raise KeepingError(
                f"a restore of {path} was interrupted: start serve, or restore again, to finish it"
            )
        for file in (path, incoming):
            file.stat()
    except FileNotFoundError as error:
        raise KeepingError(f"{error.filename} is missing: nothing could be read") from error
    except (OSError, RuntimeError) as error:  # resolve() says of a loop of links that it is a RuntimeError
        raise KeepingError(f"{path} can't be read: {error}") from error
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
    except UNREADABLE as error:
        raise KeepingError(f"{path} or {incoming} can't be read: {said(error)}") from error


def copy_of(source: sqlite3.Connection, file: Path) -> None:
    """Copies an open database into a plain file. Raises KeepingError where there is no room for it."""
    try:
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL or error.sqlite_errorcode in _NOT_WRITTEN:
            raise KeepingError(f"{file.parent} can't be written: {error}") from error
        raise


def own_files(database: Path) -> set[Path]:
    """The bot's own files beside a database: no copy, page or picture may take the place of one."""
    real = database.resolve()
    files = [real, incoming_file.beside(database)]
    sides = {file.with_name(file.name + side) for file in files for side in SIDES}
    return sides | {real.with_name(real.name + ending) for ending in _BESIDE} | {restore_plan(database)}


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


def faults_of(connection: sqlite3.Connection, migrations: Tables) -> list[str]:
    """What makes a file unusable: damage, rows that point at nothing, not ours, of a newer program."""
    try:
        found = [row for (row,) in connection.execute("PRAGMA integrity_check") if row != "ok"]
        if found:
            return [f"is damaged: {line}" for line in found]
        if not is_ours(connection, migrations):
            return ["is no file of this program"]
        newer = migrations.unknown_among(migrations.applied_to(connection))
        if newer:
            return [f"was written by a newer version of this program ({', '.join(sorted(newer))})"]
        return [
            f"has a row in {table} (number {row}) that points at a missing row of {parent}"
            for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check")
        ]
    except UNREADABLE as error:
        return [f"is damaged: {said(error)}"]


def said(error: Exception) -> str:
    """What one of UNREADABLE says, on one line."""
    if isinstance(error, UnicodeDecodeError):
        return " ".join(error.object.decode("utf-8", "replace").split())
    return str(error) or "too large for the memory"


DATABASE_TABLES = schema.migrations
INCOMING_TABLES = incoming_file.migrations
