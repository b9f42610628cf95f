"""What there is at a path before it is opened as a database: looked at without changing anything."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from sqlite_utils import Migrations

_HEADER = b"SQLite format 3\0"  # sqlite.org/fileformat2.html#magic_header_string


class NotADatabase(Exception):
    """The file is no SQLite database, or a damaged one."""


class AnotherProgramsDatabase(Exception):
    """The file is a database, but not one of these tables."""


class NewerDatabase(Exception):
    """A newer version of the program has been at work on the file."""


def examine(path: Path, migrations: Migrations) -> None:
    """Returns where a database of these migrations is or may be made.

    Raises NotADatabase, AnotherProgramsDatabase, NewerDatabase.
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
        tables, applied = _look(path, migrations)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise NotADatabase(str(error)) from error
        return  # locked, or a folder that can't be written: opening it says so
    if tables and not applied:
        raise AnotherProgramsDatabase(f"it holds other tables, {tables[0]} for one")
    unknown = applied.difference(migration.name for migration in migrations._migrations)
    if unknown:
        raise NewerDatabase(f"it has {', '.join(sorted(unknown))}")


def _look(path: Path, migrations: Migrations) -> tuple[list[str], set[str]]:
    """The tables in a database, and those of these migrations that were applied to it.

    A connection that may not write leaves the log behind that it needs to read; where there is none, nobody
    is writing, and it can do without. Somebody may begin to, so what looks damaged is looked at again.
    """
    in_use = path.with_name(path.name + "-wal").exists()
    if not in_use:
        try:
            return _tables_and_applied(open_to_look(path, untouched=True), migrations)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
    return _tables_and_applied(open_to_look(path), migrations)


def _tables_and_applied(connection: sqlite3.Connection, migrations: Migrations) -> tuple[list[str], set[str]]:
    with contextlib.closing(connection):
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
        if Migrations.migrations_table not in tables:
            return tables, set()
        rows = connection.execute(
            f"SELECT name FROM {migrations.migrations_table} WHERE migration_set = ?", [migrations.name]
        )
        return tables, {name for (name,) in rows}


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file itself is broken."""
    return isinstance(error, sqlite3.DatabaseError) and getattr(error, "sqlite_errorcode", 0) & 0xFF in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    )


def open_to_look(path: Path, *, untouched: bool = False) -> sqlite3.Connection:
    """A connection that changes nothing; `untouched` promises that nobody else does meanwhile either."""
    mode = "mode=ro&immutable=1" if untouched else "mode=ro"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)
