"""What is how a page is, and so no doubt of its articles: soft reasons that many of them give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from parsing.doubt.reason import Doubt

# Of the other articles of a page, no more than this share may give the same reason.
SELDOM = 0.12
# Reasons of taste and custom. The others tell of a fault on whatever page they stand.
SOFT = frozenset(
    (
        Doubt.ODD_WORDS,
        Doubt.NO_PUNCTUATION,
        Doubt.TWO_SUBJECTS,
        Doubt.LOOSE_SUBJECT,
        Doubt.FOREIGN_PARAGRAPH,
        Doubt.CAPTION_OF_NEIGHBOUR,
        Doubt.HEADLINE_NEARER_NEIGHBOUR,
        Doubt.HEADLINE_TOO_SHORT,
        Doubt.HEADLINE_TOO_LONG,
        Doubt.HEADLINE_UNECHOED,
        Doubt.HEADLINE_TORN,
        Doubt.LEAD_WITHOUT_HEADLINE,
        Doubt.VERY_SHORT,
        Doubt.VERY_LONG,
        Doubt.BEGINS_WITHOUT_A_START,
        Doubt.LEAD_WITHOUT_PLACE_OR_DAY,
        Doubt.UNSIGNED_AMONG_SIGNED,
        Doubt.UNDATED_AMONG_DATED,
        Doubt.OUT_OF_ORDER,
        Doubt.LEAD_LATER,
        Doubt.PARK_UNNAMED,
        Doubt.OTHER_ZONE_NAMED,
    )
)
# What tells of a neighbour's text inside, or of a torn article, on a page of several. Of an article that is
# alone on its page (a web page, mostly) one or two of them are how it is written and set: headings, a list, a
# picture story, a law, many zones in passing.
OF_NEIGHBOURS = frozenset(
    (
        Doubt.HEADING_IN_BODY,
        Doubt.ENDS_WITH_HEADING,
        Doubt.LONE_SECTION_HEAD,
        Doubt.BROKEN_PARAGRAPH,
        Doubt.LEAD_LATER,
        Doubt.LEAD_WITHOUT_HEADLINE,
        Doubt.LEAD_WITHOUT_PLACE_OR_DAY,
        Doubt.VERY_LONG,
        Doubt.REPEATED_TEXT,
        Doubt.BYLINE_INSIDE,
        Doubt.CAPTION_INSIDE,
        Doubt.TEXT_OUT_OF_PLACE,
        Doubt.SEVERAL_PARKS,
    )
)
ENOUGH_OF_NEIGHBOURS = 3


class Norms:
    """How many articles of a page give each reason."""

    def __init__(self, found: Sequence[frozenset[Doubt]]) -> None:
        self._articles = len(found)
        self._giving = Counter(doubt for each in found for doubt in each)

    def set_apart(self, own: Iterable[Doubt], counted: frozenset[Doubt], *, alone: bool) -> set[Doubt]:
        """Of an article's own reasons those that don't go for the page as well.

        `counted` is what it gave when the page's were counted; one that is `alone` is all of its page.
        """
        own = set(own)
        if alone and len(own & OF_NEIGHBOURS) < ENOUGH_OF_NEIGHBOURS:
            own -= OF_NEIGHBOURS
        others = max(1, self._articles - 1)
        return {
            doubt
            for doubt in own
            if doubt not in SOFT or self._giving[doubt] - (doubt in counted) <= SELDOM * others
        }
