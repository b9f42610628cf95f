"""A migration that breaks references is rolled back, and the file is as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlite_utils

from storage.files.migrating import BrokenReferences, migrate
from storage.tables.tables import Tables

MADE = """
CREATE TABLE parks (id INTEGER PRIMARY KEY);
CREATE TABLE cities (park INTEGER REFERENCES parks(id));
INSERT INTO parks VALUES (1);
INSERT INTO cities VALUES (1);
"""


def tables(folder: Path, *, breaking: bool) -> Tables:
    """Parks with their cities; a second version makes a table anew and, if it breaks, forgets the parks."""
    page = folder / "made.sql"
    page.write_text(MADE)
    migrations = Tables("made", page)

    if breaking:

        @migrations()
        def m002_fine(db: sqlite_utils.Database) -> None:
            db.execute("CREATE TABLE news (text TEXT)")

        @migrations()
        def m003_breaks(db: sqlite_utils.Database) -> None:
            db.execute("CREATE TABLE new_parks (id INTEGER PRIMARY KEY)")
            db.execute("DROP TABLE parks")
            db.execute("ALTER TABLE new_parks RENAME TO parks")

    return migrations


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def migrated(path: Path, migrations: Tables) -> None:
    migrate(sqlite3.connect(path, isolation_level=None), migrations)


def test_it_is_rolled_back_with_those_before_it_and_nothing_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    migrated(path, tables(tmp_path, breaking=False))
    before = dump(path)
    for _ in range(2):  # each start finds the same file
        with pytest.raises(BrokenReferences, match=r"1 rows, the first: \('cities', 1, 'parks'"):
            migrated(path, tables(tmp_path, breaking=True))
        assert dump(path) == before
    migrated(path, tables(tmp_path, breaking=False))


def test_one_that_fails_is_rolled_back_as_well(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    migrated(path, tables(tmp_path, breaking=False))
    before, failing = dump(path), tables(tmp_path, breaking=False)

    @failing()
    def m002_fails(db: sqlite_utils.Database) -> None:
        db.execute("DELETE FROM cities")
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="the power went"):
        migrated(path, failing)
    assert dump(path) == before
