"""What there is at a path before it is opened as a database: looked at without changing anything."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from storage.tables.tables import Tables

_HEADER = b"SQLite format 3\0"  # sqlite.org/fileformat2.html#magic_header_string


class NotADatabase(Exception):
    """The file is no SQLite database, or a damaged one."""


class AnotherProgramsDatabase(Exception):
    """The file is a database, but not one of these tables."""


class NewerDatabase(Exception):
    """A newer version of the program has been at work on the file."""


class OutdatedDatabase(Exception):
    """The file is of before the first release, and older than what can be carried over."""


def examine(path: Path, tables: Tables) -> None:
    """Returns where a database of these tables is or may be made.

    Raises NotADatabase, AnotherProgramsDatabase, NewerDatabase, OutdatedDatabase.
    """
    try:
        with path.open("rb") as file:
            start = file.read(len(_HEADER))
    except FileNotFoundError:
        return
    if not start:
        return
    if start != _HEADER:  # SQLite itself would take one of a few bytes for empty, and write over it
        raise NotADatabase("file is not a database")
    try:
        found, applied = _look(path, tables)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise NotADatabase(str(error)) from error
        return  # locked, or a folder that can't be written: opening it says so
    if found and not applied:
        raise AnotherProgramsDatabase(f"it holds other tables, {found[0]} for one")
    if unknown := tables.unknown_among(applied):
        raise NewerDatabase(f"it has {', '.join(sorted(unknown))}")
    if missing := tables.missing_from(applied):
        raise OutdatedDatabase(f"it lacks {' … '.join(sorted({min(missing), max(missing)}))}")


def _look(path: Path, tables: Tables) -> tuple[list[str], frozenset[str]]:
    """What is in a database, and which migrations of these tables were applied to it.

    A connection that may not write leaves the log behind that it needs to read; where there is none, nobody
    is writing, and it can do without. Somebody may begin to, so what looks damaged is looked at again.
    """
    in_use = path.with_name(path.name + "-wal").exists()
    if not in_use:
        try:
            return _found_and_applied(open_to_look(path, untouched=True), tables)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
    return _found_and_applied(open_to_look(path), tables)


def _found_and_applied(connection: sqlite3.Connection, tables: Tables) -> tuple[list[str], frozenset[str]]:
    with contextlib.closing(connection):
        found = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
        return found, tables.applied_to(connection)


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file itself is broken."""
    return isinstance(error, sqlite3.DatabaseError) and getattr(error, "sqlite_errorcode", 0) & 0xFF in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    )


def is_locked(error: sqlite3.OperationalError) -> bool:
    """Whether another process holds the file."""
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_unavailable(error: Exception) -> bool:
    """Whether the fault lies with the disk or file rather than with the job."""
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF in (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
    )


def open_to_look(path: Path, *, untouched: bool = False) -> sqlite3.Connection:
    """A connection that changes nothing; `untouched` promises that nobody else does meanwhile either."""
    mode = "mode=ro&immutable=1" if untouched else "mode=ro"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)
