"""Projects over many articles: each telling gets its project, each promise what became of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from projects.article import Article
from projects.linking import Index, Signs, Undertaking, signs_of
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

    def read(self, article: Article) -> list[Line]:
        """The projects that an article tells of, each with its number."""
        tellings = read_projects(article, tuple(self._brands[article.park]))
        lines = [Line(self._number(article, telling), article, telling) for telling in tellings]
        for line in lines:
            if article.day is not None:
                promises = tuple((promise.step, promise.due) for promise in line.telling.promises)
                self._told[line.number].append(
                    Told(article.day, line.telling.stage, line.telling.reached, promises)
                )
        return lines

    def outcome(self, line: Line, promise: Promise, as_of: dt.date) -> Outcome:
        """What became of a promise by the end of a day."""
        made = line.article.day
        if made is None:
            return Outcome.OPEN
        return outcome_of(promise.step, promise.due, made, self._told[line.number], as_of)

    def _number(self, article: Article, telling: Telling) -> int:
        signs = signs_of_telling(article, telling)
        for brand in signs.brands:
            self._brands[article.park][brand] = None
        undertaking = self._index.find(signs)
        if undertaking is None:
            undertaking = Undertaking(len(self._undertakings) + 1, article.park)
            self._undertakings.append(undertaking)
        undertaking.take(signs)
        self._index.add(undertaking, signs)
        return undertaking.number


def signs_of_telling(article: Article, telling: Telling) -> Signs:
    """What a telling is known again by."""
    owner = article.text(telling.owner) if telling.owner else ""
    return signs_of(article.park, telling.wordings(article), owner, telling.former, telling.brand)
