"""The tables of a file: the page of SQL that makes them, the migrations that lead to them from a release."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils
from sqlite_utils import Migrations

FIRST_RELEASE = "0.1.0"

Shape = dict[str, str]

_TOKENS = re.compile(r"""--[^\n]*|'(?:[^']|'')*'|"[^"]*"|\w+|[^\s\w]""")


@dataclass(frozen=True, slots=True)
class Unreleased:
    """What led to the first release: its migrations' names, and what is still to be done behind them.

    `last_step` makes the table `remade` anew; `remade_from` is the `digest_of` it before.
    """

    names: frozenset[str]
    last_step: str = ""
    remade: str = ""
    remade_from: str = ""


class Tables(Migrations):
    """A set of migrations that begins with the first release; a new file is made without them.

    `page` holds the tables of today; `unreleased` is what a file may have from before the first release.
    """

    def __init__(self, name: str, page: Path, unreleased: Unreleased | None = None) -> None:
        super().__init__(name)
        self.page = page
        self.unreleased = unreleased or Unreleased(frozenset())
        self(name=FIRST_RELEASE)(_has_been_made)

    @property
    def names(self) -> frozenset[str]:
        """Every migration that a file of these tables has when it is as today's."""
        return frozenset(migration.name for migration in self._migrations)

    def applied_to(self, connection: sqlite3.Connection) -> frozenset[str]:
        """The migrations that a file has, be they of another version; none where it isn't one of these."""
        return frozenset(each.name for each in self.applied(sqlite_utils.Database(connection)))

    def unknown_among(self, applied: frozenset[str]) -> frozenset[str]:
        """Those of a file's migrations that only a newer version knows."""
        return applied - self.names - self.unreleased.names

    def missing_from(self, applied: frozenset[str]) -> frozenset[str]:
        """What keeps a file of before the first release from being carried over."""
        return self.unreleased.names - applied if applied & self.unreleased.names else frozenset()

    def make(self, connection: sqlite3.Connection) -> None:
        """Makes the tables of today in a file that has none."""
        run_script(connection, self.page.read_text(encoding="utf-8"))
        self.ensure_migrations_table(sqlite_utils.Database(connection))
        for migration in self._migrations:
            self.record(connection, migration.name)

    def record(self, connection: sqlite3.Connection, name: str) -> None:
        """Notes that a file has a migration."""
        connection.execute(
            f"INSERT INTO {self.migrations_table} (migration_set, name, applied_at)"
            " VALUES (?, ?, datetime('now'))",
            [self.name, name],
        )

    def shape(self) -> Shape:
        """What a new file is made of."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            self.make(connection)
            return shape_of(connection)


def _has_been_made(_: sqlite_utils.Database) -> None:
    """The first release: a file was made with it, or carried over to it."""


def run_script(connection: sqlite3.Connection, sql: str) -> None:
    """Runs statements, each of which ends with a line; unlike `executescript`, within the transaction."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def shape_of(connection: sqlite3.Connection) -> Shape:
    """What a file is made of: its tables, indexes, views and triggers, each as the words that made it.

    Comments, spaces and quotes make no difference. What SQLite and sqlite-utils keep for themselves is left
    out.
    """
    made = {
        str(name): sql
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    }
    within = tuple(f"{name}_" for name, sql in made.items() if sql.startswith("CREATE VIRTUAL TABLE"))
    own = ("sqlite_", Migrations.migrations_table, f"idx_{Migrations.migrations_table}", *within)
    return {name: _normal(sql) for name, sql in made.items() if not name.startswith(own)}


def digest_of(shape: Shape, table: str) -> str:
    """What tells a table, and all that names it, from others; empty where there is none."""
    named = sorted(each for each in shape.items() if table in each[1].split())
    return hashlib.sha256(repr(named).encode()).hexdigest() if named else ""


def _normal(sql: str) -> str:
    words = (token for token in _TOKENS.findall(sql) if not token.startswith("--"))
    return " ".join(word if word.startswith("'") else word.strip('"').lower() for word in words)
