"""Which names of an article mean one project, and what points back to one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from projects.article import HEADLINE, Article, Span
from projects.firms import Firm, firms_of
from projects.naming import PHASE, Name, core_of, is_bare, is_general, names_in, phase_of

PARTS = re.compile(r"(?:厂房|生产线|产线|机组|厂|管廊|中心|变电站|铁路|工厂)$")
_PLAIN_PART = re.compile(
    r"^(?:[\d一二两三四五六七八九十百.]{1,8}[号座栋条跨个万千]{0,3})?(?:主|新|旧|老|好|闲置|标准|标准化|存量|空置|现代化|高大|预订|检测|服务|便民|政务|监控|指挥|调度|变|动力|污水处理|应急|培训|[\d.]{1,8}万?平方米|[\d.]{1,8}千伏|公用|就业){0,6}(?:厂房|生产线|产线|机组|厂|管廊|中心|变?电站|铁路|工厂)$"
)
_COMMON_TAIL_LEAST = 6
_HEADLINE_TAIL_LEAST = 4


@dataclass
class Entry:
    """One project of an article: the names it has there, its brand and its phase."""

    names: list[tuple[Span, str, str]] = field(default_factory=list)
    brand: str = ""
    owner: Span | None = None
    place_alone: bool = True
    listed: bool = False
    fallback: bool = False
    texts: dict[str, None] = field(default_factory=dict)

    def tell(self, span: Span, text: str, kind: str) -> None:
        """Notes that the entry is named `text` at a span."""
        self.names.append((span, text, kind))
        self.texts[text] = None

    @property
    def phases(self) -> set[str]:
        return {phase for _, text, _ in self.names if (phase := phase_of(text))}


def named(span: Span, text: str, kind: str, **fields: Any) -> Entry:
    """An entry with its first name; `fields` as Entry has them."""
    entry = Entry(**fields)
    entry.tell(span, text, kind)
    return entry


@dataclass(frozen=True)
class Mention:
    """A place where entries are spoken of, by name or by what points back to them."""

    span: Span
    entries: tuple[int, ...]
    named: bool


@dataclass
class Found:
    """The projects of an article, the places where it speaks of them, and its firms."""

    entries: list[Entry]
    mentions: list[Mention]
    firms: list[Firm]


def find(article: Article, known: Sequence[str] = ()) -> Found:
    """The entries of an article. `known` are brands of the park's projects that were told of before."""
    firms = firms_of(article, known)
    found = Found([], [], firms)
    brands = {firm.brand for firm in firms} | set(known)
    for block in article.blocks():
        for name in names_in(article.block(block), article.park, brands):
            _take(found, article, block, name)
    return found


def _take(found: Found, article: Article, block: int, name: Name) -> None:
    text = article.block(block)
    span = Span(block, name.start, name.end)
    if is_bare(name.text) or is_general(name.text):
        found.mentions.append(Mention(span, (), named=False))
        return
    if re.match(PHASE, name.text) and PARTS.search(name.text):
        found.mentions.append(Mention(span, (), named=False))
        return
    if name.kind == "place" and (
        _ONE_OF_A_KIND.search(name.text)
        or _KIND_BEHIND.match(text, name.end)
        or text[: name.start].endswith(_THIS)
    ):
        return
    if (
        name.kind == "place"
        and _LOCATION.search(text[max(0, name.start - 10) : name.start])
        and not _acts(text, name.end)
    ):
        return
    if name.kind == "place" and PARTS.search(name.text) and not _own_part(text, name, found):
        return
    if _COUNT_BEHIND.match(text, name.end):
        return
    if _COUNTED.search(text[max(0, name.start - 8) : name.start]) or _OF_SOMEBODY.match(text, name.end):
        return
    if name.kind == "place" and _NAMELESS.search(text[: name.start]) and not _branded(name.text, found):
        return
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
    entry.place_alone = entry.place_alone and name.kind == "place"
    found.mentions.append(Mention(span, (where,), named=True))


# What is counted or one of many is no undertaking of its own.
_COUNTED = re.compile(
    r"(?:(?<![这该一首第])(?:[\d余多]{1,8}|[二两三四五六七八九十百几数多]{1,6})(?:个|条|座|项|类|家|大)|一批|一系列|批)(?:的)?$"
)
_OF_SOMEBODY = re.compile(r"(?:总监|经理部?|总工|部(?!分)|办公室|方(?=[表介负])|组长)")
_COUNT_BEHIND = re.compile(r"(?:共|共计|总共|达)?[\d]{1,8}(?:多|余)?(?:项|个)(?!月|小时)")
_ONE_OF_A_KIND = re.compile(r"第一|最大|唯一|最早|首屈")
_KIND_BEHIND = re.compile(
    r"(?:等[^,，。]{0,6}(?:主体|场所|领域|载体|平台)|[\d.]{1,8}(?:多|余)?(?:个|项|条|家|座))"
)
_THIS = ("这个", "这座", "该", "这片", "这处", "这一")
_LOCATION = re.compile(
    r"(?:位于|坐落于?|地处|落户于?|来自|毗邻|紧邻|走进|来到|在|从|到|入驻|进驻|依托|以)(?:[^,，。;；、的]{0,5}(?:省|市|县|区|旗|州))*$"
)
_ACTS = re.compile(
    r"(?:里|内)?(?:的?(?:一期|二期|三期))?(?:正式|日前|近日|已|全面|开始|正|全部|顺利)*(?:开工|动工|奠基|破土|封顶|竣工|建成|完工|试产|试生产|试运行|投产|投运|上线|开园|开业|运营|投用)"
)


_ACTS_LATER = re.compile(
    r"[^,，。；;！？]{0,24}?(?:开工|动工|奠基|破土|封顶|竣工|建成|完工|试产|试生产|试运行|投产|投运|投用)"
)


def _acts(text: str, end: int) -> bool:
    """Whether what is named up to `end` is said to take a step right behind its name."""
    return bool(_ACTS.match(text, end))


_NAMELESS = re.compile(r"(?:这家|一家|某|有家)[^。！？]{0,40}(?:企业|公司|车企|厂)")
_RENAMED = re.compile(
    r"(?:即|原名?|曾用名|前身[是为]|由当初的|由原|(?:更名|改名|变更|定名)为|新名字?[是为])$"
)


def _branded(name: str, found: Found) -> bool:
    return any(firm.brand in name for firm in found.firms)


def _renamed(found: Found, text: str, name: Name) -> int | None:
    """The entry that this is another name of, by the article's own words: 即原…, 更名为…."""
    if not found.entries or not _RENAMED.search(text[max(0, name.start - 8) : name.start]):
        return None
    if _same(found.entries[-1], name.text) or not found.mentions:
        return None
    return next((mention.entries[0] for mention in reversed(found.mentions) if mention.entries), None)


def _told_below(found: Found, text: str) -> int | None:
    """The one entry of the paragraphs that a headline's name ends like."""
    alike = [
        number
        for number, entry in enumerate(found.entries)
        if any(_common_tail(core_of(text), core_of(other)) >= _HEADLINE_TAIL_LEAST for other in entry.texts)
    ]
    return alike[0] if len(alike) == 1 else None


def _own_part(text: str, name: Name, found: Found) -> bool:
    """Whether a works or a line is somebody's undertaking, not a part of another one."""
    if _PLAIN_PART.match(name.text):
        return False
    before = text[max(0, name.start - 12) : name.start]
    if re.search(r"(?:在建|新建|正在建设)的$", before):
        return True
    if re.search(r"(?:一条|首条)$", before):
        return not found.entries
    if any(firm.brand in name.text for firm in found.firms):
        return True
    sentence = max(text.rfind(mark, 0, name.start) for mark in "。！？；\n") + 1
    firms = [firm for firm in found.firms if firm.full or text[firm.span.end : firm.span.end + 2] == "公司"]
    named = any(firm.name in text[sentence : name.start] for firm in firms) or re.search(
        r"[\u4e00-\u9fff]{2}(?:公司|集团)", text[sentence : name.start]
    )
    if named and len(name.text) >= 5 and _ACTS_LATER.match(text, name.end):
        return True
    return bool(re.search(r"(?:科技|光电|公司|新材|重装|集团|能源|医药)的$", before))


def _same(entry: Entry, text: str) -> bool:
    return text in entry.texts or any(same_name(other, text) for other in entry.texts)


@lru_cache(maxsize=8192)
def same_name(one: str, other: str) -> bool:
    """Whether two names of one article mean one project: phases agree, and one is short for the other."""
    first, second = phase_of(one), phase_of(other)
    if first and second and first != second:
        return False
    if (first or second) and not (first and second) and "一" not in (first, second):
        return False
    short, long = sorted((core_of(one), core_of(other)), key=len)
    if short == long or short in long:
        return True
    if _in_order(short, long) and short[0] == long[0]:
        return True
    tail = _common_tail(short, long)
    return tail >= _COMMON_TAIL_LEAST and tail >= 0.7 * len(short)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _common_tail(one: str, other: str) -> int:
    length = 0
    for first, second in zip(reversed(one), reversed(other), strict=False):
        if first != second:
            break
        length += 1
    return length


def is_reference(name: str) -> bool:
    """Whether a name points back to one that was told before."""
    return is_bare(name) or is_general(name)
