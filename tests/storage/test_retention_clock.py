"""A clock that was set far ahead wipes nothing, and one that is right comes to its end."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.database import Database, Db
from storage.desk import issues
from storage.keeping import retention_clock
from storage.keeping.retention_clock import STEP, TRUSTED, Horizon, begin, is_due, look_ahead
from tests.made_issues import made_article, made_issue

NOW = dt.datetime(2026, 10, 14, 2, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
YEARS = 3650 * DAY


def test_day_by_day_the_clock_is_believed(database: Database) -> None:
    for day in range(3):
        moment = NOW + day * DAY
        assert database.read_now(is_due, moment)
        assert database.write_now(begin, moment) == Horizon(moment)
        assert not database.read_now(is_due, moment + 23 * dt.timedelta(hours=1))


@pytest.mark.parametrize("off", [TRUSTED, 5 * DAY])
def test_a_bot_that_was_off_for_some_weeks_is_believed(database: Database, off: dt.timedelta) -> None:
    database.write_now(begin, NOW)
    assert database.write_now(begin, NOW + off) == Horizon(NOW + off)


def test_a_clock_years_ahead_takes_two_days_and_tells_once(database: Database) -> None:
    database.write_now(begin, NOW)
    ahead = NOW + YEARS
    assert database.write_now(begin, ahead) == Horizon(NOW + STEP, YEARS - STEP, is_news=True)
    for minutes in (0, 1, 600):  # started again and again, and by hand
        again = database.write_now(begin, ahead + dt.timedelta(minutes=minutes))
        assert (again.until, again.is_news) == (NOW + STEP, False)
    # It is mended before a day has passed: nothing more was taken, and nothing is now.
    assert database.read_now(is_due, NOW + DAY)
    assert database.write_now(begin, NOW + DAY) == Horizon(NOW + DAY)
    assert database.write_now(begin, ahead).is_news, "the next time it is told again"


def test_a_clock_that_jumps_to_and_fro_takes_no_more_than_it_has_days(database: Database) -> None:
    database.write_now(begin, NOW)
    for _ in range(10):
        database.write_now(begin, NOW + YEARS)
        database.write_now(begin, NOW)
    assert database.write_now(begin, NOW + YEARS).until <= NOW + STEP


def test_a_clock_that_is_right_can_be_believed_at_once(database: Database) -> None:
    database.write_now(begin, NOW)
    ahead = NOW + YEARS
    assert database.write_now(begin, ahead).held_back
    assert database.write_now(begin, ahead, clock_is_right=True) == Horizon(ahead)
    assert database.write_now(begin, ahead + DAY) == Horizon(ahead + DAY)


def test_what_is_late_is_caught_up_with_day_by_day(database: Database) -> None:
    database.write_now(begin, NOW)
    moment, days = NOW + 60 * DAY, 0
    while database.write_now(begin, moment).held_back:
        moment, days = moment + DAY, days + 1
        assert days < 60
    assert days > 20


def test_the_first_pruning_asks_the_newest_of_what_there_is(database: Database) -> None:
    database.write_now(issues.publish, made_issue(made_article("一事")), push=False, moment=NOW)
    assert database.write_now(begin, NOW + YEARS).until == NOW + STEP


def test_looking_ahead_keeps_nothing(database: Database) -> None:
    database.write_now(begin, NOW)
    seen = database.read_now(look_ahead, NOW + YEARS)
    assert seen.is_news and database.write_now(begin, NOW + YEARS) == seen


@given(st.lists(st.integers(-4000, 4000), min_size=1, max_size=20))
def test_whatever_the_clock_shows_no_day_takes_more_than_a_month(shown: list[int]) -> None:
    class Markers:
        """As much of a database as the clock asks."""

    import sqlite3

    import sqlite_utils

    db: Db = sqlite_utils.Database(sqlite3.connect(":memory:"))
    db.executescript(
        "CREATE TABLE markers (name TEXT PRIMARY KEY, value TEXT); CREATE TABLE issues (stored_at);"
        "CREATE TABLE messages (sent_at); CREATE TABLE deeds (id, at)"
    )
    last = NOW
    retention_clock.begin(db, NOW)
    for days in shown:
        until = retention_clock.begin(db, NOW + days * DAY).until
        assert until - last <= TRUSTED and until <= max(last, NOW + days * DAY)
        last = until
