"""When what is owed to a chat is due: a function of the chat's schedule and a moment, and nothing else.

SQLite calls it as `due_at(<the chat's schedule>, moment)`, so one statement can give every row of a
publication its time, and a changed setting can compute it anew.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from storage.moments import from_text, to_text

DAILY = "daily"
NOW = "now"
OFF = "off"
EVERY_DAY = "1234567"
RESOLUTION = dt.timedelta(milliseconds=1)  # the finest difference between two stored moments
ONE_DAY = dt.timedelta(days=1)

COLUMNS = (
    "digest",
    "weekdays",
    "digest_time",
    "timezone",
    "quiet_from",
    "quiet_until",
    "quiet_silently",
    "paused_until",
    "silent",
    "announcements",
    "urgent",
)
OF_CHAT = ", ".join(f"c.{name}" for name in COLUMNS)
# For statements in which `c` is a row of chats and `:now` a stored moment.
_ASKED = f"due_at({OF_CHAT}, :now)"
# Calling Python for each of a hundred thousand chats takes a quarter of what all else does that publishing to
# them takes, 0.41 s instead of 0.33 s (benchmarks/publishing.py). So what is pushed as it is published isn't
# asked for, and what holds for chats that chose nothing, which most are, is asked for once a statement.
_AT_ONCE = "c.digest = 'now' AND c.quiet_from IS NULL AND c.paused_until IS NULL"
_CHOSE_NOTHING = " AND ".join(
    f"c.{name} {test}"
    for name, test in {
        "digest": "= 'daily'",
        "weekdays": "IS NULL",
        "digest_time": "IS NULL",
        "timezone": "IS NULL",
        "quiet_from": "IS NULL",
        "paused_until": "IS NULL",
    }.items()
)
_FOR_ONE_THAT_CHOSE_NOTHING = "(SELECT due_at('daily', NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, 1, 1, :now))"
DUE_AT = f"""
    CASE WHEN {_AT_ONCE} THEN :now WHEN {_CHOSE_NOTHING} THEN {_FOR_ONE_THAT_CHOSE_NOTHING} ELSE {_ASKED} END
"""
IS_HELD = f"is_held({OF_CHAT}, :now)"
_HOLDS_NOTHING = "c.quiet_from IS NULL AND c.paused_until IS NULL"
# What waits for no digest: an announcement; an article that is urgent, NULL where it comes with the digest.
SOON_AT = f"CASE WHEN {_HOLDS_NOTHING} THEN :now ELSE soon_at({OF_CHAT}, :now) END"
URGENT_AT = f"""
    CASE WHEN c.digest <> 'daily' OR NOT c.urgent THEN NULL WHEN {_HOLDS_NOTHING} THEN :now
        ELSE urgent_at({OF_CHAT}, :now) END
"""
# Of a row of deliveries that waits in the chat `c`: as its kind says, and before the digest if it is urgent.
DUE_OF_KIND = f"CASE WHEN deliveries.kind = 'announcement' THEN {SOON_AT} ELSE {DUE_AT} END"
DUE_OF_ROW = f"""
    CASE WHEN deliveries.urgent_on IS NOT NULL THEN coalesce({URGENT_AT}, {DUE_AT}) ELSE {DUE_OF_KIND} END
"""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for a chat that chose nothing: an IANA timezone and a local time `HH:MM`."""

    timezone: str = "Asia/Shanghai"
    digest_time: str = "08:00"


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a chat chose; None means the default, and for the quiet hours that there are none.

    `weekdays` are the digits of the days (1 is Monday) on which a `daily` digest comes, None for all of
    them; one digit is a weekly digest. Times are local, `HH:MM`; quiet hours may cross midnight.
    `quiet_silently` sends in quiet hours without a sound what would otherwise be held until their end.
    Who doesn't want `announcements` gets none; who doesn't want what is `urgent` at once gets it with the
    digest.
    """

    digest: str = DAILY
    weekdays: str | None = None
    digest_time: str | None = None
    timezone: str | None = None
    quiet_from: str | None = None
    quiet_until: str | None = None
    quiet_silently: bool = False
    paused_until: dt.datetime | None = None
    silent: bool = False
    announcements: bool = True
    urgent: bool = True

    @classmethod
    def from_row(cls, row: sqlite3.Row | Mapping[str, Any]) -> Schedule:
        """The schedule behind the COLUMNS of a chat, which may have others."""
        paused = row["paused_until"]
        return cls(
            digest=row["digest"],
            weekdays=row["weekdays"],
            digest_time=row["digest_time"],
            timezone=row["timezone"],
            quiet_from=row["quiet_from"],
            quiet_until=row["quiet_until"],
            quiet_silently=bool(row["quiet_silently"]),
            paused_until=None if paused is None else from_text(paused),
            silent=bool(row["silent"]),
            announcements=bool(row["announcements"]),
            urgent=bool(row["urgent"]),
        )

    def to_row(self) -> dict[str, Any]:
        """The COLUMNS of a chat with this schedule."""
        paused = None if self.paused_until is None else to_text(self.paused_until)
        return {name: getattr(self, name) for name in COLUMNS} | {"paused_until": paused}

    def zone(self, defaults: Defaults) -> ZoneInfo:
        """The timezone that holds."""
        return ZoneInfo(self.timezone or defaults.timezone)

    def time_of_day(self, defaults: Defaults) -> str:
        """The time of day that holds, `HH:MM`."""
        return self.digest_time or defaults.digest_time

    def is_paused(self, moment: dt.datetime) -> bool:
        """Whether nothing is to be sent at this moment."""
        return self.paused_until is not None and moment < self.paused_until

    def is_quiet(self, moment: dt.datetime, defaults: Defaults) -> bool:
        """Whether a moment lies in the chat's quiet hours."""
        if self.quiet_from is None or self.quiet_until is None or self.quiet_from == self.quiet_until:
            return False
        start, end = dt.time.fromisoformat(self.quiet_from), dt.time.fromisoformat(self.quiet_until)
        clock = moment.astimezone(self.zone(defaults)).time()
        return start <= clock < end if start < end else clock >= start or clock < end

    def is_silent(self, moment: dt.datetime, defaults: Defaults) -> bool:
        """Whether what is sent at this moment makes no sound."""
        return self.silent or (self.quiet_silently and self.is_quiet(moment, defaults))


def due_at(schedule: Schedule, moment: dt.datetime, defaults: Defaults) -> dt.datetime | None:
    """When a row made at `moment` is due for a chat with this schedule, in UTC; None for `off`."""
    if schedule.digest == OFF:
        return None
    paused = schedule.paused_until if schedule.is_paused(moment) else None
    if schedule.digest == NOW:
        due = paused or moment
    else:
        due = next_digest(
            paused - RESOLUTION if paused else moment,
            schedule.zone(defaults),
            dt.time.fromisoformat(schedule.time_of_day(defaults)),
            schedule.weekdays or EVERY_DAY,
        )
    return due if schedule.quiet_silently else _after_quiet(schedule, due, defaults)


def soon_at(schedule: Schedule, moment: dt.datetime, defaults: Defaults) -> dt.datetime | None:
    """When something made at `moment` that waits for no digest is due, in UTC; None for `off`.

    A pause and quiet hours hold it back as they do what is pushed as it is published.
    """
    return due_at(
        dataclasses.replace(schedule, digest=NOW) if schedule.digest == DAILY else schedule, moment, defaults
    )


def urgent_at(schedule: Schedule, moment: dt.datetime, defaults: Defaults) -> dt.datetime | None:
    """When an urgent article is due before the digest, in UTC: at once, or at the end of quiet hours.

    None where it comes when anything else does: nobody waits for a digest, or wants it so; in a pause; and
    where the digest comes no later.
    """
    if schedule.digest != DAILY or not schedule.urgent or schedule.is_paused(moment):
        return None
    soon, digest = soon_at(schedule, moment, defaults), due_at(schedule, moment, defaults)
    assert soon is not None and digest is not None
    return soon if soon < digest else None


def local_day(schedule_zone: str | None, moment: dt.datetime, defaults: Defaults) -> dt.date:
    """The day that a moment lies in where a chat is, which may have chosen no zone."""
    return moment.astimezone(ZoneInfo(schedule_zone or defaults.timezone)).date()


def held_until(schedule: Schedule, moment: dt.datetime, defaults: Defaults) -> dt.datetime | None:
    """Until when what is due must wait all the same, being late for its time; None where it may go.

    A bot that was down, or a chat that could not be reached, may bring a digest into the quiet hours.
    """
    if schedule.is_paused(moment):
        return due_at(schedule, moment, defaults)
    if schedule.quiet_silently or not schedule.is_quiet(moment, defaults):
        return None
    return _after_quiet(schedule, moment, defaults)


def next_digest(moment: dt.datetime, zone: ZoneInfo, at: dt.time, weekdays: str = EVERY_DAY) -> dt.datetime:
    """The first moment after `moment` at which clocks in `zone` show `at` on one of the weekdays, in UTC.

    A time that a clock change skips is taken by the clock before the change; one that happens twice is
    due the first time only.
    """
    for day in _days_around(moment, zone):
        if str(day.isoweekday()) in weekdays:
            due = dt.datetime.combine(day, at, tzinfo=zone).astimezone(dt.UTC)
            if due > moment:
                return due
    raise AssertionError("the days never end")


def _after_quiet(schedule: Schedule, moment: dt.datetime, defaults: Defaults) -> dt.datetime:
    """The moment itself, or the end of the quiet hours it lies in.

    The end may be a time that a clock change skips, and then lie in quiet hours again.
    """
    while schedule.is_quiet(moment, defaults):
        assert schedule.quiet_until is not None
        moment = _next_showing(moment, schedule.zone(defaults), dt.time.fromisoformat(schedule.quiet_until))
    return moment


def _next_showing(moment: dt.datetime, zone: ZoneInfo, at: dt.time) -> dt.datetime:
    """The first moment after `moment` at which clocks in `zone` show `at`, be it for the second time."""
    for day in _days_around(moment, zone):
        for fold in (0, 1):
            shown = dt.datetime.combine(day, at.replace(fold=fold), tzinfo=zone).astimezone(dt.UTC)
            if shown > moment:
                return shown
    raise AssertionError("the days never end")


def _days_around(moment: dt.datetime, zone: ZoneInfo) -> Iterator[dt.date]:
    """The days from the one before a moment on: a clock change may move a day's time into the next day."""
    day = moment.astimezone(zone).date() - ONE_DAY
    while True:
        yield day
        day += ONE_DAY


def register(connection: sqlite3.Connection, defaults: Defaults) -> None:
    """Makes DUE_AT, SOON_AT, URGENT_AT, IS_HELD and `local_day` callable in this connection's SQL."""

    def cached(
        when: Callable[[Schedule, dt.datetime, Defaults], dt.datetime | None],
    ) -> Callable[..., str | None]:
        @lru_cache(maxsize=4096)
        def asked(*arguments: Any) -> str | None:
            *row, moment = arguments
            due = when(_schedule(row), from_text(moment), defaults)
            return None if due is None else to_text(due)

        return asked

    @lru_cache(maxsize=4096)
    def day(zone: str | None, moment: str | None) -> str | None:
        return None if moment is None else local_day(zone, from_text(moment), defaults).isoformat()

    def held(*arguments: Any) -> bool:
        *row, moment = arguments
        return held_until(_schedule(row), from_text(moment), defaults) is not None

    for name, when in (("due_at", due_at), ("soon_at", soon_at), ("urgent_at", urgent_at)):
        connection.create_function(name, len(COLUMNS) + 1, cached(when), deterministic=True)
    connection.create_function("local_day", 2, day, deterministic=True)
    connection.create_function("is_held", len(COLUMNS) + 1, held, deterministic=True)


def _schedule(arguments: Sequence[Any]) -> Schedule:
    """The schedule that SQL passes as the COLUMNS of a chat, in their order."""
    return Schedule.from_row(dict(zip(COLUMNS, arguments, strict=True)))
