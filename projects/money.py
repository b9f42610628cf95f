"""Sums of money as newspapers print them, as a number: of which money, and how exactly it was told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache

from parsing.numerals import BELOW_HUNDRED_THOUSAND, number


class Money(StrEnum):
    """Whose money a sum is of. A sum that names none is of yuan: 投资10亿."""

    YUAN = "元"
    US_DOLLAR = "美元"
    EURO = "欧元"
    YEN = "日元"
    HONG_KONG_DOLLAR = "港元"


class Bound(StrEnum):
    """How exactly a sum is told."""

    EXACT = ""
    ABOUT = "约"
    NEARLY = "近"
    OVER = "超"


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in whole units of its money, and how exactly it was told."""

    amount: int
    money: Money
    bound: Bound


_UNITS = {
    "万亿": 10**12,
    "亿": 10**8,
    "个亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "万": 10**4,
    "": 1,
}
_MONEYS = {each.value: each for each in Money} | {"港币": Money.HONG_KONG_DOLLAR, "人民币": Money.YUAN}
_FIGURE = re.compile(
    rf"(?P<number>\d[\d.]{{0,14}}|{BELOW_HUNDRED_THOUSAND}{{1,6}}?(?=[多余]?个?[万亿]))(?P<more>[多余]?)"
    rf"(?P<unit>万亿|个?亿|千万|百万|万|)(?P<more_units>[多余]?)"
    rf"(?:(?P<rest>\d{{1,4}}|{BELOW_HUNDRED_THOUSAND}{{1,7}}?(?=万))(?P<rest_unit>千万|百万|万))?"
    r"(?P<more_rest>[多余]?)"
    r"(?P<money>美元|欧元|日元|港元|港币|人民币|元|)"
)
_BOUNDS = (
    (Bound.NEARLY, re.compile("近|不足|不到|不超过")),
    (Bound.OVER, re.compile("超|逾|不低于|不少于|以上")),
    (Bound.ABOUT, re.compile("约|左右|上下")),
)
_RANGE = re.compile(r"[\d亿万元][-—–~～至到]\d|几")
_ANY_MONEY = re.compile("美元|欧元|日元|港元|港币|人民币|元")


@lru_cache(maxsize=4096)
def sum_of(text: str) -> Sum | None:
    """The one sum in a text: 总投资约1.3亿元. None for none, or no single one: 20至30亿元, 几亿元."""
    text = re.sub(r"\s|(?<=\d)[,，](?=\d{3})", "", text).replace("．", ".")
    if _RANGE.search(text):
        return None
    found = [match for match in _FIGURE.finditer(text) if match["unit"] or match["money"]]
    if len(found) != 1:
        return None
    [match] = found
    amount = _amount(match)
    if amount is None:
        return None
    around = text[: match.start()] + text[match.end() :]
    money = match["money"] or next(iter(_ANY_MONEY.findall(around)), "元")
    more = match["more"] or match["more_units"] or match["more_rest"]
    told = next((bound for bound, words in _BOUNDS if words.search(around)), Bound.EXACT)
    return Sum(amount, _MONEYS[money], Bound.OVER if more else told)


def amount_of(text: str) -> int | None:
    """The sum in a text, in yuan; None for none and for foreign money. 总投资1.3亿元 → 130000000."""
    told = sum_of(text)
    return told.amount if told is not None and told.money is Money.YUAN else None


def _amount(match: re.Match[str]) -> int | None:
    try:
        whole = _value(match["number"]) * _UNITS[match["unit"]]
        rest = _value(match["rest"]) * _UNITS[match["rest_unit"]] if match["rest"] else Decimal(0)
    except (InvalidOperation, ValueError):
        return None
    if rest and rest >= _UNITS[match["unit"]]:
        return None  # 1万2000万: no number
    return int(whole + rest)


def _value(text: str) -> Decimal:
    """Raises ValueError or InvalidOperation for what is no number: 1.2.3, 三五."""
    return Decimal(text) if text[0].isdigit() else Decimal(number(text))
