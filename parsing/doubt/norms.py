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


class Norms:
    """How many articles of a page give each reason."""

    def __init__(self, found: Sequence[frozenset[Doubt]]) -> None:
        self._articles = len(found)
        self._giving = Counter(doubt for each in found for doubt in each)

    def set_apart(self, own: Iterable[Doubt], counted: frozenset[Doubt]) -> set[Doubt]:
        """Of an article's own reasons those that don't go for the page as well.

        `counted` is what it gave when the page's were counted.
        """
        others = max(1, self._articles - 1)
        return {
            doubt
            for doubt in own
            if doubt not in SOFT or self._giving[doubt] - (doubt in counted) <= SELDOM * others
        }
