"""A park's projects from all its stored articles at once, with what editors decided by hand."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from projects.article import Article, Span
from projects.ledger import Ledger, Line
from projects.money import amount_of
from projects.outcomes import Outcome
from projects.project import Stage, Telling
from projects.together import Together, fullest_name


class Ruling(StrEnum):
    """What an editor may decide: two tellings are of one project, or of two; a name; that it is none."""

    SAME = "same"
    APART = "apart"
    NAME = "name"
    NONE = "none"


@dataclass(frozen=True)
class Anchor:
    """A telling as it is found again when all is read anew: the article's number and the name told there."""

    article_id: int
    name: str


@dataclass(frozen=True)
class Decision:
    """What an editor decided of a telling: about `other` for SAME and APART, with `text` for NAME.

    Those of one number, `made`, were one decision.
    """

    ruling: Ruling
    anchor: Anchor
    other: Anchor | None = None
    text: str = ""
    made: int = 0


@dataclass(frozen=True)
class Filed:
    """A stored article with its number and the number of the revision that holds."""

    article_id: int
    revision: int
    article: Article


@dataclass(frozen=True)
class BuiltPromise:
    """A promise with its words, its spans, and what became of it by all that was told since."""

    what: Span
    when: Span
    words: str
    time: str
    step: Stage
    due: dt.date | None
    outcome: Outcome


@dataclass(frozen=True)
class BuiltTelling:
    """One telling of project `number` (from 1, of this building alone), ready to be stored.

    `evidence` are the words that show its stage.
    """

    number: int
    anchor: Anchor
    revision: int
    day: dt.date
    telling: Telling
    owner: str
    investment: str
    amount: int | None
    promises: tuple[BuiltPromise, ...]
    evidence: str = ""


@dataclass(frozen=True)
class Built:
    """All tellings of a park in the order of days, what each project is called, the numbers that are none."""

    tellings: tuple[BuiltTelling, ...]
    names: dict[int, str]
    none: frozenset[int]


def build(filed: Sequence[Filed], decisions: Iterable[Decision] = ()) -> Built:
    """Reads a park's articles, which stand in the order of their days, and links what they tell.

    The same articles and decisions make the same; a decision whose telling is no more has no effect.
    """
    decisions = tuple(decisions)
    apart = [each for each in decisions if each.ruling is Ruling.APART and each.other]
    ledger = Ledger()
    lines: list[tuple[Filed, Anchor, Line]] = []
    numbers: dict[Anchor, int] = {}
    for each in filed:
        barred = _barred(each.article_id, apart, numbers)
        for line in ledger.read(each.article, barred):
            anchor = Anchor(each.article_id, line.article.text(line.telling.name))
            numbers[anchor] = line.number
            lines.append((each, anchor, line))
    together = _together(decisions, numbers)
    one_of = {number: together.number_of(number) for number in set(numbers.values())}
    tellings = tuple(
        _built(one_of.get(line.number, line.number), file, anchor, line, ledger, one_of)
        for file, anchor, line in lines
    )
    return Built(tellings, _names(together, lines), _none(decisions, numbers, one_of))


def _barred(
    article_id: int, apart: Sequence[Decision], numbers: dict[Anchor, int]
) -> dict[str, frozenset[int]]:
    """Of an article's tellings, by their names, the projects that an editor said they are not of."""
    barred: dict[str, set[int]] = {}
    for decision in apart:
        assert decision.other is not None
        for mine, other in ((decision.anchor, decision.other), (decision.other, decision.anchor)):
            if mine.article_id == article_id and other in numbers:
                barred.setdefault(mine.name, set()).add(numbers[other])
    return {name: frozenset(each) for name, each in barred.items()}


def _together(decisions: Sequence[Decision], numbers: dict[Anchor, int]) -> Together:
    """What editors put together and named, of the tellings that there are.

    A name is one project's: where what it was given to came apart since, that of most tellings it was about.
    """
    together = Together()
    there = [each for each in decisions if each.anchor in numbers]
    for (ruling, _), made in groupby(there, key=lambda each: (each.ruling, each.made)):
        if ruling is Ruling.NAME:
            alike = list(made)
            named = Counter(together.number_of(numbers[each.anchor]) for each in alike)
            together.name(max(named, key=lambda number: named[number]), alike[0].text)
        elif ruling is Ruling.SAME:
            for each in made:
                if each.other in numbers:
                    assert each.other is not None
                    together.join(numbers[each.anchor], numbers[each.other])
    return together


def _names(together: Together, lines: Iterable[tuple[Filed, Anchor, Line]]) -> dict[int, str]:
    """What each project is called: as an editor said, else by what is told of the one that stays."""
    told: dict[int, list[str]] = {}
    for _, anchor, line in lines:
        number = together.number_of(line.number)
        if together.stays(number) == line.number:
            told.setdefault(number, []).append(anchor.name)
    return {number: fullest_name(names) for number, names in told.items()} | together.given


def _none(
    decisions: Sequence[Decision], numbers: dict[Anchor, int], one_of: dict[int, int]
) -> frozenset[int]:
    none = [each for each in decisions if each.ruling is Ruling.NONE and each.anchor in numbers]
    return frozenset(one_of[numbers[each.anchor]] for each in none)


def _built(
    number: int, file: Filed, anchor: Anchor, line: Line, ledger: Ledger, one_of: dict[int, int]
) -> BuiltTelling:
    article, telling = line.article, line.telling
    others = [other for other, root in one_of.items() if root == number]
    investment = article.text(telling.investment) if telling.investment else ""
    return BuiltTelling(
        number=number,
        anchor=anchor,
        revision=file.revision,
        day=article.day or dt.date.min,
        telling=telling,
        owner=article.text(telling.owner) if telling.owner else "",
        investment=investment,
        amount=amount_of(investment),
        promises=tuple(
            BuiltPromise(
                promise.what,
                promise.when,
                article.text(promise.what),
                article.text(promise.when),
                promise.step,
                promise.due,
                ledger.outcome(line, promise, dt.date.max, others),
            )
            for promise in telling.promises
        ),
        evidence=article.text(telling.stage_evidence) if telling.stage_evidence else "",
    )
