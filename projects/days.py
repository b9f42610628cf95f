"""Times as newspapers write them, and the last day that each means."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from parsing.numerals import CHINESE_NUMBER, number

_NUMBER = rf"(?:\d{{1,4}}|{CHINESE_NUMBER})"
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)\s*年|(?P<relative>今年|明年|后年|去年|前年|本年度?)(?!来|以来))"
_PART = (
    r"(?P<part>年底|年末|年内|年终|年初|年中|岁末|岁尾|上半年|下半年|第?[一二三四1-4]季度|春季|开春"
    r"|夏季|秋季|冬季|入冬前"
    r"|春节|(?<=年)(?:底|末|初|中(?![国心间])|内|终))"
)
_MONTH = r"(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s?月(?:份|间)?"
_DAY = r"\s?(?P<day>3[01]|[12]\d|[1-9])\s?[日号]"
_OF_MONTH = r"(?P<of_month>上旬|中旬|下旬|月?初|月?中(?!旬|心|国|间)|月?底|月?末)"
_THIS_MONTH = (
    r"(?P<this_month>本月|下个?月|当月)(?P<of_this>上旬|中旬|下旬|底|末|初|(?:3[01]|[12]\d|[1-9])[日号])?"
    r"|(?P<month_end>(?<![\d一二三四五六七八九十])月底)"
)
_SPAN = (
    rf"(?P<amount>{_NUMBER}|半|几)(?P<unit>个?半?月|天|年|个?星期|周)(?:之?后|以?内|时间)"
    rf"|不到(?P<days>{_NUMBER})天"
)
_BEFORE = r"(?:之前|以前|前(?!后|期|来|往|段|景|提|沿|处理|两|三|几|首))?"
# A year alone ends the pattern with nothing: what is empty as a whole is no time.
TIME = re.compile(
    rf"(?:{_YEAR}\s*)?(?:{_MONTH}(?:{_DAY}|{_OF_MONTH})?|{_PART}|{_THIS_MONTH}|{_SPAN}|(?<=[年度]))" + _BEFORE
)
_ENDS = {
    "底": (12, 31),
    "末": (12, 31),
    "内": (12, 31),
    "终": (12, 31),
    "初": (3, 31),
    "中": (6, 30),
    "年底": (12, 31),
    "年末": (12, 31),
    "年内": (12, 31),
    "年终": (12, 31),
    "岁末": (12, 31),
    "岁尾": (12, 31),
    "年初": (3, 31),
    "年中": (6, 30),
    "上半年": (6, 30),
    "下半年": (12, 31),
    "春季": (5, 31),
    "开春": (5, 31),
    "春节": (2, 28),
    "夏季": (8, 31),
    "秋季": (11, 30),
    "入冬前": (11, 30),
    "冬季": (12, 31),
}
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_RELATIVE = {"今年": 0, "本年": 0, "本年度": 0, "明年": 1, "后年": 2, "去年": -1, "前年": -2}


@dataclass(frozen=True)
class Time:
    """A time in a text at `start` to `end`: the last day meant, None where its year is unknown.

    `past_year` is told by its own words (去年), `exact` by a day of the month. `rank` tells how exact it is:
    a day over a month over a part of the year over a year.
    """

    start: int
    end: int
    last_day: dt.date | None
    past_year: bool
    exact: bool
    rank: int
    bare_month: bool


@lru_cache(maxsize=2048)  # a clause is asked for each of its steps while its article is read
def times_of(text: str, day: dt.date | None, year: int | None = None) -> tuple[Time, ...]:
    """The times that a text names, in their order; `day` is the day of the article.

    A month or part of a year without a year is of the year that was named last before it, `year` being that
    of what stands before the text, else of the year of `day`.
    """
    found: list[Time] = []
    for match in TIME.finditer(text):
        if match[0] and (time := _time(match, day, year)):
            found.append(time)
            year = time.last_day.year if match["year"] and time.last_day else year
    return tuple(found)


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _time(match: re.Match[str], day: dt.date | None, before: int | None) -> Time | None:
    year = _year(match, day)
    if before and (match["month"] or match["part"]) and not match["year"] and not match["relative"]:
        year = before
    try:
        last = _last_day(match, year, day)
    except (ValueError, OverflowError):
        return None  # 31月, 2月30日: no day
    bare_month = bool(match["month"]) and not before and not match["year"] and not match["relative"]
    return Time(
        start=match.start(),
        end=match.end(),
        last_day=last,
        past_year=match["relative"] in ("去年", "前年"),
        exact=bool(match["day"]) or (match["of_this"] or "").endswith(("日", "号")),
        rank=4
        if match["day"]
        else 3
        if match["month"] or match["amount"] or match["this_month"]
        else 2
        if match["part"]
        else 1,
        bare_month=bare_month,
    )


def _year(match: re.Match[str], day: dt.date | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if day is None:
        return None
    return day.year + _RELATIVE.get(match["relative"] or "", 0)


def _last_day(match: re.Match[str], year: int | None, day: dt.date | None) -> dt.date | None:
    if match["amount"] or match["days"]:
        return _after(match, day)
    if match["this_month"] or match["month_end"]:
        return _in_this_month(match, day)
    if year is None:
        return None
    if match["month"]:
        return _in_month(year, number(match["month"]), match["day"], match["of_month"])
    if match["part"]:
        part = match["part"]
        if "季度" in part:
            return month_end(year, _QUARTERS[part.removeprefix("第")[0]])
        return dt.date(year, *_ENDS[part])
    return dt.date(year, 12, 31)


def _in_month(year: int, month: int, day: str | None, of_month: str | None) -> dt.date:
    if day:
        return dt.date(year, month, int(day))
    part = (of_month or "").removeprefix("月")
    if part in ("上旬", "初"):
        return dt.date(year, month, 10)
    if part in ("中旬", "中"):
        return dt.date(year, month, 20)
    return month_end(year, month)


def _in_this_month(match: re.Match[str], day: dt.date | None) -> dt.date | None:
    if day is None:
        return None
    next_month = (match["this_month"] or "").startswith("下")
    first = (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1) if next_month else day.replace(day=1)
    of_this = match["of_this"] or ""
    if of_this.endswith(("日", "号")):
        return _in_month(first.year, first.month, of_this[:-1], None)
    return _in_month(first.year, first.month, None, of_this)


def _after(match: re.Match[str], day: dt.date | None) -> dt.date | None:
    if day is None:
        return None
    if match["days"]:
        return day + dt.timedelta(days=number(match["days"]))
    unit, amount = match["unit"], match["amount"]
    if amount == "几":
        return None
    if unit == "天":
        return day + dt.timedelta(days=number(amount)) if amount != "半" else None
    if unit.endswith(("星期", "周")):
        return day + dt.timedelta(weeks=number(amount)) if amount != "半" else None
    if unit == "年":
        return _months_on(day, 6) if amount == "半" else _months_on(day, 12 * number(amount))
    return _months_on(day, number(amount)) if amount != "半" else day + dt.timedelta(days=15)


def _months_on(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return min(
        month_end(year, month + 1),
        dt.date(year, month + 1, min(day.day, 28)) + dt.timedelta(days=max(0, day.day - 28)),
    )
