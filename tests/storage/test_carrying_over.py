"""A file of the last version before 0.1.0 is carried over with all that is in it; any other is refused."""

from __future__ import annotations

import contextlib
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.exit_status import ConfigurationError
from bot.serving.opening import open_database, open_incoming
from bot.settings.configuration import Settings
from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Database, StorageAltered, StorageDamaged, StorageOutdated
from storage.deliveries import deliveries
from storage.desk import issues
from storage.incoming import incoming, searches
from storage.incoming.searches import Asker
from storage.keeping.backup import back_up
from storage.keeping.check import check
from storage.keeping.restore import restore
from storage.tables import incoming_file
from tests.earlier_files import TABLES, carried_over, contents, lay_earlier_files
from tests.made_issues import DAY, MORNING, made_article, made_issue

STATES = {"pending", "sent", "cancelled", "expired", "parked"}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of the last version before 0.1.0, and its file of incoming updates beside it."""
    path = tmp_path / "bot.db"
    lay_earlier_files(path)
    return path


def of_ending(database: Path, ending: str) -> Path:
    return database.with_name(database.name + ending)


def change(path: Path, sql: str) -> None:
    """Changes a file behind the program's back."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


@pytest.mark.parametrize("ending", TABLES)
def test_everything_is_kept(old: Path, ending: str) -> None:
    path = of_ending(old, ending)
    before = contents(path)
    with Database(path, tables=TABLES[ending]):
        pass
    after = contents(path)
    assert {row["name"] for row in after["_sqlite_migrations"]} == TABLES[ending].names
    assert carried_over(before, after)
    assert ending or {row["state"] for row in after["deliveries"]} == STATES


@pytest.mark.parametrize("ending", TABLES)
def test_as_it_was_it_is_kept_beside_it_for_its_owner_alone(old: Path, ending: str) -> None:
    path = of_ending(old, ending)
    before = contents(path)
    with Database(path, tables=TABLES[ending]):
        pass
    kept = old.with_name(f"bot.db.before-0.1.0{ending}")
    assert contents(kept) == before
    assert kept.stat().st_mode & 0o777 == 0o600
    assert {each.name for each in old.parent.glob("*0.1.0*")} == {kept.name}


def test_it_is_carried_over_once_and_each_copy_has_a_name_of_its_own(old: Path) -> None:
    for _ in range(2):
        with Database(old):
            pass
    for ending in ("", "-wal", "-shm", incoming_file.ENDING):
        of_ending(old, ending).unlink(missing_ok=True)
    lay_earlier_files(old)
    with Database(old):
        pass
    assert {each.name for each in old.parent.glob("*0.1.0*")} == {
        "bot.db.before-0.1.0",
        "bot.db.before-0.1.0-2",
    }


def test_of_two_that_open_it_together_one_carries_it_over(old: Path) -> None:
    with ThreadPoolExecutor() as pool:
        for opened in [pool.submit(Database, old) for _ in range(4)]:
            opened.result().close()
    assert {each.name for each in old.parent.glob("*0.1.0*")} == {"bot.db.before-0.1.0"}


def test_what_is_owed_goes_on_and_comes_once(old: Path) -> None:
    with Database(old) as database:
        later = made_issue(made_article("0.1.0 的事"), day=DAY.replace(day=9))
        published = database.write_now(issues.publish, later, push=True, moment=MORNING)
        assert published.chats_owed == 3  # the fourth is off
        again = made_issue(made_article("临猗光伏开工"))
        assert database.write_now(issues.publish, again, push=True, moment=MORNING).added == 0
        mine = database.read_now(chats.find_chat, 1, 0)
        assert mine is not None
        assert database.read_now(deliveries.waiting, mine.id).count == 2


def test_questions_and_the_numbers_of_searches_go_on(old: Path) -> None:
    with open_incoming(incoming_file.beside(old)) as file:
        assert len(file.write_now(incoming.take_open, MORNING).raws) == 2
        assert file.read_now(searches.get_search, 1, 1) is not None
        asker = Asker(Place(1, 0, "private", ""), 1)
        assert file.write_now(searches.keep_search, asker, "新的", "[]", MORNING) == 3  # 2 was given before


def test_nothing_is_found_wrong_in_it_and_a_backup_of_before_can_be_put_back(old: Path) -> None:
    back_up(old, old.parent / "backup", MORNING)
    with Database(old), open_incoming(incoming_file.beside(old)):
        pass
    assert check(old) == []
    restore(old, old.parent / "backup", MORNING)
    with Database(old), open_incoming(incoming_file.beside(old)):
        pass
    assert check(old) == []


def refused(path: Path) -> str:
    """What the command line says of a file, which stays as it is."""
    before = contents(path)
    settings = Settings(_env_file=None).model_copy(update={"database": path})
    with pytest.raises(ConfigurationError) as told:
        open_database(settings)
    assert contents(path) == before
    assert list(path.parent.glob("*0.1.0*")) == []
    return str(told.value)


@pytest.mark.parametrize("name", ["m020_keywords_of_chats", "m001_parks"])
def test_one_of_an_older_state_is_refused_with_the_way_to_bring_it_up(old: Path, name: str) -> None:
    change(old, f"DELETE FROM _sqlite_migrations WHERE name = '{name}'")
    with pytest.raises(StorageOutdated, match=name):
        Database(old)
    told = refused(old)
    assert name in told and "open it once with the last version before 0.1.0" in told
    path = incoming_file.beside(old)
    change(path, "DELETE FROM _sqlite_migrations WHERE name = 'm020_whose_they_are'")
    with pytest.raises(ConfigurationError, match="open it once with the last version before"):
        open_incoming(path)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE songs (title TEXT)",
        "ALTER TABLE articles ADD COLUMN songs TEXT",
        "CREATE INDEX songs ON articles(position)",
        "DROP INDEX articles_by_issue",
        "DROP TRIGGER search_words_deleted",
        "ALTER TABLE deliveries ADD COLUMN songs TEXT",
        "CREATE INDEX songs ON deliveries(owed_at)",
        "DROP INDEX deliveries_never_packed",
    ],
)
def test_one_that_was_changed_by_hand_is_refused_and_what_differs_is_named(old: Path, sql: str) -> None:
    change(old, sql)
    with pytest.raises(StorageAltered) as error:
        Database(old)
    named = ("songs", "articles", "search_words_deleted", "deliveries")
    assert any(name in str(error.value) for name in named)
    assert "undo what was changed there by hand" in refused(old)


def test_one_with_rows_that_point_at_nothing_is_refused(old: Path) -> None:
    change(old, "UPDATE articles SET park_id = 99 WHERE id = 5")
    with pytest.raises(StorageDamaged, match="point at nothing"):
        Database(old)
    refused(old)


def test_a_damaged_one_is_refused(old: Path) -> None:
    with contextlib.closing(sqlite3.connect(old)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        [(page,)] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'articles_by_hash'")
    with old.open("r+b") as file:
        file.seek(page * 4096 - 600)
        file.write(b"\xff" * 300)
    with pytest.raises(StorageDamaged):
        Database(old)
    assert list(old.parent.glob("*0.1.0*")) == []
