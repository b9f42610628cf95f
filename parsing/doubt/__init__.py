"""How far an article, as it was read, is to be doubted: for what reasons, and if an editor sees it first.

    doubts_of(article, reading, page=page)   the reasons, the gravest first
    doubts_of_page(page, readings)           the same for all articles of a page, each of them looked at once
    is_doubtful(doubts)                      whether they are enough to flag it

A doubt is no verdict: the article may be right. What is doubtful about the page as a whole (its date is
assumed, its newspaper unknown) belongs to the issue and is no doubt of its articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from parsing.article import Article, Page
from parsing.doubt.body import body_doubts
from parsing.doubt.characters import character_doubts
from parsing.doubt.closeness import close_to_next
from parsing.doubt.customs import custom_doubts, kicker_doubts
from parsing.doubt.headline import headline_doubts
from parsing.doubt.matter import Matter
from parsing.doubt.misplaced import misplaced_doubts
from parsing.doubt.norms import Norms
from parsing.doubt.park import named_by_kicker_alone, park_doubts
from parsing.doubt.reason import ENOUGH, WEIGHTS, Doubt
from parsing.doubt.subject import Surroundings, subject_doubts
from parsing.parks import ParkReading

__all__ = ["Doubt", "doubts_of", "doubts_of_page", "is_doubtful"]

# On either side, so many articles of the page are compared with: a printed page seldom has more.
NEIGHBOURS = 6
MOST_PAGES = 4
# Whether it names its park is told by the reading; for the other articles of the page, whose reading may not
# be at hand, the kicker stands for it.
OF_THE_PARK = frozenset((Doubt.PARK_UNNAMED,))


def doubts_of(article: Article, reading: ParkReading, *, page: Page | None = None) -> tuple[Doubt, ...]:
    """The reasons to doubt an article and the park it was read to be about, the gravest first.

    With its `page`, what the articles around it say counts too: a headline or paragraph may be theirs, and
    what many of them have in common is how the page is.
    """
    articles = page.articles if page is not None else (article,)
    place = next((number for number, other in enumerate(articles) if other is article), None)
    if place is None:
        articles, place = (article,), 0
    alone = page is not None and len(page.articles) == 1
    return _PageLookedAt.of(articles).doubts(place, reading, alone=alone)


def doubts_of_page(page: Page, readings: Sequence[ParkReading]) -> tuple[tuple[Doubt, ...], ...]:
    """The doubts of each article of a page, given the park reading of each in the same order."""
    looked_at = _PageLookedAt.of(page.articles)
    alone = len(page.articles) == 1
    return tuple(
        looked_at.doubts(place, reading, alone=alone)
        for place, reading in zip(range(len(page.articles)), readings, strict=True)
    )


def is_doubtful(doubts: Iterable[Doubt]) -> bool:
    """Whether these doubts together are enough for an editor to see the article first."""
    return sum(WEIGHTS[doubt] for doubt in set(doubts)) >= ENOUGH


class _PageLookedAt:
    """The articles of a page, and the doubts that each of them raises but for its park."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._matters = [Matter.of(article) for article in articles]
        self._assumed = [article.headline_assumed for article in articles]
        self._close = close_to_next(self._matters)
        self._found = [self._doubts_at(place) for place in range(len(articles))]
        self._norms = Norms(self._found)

    @classmethod
    @lru_cache(maxsize=MOST_PAGES)
    def of(cls, articles: tuple[Article, ...]) -> _PageLookedAt:
        """These articles looked at. The last few pages are kept: their articles are asked for one by one."""
        return cls(articles)

    def doubts(self, place: int, reading: ParkReading, *, alone: bool) -> tuple[Doubt, ...]:
        """The doubts of the article at `place`, those left out that go for the page as a whole."""
        found = self._found[place]
        own = (found - OF_THE_PARK) | {*park_doubts(self._matters[place], reading)}
        kept = self._norms.set_apart(own, found, alone=alone)
        return tuple(doubt for doubt in _GRAVEST_FIRST if doubt in kept)

    def _doubts_at(self, place: int) -> frozenset[Doubt]:
        matter = self._matters[place]
        start = max(0, place - NEIGHBOURS)
        after = self._matters[place + 1 : place + NEIGHBOURS + 1]
        around = Surroundings(
            matter, [*self._matters[start:place], *after], following=after[0] if after else None
        )
        found = {
            *headline_doubts(matter),
            *body_doubts(matter),
            *character_doubts(matter),
            *misplaced_doubts(matter),
            *subject_doubts(around),
            *custom_doubts(around),
            *kicker_doubts(around),
        }
        if place in self._close or place - 1 in self._close:
            found.add(Doubt.CLOSE_TO_NEIGHBOUR)
        if self._assumed[place]:  # what stands for a headline is the first sentence
            found.add(Doubt.NO_HEADLINE)
        if named_by_kicker_alone(matter):
            found.add(Doubt.PARK_UNNAMED)
        return frozenset(found)


_GRAVEST_FIRST = sorted(Doubt, key=WEIGHTS.__getitem__, reverse=True)
