"""Stretches of time that people ask for: 今年, 下个月, 2026年上半年, 12月, 十二月, 年底前."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from projects.days import month_end

MONTHS_A_YEAR = 12
_YEARS = {"今年": 0, "本年": 0, "明年": 1, "后年": 2, "去年": -1, "前年": -2}
_OTHERS = {"本": 0, "这个": 0, "当": 0} | {
    word + count: away for word, away in (("上", -1), ("下", 1)) for count in ("", "个", "一", "一个")
}
_PARTS = {"上半年": (1, 6), "下半年": (7, 12), "年底": (12, 12), "年末": (12, 12), "年初": (1, 3)}
_NUMBERS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
CHINESE_DIGITS = "零〇一二两三四五六七八九十百"
# What stands behind another digit is the end of a number: 13月 is not March.
_WHOLE = rf"(?<![\d{CHINESE_DIGITS}])"
_YEAR = rf"(?:(?<!\d)(?P<number>20\d\d)\s?年|(?P<relative>{'|'.join(_YEARS)}))度?"
_PART = (
    rf"(?P<part>上半年|下半年|年底|年末|年初|(?<=年)[底末初])|第?{_WHOLE}(?P<quarter>[一二三四1-4])季度"
    rf"|{_WHOLE}(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月份?"
)
_OTHER = rf"(?P<other>{'|'.join(sorted(_OTHERS, key=len, reverse=True))})(?P<unit>月|季度)"
# What 6月底前 means is everything of the year until then.
_BEFORE = r"(?P<before>[底末]?(?:之前|以前|前))?(?:[底末]|以内|之内|期间|内|里|份)?"
_PERIOD = re.compile(
    rf"(?:{_YEAR}\s?的?(?:{_PART})?|{_OTHER}|年内|{_PART.replace('?P<', '?P<bare_')}){_BEFORE}"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months of one year, from the first day to the last."""

    first: dt.date
    last: dt.date

    @property
    def length(self) -> int:
        """How many months it has."""
        return self.last.month - self.first.month + 1

    @property
    def is_even(self) -> bool:
        """Whether a year falls into such stretches: a month, a quarter, a half or the whole."""
        return self.length in (1, 3, 6, MONTHS_A_YEAR) and (self.first.month - 1) % self.length == 0

    @property
    def is_month(self) -> bool:
        """Whether it is one month."""
        return self.length == 1

    @property
    def is_year(self) -> bool:
        """Whether it is one year."""
        return self.length == MONTHS_A_YEAR


def months(year: int, first: int, last: int) -> Period:
    """From the first day of a year's month to the last day of another."""
    return Period(dt.date(year, first, 1), month_end(year, last))


def year_of(year: int) -> Period:
    """A whole year."""
    return months(year, 1, MONTHS_A_YEAR)


def month_around(day: dt.date, away: int = 0) -> Period:
    """The month of a day, or the one so many months `away` from it."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + away, MONTHS_A_YEAR)
    return months(year, month + 1, month + 1)


def quarter_around(day: dt.date, away: int = 0) -> Period:
    """The quarter of a day, or the one so many quarters `away` from it."""
    first = month_around(day, away * 3 - (day.month - 1) % 3).first
    return months(first.year, first.month, first.month + 2)


def read_period(text: str, today: dt.date) -> tuple[Period | None, str]:
    """The first stretch of time in a text, and the text without it; without a year it is of today's."""
    text = text.translate(_WIDE_DIGITS)
    match = _PERIOD.search(text)
    if match is None:
        return None, text
    period = _meant(match, today)
    if match["before"] and not period.is_year:
        period = Period(dt.date(period.last.year, 1, 1), period.last)
    return period, f"{text[: match.start()]} {text[match.end() :]}"


def _meant(match: re.Match[str], today: dt.date) -> Period:
    if match["other"]:
        around = month_around if match["unit"] == "月" else quarter_around
        return around(today, _OTHERS[match["other"]])
    year = int(match["number"]) if match["number"] else today.year + _YEARS.get(match["relative"], 0)
    part = match["part"] or match["bare_part"]
    quarter = match["quarter"] or match["bare_quarter"]
    month = match["month"] or match["bare_month"]
    if part:
        return months(year, *_PARTS[part if len(part) > 1 else f"年{part}"])
    if quarter:
        last = _number(quarter) * 3
        return months(year, last - 2, last)
    if month:
        return months(year, _number(month), _number(month))
    return year_of(year)


def _number(written: str) -> int:
    return _NUMBERS.get(written) or int(written)
