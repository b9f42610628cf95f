"""Sums of money that people ask for: 10亿以上, 超过五千万元, 1到5亿, 上亿."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from parsing.numerals import number

_UNITS = {
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_ROUND = {"": 1, "百": 100, "千": 1000}
_NUMBER = r"\d{1,6}(?:\.\d{1,4})?|[零〇一二两三四五六七八九十百千]{1,7}"
_UNIT = "[百千]?万|[百千万]?亿"
_OVER = "超过|超|大于|高于|多于|过"
_AT_LEAST = "不低于|不少于|至少|达到|达|上"
_UNDER = "不到|不足|低于|小于|少于"
_AT_MOST = "不超过|不大于|不高于|至多|最多"
_SUM = re.compile(
    r"(?P<of>总?投资(?:总?额|规模)?)?\s?[在为是]?\s?"
    rf"(?:(?P<at_most>{_AT_MOST})|(?P<at_least>{_AT_LEAST})|(?P<under>{_UNDER})|(?P<over>{_OVER}))?\s?"
    rf"(?:(?P<from>{_NUMBER})\s?个?(?P<from_unit>{_UNIT})?元?\s?[到至~～—-]\s?)?"
    rf"(?P<number>{_NUMBER})?\s?个?(?P<unit>{_UNIT})(?:元?人民币|元)?(?!美|欧|日元|港)\s?"
    r"(?P<behind>及?以上|及?以下|以内|之间|级)?"
)


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums from `least` to `most` yuan, None being no limit; `beyond` the limits, or with them."""

    least: int | None = None
    most: int | None = None
    beyond: bool = False


def read_sums(text: str) -> tuple[Sums | None, bool, str]:
    """The sums that a text asks for, whether it says that they are invested or a limit, and the text without.

    A sum alone is a least one. None for none, for several, and for one that is no number.
    """
    found = [match for match in _SUM.finditer(text) if _is_sum(match)]
    if len(found) != 1:
        return None, False, text
    [match] = found
    try:
        sums = _meant(match)
    except ValueError:  # 三五亿
        return None, False, text
    said = bool(match["of"] or match["behind"] or match["from"] or _limit(match))
    return sums, said, f"{text[: match.start()]} {text[match.end() :]}"


def _is_sum(match: re.Match[str]) -> bool:
    """Whether it has a number, or is one that goes without: 上亿, 亿元以上."""
    return bool(match["number"] or (match["unit"] == "亿" and (match["behind"] or _limit(match))))


def _limit(match: re.Match[str]) -> str | None:
    return match["at_most"] or match["at_least"] or match["under"] or match["over"]


def _meant(match: re.Match[str]) -> Sums:
    amount = _yuan(match["number"] or "", match["unit"])
    if match["from"]:
        return Sums(_yuan(match["from"], match["from_unit"] or match["unit"]), amount)
    if match["under"] or match["at_most"] or match["behind"] in ("以下", "及以下", "以内"):
        return Sums(most=amount, beyond=bool(match["under"]))
    return Sums(least=amount, beyond=bool(match["over"]) and match["behind"] is None)


def _yuan(digits: str, unit: str) -> int:
    """The sum in yuan. Raises ValueError for a number that is none."""
    value = _ROUND[digits] if digits in _ROUND else Decimal(digits) if digits[0].isdigit() else number(digits)
    return round(value * _UNITS[unit])
