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

from parsing.park_names import identifying_stem, plain, short_form, without_county_mark, without_province
from storage.parks import COUNTY_SEPARATOR, SHORTEST_PLACE
from storage.place_names import Names

# A sentence longer than this is looked at up to here.
LONGEST_LOOKED_AT = 500
# At least this like a name, of 1.0 for equal characters and equal sound, and ahead of the next by so much.
NEAR_ENOUGH = 0.62
CLEARLY_NEARER = 0.08
NEAREST = 3
_CANDIDATES = 60
_SPELLINGS_OF_A_PLACE = 16
_SHORTEST_PINYIN_START = 3
# A body is called after the place it sits in and is not that place, nor the park there.
_BODY = re.compile(
    "有限|股份|(?:公司|集团|合作社|厂|中心|医院|学校|大学|学院|中学|小学|银行|局|委|会|院|所|站|店|社|馆|队|酒店|超市)$"
)
# What a sentence about a park has besides its name; a name with something else behind it is another name.
_SENTENCE = re.compile(
    "[的了吗呢吧啊有是在和与跟请想看查找帮给我你您咱]|什么|怎|哪|谁|多少|几|如何|最近|近期|最新|今天|昨天|明天|现在|本周|今年"
    "|新闻|消息|情况|动态|进展|简报|报道|介绍|了解|关于|开发区|园区|示范区|新区|高新区|经开区"
)
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
    """The parks and cities meant, best first: ("park", id) or ("city", id)."""

    how: How
    targets: tuple[Target, ...]


def match_name(text: str, names: Names) -> Match:
    """What `text` may mean among these names. HARDLY gives the nearest few, or none at all."""
    index = _index(names)
    key = plain(simplified(_visible(text[:LONGEST_LOOKED_AT])))
    if found := index.spelt(key):
        return Match(How.SPELLING, found)
    if found := index.sounding(_visible(text)):
        return Match(How.SPELLING, found)
    if found := index.inside(key):
        return Match(How.INSIDE, found) if _is_sentence(key) else Match(How.HARDLY, found[:NEAREST])
    near = index.near(key)
    if near and near[0][0] >= NEAR_ENOUGH and (len(near) == 1 or near[0][0] - near[1][0] >= CLEARLY_NEARER):
        return Match(How.TYPO, (near[0][1],))
    return Match(How.HARDLY, tuple(target for _, target in near[:NEAREST]))


def _is_sentence(key: str) -> bool:
    """Whether a text that names something says something of it, and isn't the name of something else."""
    return not _BODY.search(key) and bool(_SENTENCE.search(key))


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
            short = short_form(plain(name))
            bare = without_province(short)
            for form in (plain(name), short, bare, without_county_mark(bare)):
                self._enter(form, (PARK, park_id))
            if place := identifying_stem(bare):
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
        """By a whole form, else by the start of one."""
        if key in self._meant:
            return tuple(self._meant[key])
        if len(key) < SHORTEST_PLACE:
            return ()
        return self._targets(form for form in self._forms if form.startswith(key))

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

    def inside(self, key: str) -> tuple[Target, ...]:
        """The parks that a sentence names, or else its cities; longest names first, none inside another."""
        found: list[str] = []
        start = 0
        while start < len(key):
            for end in range(min(len(key), start + self._longest), start + SHORTEST_PLACE - 1, -1):
                if key[start:end] in self._meant:
                    found.append(key[start:end])
                    start = end - 1
                    break
            start += 1
        targets = self._targets(found)
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

    def _targets(self, forms: Iterable[str]) -> tuple[Target, ...]:
        return tuple(dict.fromkeys(target for form in forms for target in self._meant[form]))


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
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text)).replace("v", "u")


def _readings(place: str) -> Iterator[tuple[str, ...]]:
    """Every way to read a place's name (洪洞: hong dong, hong tong), as syllables."""
    from pypinyin import Style, pinyin

    ways = [
        [syllable.replace("v", "u") for syllable in syllables]
        for syllables in pinyin(place, style=Style.NORMAL, heteronym=True)
    ]
    return islice(product(*ways), _SPELLINGS_OF_A_PLACE)
