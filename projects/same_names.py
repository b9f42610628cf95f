"""Whether two names of one article mean one project."""

from __future__ import annotations

import re
from functools import lru_cache

from projects.firms import without_place
from projects.kinds import core_of, is_kind, phase_of

_COMMON_TAIL_LEAST = 6


@lru_cache(maxsize=8192)
def same_name(one: str, other: str) -> bool:
    """Whether two names of one article mean one project: phases agree, and one is short for the other."""
    if "暨" in one + other:
        return any(
            same_name(part, whole)
            for part in one.split("暨")
            for whole in other.split("暨")
            if part and whole
        )
    first, second = phase_of(one), phase_of(other)
    if first and second and first != second:
        return False
    if (first or second) and not (first and second) and "一" not in (first, second):
        return False
    short, long = sorted((_plain(core_of(one)), _plain(core_of(other))), key=len)
    if short == long or long.startswith(short) or long.endswith(short):
        return True
    if short in long and not is_kind(short):
        return True
    if (_in_order(short, long) and short[0] == long[0]) or _pieces_of(short, long) or _misspelt(short, long):
        return True
    if _at_a_place(short, long):
        return True
    tail = common_tail(short, long)
    return tail >= _COMMON_TAIL_LEAST and tail >= 0.7 * len(short)


_QUOTES = re.compile(r"[“”\"]")
_A_YEAR = re.compile(r"([\d.]{1,8}(?:万|亿)?[吨套台件辆只片])[／/]年")


def _plain(name: str) -> str:
    """A name without quotes and with its capacity written one way: 1000吨/年 is 年产1000吨."""
    return _A_YEAR.sub(r"年产\1", _QUOTES.sub("", name))


FIRM_LEAST = 4


def _at_a_place(one: str, other: str) -> bool:
    """Whether one name is the other's firm with a place: 青岛啤酒|揭阳, 青岛啤酒|年产60万千升生产基地."""
    alike = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return alike >= FIRM_LEAST and any(
        without_place(rest + "项目") == "项目" for rest in (one[alike:], other[alike:]) if rest
    )


def _pieces_of(short: str, long: str) -> bool:
    """Whether a name is the brand and the end of a longer one: 芯科联LED模组 of 山西芯科联智控…LED模组."""
    if len(short) < 4 or not long.endswith(short[-2:]):
        return False
    for cut in range(2, len(short) - 1):
        head, tail = short[:cut], short[cut:]
        at = long.find(head)
        if at >= 0 and long.endswith(tail) and at + cut <= len(long) - len(tail):
            return True
    return False


MISSPELT_LEAST = 8


def _misspelt(one: str, other: str) -> bool:
    """Whether two long names differ by one character, not at the start nor in a figure: 碳素, 炭素."""
    if len(one) != len(other) or len(one) < MISSPELT_LEAST:
        return False
    differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(differ) == 1 and differ[0] > 5 and not (one[differ[0]] + other[differ[0]]).isascii()


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def common_tail(one: str, other: str) -> int:
    """How many characters two texts end with alike."""
    length = 0
    for first, second in zip(reversed(one), reversed(other), strict=False):
        if first != second:
            break
        length += 1
    return length
