"""The page of SQL is what the tables are: of a new file, and of one that was brought up to it."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path

import pytest

from storage.database import Database
from storage.files.faults import StorageAltered
from storage.tables import incoming_file, schema
from storage.tables.tables import Shape, Tables, shape_of
from tests.earlier_files import lay_earlier_files

FILES = {"database": schema.migrations, "incoming": incoming_file.migrations}


def path_of(folder: Path, file: str) -> Path:
    database = folder / "bot.db"
    return database if file == "database" else incoming_file.beside(database)


def opened(path: Path, tables: Tables) -> Shape:
    """What a file is made of when it has been opened."""
    try:
        with Database(path, tables=tables) as database:
            return database.read_now(lambda db: shape_of(db.conn))
    except StorageAltered as error:
        code = "schema.py" if tables is schema.migrations else "incoming_file.py"
        pytest.fail(
            f"storage/tables: {tables.page.name} and the migrations of {code} make other tables: {error}"
        )


@pytest.mark.parametrize("file", FILES)
def test_a_new_file_and_one_brought_up_are_made_of_the_same(tmp_path: Path, file: str) -> None:
    new = opened(tmp_path / "new.db", FILES[file])
    lay_earlier_files(tmp_path / "bot.db")
    assert opened(path_of(tmp_path, file), FILES[file]) == new


@pytest.mark.parametrize("file", FILES)
def test_a_new_file_is_made_of_all_that_stands_on_the_page(tmp_path: Path, file: str) -> None:
    page = FILES[file].page.read_text(encoding="utf-8")
    named = re.findall(r"^CREATE (?:UNIQUE |VIRTUAL )?(?:TABLE|INDEX|VIEW|TRIGGER) (\w+)", page, re.MULTILINE)
    assert set(opened(tmp_path / "new.db", FILES[file])) == set(named)
    assert len(named) == len(set(named))


@pytest.mark.parametrize("file", FILES)
def test_the_page_says_of_each_table_what_a_row_is(file: str) -> None:
    lines = FILES[file].page.read_text(encoding="utf-8").splitlines()
    tables = [number for number, line in enumerate(lines) if line.startswith("CREATE TABLE")]
    assert tables and all(lines[number - 1].startswith("-- ") for number in tables)


def test_comments_and_spaces_make_no_difference_and_everything_else_does() -> None:
    def made(*statements: str) -> Shape:
        with contextlib.closing(sqlite3.connect(":memory:")) as connection:
            for statement in statements:
                connection.execute(statement)
            return shape_of(connection)

    plain = made("CREATE TABLE parks (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'A')")
    assert plain == made("CREATE TABLE \"parks\"(id integer PRIMARY KEY,-- ours\n name TEXT  DEFAULT 'A')")
    assert plain != made("CREATE TABLE parks (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'a')")
    assert plain != made("CREATE TABLE parks (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'A')")
    assert plain != made("CREATE TABLE parks (name TEXT DEFAULT 'A', id INTEGER PRIMARY KEY)")
    assert plain != made(
        "CREATE TABLE parks (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'A')", "CREATE INDEX i ON parks(name)"
    )


def test_a_migration_can_add_a_column_to_every_table_as_the_page_has_it(tmp_path: Path) -> None:
    """SQLite writes a new column into the words that made the table, comments and all."""
    for file, tables in FILES.items():
        with Database(tmp_path / f"{file}.db", tables=tables) as database:
            names = database.read_now(
                lambda db: db.execute("SELECT name FROM pragma_table_list WHERE type = 'table'").fetchall()
            )
            for (name,) in names:
                if name.startswith("sqlite_"):
                    continue
                database.write_now(lambda db, name=name: db.execute(f"ALTER TABLE {name} ADD new TEXT"))
                database.write_now(lambda db, name=name: db.execute(f"SELECT new FROM {name}"))


def test_a_new_database_begins_with_nothing_beside_it(tmp_path: Path) -> None:
    with Database(tmp_path / "bot.db"):
        assert not incoming_file.beside(tmp_path / "bot.db").exists()
