"""Troubles are told once when they begin and once when they end, however often somebody looks."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.database import Database, Db
from storage.operating import troubles
from storage.operating.troubles import BACKUP, DISK, KINDS, UNREACHABLE, Trouble
from storage.tables.tables import run_script
from storage.tables.troubles import TIMES, TROUBLES

BEGAN = dt.datetime(2026, 4, 4, 1, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def news(database: Database, moment: dt.datetime = BEGAN) -> list[tuple[str, bool]]:
    """What owners hear now: each kind, and whether it is over."""
    taken: tuple[Trouble, ...] = database.write_now(troubles.take_news, moment)
    return [(each.kind, each.over_at is not None) for each in taken]


def test_owners_hear_once_that_it_began_and_once_that_it_is_over(database: Database, tmp_path: Path) -> None:
    assert database.write_now(troubles.raise_trouble, DISK, BEGAN, "2 GB")
    assert not database.write_now(troubles.raise_trouble, DISK, BEGAN + MINUTE, "1 GB")
    [lasting] = database.read_now(troubles.all_troubles)
    assert (lasting.since, lasting.detail, lasting.told_at) == (BEGAN, "1 GB", None)
    assert news(database) == [(DISK, False)]
    database.close()
    with Database(tmp_path / "parkbriefs.db") as again:  # a restart repeats nothing
        assert not again.write_now(troubles.raise_trouble, DISK, BEGAN + MINUTE, "0.5 GB")
        assert news(again) == []
        assert again.write_now(troubles.end_trouble, DISK, BEGAN + 2 * MINUTE)
        assert not again.write_now(troubles.end_trouble, DISK, BEGAN + 3 * MINUTE)
        assert news(again) == [(DISK, True)]
        assert news(again) == [] and again.read_now(troubles.all_troubles) == ()


def test_what_ended_before_anybody_heard_of_it_is_not_told(database: Database) -> None:
    database.write_now(troubles.raise_trouble, BACKUP, BEGAN)
    assert database.write_now(troubles.end_trouble, BACKUP, BEGAN + MINUTE)
    assert news(database) == []


def test_what_keeps_owners_from_being_told_is_told_once_when_it_is_over(database: Database) -> None:
    database.write_now(troubles.raise_trouble, UNREACHABLE, BEGAN)
    assert news(database) == []
    database.write_now(troubles.end_trouble, UNREACHABLE, BEGAN + 12 * MINUTE)
    assert news(database, BEGAN + 12 * MINUTE) == news(database, BEGAN + 21 * MINUTE) == []
    [told] = database.write_now(troubles.take_news, BEGAN + 22 * MINUTE)
    assert (told.kind, told.since, told.over_at) == (UNREACHABLE, BEGAN, BEGAN + 12 * MINUTE)
    assert news(database) == []


def test_a_clock_that_was_set_back_keeps_no_end_from_being_told(database: Database) -> None:
    database.write_now(troubles.raise_trouble, UNREACHABLE, BEGAN)
    database.write_now(troubles.end_trouble, UNREACHABLE, BEGAN + 12 * MINUTE)
    assert news(database, BEGAN) == [(UNREACHABLE, True)]


def test_what_comes_back_before_its_end_is_told_goes_on(database: Database) -> None:
    database.write_now(troubles.raise_trouble, DISK, BEGAN)
    assert news(database) == [(DISK, False)]
    database.write_now(troubles.end_trouble, DISK, BEGAN + MINUTE)
    assert database.write_now(troubles.raise_trouble, DISK, BEGAN + 2 * MINUTE)
    assert news(database) == []


def test_an_unknown_kind_is_refused(database: Database) -> None:
    for call in (troubles.raise_trouble, troubles.end_trouble):
        with pytest.raises(troubles.UnknownTrouble, match="'weather' is none of disk, backup"):
            database.write_now(call, "weather", BEGAN)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(("raise", "end", "take")), st.sampled_from(KINDS)), max_size=30))
def test_beginnings_and_ends_take_turns(steps: list[tuple[str, str]]) -> None:
    heard: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    with closing(sqlite3.connect(":memory:")) as connection:
        run_script(connection, TROUBLES)
        connection.execute(TIMES)
        db = Db(connection)
        for number, (step, kind) in enumerate(steps):
            moment = BEGAN + number * MINUTE
            if step == "raise":
                troubles.raise_trouble(db, kind, moment)
            elif step == "end":
                troubles.end_trouble(db, kind, moment)
            else:
                for each in troubles.take_news(db, moment):
                    heard[each.kind].append(each.over_at is not None)
    for kind in troubles.TOLD_WHEN_OVER:
        assert all(heard.pop(kind))
    for told in heard.values():
        assert told == [number % 2 == 1 for number in range(len(told))]
