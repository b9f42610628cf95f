"""What became of a promise: kept, late, put off, open, silent; nothing is invented."""

from __future__ import annotations

import datetime as dt

import pytest

from projects.outcomes import Outcome, Told, outcome_of
from projects.project import Stage

MADE, DUE = dt.date(2026, 1, 10), dt.date(2026, 6, 30)


def outcome(*told: Told, as_of: dt.date = dt.date(2026, 12, 31)) -> Outcome:
    return outcome_of(Stage.TOPPED_OUT, DUE, MADE, told, as_of)


def at(day: str, stage: Stage | None = None, reached: str = "", later: str = "") -> Told:
    promises = ((Stage.TOPPED_OUT, dt.date.fromisoformat(later)),) if later else ()
    return Told(
        dt.date.fromisoformat(day), stage, dt.date.fromisoformat(reached) if reached else None, promises
    )


@pytest.mark.parametrize(
    ("told", "became"),
    [
        ((at("2026-06-20", Stage.TOPPED_OUT),), Outcome.KEPT),
        ((at("2026-07-11", Stage.TOPPED_OUT, reached="2026-06-28"),), Outcome.KEPT),
        ((at("2026-07-11", Stage.TOPPED_OUT, reached="2026-07-02"),), Outcome.LATE),
        ((at("2026-05-01", Stage.RUNNING),), Outcome.KEPT),
        ((at("2026-05-01", later="2026-08-31"), at("2026-08-20", Stage.TOPPED_OUT)), Outcome.PUT_OFF),
        ((at("2026-05-01", Stage.HALTED),), Outcome.PUT_OFF),
        ((at("2026-05-01", Stage.BUILDING),), Outcome.SILENT),
        ((at("2026-05-01", later="2026-06-30"),), Outcome.SILENT),
    ],
)
def test_what_became_of_it(told: tuple[Told, ...], became: Outcome) -> None:
    assert outcome(*told) is became


def test_its_own_day_is_still_to_come() -> None:
    assert outcome(as_of=DUE) is Outcome.OPEN
    assert outcome(as_of=DUE + dt.timedelta(days=1)) is Outcome.SILENT


def test_what_is_told_later_is_not_known_yet() -> None:
    assert outcome(at("2026-06-20", Stage.TOPPED_OUT), as_of=dt.date(2026, 6, 1)) is Outcome.OPEN


def test_what_was_told_before_it_was_made_says_nothing_of_it() -> None:
    assert outcome(at("2025-12-01", Stage.TOPPED_OUT), as_of=MADE) is Outcome.OPEN
