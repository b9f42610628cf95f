"""Doubts about what the articles around it all have and this one lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsing.article import Kind
from parsing.doubt.matter import Matter
from parsing.doubt.reason import Doubt
from parsing.doubt.subject import Surroundings
from parsing.park_names import plain, without_province

# So many articles around it, and such a share of them, make a custom of the page.
ENOUGH_ARTICLES, USUAL = 2, 0.7
# A park's full name, as kickers say it, and a headline without a break after it.
_OPENS_WITH_ZONE = re.compile(
    r"[^\s,:;“”]{2,14}?(?:经济技术开发区|经济开发区|高新技术产业开发区|示范区|产业园区?|工业园区)(?=[^\s:,的、])"
)
_ZONE_ENDS = r"(?:区|园|城)"
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


def kicker_doubts(around: Surroundings) -> Iterator[Doubt]:
    """Whether the park in the kicker is the one that a neighbour writes about, whose kicker says another."""
    kicker = _place_of(around.matter)
    if not kicker and _OPENS_WITH_ZONE.match(around.matter.headline) and _lacks(around, Kind.KICKER):
        yield Doubt.KICKER_IN_HEADLINE
    if not kicker or _names(around.matter, kicker):
        return
    if any(_names(other, kicker) and not _named_by_itself(other) for other in around.neighbours):
        yield Doubt.PARK_OF_NEIGHBOUR


def _named_by_itself(matter: Matter) -> bool:
    """Whether the text names the park of its own kicker."""
    kicker = _place_of(matter)
    return bool(kicker) and _names(matter, kicker)


def _place_of(matter: Matter) -> str:
    """The place that the park in the kicker is named after, two characters of it; empty for no kicker."""
    return without_province(plain("".join(matter.texts(Kind.KICKER))))[:2]


def _names(matter: Matter, place: str) -> bool:
    """Whether a zone of this place is named in an article, its kicker aside."""
    zone = re.compile(rf"{re.escape(place)}\S{{0,9}}?{_ZONE_ENDS}")
    return any(zone.search(block.text) for block in matter.blocks if block.kind is not Kind.KICKER)


def _lacks(around: Surroundings, kind: Kind) -> bool:
    having = sum(bool(other.texts(kind)) for other in around.neighbours)
    return not around.matter.texts(kind) and having >= USUAL * len(around.neighbours)
