"""When a chat gets its digest, said in words."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot import wording
from bot.schedule.zones import shown_zone
from storage.schedule import EVERY_DAY, NOW, OFF, Defaults, Schedule

WORKDAYS = "12345"
WEEKEND = "67"


def when_sentence(schedule: Schedule, defaults: Defaults, moment: dt.datetime, kind: str = "private") -> str:
    """The sentence for the schedule of a chat of a kind, and for a pause that is on."""
    sentence = wording.DIGEST_WHEN[schedule.digest if schedule.digest in (NOW, OFF) else "daily"].format(
        when=times_text(schedule, defaults), to=wording.DIGEST_TO[kind]
    )
    if schedule.is_paused(moment) and schedule.digest != OFF:
        until = moment_text(schedule.paused_until or moment, schedule.zone(defaults), moment)
        sentence += wording.DIGEST_IS_PAUSED.format(until=until)
    return sentence


def times_text(schedule: Schedule, defaults: Defaults) -> str:
    """The days and the time of a chat's digest: 工作日 08:00; the manner where there are none."""
    if schedule.digest in (NOW, OFF):
        return wording.DIGEST_MANNERS[schedule.digest]
    return f"{days_text(schedule.weekdays)} {schedule.time_of_day(defaults)}"


def days_text(weekdays: str | None) -> str:
    """Chosen weekdays: 每天, 工作日, 周末, 每周一、三."""
    if weekdays is None or weekdays == EVERY_DAY:
        return wording.EVERY_DAY
    if weekdays == WORKDAYS:
        return wording.WORKDAYS
    if weekdays == WEEKEND:
        return wording.WEEKEND
    return wording.EVERY_WEEK + wording.LIST_SEPARATOR.join(
        wording.WEEKDAYS[int(digit) - 1] for digit in weekdays
    )


def moment_text(moment: dt.datetime, zone: ZoneInfo, now: dt.datetime) -> str:
    """A moment near to `now`, as clocks in `zone` show it: 今天 08:00, 4月6日（周一）08:00.

    With the year where it is another.
    """
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local:%H:%M}"
    days_ahead = (local.date() - today).days
    if days_ahead in wording.NEAR_DAYS:
        return f"{wording.NEAR_DAYS[days_ahead]} {clock}"
    day = wording.DAY.format(month=local.month, day=local.day, weekday=wording.WEEKDAYS[local.weekday()])
    year = wording.YEAR.format(year=local.year) if local.year != today.year else ""
    return f"{year}{day}{clock}"


def zone_text(schedule: Schedule, defaults: Defaults) -> str:
    """A chat's timezone, with the name that people know where there is one."""
    return shown_zone(schedule.timezone or defaults.timezone)
