"""Numbers as they are written in Chinese: 十二, 三百零五, 两千. Pure, and imports nothing of the project.

Patterns that only recognise a page number or a date in print say themselves which characters stand there.
"""

from __future__ import annotations

import re

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
"""What each character that is a digit is worth."""

BELOW_HUNDRED = "[零〇一二两三四五六七八九十]"
"""A pattern: one character of a number below a hundred."""

CHINESE_NUMBER = rf"{BELOW_HUNDRED}{{1,3}}"
"""A pattern: a number below a hundred, or what is written like one (三五)."""

BELOW_HUNDRED_THOUSAND = "[零〇一二两三四五六七八九十百千万]"
"""A pattern: one character of any number that `number` reads."""

_DIGIT = "[一二两三四五六七八九]"
# 三百零五, 一千零二十, 十二, 零五. After a hundred a single digit needs its 零: 一百五 is 150 to many.
_NUMBER = re.compile(
    rf"""
    (?:(?P<ten_thousands>{_DIGIT})万)? (?:[零〇]?(?P<thousands>{_DIGIT})千)?
    (?:[零〇]?(?P<hundreds>{_DIGIT})百)? (?:[零〇]?(?P<tens>{_DIGIT}?)(?P<ten>十))?
    (?P<zero>[零〇])? (?P<ones>{_DIGIT})?
    """,
    re.VERBOSE,
)


def number(text: str) -> int:
    """A whole number in digits, or below 100,000 in Chinese. Raises ValueError for other text: 三五, 几.

    Digits are those of ASCII: whoever reads what people type evens out the widths before.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    match = _NUMBER.fullmatch(text)
    if not text or match is None:
        raise ValueError(text)
    large = [DIGITS[match[name]] if match[name] else 0 for name in ("ten_thousands", "thousands", "hundreds")]
    ones = DIGITS[match["ones"]] if match["ones"] else 0
    if any(large) and ones and not (match["ten"] or match["zero"]):
        raise ValueError(text)
    if match["ten"] and match["zero"]:
        raise ValueError(text)
    tens = (DIGITS[match["tens"]] if match["tens"] else 1) if match["ten"] else 0
    value = 0
    for digit in (*large, tens, ones):
        value = value * 10 + digit
    return value
