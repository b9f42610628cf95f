"""Every released version's files are brought to today's tables whole, or stay as they were."""

from __future__ import annotations

import sqlite3
import tomllib
from pathlib import Path

import pytest

from storage.database import Database, StorageUnusable
from storage.keeping.check import check
from storage.tables import incoming_file, schema
from storage.tables.tables import Tables, shape_of
from tests.earlier_files import contents
from tests.released_files import VERSIONS, lay_released_files

PROJECT = Path(__file__).parent.parent.parent
TABLES = {"database": schema.migrations, "incoming": incoming_file.migrations}
COUNTED = ("parks", "articles", "revisions", "chats", "follows", "deliveries", "messages")


def opened(path: Path, tables: Tables) -> dict[str, str]:
    with Database(path, tables=tables) as database:
        return database.read_now(lambda db: shape_of(db.conn))


def dump(path: Path) -> bytes:
    with sqlite3.connect(path) as connection:
        return (
            "\n".join(map(repr, connection.execute("SELECT * FROM sqlite_master"))).encode()
            + repr(contents(path)).encode()
        )


def test_there_are_files_of_the_version_that_is_released() -> None:
    """With a new version, its dump goes to tests/released/VERSION (CONTRIBUTING.md, A release)."""
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert version in VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_they_are_brought_to_todays_tables_with_all_that_is_in_them(version: str, tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    lay_released_files(version, path)
    before = contents(path)
    assert all(before[table] for table in COUNTED)
    for file, tables in TABLES.items():
        place = path if file == "database" else incoming_file.beside(path)
        assert opened(place, tables) == tables.shape()
    after = contents(path)
    for table in COUNTED:
        assert len(after[table]) == len(before[table])
        for was, now in zip(before[table], after[table], strict=True):
            same = {name: now[name] for name in was if name not in ("content_hash", "due_at")}
            assert same == {name: was[name] for name in same}, table
    assert check(path) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_one_that_breaks_anywhere_leaves_the_old_files_as_they_were(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bot.db"
    lay_released_files(version, path)
    before = dump(path)
    there = schema.migrations.applied_to(sqlite3.connect(path))
    later = [each for each in schema.migrations._migrations if each.name not in there]
    assert later
    for broken in later:

        def breaks(db: object, was: object = broken.fn) -> None:
            was(db)  # type: ignore[operator]
            raise sqlite3.OperationalError("disk I/O error")

        with monkeypatch.context() as one:
            one.setattr(broken, "fn", breaks)
            with pytest.raises(StorageUnusable):
                Database(path)
        assert dump(path) == before, broken.name
    assert opened(path, schema.migrations) == schema.migrations.shape()
