"""Doubts about what the articles around it all have and this one lacks."""

from __future__ import annotations

from collections.abc import Iterator

from parsing.article import Kind
from parsing.doubt.reason import Doubt
from parsing.doubt.subject import Surroundings

# So many articles around it, and such a share of them, make a custom of the page.
ENOUGH_ARTICLES, USUAL = 2, 0.7
_REPORTER = ("记者", "通讯员")


def custom_doubts(around: Surroundings) -> Iterator[Doubt]:
    """Whether it lacks the byline or the dateline that the others have: its end or start may be lost."""
    if len(around.neighbours) < ENOUGH_ARTICLES or not around.matter.paragraphs:
        return
    if _lacks(around, Kind.DATELINE):
        yield Doubt.UNDATED_AMONG_DATED
    signed = any(word in text for text in around.matter.texts(Kind.DATELINE) for word in _REPORTER)
    if not signed and _lacks(around, Kind.BYLINE):
        yield Doubt.UNSIGNED_AMONG_SIGNED


def _lacks(around: Surroundings, kind: Kind) -> bool:
    having = sum(bool(other.texts(kind)) for other in around.neighbours)
    return not around.matter.texts(kind) and having >= USUAL * len(around.neighbours)
