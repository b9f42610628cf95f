"""How far an article, as it was read, is to be doubted: for what reasons, and if an editor sees it first.

    doubts_of(article, reading, page=page)   the reasons, the gravest first
    doubts_of_page(page, readings)           the same for all articles of a page, each of them looked at once
    is_doubtful(doubts)                      whether they are enough to flag it

A doubt is no verdict: the article may be right. What is doubtful about the page as a whole (its date is
assumed, its newspaper unknown) belongs to the issue and is no doubt of its articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsing.article import Article, Page
from parsing.doubt.body import body_doubts
from parsing.doubt.characters import character_doubts
from parsing.doubt.customs import custom_doubts
from parsing.doubt.headline import headline_doubts
from parsing.doubt.matter import Matter
from parsing.doubt.misplaced import misplaced_doubts
from parsing.doubt.park import park_doubts
from parsing.doubt.reason import ENOUGH, WEIGHTS, Doubt
from parsing.doubt.subject import Surroundings, subject_doubts
from parsing.parks import ParkReading

__all__ = ["Doubt", "doubts_of", "doubts_of_page", "is_doubtful"]

# On either side, so many articles of the page are compared with: a printed page seldom has more.
NEIGHBOURS = 6


def doubts_of(article: Article, reading: ParkReading, *, page: Page | None = None) -> tuple[Doubt, ...]:
    """The reasons to doubt an article and the park it was read to be about, the gravest first.

    With its `page`, what the articles around it say counts too: a headline or paragraph may be theirs.
    """
    articles = page.articles if page is not None else (article,)
    place = next((number for number, other in enumerate(articles) if other is article), None)
    if place is None:
        articles, place = (article,), 0
    start = max(0, place - NEIGHBOURS)
    matters = [Matter.of(other) for other in articles[start : place + NEIGHBOURS + 1]]
    return _doubts(matters, place - start, reading)


def doubts_of_page(page: Page, readings: Sequence[ParkReading]) -> tuple[tuple[Doubt, ...], ...]:
    """The doubts of each article of a page, given the park reading of each in the same order."""
    matters = [Matter.of(article) for article in page.articles]
    found = []
    for place, reading in zip(range(len(matters)), readings, strict=True):
        start = max(0, place - NEIGHBOURS)
        found.append(_doubts(matters[start : place + NEIGHBOURS + 1], place - start, reading))
    return tuple(found)


def is_doubtful(doubts: Iterable[Doubt]) -> bool:
    """Whether these doubts together are enough for an editor to see the article first."""
    return sum(WEIGHTS[doubt] for doubt in set(doubts)) >= ENOUGH


def _doubts(matters: Sequence[Matter], place: int, reading: ParkReading) -> tuple[Doubt, ...]:
    """The doubts of the article at `place` among the articles around it."""
    matter = matters[place]
    after = matters[place + 1 :]
    around = Surroundings(matter, [*matters[:place], *after], following=after[0] if after else None)
    found = {
        *headline_doubts(matter, reading.main.name if reading.main else ""),
        *body_doubts(matter),
        *character_doubts(matter),
        *park_doubts(matter, reading),
        *misplaced_doubts(matter),
        *subject_doubts(around),
        *custom_doubts(around),
    }
    return tuple(doubt for doubt in _GRAVEST_FIRST if doubt in found)


_GRAVEST_FIRST = sorted(Doubt, key=WEIGHTS.__getitem__, reverse=True)
