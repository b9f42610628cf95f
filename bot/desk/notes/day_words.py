"""Days and moments as editors write and read them."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from bot import wording
from parsing.furniture import date_in
from parsing.park_names import fold

LONGEST_DAY = 30
# A newspaper may be read a little before its day, and no newspaper of ours is older.
MOST_AHEAD = dt.timedelta(days=7)
EARLIEST = dt.date(1949, 1, 1)

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_MONTH_AND_DAY = re.compile(r"(\d{1,2})\s*(?:月|[./-])\s*(\d{1,2})\s*[日号]?")


def read_day(text: str, today: dt.date) -> dt.date | None:
    """The day that somebody wrote: 今天, 昨天, 2026-04-04, 4月4日 (the last one); None where it is none."""
    text = fold(text).strip()
    if len(text) > LONGEST_DAY:
        return None
    if text in wording.NEAR_PAST_DAYS:
        return today - dt.timedelta(days=wording.NEAR_PAST_DAYS[text])
    day = date_in(text) or _day_of_year(text, today)
    return day if day is not None and is_possible(day, today) else None


def is_possible(day: dt.date, today: dt.date) -> bool:
    """Whether a newspaper can be of this day."""
    return EARLIEST <= day <= today + MOST_AHEAD


def _day_of_year(text: str, today: dt.date) -> dt.date | None:
    match = _MONTH_AND_DAY.fullmatch(text)
    if match is None:
        return None
    for year in range(today.year + 1, today.year - 5, -1):
        try:
            day = dt.date(year, int(match[1]), int(match[2]))
        except ValueError:  # 2月29日 is not in every year
            continue
        if day <= today + MOST_AHEAD:
            return day
    return None


def ago(moment: dt.datetime, now: dt.datetime) -> str:
    """How long ago a moment was: 3分钟前."""
    seconds = max(0, int((now - moment).total_seconds()))
    if seconds < _MINUTE:
        return wording.JUST_NOW
    if seconds < _HOUR:
        return wording.MINUTES_AGO.format(count=seconds // _MINUTE)
    if seconds < _DAY:
        return wording.HOURS_AGO.format(count=seconds // _HOUR)
    return wording.DAYS_AGO.format(count=seconds // _DAY)


def moment_words(moment: dt.datetime, zone: str) -> str:
    """A moment as the clocks of a zone show it: 4月6日（周一）08:00."""
    local = moment.astimezone(ZoneInfo(zone))
    day = wording.DAY.format(month=local.month, day=local.day, weekday=wording.WEEKDAYS[local.weekday()])
    return f"{day}{local:%H:%M}"
