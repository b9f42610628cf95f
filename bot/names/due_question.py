"""Which promises that fall due are asked for: 临汾 12月, 下个月到期的承诺, 临猗有哪些承诺今年到期."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from bot.names.asked_period import Period, month_around, read_period
from bot.names.project_question import LONGEST, names_left

_DUE = re.compile(r"(?:该|应该?|应当)?(?:到期|兑现|期满)")
_ABOUT = re.compile(r"承诺|诺言|项目|工程|进度")


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """What falls due in a stretch of time; `names` are what the place may be called, none for everywhere."""

    period: Period
    names: tuple[str, ...]


def read_due_question(text: str, today: dt.date) -> DueQuestion | None:
    """The question that a text asks about promises that fall due; None where it asks something else.

    Without a time it asks for this month.
    """
    if len(text) > LONGEST or not _DUE.search(text) or not _ABOUT.search(text):
        return None
    return read_place_and_time(_ABOUT.sub(" ", _DUE.sub(" ", text)), today)


def read_place_and_time(text: str, today: dt.date) -> DueQuestion:
    """A place and a time in any order, both of which may be absent; without a time it is this month."""
    period, rest = read_period(text, today)
    return DueQuestion(period or month_around(today), names_left(rest))
