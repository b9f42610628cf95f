"""What became of a promise by a given day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from projects.project import Stage


class Outcome(StrEnum):
    """Kept: reached by its day. Late: after it. Put off: before, a later day was named or work stopped.

    Open: its day is still to come. Silent: its day is past and nothing was told since.
    """

    KEPT = "kept"
    LATE = "late"
    PUT_OFF = "put off"
    OPEN = "open"
    SILENT = "silent"


@dataclass(frozen=True)
class Told:
    """What an article of `day` told: a stage that was reached (`reached` if it gives the day), promises."""

    day: dt.date
    stage: Stage | None
    reached: dt.date | None
    promises: tuple[tuple[Stage, dt.date | None], ...] = ()


def outcome_of(
    step: Stage, due: dt.date | None, made: dt.date, told: Sequence[Told], as_of: dt.date
) -> Outcome:
    """What became of a promise that an article of `made` told, by all that was told up to `as_of`."""
    for each in told:
        if each.day < made or each.day > as_of:
            continue
        if each.day > made and _reaches(each.stage, step):
            when = each.reached if each.stage is step and each.reached else each.day
            if each.reached and each.stage is not step:
                when = each.reached
            return Outcome.KEPT if due is None or when <= due else Outcome.LATE
        if each.day > made and (each.stage is Stage.HALTED or _later(each, step, due)):
            return Outcome.PUT_OFF
    if due is not None and due < as_of:
        return Outcome.SILENT
    return Outcome.OPEN


def _reaches(stage: Stage | None, step: Stage) -> bool:
    if stage is None:
        return False
    if stage is Stage.ENLARGING:
        return True  # what is enlarged runs
    return stage.rung is not None and step.rung is not None and stage.rung >= step.rung


def _later(told: Told, step: Stage, due: dt.date | None) -> bool:
    return due is not None and any(
        other is step and day is not None and day > due for other, day in told.promises
    )
