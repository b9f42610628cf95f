"""Searches without a hit: people are counted, named nowhere, and taken along by /forget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.chats.chats import Place
from storage.database import Database
from storage.incoming import search_misses
from storage.incoming.searches import Asker
from storage.tables import incoming_file

DAY = dt.date(2026, 10, 14)
SECRET = b"s" * 32
GROUP = Place(-100, 0, "supergroup", "群")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "bot.db-incoming", tables=incoming_file.migrations) as opened:
        yield opened


def private(person: int) -> Place:
    return Place(person, 0, "private", "")


def miss(file: Database, person: int, words: str, *, place: Place | None = None, day: dt.date = DAY) -> bool:
    asker = Asker(place or private(person), person)
    return file.write_now(search_misses.note_miss, SECRET, asker, words, day)


def shown(file: Database, *, since: dt.date = DAY, people: int = 3) -> tuple[tuple[str, int], ...]:
    return file.read_now(search_misses.missed_words, since, people=people, limit=20)


def rows(file: Database) -> list[tuple[object, ...]]:
    return file.read_now(lambda db: db.execute("SELECT * FROM search_misses").fetchall())


def test_words_are_shown_when_three_people_asked_for_them(file: Database) -> None:
    for person in (1, 1, 2, 2):
        miss(file, person, "氢能 园区")
    assert shown(file) == ()
    miss(file, 3, " 氢能  园区 ", place=GROUP)
    assert shown(file) == (("氢能 园区", 3),)


def test_the_same_again_counts_once_and_as_of_its_last_day(file: Database) -> None:
    for person in (1, 2, 3):
        miss(file, person, "氢能", day=DAY - dt.timedelta(days=20))
    assert shown(file) == ()
    for person in (1, 2, 3):
        miss(file, person, "氢能")
    miss(file, 3, "氢能", day=DAY - dt.timedelta(days=20))  # a clock that was set back
    assert shown(file) == (("氢能", 3),)
    assert len(rows(file)) == 3


def test_nothing_kept_tells_who_asked_or_that_the_same_person_asked_for_something_else(
    file: Database,
) -> None:
    miss(file, 918_273_645, "氢能")
    miss(file, 918_273_645, "钠电")
    assert "918273645" not in str(rows(file))
    marks = [mark for _, _, person, place, _ in rows(file) for mark in (person, place)]
    assert len(set(marks)) == 4


def test_a_persons_go_with_the_person_wherever_they_asked(file: Database) -> None:
    for person in (1, 2, 3):
        miss(file, person, "氢能")
    miss(file, 1, "钠电", place=GROUP)
    assert file.read_now(search_misses.of_place, SECRET, private(1)) == [
        {"words": "氢能", "asked_on": "2026-10-14"},
        {"words": "钠电", "asked_on": "2026-10-14"},
    ]
    file.write_now(search_misses.forget, SECRET, private(1))
    assert file.read_now(search_misses.of_place, SECRET, private(1)) == []
    assert shown(file) == () and shown(file, people=2) == (("氢能", 2),)


def test_a_groups_go_with_the_group_also_when_it_became_a_supergroup(file: Database) -> None:
    miss(file, 1, "氢能", place=Place(-5, 0, "group", ""))
    miss(file, 2, "氢能", place=private(2))
    file.write_now(search_misses.migrate, SECRET, -5, -100)
    file.write_now(search_misses.forget, SECRET, Place(-5, 0, "group", ""))
    assert len(rows(file)) == 2
    file.write_now(search_misses.forget, SECRET, GROUP)
    assert shown(file, people=1) == (("氢能", 1),)


def test_no_more_is_kept_than_the_limit(file: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_misses, "MOST_KEPT", 5)
    for number in range(9):
        miss(file, number, f"词{number}")
    assert [row[1] for row in rows(file)] == [f"词{number}" for number in range(4, 9)]


@given(st.text(max_size=200))
def test_any_words_are_kept_short_and_even_or_not_at_all(words: str) -> None:
    kept = search_misses.words_as_kept(words)
    assert len(kept) <= search_misses.LONGEST_WORDS
    assert kept == search_misses.words_as_kept(kept)
