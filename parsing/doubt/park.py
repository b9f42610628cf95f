"""What is doubtful about the park that an article was read to be about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from parsing.article import Kind
from parsing.doubt.headline import LOOKED_AT
from parsing.doubt.matter import Matter
from parsing.doubt.reason import Doubt
from parsing.lines import park_line
from parsing.park_list import Park, bundled_parks
from parsing.park_names import (
    ZONE_TAILS,
    plain,
    short_form,
    stem,
    without_county_mark,
    without_province,
    zone_tail,
)
from parsing.parks import ParkReading
from parsing.unknown_parks import unknown_park_start

# Another park has nearly as much claim when it is named this often beside the article's own.
NEARLY = 0.6
# A kind of zone alone (开发区) is no name; a name is hardly longer than this.
LONGEST_NAME = 24
# Within so many characters after its name a zone says what it is: 经济技术开发区.
LONGEST_KIND, _KIND_SIGNS = 9, ("开发区", "经开区", "高新区", "示范区", "园区", "产业园", "保税区", "综改区")

_NO_PART_OF_A_NAME = re.compile(
    r"[,。:;!?“”()\d\s%<>|/]|首页|导航|版面|记者|点击|进入|同比|增长|负责人|企业家|我们|他们|这个|那个|该|介绍|表示|来到|走进|位于|更多|下载|分享|编辑|来源|正文"
    r"|的|了|在|是|和|与|将|把|被|从|向|让"
)
_TAILS = re.compile("|".join(ZONE_TAILS))


def park_doubts(matter: Matter, reading: ParkReading) -> Iterator[Doubt]:
    """The doubts that the park raises, seen beside what the text names."""
    main = reading.main
    if park_line(matter.headline[:LOOKED_AT], lambda name: main is not None and name == main.name):
        yield Doubt.HEADLINE_IS_PARK
    if main is None:
        yield Doubt.NO_PARK
        if reading.mentions:
            yield Doubt.SEVERAL_PARKS
        return
    if not main.confirmed:
        yield Doubt.NEW_PARK
        if odd_name(main.name):
            yield Doubt.ODD_PARK_NAME
    text = "\n".join(block.text for block in matter.blocks if block.kind is not Kind.KICKER)
    names = names_of(main)
    own = claim(text, names)
    others = [strict_names(park) for park in reading.mentions if not _kin(park, main)]
    most = max((claim(text, other) for other in others), default=0)
    if not own:
        other = most or any(True for _ in zones_in(text))
        yield Doubt.PARK_CONTRADICTED if other else Doubt.PARK_UNNAMED
        return
    in_headline = any(claim(matter.headline, other) for other in others)
    if in_headline and not claim(matter.headline, names):
        yield Doubt.HEADLINE_NAMES_OTHER_PARK
    unlisted = _without_lists(text, others)
    if max((claim(unlisted, other) for other in others), default=0) >= NEARLY * own:
        yield Doubt.SEVERAL_PARKS
    elsewhere = [
        _without_lists(block.text, others)
        for block in matter.body
        if not any(name in block.text for name in names)
    ]
    if any(_names_zone(part, other) for part in elsewhere for other in others):
        yield Doubt.OTHER_PARK_NAMED
    elif any(True for part in elsewhere for _ in zones_in(part)):
        yield Doubt.OTHER_ZONE_NAMED


def named_by_kicker_alone(matter: Matter) -> bool:
    """Whether the kicker names a place that stands nowhere else in the article."""
    kicker = without_province(plain("".join(matter.texts(Kind.KICKER))))[:2]
    return bool(kicker) and not any(
        kicker in block.text for block in matter.blocks if block.kind is not Kind.KICKER
    )


def odd_name(name: str) -> bool:
    """Whether a new park's name can hardly be one."""
    name = plain(name)
    return (
        _misread_place(name)
        or bool(_NO_PART_OF_A_NAME.search(name.removeprefix("和")))
        or len(name) > LONGEST_NAME
        or (bool(zone_tail(name)) and len(stem(name)) < 2)
    )


def _misread_place(name: str) -> bool:
    """Whether it is a listed park's name but for one sign of its place, and begins with no place there is."""
    tail = zone_tail(name)
    place = without_province(name)[:2]
    if not tail or any(True for _ in zones_in(name)) or place in _listed_starts():
        return False
    return any(
        len(name) == len(listed) and sum(one != other for one, other in zip(name, listed, strict=True)) == 1
        for listed in _listed_names()
    )


@lru_cache(maxsize=1)
def _listed_names() -> frozenset[str]:
    return frozenset(plain(name) for park in bundled_parks() for name in (park.name, *park.aliases))


@lru_cache(maxsize=1)
def _listed_starts() -> frozenset[str]:
    return frozenset(start for name in _listed_names() if len(start := without_province(name)[:2]) == 2)


def claim(text: str, names: set[str]) -> int:
    """How often a folded text holds one of these names, the most frequent of them."""
    return max(map(text.count, names), default=0)


def _without_lists(text: str, others: Sequence[set[str]]) -> str:
    """The text without the sentences that name several other parks in a row: partners, guests, rivals."""
    if len(others) < 2:
        return text
    return "。".join(
        sentence
        for sentence in text.split("。")
        if sum(any(name in sentence for name in names) for names in others) < 2
    )


def _names_zone(text: str, names: set[str]) -> bool:
    """Whether one of these names stands in a folded text as that of a zone, not of its place alone."""
    return any(
        any(sign in text[start : start + len(name) + LONGEST_KIND] for sign in _KIND_SIGNS)
        for name in names
        if (start := text.find(name)) >= 0
    )


def strict_names(park: Park) -> set[str]:
    """The park's names without the kind of zone: 临汾, 唐槐."""
    forms = (
        without_county_mark(without_province(short_form(plain(name)))) for name in (park.name, *park.aliases)
    )
    return {name for form in forms if len(name := stem(form)) >= 2}


def names_of(park: Park) -> set[str]:
    """Its names, and what of them may stand alone: the place at their start, the short name at their end."""
    return {part for name in strict_names(park) for part in (name, name[:2], name[-2:])}


def _kin(one: Park, other: Park) -> bool:
    """Whether one of two parks lies in the other, or a name of one holds a name of the other."""
    if one.parent == other.name or other.parent == one.name:
        return True
    return any(a in b or b in a for a in strict_names(one) for b in strict_names(other))


def zones_in(text: str) -> Iterator[str]:
    """The zones that a text names by a place it starts with: 重庆高新区."""
    for match in _TAILS.finditer(text):
        start, placed = unknown_park_start(text, match.start(), match.end())
        if start is not None and placed:
            yield text[start : match.end()]
