"""The projects that an article names, and where it speaks of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from projects.article import HEADLINE, Article, Span
from projects.entries import Entry, Found, Mention
from projects.firms import firms_of, without_place
from projects.heads import PHASE
from projects.kinds import core_of, is_bare, is_general, phase_of
from projects.naming import Name, names_in
from projects.same_names import common_tail, same_name
from projects.undertakings import PARTS, acts, is_undertaking, points_back
from summaries.park_forms import park_forms

_HEADLINE_TAIL_LEAST = 4


def find(article: Article, known: Sequence[str] = ()) -> Found:
    """The entries of an article. `known` are brands of the park's projects that were told of before."""
    firms = firms_of(article, known)
    found = Found([], [], firms, article.paragraphs)
    brands = {firm.brand for firm in firms} | set(known)
    for block in article.blocks():
        text = article.block(block)
        pointers = [Name(m.start(), m.end(), m[0], "pointer") for m in _POINTER.finditer(text)]
        for name in sorted([*names_in(text, article.park, brands), *pointers], key=lambda each: each.start):
            if name.kind != "pointer":
                _take(found, article, block, name)
            elif found.mentions and (last := found.mentions[-1]).span.block == block and last.entries:
                span = Span(block, name.start, name.end)
                found.mentions.append(Mention(span, last.entries[-1:], named=False))
    add_repeats(found, article)
    return found


MOST_ENTRIES = 500
"""So many projects are read from an article at most: each of its names is compared with all of them."""
MOST_REPEATED = 60
"""Of so many names, the longest, every place is looked for where they stand again without their last word."""
REPEATED_LEAST = 4


def add_repeats(found: Found, article: Article) -> None:
    """Notes the places where an entry's name stands again without 项目 or whatever made it one."""
    whose: dict[str, int] = {}
    for number, entry in enumerate(found.entries):
        for text in entry.texts:
            for name in {text, core_of(text), without_place(text)}:
                if len(name) >= REPEATED_LEAST and not is_general(name) and not is_bare(name):
                    whose.setdefault(name, number)
    names = sorted(whose, key=len, reverse=True)[:MOST_REPEATED]
    if not names:
        return
    pattern = re.compile("|".join(map(re.escape, names)))
    for block in article.blocks():
        taken = {
            at
            for mention in found.mentions
            if mention.span.block == block
            for at in range(mention.span.start, mention.span.end)
        }
        for match in pattern.finditer(article.block(block)):
            if taken.isdisjoint(range(match.start(), match.end())):
                span = Span(block, match.start(), match.end())
                found.mentions.append(Mention(span, (whose[match[0]],), named=True))


# 这条线5月29日投用: a thing that points back to the name before it.
_POINTER = re.compile(
    r"(?<=[。；，,])(?:这条|该条|这座|该座|这片|这个|该)(?:生产线|线路|线|公路|路|大桥|桥|工厂|厂"
    r"|园区|园子|电站|基地)"
)


def _take(found: Found, article: Article, block: int, name: Name) -> None:
    if len(found.entries) >= MOST_ENTRIES:
        return
    text, span = article.block(block), Span(block, name.start, name.end)
    if name.text in park_forms(article.park) and not acts(text, name.end):
        return
    if _takes_whole(found, article, block, name):
        return
    if (
        is_bare(name.text)
        or is_general(name.text)
        or (re.match(PHASE, name.text) and PARTS.search(name.text))
    ):
        found.mentions.append(Mention(span, (), named=False))
    elif (meant := _named_last(found, block)) and points_back(text, name):
        found.mentions.append(Mention(span, meant, named=False))
    elif is_undertaking(text, name, found):
        number = _number_of(found, article, block, name)
        if _LISTED_BEHIND.match(text, name.end):
            found.entries[number].place_alone = False


def _named_last(found: Found, block: int) -> tuple[int, ...]:
    """The entry named last, over at most two bare words (该项目, 生产线) of the same paragraph."""
    for mention in found.mentions[: -_BARE_BETWEEN - 2 : -1]:
        if mention.entries:
            return mention.entries[-1:]
        if mention.span.block != block:
            break
    return ()


_BARE_BETWEEN = 2
# 海东零碳算力产业园|等一批项目: what an article counts among projects is one.
_LISTED_BEHIND = re.compile(r"(?:、[^,，。；]{2,20}){0,3}等[^,，。；]{0,8}(?:项目|工程)(?!机械)")


def _takes_whole(found: Found, article: Article, block: int, name: Name) -> bool:
    """Notes what a name is a part of, and whether nothing else is to be noted of it.

    哈伊高铁控制性工程——铁力呼兰河特大桥: the bridge is named next, the line is what it belongs to.
    """
    text = article.block(block)
    described = _DESCRIBES.search(name.text)
    if described and _LEADS_ON.match(text, name.end):
        whole = name.text[: described.start()]
        if _WHOLE_WORKS.search(whole):
            line = Name(name.start, name.start + len(whole), whole, "works")
            found.wholes.append(_number_of(found, article, block, line))
        return True
    if name.kind in ("works", "project") and (
        _ITS_PART.match(text, name.end) or _ITS_NAMED_PART.match(text, name.end)
    ):
        found.wholes.append(_number_of(found, article, block, name))
        return True
    return False


def _number_of(found: Found, article: Article, block: int, name: Name) -> int:
    """The number of the entry that a name is of, a new one where none has it; notes the place."""
    text, span = article.block(block), Span(block, name.start, name.end)
    where = _described_before(found, text, name)
    if where is not None:  # what describes it is no name of it
        described, entry = found.mentions[-1].span, found.entries[where]
        entry.names = [each for each in entry.names if each[0] != described]
    else:
        where = _renamed(found, text, name)
    if where is None:
        where = next((number for number, entry in enumerate(found.entries) if _same(entry, name.text)), None)
    if where is None and block == HEADLINE:
        where = _told_below(found, name.text)
    if where is None:
        found.entries.append(Entry(place_alone=True))
        where = len(found.entries) - 1
    entry = found.entries[where]
    entry.tell(span, name.text, name.kind)
    entry.place_alone = entry.place_alone and name.kind in ("place", "works")
    found.mentions.append(Mention(span, (where,), named=True))
    return where


_DESCRIBES = re.compile(
    r"(?:的|在建的?)?(?:控制性|标志性|骨干|重要|关键|先导性|配套|水源|国家重点|重点|重大|起步|龙头"
    r"|示范性|代表性){1,2}[\u4e00-\u9fff]{0,4}(?:工程|项目)$"
)


_ITS_PART = re.compile(
    r"(?:最[长大高]|首[个座条])的?(?:隧洞|隧道|桥梁|大桥|站房|车站|枢纽|控制性工程|水库|泵站)"
)
# 青岭高速一期项目|柏溪特大桥: a bridge named right behind a line is a part of it.
_ITS_NAMED_PART = re.compile(r"(?!的)[\u4e00-\u9fff\d]{2,8}?(?:大桥|隧道|隧洞|站房)")


_LEADS_ON = re.compile(
    r"——|—|之一的?|[\u4e00-\u9fff]{2,14}(?:大桥|隧道|枢纽|站|运河|水库|电站|机场|工程|铁路|高铁)"
)


_WHOLE_WORKS = re.compile(r"(?:高铁|铁路|高速(?:公路)?|公路|运河|机场|城际|号线|工程|项目)$")


_RENAMED = re.compile(
    r"(?:即|即?原[来先]的?|原名?|曾用名|前身[是为]|由当初的|由原|(?:更名|改名|变更|定名|命名|取名)为|(?:改?叫"
    r"|称)[作做]|改称|新名字?[是为])$"
)


def _renamed(found: Found, text: str, name: Name) -> int | None:
    """The entry that this is another name of, by the article's own words: 即原…, 更名为…."""
    if not found.entries or not _RENAMED.search(text[max(0, name.start - 8) : name.start]):
        return None
    if _same(found.entries[-1], name.text) or not found.mentions:
        return None
    return next((mention.entries[0] for mention in reversed(found.mentions) if mention.entries), None)


_APART = "——"
_UNIQUE = re.compile(
    r"(?:首个|首座|首条|首家|第一[个座条]|最[大高长先新早]|唯一|重点|标志性|标杆)[^,，。；]{0,24}$"
)


def _described_before(found: Found, text: str, name: Name) -> int | None:
    """The entry of a description that a name stands behind: 全国首个绿电直供项目|——A光伏电站."""
    if not text.endswith(_APART, 0, name.start) or not found.mentions:
        return None
    last, end = found.mentions[-1], name.start - len(_APART)
    if last.span.end != end or len(last.entries) != 1 or not last.named:
        return None
    return last.entries[0] if _UNIQUE.search(text, max(0, last.span.start - 30), end) else None


BRAND_LENGTH = 2


def _told_below(found: Found, text: str) -> int | None:
    """The one entry of the paragraphs that a headline's name begins or ends like."""
    phase = phase_of(text)
    alike = [
        number
        for number, entry in enumerate(found.entries)
        if not (phase and entry.phases - {phase})
        and (
            any(other[:BRAND_LENGTH] == text[:BRAND_LENGTH] for other in entry.texts)
            or any(
                common_tail(core_of(text), core_of(other)) >= _HEADLINE_TAIL_LEAST for other in entry.texts
            )
        )
    ]
    return alike[0] if len(alike) == 1 else None


def _same(entry: Entry, text: str) -> bool:
    return text in entry.texts or any(same_name(other, text) for other in entry.texts)
