"""Questions about projects as buttons carry them: as three numbers that say all of it but its words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.names.asked_fate import Fate
from bot.names.asked_period import Period
from bot.names.asked_place import AskedPlace
from bot.names.asked_sum import Sums
from bot.names.period_number import number_of, period_numbered
from bot.names.project_question import ProjectQuestion
from projects.project import LADDER, Stage

Numbers = tuple[int, int, int]

STAGES: tuple[Stage | None, ...] = (None, *Stage)
FATES: tuple[Fate | None, ...] = (None, *Fate)
# How many values each part of the first number may have, the period's being more than `number_of` gives; the
# place's number stands before them.
SIZES = (2, 12_000_000, len(STAGES), len(FATES), 2, 2)
# No sum that can be asked for is greater (bot/names/asked_sum.py), and a database takes hardly greater ones.
GREATEST_SUM = 10**18


class NoSuchQuestion(ValueError):
    """Numbers that stand for no question."""


def numbers_of(question: ProjectQuestion, place: AskedPlace) -> Numbers:
    """A question about a place as numbers of at most 18 digits."""
    sums = question.sums or Sums()
    parts = (
        int(place.is_city),
        number_of(question.period) if question.period else 0,
        STAGES.index(question.stage),
        FATES.index(question.fate),
        int(question.not_yet),
        int(sums.beyond),
    )
    return _packed(place.number, parts), _sum_number(sums.least), _sum_number(sums.most)


def question_numbered(numbers: Numbers) -> tuple[ProjectQuestion, int, bool]:
    """The question that these numbers stand for, its place's number, and whether that is a city's.

    Raises NoSuchQuestion.
    """
    place, (city, when, stage, fate, not_yet, beyond) = _unpacked(numbers[0])
    least, most = map(_sum, numbers[1:])
    if not_yet and STAGES[stage] not in LADDER:
        raise NoSuchQuestion(numbers)
    sums = None if least is most is None else Sums(least, most, bool(beyond))
    question = ProjectQuestion(STAGES[stage], _period(when), sums, not_yet=bool(not_yet), fate=FATES[fate])
    return question, place, bool(city)


def _packed(first: int, parts: Sequence[int]) -> int:
    for part, size in zip(parts, SIZES, strict=True):
        first = first * size + part
    return first


def _unpacked(number: int) -> tuple[int, list[int]]:
    parts = []
    for size in reversed(SIZES):
        number, part = divmod(number, size)
        parts.append(part)
    return number, parts[::-1]


def _period(number: int) -> Period | None:
    period = period_numbered(number) if number else None
    if number and period is None:
        raise NoSuchQuestion(number)
    return period


def _sum_number(amount: int | None) -> int:
    """A sum's digits but the noughts behind them, then in two places one more than how many noughts."""
    if amount is None:
        return 0
    digits = str(amount).rstrip("0")
    noughts = len(str(amount)) - len(digits)
    return int(digits or "0") * 100 + noughts + 1


def _sum(number: int) -> int | None:
    if not number:
        return None
    digits, noughts = divmod(number, 100)
    if not noughts or digits * 10 ** (noughts - 1) > GREATEST_SUM:
        raise NoSuchQuestion(number)
    return int(digits * 10 ** (noughts - 1))
