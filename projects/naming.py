"""Names of projects in a text: the head tells where one ends, what may not be in it where it begins."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from projects.heads import HEAD
from projects.kinds import is_bare
from projects.marks import INSIDE_MARK, unmarked
from projects.name_words import BEFORE, BEGINS_NO_NAME, INSIDE
from projects.word_bounds import word_bounds
from projects.zones import after_zone
from summaries.park_forms import park_forms

# No name goes over one of these.
_EDGE = re.compile(
    r"[，,。；;：:！!？?、“”\"‘’《》〈〉()（）\[\]【】…—\-–·|\s]|(?<![A-Za-z0-9])[／/]|[／/](?![A-Za-z0-9])"
)
_PLACE_ALONE = re.compile(r"(?:工业园|产业园|科技园|经济园|化工园|园)$")
LONGEST_NAME = 44
# 投资5.97亿扩产|青山湖二期, 6亿美元|LED项目: what is paid is no part of a name.
_LAST_MONEY = re.compile(
    r".{0,40}(?:[\d.．](?:多|余)?(?:亿|[百千]?万)(?:美元|欧元|日元|港元|元)(?:人民币)?|投资[\d.．]{1,8}(?:亿|万))"
    r"(?:扩产|扩建|建设|建成|新建|兴建)?|[\d.]{1,8}(?:亿|万)(?:扩产|扩建|建设|新建|兴建)"
)
# A line is known by its product, even where a 的 stands between: 一条|玻璃基板新材料的全流程智能化生产线.
_LONG_LINE = re.compile(r"生产线|产线")
_LINE_OVER_OF = re.compile(r"(?:一条|首条)(?=[^，。]{4,24}$)")


@dataclass(frozen=True)
class Name:
    """A name in a text at `start` to `end`: `kind` is project (…项目), place (…产业园) or phase."""

    start: int
    end: int
    text: str
    kind: str


def names_in(text: str, park: str, brands: Collection[str] = ()) -> list[Name]:
    """The names of projects in a text, in their order, whether or not anything is said of them.

    No name is cut inside one of the `brands`.
    """
    found: list[Name] = []
    plain = unmarked(text)
    quoted = [at for at, letter in enumerate(plain) if letter == INSIDE_MARK]
    inner = list(zip(quoted[::2], quoted[1::2], strict=True))
    for match in HEAD.finditer(plain):
        if found and match.start() < found[-1].end:
            continue
        if any(start < match.start() < end for start, end in inner):
            continue
        kind = match.lastgroup or ""
        head = match.start()
        joins = bool(found) and (found[-1].kind, kind) == ("place", "project")
        start = _start_of(plain, head, found[-1].end if found else 0, park, brands, joins)
        name = text[start : match.end()]
        found = _with(found, Name(start, match.end(), name, kind), text)
    return found


def _after_verbs(window: str, cut: int) -> int:
    """Cuts off what a name never begins with, as long as something is left that could be one."""
    while (match := BEGINS_NO_NAME.match(window, cut)) and len(window) - match.end() >= 0:
        cut = match.end()
    return cut


def _with(found: list[Name], name: Name, text: str) -> list[Name]:
    """The names with one more; it takes in one that ends where it begins: 生产厂|及…基地项目."""
    goes_on = name.kind in ("project", "phase", "works") or (name.kind == "place" and not is_bare(name.text))
    if (
        found
        and found[-1].end == name.start
        and goes_on
        and (found[-1].kind != "project" or name.text.endswith("段") or name.text.startswith("PPP"))
        and not (found[-1].kind == "works" and name.kind == "place")
    ):
        before = found[-1]
        if before.text[0] in "及暨" and len(found) > 1 and found[-2].end == before.start:
            found, before = (
                found[:-1],
                Name(found[-2].start, before.end, text[found[-2].start : before.end], "place"),
            )
        whole = Name(
            before.start,
            name.end,
            text[before.start : name.end],
            "project" if before.kind == "project" or name.kind == "project" else before.kind,
        )
        rest = found[:-1]
        if (
            rest
            and rest[-1].end == whole.start
            and (
                (whole.kind, rest[-1].kind) == ("project", "works")
                or (is_bare(before.text) and rest[-1].kind == "place")
            )
        ):
            whole = Name(rest[-1].start, whole.end, text[rest[-1].start : whole.end], whole.kind)
            rest = rest[:-1]  # 新机场|维修基地|项目
        return [*rest, whole]
    return [*found, name]


def _start_of(
    text: str, head: int, floor: int, park: str, brands: Collection[str], joins: bool = False
) -> int:
    """Where the name begins whose head stands at `head`; `joins`: 和 may join it to the one before."""
    low = max(floor, head - LONGEST_NAME)
    edge = max((match.end() for match in _EDGE.finditer(text, low, head)), default=low)
    if _LONG_LINE.match(text, head) and (long := _LINE_OVER_OF.search(text, edge, head)):
        return long.end()
    window = text[edge:head]
    cut = 0
    both = text[floor : edge + 1][:1] in (("及", "暨", "和") if joins else ("及", "暨")) and floor == edge
    bounds = word_bounds(text)
    for match in _whole_words(window, edge, head, bounds):
        if (both and match.start() == 0) or window.count(INSIDE_MARK, 0, match.start()) % 2:
            continue
        if not _keeps(window, match, text, head) and not _in_brand(window, match, brands):
            cut = match.end()
    if money := _LAST_MONEY.match(window, cut):
        cut = money.end()
    cut = _after_verbs(window, cut)
    cut = after_zone(text, edge, cut, head)
    rest = window[cut:]
    for form in park_forms(park):
        if rest.startswith(form) and len(rest) > len(form) + 1:
            cut += len(form)
            break
    return edge + cut


def _whole_words(window: str, edge: int, head: int, bounds: frozenset[int]) -> Iterator[re.Match[str]]:
    """The words of BEFORE in a window that begins at `edge`; none begins or ends inside another word."""
    at = 0
    while match := BEFORE.search(window, at):
        start, end = edge + match.start(), edge + match.end()
        whole = match[0] == "的" or (start in bounds and (end in bounds or end >= head))
        if whole:
            yield match
        at = match.end() if whole else match.start() + 1


# What is made of two things is one project where a firm or a capacity stands before both:
# …亿兴新能源客车和电池项目.
_JOINED_PRODUCTS = re.compile(
    r"(?:公司|集团|科技|新能源|新材料?|股份|重工|药业|年产|[\d.]{1,8}(?:万|亿)?(?:吨|套|台|件|千瓦"
    r"|GW|MW))[^,，。的在将把]{2,14}$"
)
_ENDS_IN_HEAD = re.compile(r"(?:厂|基地|线|园|中心|站|路)$")


@lru_cache(maxsize=65536)
def _inside_a_word(around: str, at: int, length: int) -> bool:
    return any(
        m.start() <= at and m.end() >= at + length and m.end() - m.start() > length
        for m in INSIDE.finditer(around)
    )


def _in_brand(window: str, match: re.Match[str], brands: Collection[str]) -> bool:
    """Whether a word is a piece of a brand: 和 of 和润."""
    for brand in brands:
        at = window.find(brand)
        while at >= 0:
            if at < match.end() and match.start() < at + len(brand):
                return True
            at = window.find(brand, at + 1)
    return False


def _keeps(window: str, match: re.Match[str], text: str, head: int) -> bool:
    """Whether a word that usually stands before a name is a part of this one."""
    around = window[max(0, match.start() - 3) : match.end() + 4]
    if _inside_a_word(around, match.start() - max(0, match.start() - 3), match.end() - match.start()):
        return True
    word = match[0]
    if word == "至" or (word == "到" and re.search(r"高速|公路|铁路|线", text[head : head + 4])):
        return True
    if word in ("和", "及", "与") and (
        _ENDS_IN_HEAD.search(window[: match.start()]) or _JOINED_PRODUCTS.search(window[: match.start()])
    ):
        return True
    if word in ("公司", "集团"):
        return match.start() >= 2 and not window[: match.start()].endswith(("该", "本"))
    if word == "建设":
        return match.end() >= len(window) and text.startswith(("项目", "工程"), head)
    return False
