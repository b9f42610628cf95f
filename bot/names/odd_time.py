"""What looks like a time that can be asked for and is none: 13月, 0月, 五季度, 1026年, 6月30日, 3个月."""

from __future__ import annotations

import re

from bot.names.asked_period import CHINESE_DIGITS
from bot.names.project_question import names_left

_NUMBER = rf"(?:\d{{1,9}}|[{CHINESE_DIGITS}]{{1,9}})"
_ODD_TIME = re.compile(rf"第?{_NUMBER}\s?(?:个?月份?|个?季度|年度?|日|号)(?:以内|之内|内)?")


def names_beside_odd_time(names: tuple[str, ...]) -> tuple[str, ...] | None:
    """What a place may be called, of names that are none (the longest first), less what looks like a time.

    None where nothing in them does.
    """
    if not names:
        return None
    beside, found = _ODD_TIME.subn(" ", names[0])
    return names_left(beside) if found else None
