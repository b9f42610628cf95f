"""When a delivery is due: the chat's schedule and the moment say so, and a changed setting says it anew."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from parsing.parks import bundled_parks
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.deliveries import deliveries, turns
from storage.desk import issues
from storage.moments import from_text, to_text
from storage.parks import park_import
from storage.parks.park_import import load_bundle
from storage.schedule import (
    DAILY,
    EVERY_DAY,
    NOW,
    OFF,
    Defaults,
    Schedule,
    due_at,
    held_until,
    next_digest,
)
from tests.made_issues import LINYI, MORNING, made_article, made_issue

ZONES = [
    "Asia/Shanghai",
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",  # half an hour of daylight saving
    "Asia/Kathmandu",
    "Africa/Cairo",  # the clock goes from midnight to one
    "America/Santiago",
    "Pacific/Apia",
    "Atlantic/Azores",
]
# hypothesis wants the bounds without a zone and adds it itself
FIRST, LAST = dt.datetime(2020, 1, 1), dt.datetime(2035, 1, 1)  # noqa: DTZ001
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(dt.UTC)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0, fold=0))
CLOCKS = TIMES.map(lambda time: time.isoformat("minutes"))
WEEKDAYS = st.sets(st.sampled_from(EVERY_DAY), min_size=1).map(lambda days: "".join(sorted(days)))
DEFAULTS = Defaults()
BERLIN = ZoneInfo("Europe/Berlin")


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    quiet = draw(st.none() | st.tuples(CLOCKS, CLOCKS).filter(lambda pair: pair[0] != pair[1]))
    return Schedule(
        digest=draw(st.sampled_from([DAILY, NOW])),
        weekdays=draw(st.none() | WEEKDAYS),
        digest_time=draw(CLOCKS),
        timezone=draw(st.sampled_from(ZONES)),
        quiet_from=quiet[0] if quiet else None,
        quiet_until=quiet[1] if quiet else None,
        quiet_silently=draw(st.booleans()),
        paused_until=draw(st.none() | MOMENTS),
        silent=draw(st.booleans()),
    )


@given(MOMENTS, st.sampled_from(ZONES), TIMES)
@example(dt.datetime(2026, 3, 29, 0, 0, tzinfo=dt.UTC), "Europe/Berlin", dt.time(2, 30))
def test_the_next_daily_time_is_within_two_days(moment: dt.datetime, zone: str, at: dt.time) -> None:
    due = next_digest(moment, ZoneInfo(zone), at)
    assert moment < due <= moment + dt.timedelta(hours=26)


@given(MOMENTS, st.sampled_from(ZONES), TIMES, WEEKDAYS)
def test_every_chosen_day_has_its_time_once_whatever_the_clocks_do(
    moment: dt.datetime, zone: str, at: dt.time, weekdays: str
) -> None:
    """Nothing is lost and nothing comes twice: a year of digests, one for each chosen day."""
    there = ZoneInfo(zone)
    start = (moment.astimezone(there) + dt.timedelta(days=2)).date()
    days = [start + dt.timedelta(days=ahead) for ahead in range(366)]
    wanted = [
        dt.datetime.combine(day, at, tzinfo=there).astimezone(dt.UTC)
        for day in days
        if str(day.isoweekday()) in weekdays
    ]
    came, after = list[dt.datetime](), wanted[0] - dt.timedelta(milliseconds=1)
    while len(came) < len(wanted):
        after = next_digest(after, there, at, weekdays)
        came.append(after)
    assert came == sorted(set(wanted))


@given(schedules(), MOMENTS)
def test_what_is_due_is_due_later_than_now_and_only_when_it_may_go(
    schedule: Schedule, moment: dt.datetime
) -> None:
    due = due_at(schedule, moment, DEFAULTS)
    assert due is not None and due >= moment
    assert held_until(schedule, due, DEFAULTS) is None
    assert not schedule.is_paused(moment) or schedule.paused_until is None or due >= schedule.paused_until
    assert not schedule.is_paused(due)
    assert schedule.quiet_silently or not schedule.is_quiet(due, DEFAULTS)


@given(schedules(), MOMENTS, st.timedeltas(dt.timedelta(), dt.timedelta(days=3)))
def test_what_is_owed_earlier_is_never_due_later(
    schedule: Schedule, moment: dt.datetime, later: dt.timedelta
) -> None:
    first, second = due_at(schedule, moment, DEFAULTS), due_at(schedule, moment + later, DEFAULTS)
    assert first is not None and second is not None and first <= second


@given(schedules(), MOMENTS)
def test_what_is_held_goes_in_the_end(schedule: Schedule, moment: dt.datetime) -> None:
    assume(schedule.paused_until is None)
    until = held_until(schedule, moment, DEFAULTS)
    if until is not None:
        assert moment < until <= moment + dt.timedelta(days=3)
        assert held_until(schedule, until, DEFAULTS) is None


@given(schedules())
def test_a_schedule_is_kept_as_it_is(schedule: Schedule) -> None:
    assert Schedule.from_row(schedule.to_row()) == schedule


@given(MOMENTS)
def test_stored_moments_sort_like_moments(moment: dt.datetime) -> None:
    other = moment + dt.timedelta(milliseconds=1)
    assert to_text(moment) < to_text(other)
    assert abs(from_text(to_text(moment)) - moment) < dt.timedelta(milliseconds=1)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="timezone"):
        to_text(dt.datetime(2026, 4, 4))  # noqa: DTZ001 - the fault under test


def at(text: str) -> dt.datetime:
    """A moment of these days, by clocks in Berlin."""
    return dt.datetime.fromisoformat(f"2026-{text}").replace(tzinfo=BERLIN).astimezone(dt.UTC)


def in_berlin(schedule: Schedule, moment: str) -> str:
    due = due_at(replace(schedule, timezone="Europe/Berlin"), at(moment), DEFAULTS)
    assert due is not None
    return f"{due.astimezone(BERLIN):%m-%d %H:%M}"


def test_eight_in_shanghai_is_midnight_utc() -> None:
    assert due_at(Schedule(), from_text("2026-04-04T01:00:00.000Z"), DEFAULTS) == from_text(
        "2026-04-05T00:00:00.000Z"
    )
    assert due_at(Schedule(), from_text("2026-04-03T23:59:00.000Z"), DEFAULTS) == from_text(
        "2026-04-04T00:00:00.000Z"
    )


def test_now_is_now_and_off_is_never() -> None:
    assert due_at(Schedule(NOW), MORNING, DEFAULTS) == MORNING
    assert due_at(Schedule(OFF), MORNING, DEFAULTS) is None


def test_chosen_weekdays_and_weekly() -> None:
    workdays = Schedule(weekdays="12345", digest_time="08:00")
    assert in_berlin(workdays, "04-02 07:00") == "04-02 08:00"
    assert in_berlin(workdays, "04-03 08:00") == "04-06 08:00"  # a Friday, then Monday
    assert in_berlin(Schedule(weekdays="3", digest_time="21:30"), "04-01 21:30") == "04-08 21:30"


def test_quiet_hours_over_midnight_hold_until_their_end() -> None:
    quiet = Schedule(NOW, quiet_from="22:00", quiet_until="07:00")
    assert in_berlin(quiet, "04-01 21:59") == "04-01 21:59"
    assert in_berlin(quiet, "04-01 22:00") == "04-02 07:00"
    assert in_berlin(quiet, "04-02 03:00") == "04-02 07:00"
    assert in_berlin(quiet, "04-02 07:00") == "04-02 07:00"
    assert in_berlin(replace(quiet, digest=DAILY, digest_time="23:00"), "04-01 12:00") == "04-02 07:00"


def test_quiet_hours_within_a_day() -> None:
    quiet = Schedule(NOW, quiet_from="12:00", quiet_until="14:00")
    assert in_berlin(quiet, "04-01 13:00") == "04-01 14:00"
    assert in_berlin(quiet, "04-01 23:00") == "04-01 23:00"


def test_quiet_hours_may_send_silently_instead() -> None:
    quiet = Schedule(NOW, timezone="Europe/Berlin", quiet_from="22:00", quiet_until="07:00")
    silently = replace(quiet, quiet_silently=True)
    assert in_berlin(silently, "04-01 23:00") == "04-01 23:00"
    assert silently.is_silent(at("04-01 23:00"), DEFAULTS)
    assert not silently.is_silent(at("04-01 20:00"), DEFAULTS)
    assert replace(quiet, silent=True).is_silent(at("04-01 20:00"), DEFAULTS)


def test_quiet_hours_end_once_in_the_night_whose_hours_come_twice() -> None:
    """On 25 October 2026 clocks in Berlin go back from 03:00 to 02:00."""
    quiet = Schedule(NOW, timezone="Europe/Berlin", quiet_from="22:00", quiet_until="02:30")
    second_time_round = dt.datetime(2026, 10, 25, 1, 10, tzinfo=dt.UTC)
    due = due_at(quiet, second_time_round, DEFAULTS)
    assert due == dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)


def test_a_time_that_is_skipped_and_one_that_comes_twice() -> None:
    """On 29 March 2026 clocks in Berlin go from 02:00 to 03:00."""
    daily = Schedule(digest_time="02:30")
    assert in_berlin(daily, "03-28 12:00") == "03-29 03:30"
    assert in_berlin(daily, "03-29 12:00") == "03-30 02:30"
    first = due_at(replace(daily, timezone="Europe/Berlin"), at("10-24 12:00"), DEFAULTS)
    assert first == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    second = due_at(replace(daily, timezone="Europe/Berlin"), first, DEFAULTS)
    assert second == dt.datetime(2026, 10, 26, 1, 30, tzinfo=dt.UTC)


def test_a_pause_holds_and_then_everything_comes() -> None:
    paused = Schedule(timezone="Europe/Berlin", digest_time="08:00", paused_until=at("04-06 00:00"))
    assert in_berlin(paused, "04-01 12:00") == "04-06 08:00"
    assert in_berlin(replace(paused, digest=NOW), "04-01 12:00") == "04-06 00:00"
    assert in_berlin(replace(paused, paused_until=at("04-06 08:00")), "04-01 12:00") == "04-06 08:00"
    assert in_berlin(paused, "04-06 09:00") == "04-07 08:00"


def test_late_rows_wait_for_the_end_of_the_quiet_hours_they_came_into() -> None:
    quiet = Schedule(timezone="Europe/Berlin", quiet_from="22:00", quiet_until="07:00")
    assert held_until(quiet, at("04-01 23:00"), DEFAULTS) == at("04-02 07:00")
    assert held_until(quiet, at("04-01 21:00"), DEFAULTS) is None
    assert held_until(replace(quiet, quiet_silently=True), at("04-01 23:00"), DEFAULTS) is None


def due(database: Database) -> list[tuple[str, str]]:
    return database.read_now(lambda db: db.execute("SELECT due_at, state FROM deliveries").fetchall())


def owed(database: Database, *, moment: dt.datetime = MORNING) -> int:
    """A chat to which one brief is owed; returns its id."""

    def prepare(db: Db) -> int:
        chat = chats.ensure_chat(db, Place(1, 0, "private", ""), moment)
        follows.follow_park(db, chat.id, park_import.ensure_park(db, LINYI), moment)
        issues.publish(db, made_issue(made_article("临猗新事")), push=True, moment=moment)
        return chat.id

    return database.write_now(prepare)


def change(database: Database, chat_id: int, moment: dt.datetime = MORNING, **changes: Any) -> None:
    database.write_now(chats.change_schedule, chat_id, lambda old: replace(old, **changes), moment)


def test_a_changed_setting_computes_what_waits_anew(database: Database) -> None:
    chat_id = owed(database)
    assert due(database) == [("2026-04-05T00:00:00.000Z", "pending")]
    assert database.read_now(turns.due, MORNING, 9) == ()
    change(database, chat_id, weekdays="1", digest_time="09:30")
    assert due(database) == [("2026-04-06T01:30:00.000Z", "pending")]
    change(database, chat_id, timezone="Europe/Berlin")
    assert due(database) == [("2026-04-06T07:30:00.000Z", "pending")]
    change(database, chat_id, paused_until=from_text("2026-04-10T00:00:00.000Z"))
    assert due(database) == [("2026-04-13T07:30:00.000Z", "pending")]
    change(database, chat_id, paused_until=None, digest=NOW)
    assert due(database) == [(to_text(MORNING), "pending")]
    assert database.read_now(turns.due, MORNING, 9) == (chat_id,)
    # By MORNING clocks in Shanghai show 09:00.
    change(database, chat_id, timezone=None, quiet_from="08:00", quiet_until="10:00")
    assert due(database) == [("2026-04-04T02:00:00.000Z", "pending")]


def test_off_cancels_and_a_slip_of_the_finger_costs_nothing(database: Database) -> None:
    chat_id = owed(database)
    change(database, chat_id, digest=OFF)
    assert [state for _, state in due(database)] == ["cancelled"]
    change(database, chat_id, digest=DAILY)
    assert due(database) == [("2026-04-05T00:00:00.000Z", "pending")]


def test_after_off_what_is_old_or_no_longer_followed_stays_cancelled(database: Database) -> None:
    chat_id = owed(database)
    change(database, chat_id, digest=OFF)
    change(database, chat_id, MORNING + dt.timedelta(days=8), digest=DAILY)
    assert [state for _, state in due(database)] == ["cancelled"]
    change(database, chat_id, digest=OFF)
    (followed,) = database.read_now(follows.followed, chat_id)
    database.write_now(follows.unfollow, chat_id, followed.target)
    change(database, chat_id, digest=DAILY)
    assert [state for _, state in due(database)] == ["cancelled"]


def reopened(path: Path, **defaults: str) -> Database:
    database = Database(path, defaults=Defaults(**defaults))
    database.write_now(load_bundle, bundled_parks())
    return database


def test_changed_defaults_give_what_waits_its_new_time(tmp_path: Path) -> None:
    path = tmp_path / "parkbriefs.db"
    with reopened(path) as database:
        database.write_now(deliveries.follow_defaults, database.defaults, MORNING)
        owed(database)
    with reopened(path) as database:
        assert not database.write_now(deliveries.follow_defaults, database.defaults, MORNING)
    with reopened(path, timezone="Europe/Berlin", digest_time="09:00") as database:
        assert database.write_now(deliveries.follow_defaults, database.defaults, MORNING)
        assert due(database) == [("2026-04-04T07:00:00.000Z", "pending")]
        assert not database.write_now(deliveries.follow_defaults, database.defaults, MORNING)


def test_changed_defaults_leave_a_missed_digest_due_and_a_chosen_time_alone(tmp_path: Path) -> None:
    path = tmp_path / "parkbriefs.db"
    with reopened(path) as database:
        database.write_now(deliveries.follow_defaults, database.defaults, MORNING)
        owed(database)
    late = MORNING + dt.timedelta(days=1)
    with reopened(path, timezone="Europe/Berlin") as database:
        database.write_now(deliveries.follow_defaults, database.defaults, late)
        assert due(database) == [("2026-04-05T00:00:00.000Z", "pending")]
    with reopened(path) as database:
        chat_id = 1
        change(database, chat_id, timezone="Asia/Tokyo", digest_time="08:00")
        chosen = due(database)
    with reopened(path, timezone="America/New_York") as database:
        database.write_now(deliveries.follow_defaults, database.defaults, MORNING)
        assert due(database) == chosen


def test_rows_of_different_days_come_in_one_digest(database: Database) -> None:
    """Missed or held, everything owed becomes due and goes out together."""
    chat_id = owed(database)
    later = MORNING + dt.timedelta(days=1)
    database.write_now(issues.publish, made_issue(made_article("又一件新事")), push=True, moment=later)
    assert len({moment for moment, _ in due(database)}) == 2
    back = MORNING + dt.timedelta(days=3)
    assert len(database.read_now(deliveries.due_rows, [chat_id], back)[chat_id]) == 2


def test_holding_moves_only_what_is_due(database: Database) -> None:
    chat_id = owed(database)
    until = from_text("2026-04-05T03:00:00.000Z")
    database.write_now(deliveries.hold, chat_id, until, MORNING)
    assert due(database) == [("2026-04-05T00:00:00.000Z", "pending")]
    database.write_now(deliveries.hold, chat_id, until, from_text("2026-04-05T00:00:01.000Z"))
    assert due(database) == [("2026-04-05T03:00:00.000Z", "pending")]


def test_the_days_in_a_row_are_a_day_apart() -> None:
    moments, moment = [], MORNING
    for _ in range(400):
        moment = next_digest(moment, BERLIN, dt.time(8))
        moments.append(moment.astimezone(BERLIN).date())
    assert {second - first for first, second in pairwise(moments)} == {dt.timedelta(days=1)}
