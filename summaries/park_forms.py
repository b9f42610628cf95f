"""The names that an article may call its park by, made from the park's canonical name."""

from __future__ import annotations

import re
from functools import lru_cache

from parsing.park_names import PROVINCES, ZONE_TAILS, fold
from parsing.parks import Gazetteer
from parsing.unknown_parks import cities, places

BUNDLED_PROVINCE = "山西"  # where all parks of the shipped list lie

# What the press says for a zone of this kind, its place before it; the long names first.
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("经", ("经济技术开发区", "经济开发区", "经开区", "开发区")),
    ("高新", ("高新技术产业开发区", "高新技术开发区", "高新区", "开发区")),
    ("农业", ("现代农业产业示范区", "现代农业示范区", "农业示范区", "示范区")),
    ("综", ("综合改革示范区", "综改示范区", "综改区", "示范区")),
)
_OTHERS = ("工业园区", "工业园", "产业园区", "产业园", "科技园区", "科技园", "园区", "新区")
_TAIL = re.compile("(?:" + "|".join(ZONE_TAILS) + ")$")
_RANK = re.compile("^(?:中国|国家级|省级|" + "|".join(PROVINCES) + ")(?:省|市|自治区)?(?=..)")
_GENERAL = frozenset(
    (
        "现代",
        "农业",
        "现代农业",
        "绿色",
        "重点",
        "全国重点",
        "全国绿色",
        "国家",
        "国家级",
        "物流",
        "家具",
        "电子电路",
    )
)
_DISTRICT = re.compile("(?<=..)[县市区]$")

ITSELF = re.compile(
    r"(?<![\u4e00-\u9fff]{2})(?:园区|示范区|开发区|经开区|高新区)|该区|区内|全区|我区|该园区|辖区"
)
"""The park where it is called by no name; a place before it would make it a certain one."""


@lru_cache(maxsize=256)
def park_forms(park: str) -> tuple[str, ...]:
    """Every form of the park's name, longest first: its own, the aliases of the list, those made by rule.

    Empty for an empty name. 大同经济技术开发区 also answers to 大同经开区 and 大同开发区.
    """
    name = fold(park).strip()
    if not name:
        return ()
    forms = {name}
    for known in Gazetteer.bundled().names(name):
        forms |= {known.name, *known.aliases}
    for form in tuple(forms):
        forms |= _made(form)
    return tuple(
        sorted((form for form in forms if len(form) > 2 or form == name), key=lambda form: (-len(form), form))
    )


def park_places(park: str) -> frozenset[str]:
    """The places that the park lies in: those its name starts with, and those of the list."""
    found = set()
    for stem in _stems(fold(park).strip()):
        found |= {stem[:length] for length in (2, 3, 4, 5) if stem[:length] in places()}
    for known in Gazetteer.bundled().names(park) if park else ():
        found |= {known.county, _DISTRICT.sub("", known.county), *known.cities, BUNDLED_PROVINCE}
    return frozenset(place for place in found if len(place) > 1)


def _made(name: str) -> set[str]:
    """The short forms of one name by rule; of a name without a kind of zone those without its province."""
    tail = _TAIL.search(name)
    if tail is None:
        return _stems(name)
    kind = tail[0]
    tails = {kind, kind.removesuffix("区") if kind.endswith("园区") else kind}
    for mark, family in _KINDS:
        if mark in kind:
            tails |= set(family)
    if "园" in kind:
        tails |= {other for other in _OTHERS if other in kind}
    return {stem + each for stem in _stems(name) for each in tails if stem not in _GENERAL}


def _stems(name: str) -> set[str]:
    """What stands before the kind of zone, with and without the places in front of it: 常州钟楼, 钟楼."""
    tail = _TAIL.search(name)
    stem = name[: tail.start()] if tail else name
    stems = {stem}
    while True:
        rest = _RANK.sub("", stem, count=1)
        city = next((length for length in (4, 3, 2) if rest[:length] in cities()), 0)
        if rest == stem and city and len(rest) >= city + 2:
            rest = rest[city:].removeprefix("市")
        if rest == stem or len(rest) < 2:
            break
        stem = rest
        stems.add(stem)
    stems |= {_DISTRICT.sub("", each) for each in stems}
    return {each for each in stems if len(each) > 1}
