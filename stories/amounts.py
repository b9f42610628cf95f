"""Numbers as one figure, however they are written: 12亿, 十二亿 and 1,200,000,000 are all 1200000000."""

from __future__ import annotations

import re
from decimal import Decimal

from parsing.numerals import DIGITS

_TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_CHINESE = "".join(DIGITS)
# 千 before these is part of a unit: 3千米 is 3 of them. A number is begun at its first sign only.
_UNIT_OF_THOUSAND = "千(?=[米克瓦伏卡赫])"
# No possessive quantifiers here: with groups inside them Python 3.11.2 finds nothing (cpython #101955).
_SCALE = rf"(?:(?!{_UNIT_OF_THOUSAND})[十百千万亿])*"
NUMBER = re.compile(
    rf"(?P<share>百分之)?(?:(?P<arabic>[0-9]+(?:,[0-9]{{3}}(?![0-9]))*(?:\.[0-9]+)?)(?P<scale>{_SCALE})"
    rf"(?P<rest>(?<=亿)[0-9]{{1,4}}(?=万))?(?(rest)万)"
    rf"|(?P<chinese>(?:(?!{_UNIT_OF_THOUSAND})[{_CHINESE}十百千万亿])+)"
    rf"(?:点(?P<decimals>[{_CHINESE}]+)(?P<decimal_scale>{_SCALE}))?)"
    r"(?P<percent>%)?"
)
"""A number of a text in half width; `figure` says what it comes to."""

MOST_DIGITS = 15  # what is longer is a telephone number or nonsense, and is compared sign by sign


def figure(match: re.Match[str]) -> str:
    """What a match of NUMBER comes to, in plain digits; shares end in %. Empty for 万 or 百 alone."""
    percent = "%" if match["share"] or match["percent"] else ""
    if match["arabic"]:
        digits = match["arabic"].replace(",", "")
        if len(digits) > MOST_DIGITS:
            return digits + match["scale"] + percent
        value = Decimal(digits) * _scaled(match["scale"]) + int(match["rest"] or 0) * _LARGE["万"]
    else:
        chinese = match["chinese"]
        if len(chinese) > MOST_DIGITS:
            return chinese + percent
        if not any(sign in DIGITS or sign == "十" for sign in chinese):
            return ""
        value = Decimal(_chinese_value(chinese))
        if match["decimals"]:
            decimals = "".join(str(DIGITS[sign]) for sign in match["decimals"][:MOST_DIGITS])
            value = (value + Decimal(f"0.{decimals}")) * _scaled(match["decimal_scale"])
    return f"{value.normalize():f}{percent}"


def _scaled(signs: str) -> int:
    value = 1
    for sign in signs[:4]:
        value *= _TENS.get(sign) or _LARGE[sign]
    return value


def _chinese_value(text: str) -> int:
    """三百零五 is 305, 二〇二四 is 2024, 十千 is 10000; any row of signs has some value."""
    whole = section = digit = last = 0
    for sign in text:
        if sign in DIGITS:
            digit = digit * 10 + DIGITS[sign]
        elif sign in _TENS:
            unit = _TENS[sign]
            if section and not digit and unit > last:
                section *= unit
            else:
                section += (digit or 1) * unit
            digit, last = 0, unit
        else:
            part = section + digit
            whole = (whole + part or 1) * _LARGE[sign] if _LARGE[sign] > 10_000 else whole + part * 10_000
            section = digit = last = 0
    return whole + section + digit
