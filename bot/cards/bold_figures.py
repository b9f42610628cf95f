"""Which figures of a brief are set bold: amounts, counts and shares, whole, with their range and unit.

4300至4500条, 10亿元, 95%以上; not what only tells when (dates, 一季度)
or is part of a name (第3届, 〔2026〕5号).
"""

from __future__ import annotations

import re

from summaries.figures import FIGURE

Span = tuple[int, int]

_NUMBER = r"[0-9０-９]{1,15}(?:[.．,，][0-9０-９]{1,15}){0,5}"
_TO = "[至到~～—–-]"
# 4300至, and 4300条至: what a range begins with.
_RANGE_BEGINS = re.compile(rf"(?<![0-9０-９A-Za-z.．,，第〔(（-]){_NUMBER}\s?[万亿%％‰]?{_TO}{{1,2}}\s?$")
_LONGEST_BEGINNING = 40
_BETWEEN_FIGURES = re.compile(rf"\s?{_TO}{{1,2}}\s?")
_BEHIND = re.compile(
    "(?:/(?:平方米|公斤|千瓦时|小时|[吨亩年月日天人件台套米度]))?(?:以上|以下|以内|左右|不等)?"
)
# Whole numbers of these tell when: 4日, 1998年.
_DAY = re.compile("[0-9０-９]{1,2}\\s?[日月]")
_YEAR = re.compile("[0-9０-９]{4}\\s?年度?")
# 110国道 and 12345市民热线 are names.
_GOES_ON_AS_NAME = re.compile("[道民]")
_NAMES_IN_FRONT = re.compile("[A-Za-z第〔]\\s?$")


def bold_spans(text: str) -> tuple[Span, ...]:
    """The stretches of `text` to be set bold, half-open, in order, none touching another."""
    spans: list[Span] = []
    for match in FIGURE.finditer(text):
        if match.lastgroup == "date" or _is_no_amount(match, text):
            continue
        start, end = match.span()
        if spans and _BETWEEN_FIGURES.fullmatch(text, spans[-1][1], start):
            start, _ = spans.pop()
        else:
            start = _range_start(text, start)
        behind = _BEHIND.match(text, end)
        spans.append((start, behind.end() if behind else end))
    return tuple(spans)


def _is_no_amount(figure: re.Match[str], text: str) -> bool:
    """Whether a count only tells when something is, or is part of a name."""
    if figure.lastgroup != "count":
        return False
    if _DAY.fullmatch(figure[0]) or _YEAR.fullmatch(figure[0]):
        return True
    if _GOES_ON_AS_NAME.match(text, figure.end()):
        return True
    return bool(_NAMES_IN_FRONT.search(text, max(0, figure.start() - 2), figure.start()))


def _range_start(text: str, start: int) -> int:
    """Where a range begins that ends with the figure at `start`; `start` itself where there is none."""
    begins = _RANGE_BEGINS.search(text, max(0, start - _LONGEST_BEGINNING), start)
    return begins.start() if begins else start
