"""Why an editor should look at an article, in words, and which doubts an editor has settled."""

from __future__ import annotations

from bot import wording
from parsing.doubt import Doubt
from parsing.doubt import is_doubtful as weigh
from storage.archive.prepared import PreparedArticle

ABOUT_PARK, ABOUT_HEADLINE = "park", "headline"
# A draft may hold one that only another version knows.
_KNOWN = frozenset(Doubt)


def is_doubtful(article: PreparedArticle) -> bool:
    """Whether an editor should look at it before the others."""
    return weigh(Doubt(doubt) for doubt in article.doubts if doubt in _KNOWN)


def in_words(article: PreparedArticle) -> tuple[str, ...]:
    """Its doubts as a person reads them."""
    return tuple(wording.DOUBTS.get(doubt, doubt) for doubt in article.doubts)


def without_doubts_about(doubts: tuple[str, ...], what: str) -> tuple[str, ...]:
    """The doubts that stay when an editor has set the park or the headline."""
    other = ABOUT_HEADLINE if what == ABOUT_PARK else ""
    return tuple(doubt for doubt in doubts if what not in doubt or (other and other in doubt))
