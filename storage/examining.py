"""What there is at a path before it is opened as a database: looked at without changing anything."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from sqlite_utils import Migrations


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
        if path.stat().st_size == 0:
            return
    except FileNotFoundError:
        return
    try:
        with contextlib.closing(open_to_look(path)) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
            applied = _applied(connection, migrations) if Migrations.migrations_table in tables else set()
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise NotADatabase(str(error)) from error
        return  # locked, or a folder that can't be written: opening it says so
    if tables and not applied:
        raise AnotherProgramsDatabase(f"it holds other tables, {tables[0]} for one")
    unknown = applied.difference(migration.name for migration in migrations._migrations)
    if unknown:
        raise NewerDatabase(f"it has {', '.join(sorted(unknown))}")


def _applied(connection: sqlite3.Connection, migrations: Migrations) -> set[str]:
    rows = connection.execute(
        f"SELECT name FROM {migrations.migrations_table} WHERE migration_set = ?", [migrations.name]
    )
    return {name for (name,) in rows}


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file itself is broken."""
    return isinstance(error, sqlite3.DatabaseError) and getattr(error, "sqlite_errorcode", 0) & 0xFF in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    )


def open_to_look(path: Path) -> sqlite3.Connection:
    """A connection that leaves no trace."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
