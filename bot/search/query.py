"""Reading what somebody typed behind /search. Pure; any text is a query."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from parsing.numerals import CHINESE_NUMBER, number

MOST_TERMS = 12
LONGEST_TERM = 60
_QUOTES = {'"': '"', "“": "”", "”": "“", "「": "」", "『": "』", "《": "》"}
_MINUS = "-－−–—"
_RECENT = re.compile(rf"(?:最近|近|过去)([0-9]{{1,3}}|{CHINESE_NUMBER})(天|日|周|个?星期|个?月)")
_DAYS_IN = {"天": 1, "日": 1, "周": 7, "星期": 7, "月": 30}
_FULL_DATE = re.compile(r"([12][0-9]{3})(?:年|[-/.])([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})[日号]?")
_MONTH_OF_YEAR = re.compile(r"([12][0-9]{3})(?:年([0-9]{1,2})月?|[-/.]([0-9]{1,2}))")
_YEAR = re.compile(r"([12][0-9]{3})年")
_DAY_OF_MONTH = re.compile(r"([0-9]{1,2})月([0-9]{1,2})[日号]?")
_MONTH = re.compile(r"([0-9]{1,2})月份?")

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class TypedQuery:
    """A query as it was typed: words, quoted phrases, words with a minus, and the days it is limited to.

    `titles` are the phrases in 《》, which may be newspapers.
    """

    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    days: Days | None = None
    titles: tuple[str, ...] = ()


def read_query(text: str, today: dt.date) -> TypedQuery:
    """The query in `text`; days are read as somebody means them on the day `today`.

    More than MOST_TERMS words, and what of a word is longer than LONGEST_TERM, are left out.
    """
    terms: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    days: Days | None = None
    for part, quoted, minus in _parts(_plain(text)):
        named = None if quoted or minus else named_days(part, today)
        if named is not None:
            days = named if days is None else (max(days[0], named[0]), min(days[1], named[1]))
        elif minus:
            excluded.append(part)
        else:
            (phrases if quoted else terms).append(part)
    titles = [phrase for phrase in phrases if f"《{phrase}》" in _plain(text)]
    return TypedQuery(_few(terms), _few(phrases), _few(excluded), days, _few(titles))


def named_days(text: str, today: dt.date) -> Days | None:
    """The days that a word like 4月, 2026-04, 4月4日, 本周, 近7天 names, first and last; else None.

    A month or day without a year is the latest one that has begun. 本周 starts on Monday.
    """
    if text in ("今天", "今日"):
        return today, today
    if text in ("昨天", "昨日"):
        return today - dt.timedelta(days=1), today - dt.timedelta(days=1)
    monday = today - dt.timedelta(days=today.weekday())
    if text in ("本周", "这周", "本星期", "这星期", "这个星期"):
        return monday, monday + dt.timedelta(days=6)
    if text in ("上周", "上星期", "上个星期"):
        return monday - dt.timedelta(days=7), monday - dt.timedelta(days=1)
    if text in ("本月", "这个月"):
        return _month(today.year, today.month)
    if text in ("上月", "上个月"):
        last = today.replace(day=1) - dt.timedelta(days=1)
        return _month(last.year, last.month)
    if text in ("今年", "去年"):
        year = today.year - (text == "去年")
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    try:
        return _recent_days(text, today) or _calendar_days(text, today)
    except ValueError:
        return None  # there is no such day or number: 2月30日, 近三五天 are words like any other


def _recent_days(text: str, today: dt.date) -> Days | None:
    match = _RECENT.fullmatch(text)
    if match is None:
        return None
    span = max(number(match[1]), 1) * _DAYS_IN[match[2].removeprefix("个")]
    return today - dt.timedelta(days=span - 1), today


def _calendar_days(text: str, today: dt.date) -> Days | None:
    if match := _FULL_DATE.fullmatch(text):
        day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _MONTH_OF_YEAR.fullmatch(text):
        return _month(int(match[1]), int(match[2] or match[3]))
    if match := _YEAR.fullmatch(text):
        return dt.date(int(match[1]), 1, 1), dt.date(int(match[1]), 12, 31)
    if match := _DAY_OF_MONTH.fullmatch(text):
        day = dt.date(today.year, int(match[1]), int(match[2]))
        day = day if day <= today else day.replace(year=day.year - 1)
        return day, day
    if match := _MONTH.fullmatch(text):
        month = int(match[1])
        return _month(today.year if month <= today.month else today.year - 1, month)
    return None


def _month(year: int, month: int) -> Days:
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _plain(text: str) -> str:
    """Widths evened out, and no marks that show nothing."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(char for char in normal if char.isspace() or unicodedata.category(char)[0] != "C")


def _parts(text: str) -> list[tuple[str, bool, bool]]:
    """The parts of the text, each with whether it was quoted and whether a minus stood before it."""
    parts: list[tuple[str, bool, bool]] = []
    place = 0
    while place < len(text):
        minus = text[place] in _MINUS and place + 1 < len(text) and not text[place + 1].isspace()
        start = place + 1 if minus else place
        closing = _QUOTES.get(text[start])
        end = text.find(closing, start + 1) if closing else -1
        quoted = end > start
        if not quoted:
            end = start
            while end < len(text) and not text[end].isspace() and (text[end] not in _QUOTES or end == start):
                end += 1
        part = (
            " ".join(text[start + 1 : end].split())
            if quoted
            else text[start:end].strip('"“”「」『』《》,，;；、')
        )
        if part and any(not char.isspace() and char not in _MINUS for char in part):
            parts.append((part[:LONGEST_TERM], quoted, minus))
        place = end + 1 if quoted or (end < len(text) and text[end].isspace()) else max(end, place + 1)
    return parts


def in_quotes(text: str) -> str:
    """The search for this very text, letter for letter."""
    return f"“{_without_quotes(text)}”"


def unquoted(search: str) -> str:
    """What a search made by `in_quotes` looks for; any other search as it is."""
    inner = search[1:-1]
    return inner if in_quotes(inner) == search else search


def _without_quotes(text: str) -> str:
    return "".join(char for char in text if char not in _QUOTES and char not in _QUOTES.values())


def _few(parts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(parts))[:MOST_TERMS]
