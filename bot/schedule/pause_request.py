"""What a person writes behind /pause, read: 3天, 两周, 到周一, 到4月10日 8点, 到明天 … Pure."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.schedule.clock_words import CLOCK, NoSuchTime, clock_time, is_past_midnight, plain
from parsing.numerals import BELOW_HUNDRED, BELOW_HUNDRED_THOUSAND, number
from storage.schedule import EVERY_DAY, next_digest

LONGEST_PAUSE = dt.timedelta(days=366)
DAYS_A_WEEK = 7
DAYS_A_MONTH = 30
DAYS_A_YEAR = 365
LONGER_THAN_A_MONTH = dt.timedelta(days=32)
LONGEST_SHOWN = 30
# What 到明早 and 到明晚 mean without an hour.
MORNING = dt.time(8)
EVENING = dt.time(20)
_PART_OF_DAY = dict.fromkeys(("早上", "早晨", "早"), MORNING) | dict.fromkeys(("晚上", "晚"), EVENING)
_DAY_OF_WEEK = {character: day for day, character in enumerate("一二三四五六日", 1)} | {"天": 7, "末": 6}
_UNITS = (
    (r"分钟?|mins?|minutes?", dt.timedelta(minutes=1)),
    (r"个?(?:小时|钟头)|hours?|h", dt.timedelta(hours=1)),
    (r"天|日|days?|d", dt.timedelta(days=1)),
    (r"个?(?:周|週|星期|礼拜)|weeks?|w", dt.timedelta(days=DAYS_A_WEEK)),
    (r"个?月|months?", dt.timedelta(days=DAYS_A_MONTH)),
    (r"年|years?|y", dt.timedelta(days=DAYS_A_YEAR)),
)
_COUNT = rf"\d+|{BELOW_HUNDRED_THOUSAND}+"
# 半天, 3天, 三百天, 1.5天, 两天半, 一个半月. Not 2个半天: 天 and 年 are counted without 个, so that is
# either two half days or two and a half.
_HALF_OF = r"小时|钟头|周|週|星期|礼拜|月"
_FOR = re.compile(
    rf"(?:(?P<half>半)|(?P<fraction>\d+\.\d+)|(?P<count>{_COUNT})(?P<and_half>个半(?=\s*(?:{_HALF_OF})))?)\s*"
    rf"(?P<unit>{'|'.join(words for words, _ in _UNITS)})(?P<then_half>半)?"
)
_CHINESE_IN_DATE = re.compile(rf"(?<!{BELOW_HUNDRED}){BELOW_HUNDRED}++(?=\s?[月日号])")
_UNTIL = re.compile(r"(?:一直)?(?:到|至|until|till)\s*")
_NEAR = re.compile(r"(今天|今晚|明天|明早|明晚|后天|大后天|today|tonight|tomorrow)")
_NEAR_DAYS = {"今天": 0, "今晚": 0, "明天": 1, "明早": 1, "明晚": 1, "后天": 2, "大后天": 3} | {
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
}
_WEEKDAY = re.compile(r"(下{1,4}个?|这个?|本)?(?:周|週|星期|礼拜)([一二三四五六日天末1-7])")
_NEXT_WEEK = re.compile(r"下个?(?:周|週|星期|礼拜)")
_NEXT_MONTH = re.compile(r"下个?月(?:初)?")
_DATE = re.compile(r"(?:(\d{4})\s*[年/.-]\s*)?(\d{1,2})\s*[月/.-]\s*(\d{1,2})(?!\d|[:点點])\s*[日号]?")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})\s*[日号]")


class PauseNotUnderstood(ValueError):
    """What was written is no pause; `reason` is a key of wording.PAUSE_UNREAD, `part` what it is about."""

    def __init__(self, reason: str, part: str) -> None:
        super().__init__(f"{reason}: {part}")
        self.reason = reason
        self.part = part if len(part) <= LONGEST_SHOWN else part[:LONGEST_SHOWN] + "…"


def read_pause_request(text: str, moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Until when, in UTC: after `moment` and at most LONGEST_PAUSE later. Raises PauseNotUnderstood.

    A day alone is its beginning, 0:00; a morning without an hour (明早) is MORNING, 8:00, an evening (今晚)
    EVENING, 20:00. A day's 24点 and 晚上12点 are its end: 0:00 of the day after.
    """
    said = plain(text).strip(" ,。!")
    try:
        until = _until(said, moment, zone)
    except NoSuchTime as error:
        raise PauseNotUnderstood("no_such_time", error.said) from error
    except OverflowError as error:
        raise PauseNotUnderstood("too_long", said) from error
    except ValueError as error:
        raise PauseNotUnderstood("no_such_day", said) from error
    if until is None:
        raise PauseNotUnderstood("unknown", said)
    if until <= moment:
        raise PauseNotUnderstood("no_length" if _FOR.fullmatch(said) else "past", said)
    if until > moment + LONGEST_PAUSE:
        raise PauseNotUnderstood("too_long", said)
    return until


def _after(match: re.Match[str], moment: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    """A length of time from now on; None for 三五天 (three, or five?) and the like. Raises OverflowError."""
    halves = [name for name in ("half", "and_half", "then_half") if match[name]]
    if len(halves) > 1 or (halves and match["fraction"]):
        return None
    unit = next(unit for words, unit in _UNITS if re.fullmatch(words, match["unit"]))
    try:
        whole = float(match["fraction"]) if match["fraction"] else number(match["count"] or "0")
    except ValueError:
        return None
    length = unit * whole + (unit / 2 if halves else dt.timedelta())
    if unit >= dt.timedelta(days=DAYS_A_MONTH):
        length = dt.timedelta(days=math.ceil(length / dt.timedelta(days=1)))
    if length < dt.timedelta(days=1):
        return moment + length
    # So many days later by the clock on the wall, whatever the clocks do in between.
    return (moment.astimezone(zone) + length).astimezone(dt.UTC)


def _until(said: str, moment: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    if match := _FOR.fullmatch(said):
        return _after(match, moment, zone)
    said = _CHINESE_IN_DATE.sub(lambda match: str(number(match[0])), said)
    opening = _UNTIL.match(said)
    said = said[opening.end() :] if opening else said
    today = moment.astimezone(zone).date()
    for pattern, day_of in _DAYS:
        if match := pattern.match(said):
            rest = said[match.end() :].strip()
            at = _time(_part_of_near(match[0], rest) + rest)
            if at is None:
                return None

            def when(day: dt.date, at: _Time = at) -> dt.datetime:
                later, time = at
                return dt.datetime.combine(day + later, time, tzinfo=zone).astimezone(dt.UTC)

            return day_of(match, today, lambda day: when(day) > moment, when)
    at = _time(said) if said else None
    return None if at is None else next_digest(moment, zone, at[1], EVERY_DAY)


def _part_of_near(near: str, rest: str) -> str:
    """The part of the day that a word of _NEAR names; 明早 only where no hour follows."""
    if near in ("今晚", "明晚", "tonight"):
        return "晚上"
    return "早上" if near == "明早" and not rest else ""


def _time(said: str) -> _Time | None:
    """How much later than the day it is said of, and when on the clock; nothing said is its beginning."""
    if not said:
        return dt.timedelta(), dt.time()
    if part := _PART_OF_DAY.get(said):
        return dt.timedelta(), part
    match = CLOCK.fullmatch(said)
    if match is None:
        return None
    time = dt.time.fromisoformat(clock_time(match))
    return dt.timedelta(days=1 if is_past_midnight(match) else 0), time


_Ahead = Callable[[dt.date], bool]
_Time = tuple[dt.timedelta, dt.time]
_When = Callable[[dt.date], dt.datetime]


def _near_day(match: re.Match[str], today: dt.date, ahead: _Ahead, when: _When) -> dt.datetime:
    return when(today + dt.timedelta(days=_NEAR_DAYS[match[1]]))


def _weekday(match: re.Match[str], today: dt.date, ahead: _Ahead, when: _When) -> dt.datetime:
    """到周一: the first one ahead. 到下周一: that of next week; 到本周五: that of this week."""
    weekday = _DAY_OF_WEEK.get(match[2]) or int(match[2])
    monday = today - dt.timedelta(days=today.weekday())
    day = monday + dt.timedelta(days=weekday - 1)
    which = match[1] or ""
    if which.startswith("下"):
        return when(day + dt.timedelta(days=DAYS_A_WEEK * which.count("下")))
    if not which and not ahead(day):
        day += dt.timedelta(days=DAYS_A_WEEK)
    return when(day)


def _next_week(match: re.Match[str], today: dt.date, ahead: _Ahead, when: _When) -> dt.datetime:
    return when(today + dt.timedelta(days=DAYS_A_WEEK - today.weekday()))


def _next_month(match: re.Match[str], today: dt.date, ahead: _Ahead, when: _When) -> dt.datetime:
    return when(_in_month_after(today, 1))


def _date(match: re.Match[str], today: dt.date, ahead: _Ahead, when: _When) -> dt.datetime:
    """到4月10日: this year's, or next year's where that is past."""
    year, month, day = match.groups()
    if year is not None:
        return when(dt.date(int(year), int(month), int(day)))
    this = dt.date(today.year, int(month), int(day))
    return when(this if ahead(this) else this.replace(year=today.year + 1))


def _day_of_month(match: re.Match[str], today: dt.date, ahead: _Ahead, when: _When) -> dt.datetime:
    this = today.replace(day=int(match[1]))
    return when(this if ahead(this) else _in_month_after(today, int(match[1])))


def _in_month_after(today: dt.date, day: int) -> dt.date:
    first = (today.replace(day=1) + LONGER_THAN_A_MONTH).replace(day=1)
    return first.replace(day=day)


_DAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], dt.date, _Ahead, _When], dt.datetime]], ...] = (
    (_NEAR, _near_day),
    (_WEEKDAY, _weekday),
    (_NEXT_WEEK, _next_week),
    (_NEXT_MONTH, _next_month),
    (_DATE, _date),
    (_DAY_OF_MONTH, _day_of_month),
)
