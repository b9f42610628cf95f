"""Writes: together in one transaction, each undone alone, whole or not at all."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from storage.database import Database, Db, StorageClosed, StorageUnavailable


def add(db: Db, name: str) -> int:
    return db.execute("INSERT INTO markers VALUES (?, 'x')", [name]).rowcount


def names(db: Db) -> list[str]:
    return [row[0] for row in db.execute("SELECT name FROM markers WHERE value = 'x' ORDER BY name")]


def add_and_fail(db: Db, name: str) -> None:
    add(db, name)
    raise RuntimeError("after the insert")


async def test_a_failed_job_undoes_only_itself(database: Database) -> None:
    begun, hold = threading.Event(), threading.Event()

    def keep_busy(db: Db) -> None:
        begun.set()
        hold.wait()

    waiting = asyncio.ensure_future(database.write(keep_busy))
    await asyncio.to_thread(begun.wait)
    jobs = [database.write(add, "a"), database.write(add_and_fail, "b"), database.write(add, "c")]
    together = asyncio.gather(*jobs, return_exceptions=True)
    await asyncio.sleep(0)  # in which each of them hands its job over
    hold.set()
    results = await together
    await waiting
    assert [type(result) for result in results] == [int, RuntimeError, int]
    assert await database.read(names) == ["a", "c"]


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        database.read_now(add, "a")


def test_foreign_keys_are_enforced(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        database.write_now(lambda db: db.execute("INSERT INTO park_cities VALUES (999999, '运城')"))


def test_it_writes_ahead(database: Database) -> None:
    assert database.read_now(lambda db: db.execute("PRAGMA journal_mode").fetchone()[0]) == "wal"


def test_what_is_written_survives_reopening(tmp_path: Path) -> None:
    path = tmp_path / "again.db"
    with Database(path) as first:
        first.write_now(add, "kept")
    with Database(path) as second:
        assert second.read_now(names) == ["kept"]


def test_keep_nothing_answers_but_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "dry.db"
    with Database(path) as real:
        real.write_now(add, "before")
    with Database(path, keep_nothing=True) as dry:
        assert dry.write_now(add, "tried") == 1
    with Database(path) as real:
        assert real.read_now(names) == ["before"]


def test_a_write_waits_for_another_process_that_holds_the_lock(database: Database) -> None:
    other = sqlite3.connect(database.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.2, lambda: other.execute("COMMIT"))
    release.start()
    assert database.write_now(add, "patient") == 1
    release.join()
    other.close()


def test_a_full_disk_is_told_and_writes_nothing_and_goes_on_when_there_is_room(database: Database) -> None:
    def fill(db: Db) -> None:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
        add(db, "half")
        db.execute("INSERT INTO markers VALUES ('big', ?)", ["y" * 1_000_000])

    with pytest.raises(StorageUnavailable, match="full"):
        database.write_now(fill)
    assert database.read_now(names) == []
    database.write_now(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchone())
    assert database.write_now(add, "room again") == 1


def test_after_closing_no_job_is_taken(tmp_path: Path) -> None:
    database = Database(tmp_path / "closed.db")
    database.close()
    database.close()
    with pytest.raises(StorageClosed):
        database.write_now(add, "late")
