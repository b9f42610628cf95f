"""When a delivery is due: the chat's settings and the moment say so, and a changed setting says it anew."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import chats, deliveries, follows, issues, parks
from storage.chats import Place
from storage.database import Database, Db
from storage.moments import from_text, to_text
from storage.schedule import Defaults, due_at, next_daily
from tests.made_issues import LINYI, MORNING, made_article, made_issue

ZONES = ["Asia/Shanghai", "UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"]
# hypothesis wants the bounds without a zone and adds it itself
FIRST, LAST = dt.datetime(2020, 1, 1), dt.datetime(2035, 1, 1)  # noqa: DTZ001
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(dt.UTC))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))


@given(MOMENTS, st.sampled_from(ZONES), TIMES)
def test_the_next_daily_time_is_within_two_days(moment: dt.datetime, zone: str, at: dt.time) -> None:
    due = next_daily(moment, ZoneInfo(zone), at)
    assert moment < due <= moment + dt.timedelta(hours=26)


@given(MOMENTS, st.sampled_from(ZONES))
def test_daily_times_follow_each_other_without_a_gap(moment: dt.datetime, zone: str) -> None:
    first = next_daily(moment, ZoneInfo(zone), dt.time(8))
    second = next_daily(first, ZoneInfo(zone), dt.time(8))
    days = second.astimezone(ZoneInfo(zone)).date() - first.astimezone(ZoneInfo(zone)).date()
    assert days == dt.timedelta(days=1)


@given(MOMENTS)
def test_stored_moments_sort_like_moments(moment: dt.datetime) -> None:
    other = moment + dt.timedelta(milliseconds=1)
    assert to_text(moment) < to_text(other)
    assert abs(from_text(to_text(moment)) - moment) < dt.timedelta(milliseconds=1)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="timezone"):
        to_text(dt.datetime(2026, 4, 4))  # noqa: DTZ001 - the fault under test


def test_eight_in_shanghai_is_midnight_utc() -> None:
    assert due_at("daily", None, None, "2026-04-04T01:00:00.000Z", Defaults()) == "2026-04-05T00:00:00.000Z"
    assert due_at("daily", None, None, "2026-04-03T23:59:00.000Z", Defaults()) == "2026-04-04T00:00:00.000Z"


def test_now_is_now_and_off_is_never() -> None:
    moment = "2026-04-04T01:00:00.000Z"
    assert due_at("now", None, None, moment, Defaults()) == moment
    assert due_at("off", None, None, moment, Defaults()) is None


def due(database: Database) -> list[tuple[str, str]]:
    return database.read_now(lambda db: db.execute("SELECT due_at, state FROM deliveries").fetchall())


def test_a_changed_setting_computes_what_waits_anew(database: Database) -> None:
    def prepare(db: Db) -> int:
        chat = chats.ensure_chat(db, Place(1, 0, "private", ""), MORNING)
        follows.follow_park(db, chat.id, parks.ensure_park(db, LINYI), MORNING)
        issues.publish(db, made_issue(made_article("临猗新事")), push=True, moment=MORNING)
        return chat.id

    chat_id = database.write_now(prepare)
    assert due(database) == [("2026-04-05T00:00:00.000Z", "pending")]
    assert database.read_now(deliveries.chats_with_due, MORNING, 9) == ()
    database.write_now(chats.set_digest, chat_id, "now", MORNING)
    assert due(database) == [(to_text(MORNING), "pending")]
    assert database.read_now(deliveries.chats_with_due, MORNING, 9) == (chat_id,)
    database.write_now(chats.set_digest, chat_id, "off", MORNING)
    assert due(database) == [(to_text(MORNING), "cancelled")]
