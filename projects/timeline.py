"""Where a project stands after many tellings, and the steps that led there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from projects.project import Stage

Point = tuple[Stage | None, dt.date]


def changes(points: Iterable[Point]) -> list[tuple[Stage, dt.date]]:
    """The steps forward, in the order of tellings; 停滞, 扩建 and whatever follows 停滞 are steps too.

    封顶 and then 在建 is no step back: a later article tells only less.
    """
    found: list[tuple[Stage, dt.date]] = []
    top = -1
    for stage, day in points:
        if stage is None or (found and found[-1][0] is stage):
            continue
        if stage.rung is not None:
            if stage.rung <= top and found[-1][0] is not Stage.HALTED:
                continue
            top = max(top, stage.rung)
        found.append((stage, day))
    return found


def standing(points: Iterable[Point]) -> tuple[Stage | None, dt.date | None]:
    """The stage a project has reached and the day of that; None for both where none was told."""
    found = changes(points)
    return found[-1] if found else (None, None)
