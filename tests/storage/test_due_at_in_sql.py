"""Due by SQL and due by Python are the same moment, for every schedule and by every shortcut."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import example, given
from hypothesis import strategies as st

from storage import schedule
from storage.moments import from_text, to_text
from storage.schedule import (
    DAILY,
    NOW,
    OFF,
    Defaults,
    Schedule,
    due_at,
    held_until,
    local_day,
    soon_at,
    urgent_at,
)
from tests.storage.test_due_at import CLOCKS, MOMENTS, WEEKDAYS, ZONES

DEFAULTS = Defaults("Asia/Kathmandu", "06:40")
MOMENT = dt.datetime(2026, 4, 4, 1, tzinfo=dt.UTC)
COLUMNS = ", ".join(schedule.COLUMNS)


def asked(column: str, chosen: Schedule, moment: dt.datetime) -> object:
    """What SQLite makes of an expression for a chat with this schedule."""
    connection = sqlite3.connect(":memory:")
    try:
        schedule.register(connection, DEFAULTS)
        connection.execute(f"CREATE TABLE chats ({COLUMNS})")
        marks = ", ".join(f":{name}" for name in schedule.COLUMNS)
        connection.execute(f"INSERT INTO chats VALUES ({marks})", chosen.to_row())
        now = {"now": to_text(moment)}
        return connection.execute(f"SELECT {column} FROM chats c", now).fetchone()[0]
    finally:
        connection.close()


@st.composite
def any_schedules(draw: st.DrawFn) -> Schedule:
    """Any schedule, most of its choices left open, as most chats leave them."""
    quiet = draw(st.none() | st.tuples(CLOCKS, CLOCKS))
    return Schedule(
        digest=draw(st.sampled_from([DAILY, NOW, OFF])),
        weekdays=draw(st.none() | WEEKDAYS),
        digest_time=draw(st.none() | CLOCKS),
        timezone=draw(st.none() | st.sampled_from(ZONES)),
        quiet_from=quiet[0] if quiet else None,
        quiet_until=quiet[1] if quiet else None,
        quiet_silently=draw(st.booleans()),
        paused_until=draw(st.none() | MOMENTS),
        silent=draw(st.booleans()),
        announcements=draw(st.booleans()),
        urgent=draw(st.booleans()),
    )


Test = TypeVar("Test", bound=Callable[..., None])
# One choice each, so that a shortcut that forgets to look at one of them is found whatever is drawn.
CHOICES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "weekdays": {"weekdays": "1"},
    "digest_time": {"digest_time": "21:30"},
    "timezone": {"timezone": "America/New_York"},
    # About MOMENT and about the time of the digest, so that they hold either.
    "quiet": {"quiet_from": "06:00", "quiet_until": "07:00"},
    "paused": {"paused_until": MOMENT + dt.timedelta(days=9)},
    "urgent": {"urgent": False},
}


def each_choice_alone(test: Test) -> Test:
    """The examples of a choice alone, for a digest and for pushes."""
    for changes in CHOICES.values():
        for digest in (DAILY, NOW, OFF):
            test = example(replace(Schedule(digest), **changes), MOMENT)(test)
    return test


@given(any_schedules(), MOMENTS)
@each_choice_alone
def test_a_row_is_due_in_sql_when_python_says(chosen: Schedule, moment: dt.datetime) -> None:
    due = due_at(chosen, moment, DEFAULTS)
    found = asked(schedule.DUE_AT, chosen, moment)
    assert found == (None if due is None else to_text(due))


@given(any_schedules(), MOMENTS)
@each_choice_alone
def test_what_waits_for_no_digest_is_due_in_sql_when_python_says(
    chosen: Schedule, moment: dt.datetime
) -> None:
    soon, urgent = soon_at(chosen, moment, DEFAULTS), urgent_at(chosen, moment, DEFAULTS)
    if chosen.digest != OFF:  # of which no statement asks
        assert asked(schedule.SOON_AT, chosen, moment) == to_text(soon or moment)
    assert asked(schedule.URGENT_AT, chosen, moment) == (None if urgent is None else to_text(urgent))
    due = due_at(chosen, moment, DEFAULTS)
    if urgent is not None and due is not None:
        assert moment <= urgent < due
        assert chosen.quiet_silently or not chosen.is_quiet(urgent, DEFAULTS)


@given(any_schedules(), MOMENTS)
def test_a_day_is_the_chats_own_in_sql_too(chosen: Schedule, moment: dt.datetime) -> None:
    found = asked("local_day(c.timezone, :now)", chosen, moment)
    assert found == local_day(chosen.timezone, from_text(to_text(moment)), DEFAULTS).isoformat()


@given(any_schedules(), MOMENTS)
@each_choice_alone
def test_a_chat_is_held_in_sql_when_python_says(chosen: Schedule, moment: dt.datetime) -> None:
    assert bool(asked(schedule.IS_HELD, chosen, moment)) == (held_until(chosen, moment, DEFAULTS) is not None)


def test_pushes_in_quiet_hours_or_a_pause_take_no_shortcut() -> None:
    quiet = Schedule(NOW, timezone="UTC", quiet_from="00:00", quiet_until="02:00")
    assert asked(schedule.DUE_AT, quiet, MOMENT) == "2026-04-04T02:00:00.000Z"
    paused = Schedule(NOW, paused_until=from_text("2026-04-09T00:00:00.000Z"))
    assert asked(schedule.DUE_AT, paused, MOMENT) == "2026-04-09T00:00:00.000Z"
