"""A web page as blocks of text, and the elements that hold them: what its main text is chosen from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from parsing.html_names import FURNITURE_NAMES, HEADLINE_NAMES, MAIN_NAMES, SIDE_NAMES
from parsing.html_tree import BLOCKS, CONTENT_MARK, HEADINGS, MINOR_HEADINGS, NO_TEXT

_NOT_READ = NO_TEXT - {"nav", "head"}
_HOLDERS = BLOCKS - frozenset(
    [
        "address",
        "dt",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "p",
        "pre",
        "caption",
        "legend",
        "br",
    ]
)
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_CENTRED_STYLE = re.compile(r"text-align\s*:\s*(center|left|right|justify|start)", re.I)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.I)
_BOLD_SHARE = 0.9
# Marks that prose has and headings, menus and lists of names have not.
_MARKS = re.compile(r"[，。！？；：、,;“”]")
_SENTENCE_MARKS = re.compile(r"[。！？；]|[，,].*[，,]")
# Blocks shorter than this are no prose, and those more than half of links.
SHORTEST_PROSE = 12
_LINKED_SHARE = 0.5
# An element that is called furniture and holds this share of the page's prose is called so by mistake.
_MISNAMED, _SIDE_MISNAMED = 0.9, 0.4
# Where less of a page's prose is left than this, its names say nothing.
_LEAST_SHOWN = 0.02
# A line end in the markup between two Chinese characters is no space.
_WRAPPED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_SPACES = re.compile(r"[ \t\r\n]+")
LONGEST_LABELS = 120
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\xad]")


@dataclass(slots=True)
class HtmlBlock:
    """A stretch of text between two block ends. `linked` of its `length` visible characters are in links.

    `heading` is 1 to 6 for h1 to h6, `titled` that its class says so; `pictures` counts those since the block
    before; `holder` is the number of the element around it; `prose` counts characters of prose; `aside` says
    that it lies in what a page calls by the names of furniture, or doesn't show.
    """

    text: str
    length: int
    linked: int
    heading: int
    titled: bool
    bold: bool
    centred: bool
    pictures: int
    holder: int
    names: str
    prose: float
    aside: bool = False

    @property
    def mostly_links(self) -> bool:
        """Whether it is a menu, or a teaser, and no sentence with links in it."""
        return self.linked > 0 and self.linked >= 0.6 * self.length and not self.text.endswith("。")


@dataclass(slots=True)
class Holder:
    """An element that holds blocks `start` to `end` (half open); `parent` is the number of the one around."""

    tag: str
    names: str
    parent: int
    start: int
    depth: int
    end: int = 0
    marked: bool = False
    body: bool = False


@dataclass(slots=True)
class HtmlBlocks:
    """The blocks of a page in order, and the elements around them, outer ones first."""

    blocks: list[HtmlBlock] = field(default_factory=list)
    holders: list[Holder] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """An element that the walk is in."""

    bold: bool
    centred: bool
    link: bool
    holder: int
    names: str
    is_block: bool
    skipped: bool
    titled: bool = False
    named: int = 0
    start: int = 0


def blocks_of(root: Any) -> HtmlBlocks:
    """The page's blocks with all that its markup says of them. One pass; no recursion, pages nest deeply."""
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            walk.enter(element)
        else:
            walk.leave(element)
    walk.flush()
    walk.mark_furniture()
    return walk.found


class _Walk:
    def __init__(self) -> None:
        self.found = HtmlBlocks(holders=[Holder("html", "", -1, 0, 0)])
        self._open = [_Open(False, False, False, 0, "", True, False)]
        self._pieces: list[str] = []
        self._linked = self._bold = self._visible = self._titled = self._pictures = 0
        self._named: list[tuple[int, int, int]] = []
        self._heading = 0

    def enter(self, element: Any) -> None:
        tag, around = element.tag, self._open[-1]
        is_block = tag in BLOCKS or "-" in tag
        if is_block:
            self.flush()
        get = element.get
        style = get("style") or ""
        names = f"{get('class') or ''} {get('id') or ''} {get('itemprop') or ''}".strip()
        centred = around.centred
        if is_block:
            align = _CENTRED_STYLE.search(style)
            said = align[1] if align else (get("align") or ("center" if tag == "center" else ""))
            centred = said.lower() == "center" if said else centred
        opened = _Open(
            bold=around.bold or tag in _BOLD or bool(_BOLD_STYLE.search(style)),
            centred=centred,
            link=around.link or tag == "a",
            holder=around.holder,
            names=names if is_block else around.names,
            is_block=is_block,
            skipped=around.skipped or tag in _NOT_READ or tag == "head",
            titled=around.titled or bool(names and tag not in _LARGE and HEADLINE_NAMES.search(names)),
            named=_kind_of_furniture(tag, names, style, element),
            start=len(self.found.blocks),
        )
        if tag in _HOLDERS or "-" in tag:
            holders = self.found.holders
            depth = holders[around.holder].depth + 1
            holders.append(Holder(tag, names, around.holder, len(self.found.blocks), depth))
            opened.holder = len(holders) - 1
        self._open.append(opened)
        if tag == CONTENT_MARK:
            self.found.holders[around.holder].marked = True
        if tag == "img":
            self._pictures += 1
        if tag in HEADINGS or tag in MINOR_HEADINGS:
            self._heading = int(tag[1])
        self._add(element.text)

    def leave(self, element: Any) -> None:
        left = self._open[-1]
        if left.is_block:
            self.flush()
        self._open.pop()
        if left.holder != self._open[-1].holder:
            self.found.holders[left.holder].end = len(self.found.blocks)
        if left.named:
            self._named.append((left.named, left.start, len(self.found.blocks)))
        if element.tag in HEADINGS or element.tag in MINOR_HEADINGS:
            self._heading = 0
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        now = self._open[-1]
        if not text or now.skipped:
            return
        self._pieces.append(text)
        visible = len("".join(text.split()))
        self._visible += visible
        self._linked += visible * now.link
        self._bold += visible * now.bold
        self._titled += visible * now.titled

    def flush(self) -> None:
        """End the block that is being read."""
        text = _folded(self._pieces)
        if self._visible <= LONGEST_LABELS and not _SENTENCE_MARKS.search(text):
            # 来源 and 作者 that stand in elements of their own are no one word
            text = _folded([_folded([piece], strip=False) for piece in self._pieces], wrapped=True)
        if text.strip():
            now = self._open[-1]
            self.found.blocks.append(
                HtmlBlock(
                    text=text,
                    length=self._visible,
                    linked=self._linked,
                    heading=self._heading,
                    titled=self._titled >= _BOLD_SHARE * self._visible,
                    bold=self._bold >= _BOLD_SHARE * self._visible,
                    centred=now.centred,
                    pictures=self._pictures,
                    holder=now.holder,
                    names=now.names,
                    prose=_prose(text, self._visible, self._linked),
                )
            )
            self._pictures = 0
        self._pieces.clear()
        self._linked = self._bold = self._visible = self._titled = 0

    def mark_furniture(self) -> None:
        """Say of each block whether it lies in what the page calls by the names of furniture."""
        blocks, holders = self.found.blocks, self.found.holders
        holders[0].end = len(blocks)
        so_far = [0.0, *accumulate(block.prose for block in blocks)]
        change = [0] * (len(blocks) + 1)
        for kind, start, end in self._named:
            most = (_MISNAMED if kind == 2 else _SIDE_MISNAMED) * so_far[-1]
            if start < end and so_far[end] - so_far[start] <= most:
                change[start] += 1
                change[end] -= 1
        aside = [depth > 0 for depth in accumulate(change)][: len(blocks)]
        shown = sum(block.prose for block, away in zip(blocks, aside, strict=True) if not away)
        if shown > _LEAST_SHOWN * so_far[-1]:
            for block, away in zip(blocks, aside, strict=True):
                block.aside = away


def _folded(pieces: Sequence[str], *, strip: bool = True, wrapped: bool = False) -> str:
    """The pieces as one text, white as browsers show it; no line end between two Chinese characters."""
    text = _INVISIBLE.sub("", "".join(pieces).replace("\xa0", " "))
    text = text if wrapped else _WRAPPED.sub("", text)
    text = _SPACES.sub(" ", text)
    return text.strip(" ") if strip else text


def _prose(text: str, length: int, linked: int) -> float:
    """How many characters of prose a block of so many characters, so many of them in links, holds."""
    if length < SHORTEST_PROSE or linked > _LINKED_SHARE * length:
        return 0.0
    unlinked = length - linked
    if _SENTENCE_MARKS.search(text):
        return float(unlinked)
    return 0.3 * unlinked if _MARKS.search(text) else 0.0


_LARGE = frozenset(("html", "body", "form", "table", "tbody", "tr", "main", "article", "section"))


def _kind_of_furniture(tag: str, names: str, style: str, element: Any) -> int:
    """2 for what is furniture by its name, 1 for what may be, 0 for nothing."""
    if tag in ("html", "body"):
        return 0
    if tag in ("nav", "footer") or element.get("hidden") is not None or _HIDDEN_STYLE.search(style):
        return 2
    if tag == "aside":
        return 1
    if not names or MAIN_NAMES.search(names):
        return 0
    if FURNITURE_NAMES.search(names):
        return 2
    return int(bool(SIDE_NAMES.search(names)))


def innermost(found: HtmlBlocks, block: HtmlBlock) -> Iterator[int]:
    """The numbers of the elements around a block, from the inside out."""
    number = block.holder
    while number >= 0:
        yield number
        number = found.holders[number].parent
