"""What people ask became of promises: 延期的项目, 没按期投产的项目, 哪些承诺没兑现, 如期封顶."""

from __future__ import annotations

import re
from enum import Enum

from projects.outcomes import Outcome


class Fate(Enum):
    """What became of a promise, as people ask for it: any of these outcomes."""

    KEPT = (Outcome.KEPT,)
    PUT_OFF = (Outcome.PUT_OFF, Outcome.LATE)
    BROKEN = (Outcome.PUT_OFF, Outcome.LATE, Outcome.SILENT)


_NOT = "(?:还没有?|没有?|未能?|尚未|不能)"
_IN_TIME = "(?:如期|按期|按时|按计划)"
_COME_TRUE = "(?:兑现|实现|完成)"
_FATES = re.compile(
    rf"(?P<BROKEN>{_NOT}{_IN_TIME}{_COME_TRUE}?|{_NOT}(?:兑现|实现)|逾期|超期|过期|失约|食言)"
    rf"|(?P<PUT_OFF>推迟|推后|延期|延后|延迟|顺延|延误|拖延|拖期)"
    rf"|(?P<KEPT>{_IN_TIME}{_COME_TRUE}?|已经?兑现|兑现了|兑现(?=承诺))"
)


def read_fate(text: str) -> tuple[Fate | None, str]:
    """What a text asks became of promises, and the text without it."""
    match = _FATES.search(text)
    if match is None or match.lastgroup is None:
        return None, text
    return Fate[match.lastgroup], f"{text[: match.start()]} {text[match.end() :]}"
