"""Projects over many articles: each telling gets its project, each promise what became of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from projects.article import Article
from projects.kinds import is_phase_alone, phase_of, with_phase
from projects.linking import Index, Signs, Undertaking, signs_of
from projects.money import amount_of
from projects.outcomes import Outcome, Told, outcome_of
from projects.project import Promise, Telling
from projects.reading import read_projects


@dataclass(frozen=True)
class Line:
    """One telling in the ledger: of which project (a number from 1), in which article of which day."""

    number: int
    article: Article
    telling: Telling


class Ledger:
    """Reads articles in the order of their days and knows the projects of earlier ones again, in memory."""

    def __init__(self) -> None:
        self._index = Index()
        self._undertakings: list[Undertaking] = []
        self._brands: dict[str, dict[str, None]] = defaultdict(dict)
        self._told: dict[int, list[Told]] = defaultdict(list)

    def read(self, article: Article, barred: Mapping[str, Collection[int]] | None = None) -> list[Line]:
        """The projects that an article tells of, each with its number.

        `barred` are numbers that a telling is not of, by the name it has in the article.
        """
        tellings = read_projects(article, tuple(self._brands[article.park]))
        barred = barred or {}
        lines = [
            Line(
                self._number(
                    signs_of_telling(article, telling, tellings), barred.get(article.text(telling.name), ())
                ),
                article,
                telling,
            )
            for telling in tellings
        ]
        for line in lines:
            if article.day is not None:
                promises = tuple((promise.step, promise.due) for promise in line.telling.promises)
                self._told[line.number].append(
                    Told(article.day, line.telling.stage, line.telling.reached, promises)
                )
        return lines

    def outcome(self, line: Line, promise: Promise, as_of: dt.date, numbers: Collection[int] = ()) -> Outcome:
        """What became of a promise by the end of a day; `numbers` are those that are one project with it."""
        made = line.article.day
        if made is None:
            return Outcome.OPEN
        told = [each for number in numbers or (line.number,) for each in self._told[number]]
        if len(numbers) > 1:
            told.sort(key=lambda each: each.day)
        return outcome_of(promise.step, promise.due, made, told, as_of)

    def _number(self, signs: Signs, barred: Collection[int]) -> int:
        for brand in signs.brands:
            self._brands[signs.park][brand] = None
        undertaking = self._index.find(signs, barred)
        if undertaking is None:
            undertaking = Undertaking(len(self._undertakings) + 1, signs.park)
            self._undertakings.append(undertaking)
        undertaking.take(signs)
        self._index.add(undertaking, signs)
        return undertaking.number


def signs_of_telling(article: Article, telling: Telling, beside: Sequence[Telling] = ()) -> Signs:
    """What a telling is known again by; `beside` are the tellings of the same article."""
    owner = article.text(telling.owner) if telling.owner else ""
    wordings = telling.wordings(article)
    if all(map(is_phase_alone, wordings)):
        wordings += _as_another_phase(article, telling, beside)
    return signs_of(
        article.park,
        wordings,
        owner,
        telling.former,
        telling.brand,
        telling.stage,
        amount_of(article.text(telling.investment)) if telling.investment else None,
        ((promise.step, promise.due) for promise in telling.promises),
    )


def _as_another_phase(article: Article, telling: Telling, beside: Sequence[Telling]) -> list[str]:
    """What 一期 alone is in full, beside another phase of the same firm: 澜石减速器二期 → 澜石减速器一期."""
    phase = article.text(telling.name)
    others = [other for other in beside if other is not telling and other.brand == telling.brand]
    names = [article.text(other.name) for other in others]
    return [with_phase(name, phase) for name in names if phase_of(name)] if len(others) == 1 else []
