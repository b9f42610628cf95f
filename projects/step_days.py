"""The days of a step: when it was reached, and whether its time lies ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from projects.clauses import Clause
from projects.days import times_of
from projects.promising import CLAUSES_BACK, PLAN, may_be_past, told_before, took
from projects.steps import Mood, Step


def event_day(clauses: Sequence[Clause], number: int, step: Step, day: dt.date | None) -> dt.date | None:
    """The day that the sentence gives for what it tells as reached: the last exact one before it."""
    clause = clauses[number]
    for at in range(number, max(-1, number - 5), -1):
        earlier = clauses[at]
        if earlier.sentence != clause.sentence or earlier.block != clause.block:
            break
        times = [t for t in times_of(earlier.text, day) if at < number or t.start <= step.start]
        exact = [
            t for t in times if t.exact and t.last_day is not None and (day is None or t.last_day <= day)
        ]
        if exact:
            return exact[-1].last_day
        if times and at == number:
            return times[-1].last_day if times[-1].past_year else None
    return None


def event_month(clause: Clause, step: Step, day: dt.date | None) -> dt.date | None:
    """The last day of the month or part of a year before a step in its clause, where it has passed."""
    times = [t for t in times_of(clause.text, day) if t.end <= step.start and t.rank > 1]
    if not times or times[-1].last_day is None or (day is not None and times[-1].last_day > day):
        return None
    return times[-1].last_day


def mood_by_day(step: Step, clauses: Sequence[Clause], number: int, day: dt.date | None) -> Mood:
    """A step whose time lies ahead lies ahead, whatever its words."""
    clause = clauses[number]
    if step.mood is not Mood.REACHED:
        return step.mood
    times = [
        t
        for t in times_of(clause.text, day)
        if t.end <= step.start and not t.past_year and not took(clause.text, t.start)
    ]
    if day is None:
        planned = PLAN.search(told_before(clauses, number))
        return Mood.AHEAD if times and times[-1].rank in (2, 3) and planned else step.mood
    if _until(clauses, number, day):
        return Mood.AHEAD
    if number and clauses[number - 1].sentence == clause.sentence and not clause.text[: step.start]:
        alone = clauses[number - 1].text.strip()
        if any(
            alone[t.start : t.end] == alone and t.last_day is not None and t.last_day > day and t.rank > 1
            for t in times_of(alone, day)
        ):
            return Mood.AHEAD
    if (
        times
        and times[-1].last_day is not None
        and times[-1].last_day > day
        and (times[-1].rank > 1 or times[-1].last_day.year > day.year)
        and not may_be_past(times[-1], clause, day)
        and step.start - times[-1].end < 24
    ):
        return Mood.AHEAD
    return step.mood


def _until(clauses: Sequence[Clause], number: int, day: dt.date) -> bool:
    """Whether a sentence tells before a clause what will be by a later day: 到2030年,产能达到…,|建成…."""
    for at in range(number - 1, max(-1, number - 1 - CLAUSES_BACK), -1):
        clause = clauses[at]
        if clause.sentence != clauses[number].sentence:
            return False
        first = next(iter(times_of(clause.text, day)), None) if clause.text.startswith(("到", "至")) else None
        if first and first.start == 1 and first.last_day is not None and first.last_day > day:
            return True
    return False
