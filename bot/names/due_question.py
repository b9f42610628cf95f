"""Which promises that fall due are asked for: 下个月到期的承诺, 运城这个月有什么承诺, 运城本月到期."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from bot.names.asked_period import Period, month_around, read_period
from bot.names.project_question import LONGEST, names_left

_DUE = re.compile(r"(?:该|应该?|应当)?(?:到期|兑现|期满)")
_ABOUT = re.compile(r"承诺|诺言|项目|工程|进度")
_PROMISE = re.compile(r"承诺|诺言")


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """What falls due in a stretch of time; `names` are what the place may be called, none for everywhere."""

    period: Period
    names: tuple[str, ...]


def read_due_question(text: str, today: dt.date) -> DueQuestion | None:
    """The question that a text asks about promises that fall due; None where it asks something else.

    Two of three are said: that something falls due, that it is a promise or a project, and when. Without a
    time it asks for this month.
    """
    if len(text) > LONGEST:
        return None
    due, timed = _DUE.search(text) is not None, read_period(text, today)[0] is not None
    about = _ABOUT if due else _PROMISE
    if due + timed + (about.search(text) is not None) < 2:
        return None
    return read_place_and_time(_ABOUT.sub(" ", _DUE.sub(" ", text)), today)


def read_place_and_time(text: str, today: dt.date) -> DueQuestion:
    """A place and a time in any order, both of which may be absent; without a time it is this month."""
    period, rest = read_period(text, today)
    return DueQuestion(period or month_around(today), names_left(rest))
