"""What a name may mean that no list spells that way: traditional characters, pinyin, initials, typos, and
names inside a sentence.

Runs in the worker process: its libraries and tables are large, and nobody who spells a park as it is spelt
needs them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice, product
from typing import Protocol

from bot.names.sentence import Span, speaks_of
from parsing.park_names import (
    PROVINCES,
    identifying_stem,
    plain,
    short_form,
    spellings,
    without_county_mark,
    without_province,
    zone_tail,
)
from storage.parks.place_names import Names
from storage.parks.stored_parks import COUNTY_SEPARATOR, SHORTEST_PLACE

# A sentence longer than this is looked at up to here.
LONGEST_LOOKED_AT = 500
# What is less like every name than this is no slip of any: 推送时间 (0.31), while 北京 is 0.45 like 中北.
FAR_FROM_ALL = 0.42
# At least this like a name, of 1.0 for equal characters and equal sound, and ahead of the next by so much.
NEAR_ENOUGH = 0.62
CLEARLY_NEARER = 0.08
NEAREST = 3
# A slip of the hand is one sign in so many (one in any case): more is another name.
_SIGNS_A_SLIP = 4
_CANDIDATES = 60
_LONGEST_PROVINCE = max(map(len, PROVINCES))
_SPELLINGS_OF_A_PLACE = 16
_SHORTEST_PINYIN_START = 3
_SOUND_FORM = re.compile(r"[a-z][a-z'’\s-]*")


class Converter(Protocol):
    """What is used of OpenCC, which ships no types."""

    def convert(self, text: str) -> str:
        """The text in the other characters."""


Target = tuple[str, int]
PARK = "park"
CITY = "city"


class How(StrEnum):
    """How a name was understood: as another spelling, inside a sentence, as a clear typo, or hardly."""

    SPELLING = "spelling"
    INSIDE = "inside"
    TYPO = "typo"
    HARDLY = "hardly"


@dataclass(frozen=True, slots=True)
class Match:
    """The parks and cities meant, best first: ("park", id), ("city", id); `unlike` where none is like it."""

    how: How
    targets: tuple[Target, ...]
    unlike: bool = False


def match_name(text: str, names: Names) -> Match:
    """What `text` may mean among these names. HARDLY gives the nearest few, or none at all."""
    index = _index(names)
    key = plain(simplified(_visible(text[:LONGEST_LOOKED_AT])))
    if found := index.spelt(key):
        return Match(How.SPELLING, found)
    if found := index.sounding(_visible(text)):
        return Match(How.SPELLING, found)
    spans = index.inside(key)
    if spans:
        found = index.named_at(key, spans)
        return Match(How.INSIDE, found) if speaks_of(key, spans) else Match(How.HARDLY, found[:NEAREST])
    near = index.near(key)
    if near and _is_clear(near) and index.may_be_slip(key, near[0][1]):
        return Match(How.TYPO, (near[0][1],))
    unlike = not near or near[0][0] < FAR_FROM_ALL
    return Match(How.HARDLY, tuple(target for _, target in near[:NEAREST]), unlike)


def _is_clear(near: list[tuple[float, Target]]) -> bool:
    """Whether the nearest is near enough, and clearly nearer than the next."""
    ahead = near[0][0] - near[1][0] if len(near) > 1 else near[0][0]
    return near[0][0] >= NEAR_ENOUGH and ahead >= CLEARLY_NEARER


def simplified(text: str) -> str:
    """The text in simplified characters."""
    return _converter().convert(text)


def _visible(text: str) -> str:
    """The text without marks that show nothing: directions, joiners, controls."""
    return "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Cc", "Cs", "Co"))


class _Index:
    """Names by spelling and by sound."""

    def __init__(self, names: Names) -> None:
        self._meant: dict[str, dict[Target, None]] = {}
        self._places: dict[str, None] = {}
        self._provinces = _provinces_of(name for _, name in names.parks)
        self._enter_parks(names)
        self._enter_counties(names)
        self._enter_cities(names)
        self._forms = tuple(self._meant)
        self._longest = max(map(len, self._forms), default=0)
        self._sound_of = {form: _sound(form) for form in self._forms}
        self._sounds: dict[str, list[str]] = {}
        self._initials: dict[str, list[str]] = {}
        self._enter_sounds()

    def _enter_parks(self, names: Names) -> None:
        for park_id, name in names.parks:
            for form in (plain(name), *sorted(spellings(name))):
                self._enter(form, (PARK, park_id))
            if place := identifying_stem(without_province(short_form(plain(name)))):
                self._enter(place, (PARK, park_id))
                self._places[place] = None

    def _enter_counties(self, names: Names) -> None:
        for park_id, counties in names.counties:
            for county in counties.split(COUNTY_SEPARATOR):
                bare = county[:-1] if len(county) > SHORTEST_PLACE else county
                for form in (county, bare):
                    if len(form) >= SHORTEST_PLACE and (form not in self._meant or form in self._places):
                        self._enter(form, (PARK, park_id))
                        self._places[form] = None

    def _enter_cities(self, names: Names) -> None:
        """A city stands for all that lies in it, and so for what is called after it."""
        for city in names.cities:
            self._meant[city.name] = {(CITY, city.id): None}
            self._meant[city.name + "市"] = {(CITY, city.id): None}
            self._places[city.name] = None

    def _enter_sounds(self) -> None:
        for form, sound in self._sound_of.items():
            self._sounds.setdefault(sound, []).append(form)
        for place in self._places:
            for syllables in _readings(place):
                self._sounds.setdefault("".join(syllables), []).append(place)
                initials = "".join(syllable[0] for syllable in syllables)
                self._initials.setdefault(initials, []).append(place)

    def _enter(self, form: str, target: Target) -> None:
        if len(form) >= SHORTEST_PLACE:
            self._meant.setdefault(form, {})[target] = None

    def spelt(self, key: str) -> tuple[Target, ...]:
        """By a whole form, its kind of zone and its province written or not, else by the start of one."""
        for form in (key, short_form(key), self._at_home(key)):
            if form in self._meant:
                return tuple(self._meant[form])
        if len(key) < SHORTEST_PLACE:
            return ()
        return self._targets(form for form in self._forms if form.startswith(key))

    def _at_home(self, key: str) -> str:
        """A zone's name as said in its own province: 山西襄垣县经开区 → 襄垣经开区; others as they are."""
        if not (zone_tail(key) and key.startswith(self._provinces)):
            return key
        return without_county_mark(without_province(short_form(key)))

    def sounding(self, text: str) -> tuple[Target, ...]:
        """By pinyin with or without tones, by initials, or by the start of a pinyin."""
        letters = _without_tones(text)
        if not _SOUND_FORM.fullmatch(letters):
            return ()
        key = "".join(char for char in letters if char.isalpha()).replace("v", "u")
        if len(key) < SHORTEST_PLACE:
            return ()
        if forms := self._sounds.get(key) or self._initials.get(key):
            return self._targets(forms)
        if len(key) < _SHORTEST_PINYIN_START:
            return ()
        return self._targets(
            form for sound, forms in self._sounds.items() if sound.startswith(key) for form in forms
        )

    def inside(self, key: str) -> list[Span]:
        """Where a text names parks or cities; longest names first, none inside another."""
        found: list[Span] = []
        start = 0
        while start < len(key):
            for end in range(min(len(key), start + self._longest), start + SHORTEST_PLACE - 1, -1):
                if key[start:end] in self._meant:
                    found.append((start, end))
                    start = end - 1
                    break
            start += 1
        return found

    def named_at(self, key: str, spans: Iterable[Span]) -> tuple[Target, ...]:
        """The parks named at those places, or else the cities."""
        targets = self._targets(key[start:end] for start, end in spans)
        return tuple(target for target in targets if target[0] == PARK) or targets

    def near(self, key: str) -> list[tuple[float, Target]]:
        """The targets whose names look and sound most like the key, best first, with how much (0 to 1)."""
        from rapidfuzz import fuzz, process

        if not key:
            return []
        sound = _sound(key)
        alike = process.extract(key, self._forms, scorer=fuzz.ratio, limit=_CANDIDATES)
        sounding = process.extract(sound, self._sound_of, scorer=fuzz.ratio, limit=_CANDIDATES)
        forms = {form for form, *_ in alike} | {form for *_, form in sounding}
        best: dict[Target, float] = {}
        for form in sorted(forms):
            likeness = (fuzz.ratio(key, form) + fuzz.ratio(sound, self._sound_of[form])) / 200
            for target in self._meant[form]:
                best[target] = max(best.get(target, 0.0), likeness)
        ranked = sorted(
            ((likeness, target) for target, likeness in best.items()), key=lambda one: (-one[0], one[1])
        )
        return [one for one in ranked if one[0] > 0][: NEAREST + 1]

    def may_be_slip(self, key: str, target: Target) -> bool:
        """Whether one of the target's names differs from the key by slips only, in signs or in sounds."""
        from rapidfuzz.distance import Levenshtein

        slips = max(1, len(key) // _SIGNS_A_SLIP)
        sounds = _syllables(key)
        forms = (form for form, meant in self._meant.items() if target in meant)
        return any(
            Levenshtein.distance(key, form) <= slips
            or Levenshtein.distance(sounds, _syllables(form)) <= slips
            or (key.isascii() and Levenshtein.distance(key, self._sound_of[form]) <= slips)
            for form in forms
        )

    def _targets(self, forms: Iterable[str]) -> tuple[Target, ...]:
        return tuple(dict.fromkeys(target for form in forms for target in self._meant[form]))


def _provinces_of(names: Iterable[str]) -> tuple[str, ...]:
    """The provinces that names of the list begin with."""
    starts = {name[:_LONGEST_PROVINCE] for name in map(plain, names)}
    return tuple(province for province in PROVINCES if any(start.startswith(province) for start in starts))


@lru_cache(maxsize=2)
def _index(names: Names) -> _Index:
    return _Index(names)


@lru_cache(maxsize=1)
def _converter() -> Converter:
    from opencc import OpenCC

    converter: Converter = OpenCC("t2s")
    return converter


def _without_tones(text: str) -> str:
    """Línyì → linyi; what isn't a Latin letter stays."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip()


def _sound(text: str) -> str:
    """How a text sounds, in pinyin without tones; what isn't Chinese stays as it is."""
    return "".join(_syllables(text)).replace("v", "u")


def _syllables(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text)


def _readings(place: str) -> Iterator[tuple[str, ...]]:
    """Every way to read a place's name (洪洞: hong dong, hong tong), as syllables."""
    from pypinyin import Style, pinyin

    ways = [
        [syllable.replace("v", "u") for syllable in syllables]
        for syllables in pinyin(place, style=Style.NORMAL, heteronym=True)
    ]
    return islice(product(*ways), _SPELLINGS_OF_A_PLACE)
