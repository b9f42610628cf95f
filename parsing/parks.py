"""Which parks of a list a page names, and which one an article is about.

What a reader's words mean is asked of the database: bot/names/resolving.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from parsing.article import Article, Kind
from parsing.park_list import BUNDLED_LIST, Park, bundled_parks
from parsing.park_names import (
    KICKER_MARKS,
    ZONE_TAILS,
    fold,
    plain,
    short_form,
    spellings,
    undecorated,
    unspaced,
    zone_tail,
)
from parsing.unknown_parks import cities, unknown_park_start

__all__ = ["BUNDLED_LIST", "Gazetteer", "Mention", "Park", "ParkReading", "bundled_parks"]

# How much a mention says about what the article is about; the kicker decides alone.
HEADLINE_WEIGHT = 40.0
SUBHEAD_WEIGHT = 25.0
LEAD_WEIGHT = 12.0
BODY_WEIGHT = 4.0
CAPTION_WEIGHT = 2.0
# The first mention in a paragraph counts more than the same words far down.
POSITION_BONUS = 3.0
# A park inside another one is the subject when it has at least this share of its parent's score.
CHILD_SHARE = 0.4
# A park that is only named in passing is not what the article is about: once, among others.
LEAST_SAID = 5.0
LISTED_SHARE = 0.3
# What these name without a list's word for it is as a rule a part of a town, or a whole coast.
_WIDE_TAIL = re.compile("(?:功能区|自贸区|自由贸易试验区|新城|新区)$")
WIDE_SHARE = 0.4
# A headline that begins with a zone's kind speaks of the one in the paper's own city.
_BARE_ZONE = re.compile("(?:高新区|经开区|综保区)(?![的内外里等])|开发区(?=管委会|党工委)")
_CITY = re.compile("(?=(" + "|".join(sorted(map(re.escape, cities()), key=len, reverse=True)) + "))")
# An article about all zones of a province or town is about none of them.
_ALL_ZONES = re.compile(
    "(?:全[省市县区国]|各地|我[省市]|各[市县])(?:各地|各类|各级)?(?:的)?(?:开发区|经开区|园区|高新区)"
)
# A name made up from the text of an article is worth less than one that is in the list.
UNKNOWN_SHARE = 0.8
UNPLACED_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a park: characters `start` to `end` (half open), and the parks the name can mean."""

    start: int
    end: int
    parks: tuple[Park, ...]


@dataclass(frozen=True, slots=True)
class ParkReading:
    """The park an article is about, and the other parks it names, in the order of the text."""

    main: Park | None
    mentions: tuple[Park, ...] = ()


class Gazetteer:
    """The known parks, ready to tell the names in a kicker and in a text."""

    def __init__(self, parks: Iterable[Park]) -> None:
        self.parks = tuple(parks)
        self._by_name: dict[str, list[Park]] = {}
        self._by_spelling: dict[str, list[Park]] = {}
        renamed = {former for park in self.parks for former in park.former_names}
        for park in self.parks:
            if park.name in renamed and park.merged_into:
                continue  # the same place under its old name: the successor answers for it
            self._enter(park, (park.name, *park.aliases, *park.former_names))
        for park in self.parks:
            if park.name in renamed and park.merged_into:
                successors = [other for other in self.parks if park.name in other.former_names]
                for successor in successors:
                    self._enter(successor, (park.name, *park.aliases))
        self._longest = max(map(len, self._by_spelling), default=0)
        self._tails = self._tail_pattern()

    @classmethod
    @lru_cache(maxsize=1)
    def bundled(cls) -> Gazetteer:
        """The gazetteer of the shipped list."""
        return cls(bundled_parks())

    def _enter(self, park: Park, names: Iterable[str]) -> None:
        for name in names:
            _put(self._by_name, plain(name), park)
            for form in spellings(name, park.cities):
                _put(self._by_spelling, form, park)

    def _tail_pattern(self) -> re.Pattern[str]:
        own = {name[-2:] for name in self._by_name if len(name) >= 2} - {tail[-2:] for tail in ZONE_TAILS}
        tails = sorted({*ZONE_TAILS, *own}, key=lambda tail: (-len(tail), tail))
        return re.compile("|".join(map(re.escape, tails)))

    def names(self, name: str) -> tuple[Park, ...]:
        """The parks that a full name or alias means, in any usual spelling; a bare place names none."""
        key = plain(name)
        if found := self._by_name.get(key) or self._by_spelling.get(short_form(key)):
            return tuple(found)
        for form in sorted(spellings(key)):
            if found := self._by_spelling.get(form):
                return tuple(found)
        return ()

    def mentions_in(self, text: str) -> Iterator[Mention]:
        """Where the text names parks of the list, longest names first, never one inside another.

        From the end of the text to its start.
        """
        folded = fold(text)
        if len(folded.lower()) == len(folded):  # a few letters of other scripts grow
            folded = folded.lower()
        free = len(folded)
        for match in reversed(list(self._tails.finditer(folded))):
            end = match.end()
            if end > free:
                continue
            found = self._ending_at(folded, end, match.group())
            if found:
                free = found.start
                yield found

    def _ending_at(self, text: str, end: int, tail: str) -> Mention | None:
        short_tail = short_form(tail)
        before = text[max(0, end - len(tail) - self._longest) : end - len(tail)]
        for start in range(len(before)):
            if parks := self._by_spelling.get(before[start:] + short_tail):
                return Mention(end - len(tail) - len(before) + start, end, tuple(parks))
        return None

    def park_of(self, article: Article) -> ParkReading:
        """Which park the article is about, and which others it names.

        The kicker decides; one that names an unknown park makes a new, unconfirmed one. Without a kicker,
        headline, subhead, first paragraph, body and captions weigh in that order.
        """
        scores: defaultdict[str, float] = defaultdict(float)
        known: dict[str, Park] = {}
        unknown: defaultdict[str, float] = defaultdict(float)
        lead_seen = False
        for block in article.blocks:
            weight = _WEIGHTS.get(block.kind, 0.0)
            if block.kind is Kind.PARAGRAPH and not lead_seen:
                weight, lead_seen = LEAD_WEIGHT, True
            if not weight:
                continue
            found = sorted(self.mentions_in(block.text), key=lambda mention: mention.start)
            for number, mention in enumerate(found):
                park = _likeliest(mention.parks)
                known.setdefault(park.name, park)
                said = weight + (POSITION_BONUS if number == 0 else 0.0)
                scores[park.name] += said * (LISTED_SHARE if _listed(block.text, mention) else 1.0)
            for number, (name, placed) in enumerate(self._unknown_in(block.text, found)):
                share = UNKNOWN_SHARE if placed else UNPLACED_SHARE
                share = WIDE_SHARE if _WIDE_TAIL.search(name) else share
                unknown[name] += share * (weight + (POSITION_BONUS if number == 0 else 0.0))
        of_all = _ALL_ZONES.search(f"{article.headline} {article.subhead}")
        least = HEADLINE_WEIGHT if of_all else LEAST_SAID
        main = self._of_kicker(article.kicker) or self._best(scores, known, unknown, least)
        main = main or self._of_bare_headline(article)
        others = tuple(park for park in known.values() if main is None or park.name != main.name)
        return ParkReading(main, others)

    def _of_kicker(self, kicker: str) -> Park | None:
        name = undecorated(kicker)
        if not zone_tail(name):
            return None
        parks = self.names(name)
        return _likeliest(parks) if parks else Park(unspaced(kicker).strip(KICKER_MARKS), confirmed=False)

    def _of_bare_headline(self, article: Article) -> Park | None:
        """The zone that a headline calls by its kind alone, where the text names one city: 高新区管委会…."""
        said = _BARE_ZONE.match(fold(article.headline).lstrip("“《 "))
        if not said:
            return None
        text = fold("".join(article.paragraphs))
        named = _CITY.findall(text)
        if len(set(named)) != 1:
            return None
        parks = self.names(named[0] + said.group())
        return _likeliest(parks) if parks else Park(named[0] + said.group(), confirmed=False)

    def _unknown_in(self, text: str, known: list[Mention]) -> Iterator[tuple[str, bool]]:
        folded = fold(text)
        covered = [(mention.start, mention.end) for mention in known]
        for match in self._tails.finditer(folded):
            if not any(start < match.end() <= end for start, end in covered):
                start, placed = unknown_park_start(folded, match.start(), match.end())
                if start is not None:
                    yield text[start : match.end()], placed

    def _best(
        self,
        scores: dict[str, float],
        known: dict[str, Park],
        unknown: dict[str, float],
        least: float,
    ) -> Park | None:
        best = known[max(scores, key=scores.__getitem__)] if scores else None
        top = scores[best.name] if best else 0.0
        if top < least:
            best, top = None, 0.0
        for name, score in scores.items():
            if best and known[name].parent == best.name and score >= CHILD_SHARE * top:
                return known[name]
        if unknown:
            name = max(unknown, key=unknown.__getitem__)
            if unknown[name] > top and unknown[name] >= least:
                return Park(name, confirmed=False)
        return best


_WEIGHTS = {
    Kind.HEADLINE: HEADLINE_WEIGHT,
    Kind.SUBHEAD: SUBHEAD_WEIGHT,
    Kind.PARAGRAPH: BODY_WEIGHT,
    Kind.SECTION_HEAD: BODY_WEIGHT,
    Kind.CAPTION: CAPTION_WEIGHT,
}


def _listed(text: str, mention: Mention) -> bool:
    """Whether a mention is one of a list: 省商务厅、综改示范区管委会、…公司分别作了推介."""
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 4]
    return before == "、" and "、" in after


def _put(index: dict[str, list[Park]], key: str, park: Park) -> None:
    parks = index.setdefault(key, [])
    if not any(known is park for known in parks):
        parks.append(park)


def _likeliest(parks: tuple[Park, ...]) -> Park:
    """Of parks that share a name, one that still exists."""
    return next((park for park in parks if not park.merged_into), parks[0])
