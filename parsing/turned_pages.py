"""Articles that go on on another page of the same file: （下转第3版） there, （上接第1版） here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from parsing.article import Article, Block, Kind
from parsing.numerals import number
from parsing.park_names import fold

_MARK = re.compile(r"(?:上接|下转|转|接)\s*第?\s*([A-Z]?)\s*([\d一二三四五六七八九十]{1,3})\s*版?")
_HEAD = (Kind.KICKER, Kind.HEADLINE, Kind.SUBHEAD)
_SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)]*$")


@dataclass(frozen=True, slots=True)
class Part:
    """An article as one page has it; `goes_on` and `comes_from` are page numbers, empty where it is whole."""

    article: Article
    goes_on: str = ""
    comes_from: str = ""


def page_of_mark(mark: str) -> str:
    """The page number in （下转第三版）, as `plain_page` gives it; empty where there is none."""
    match = _MARK.search(fold(mark))
    return plain_page(match[1] + match[2]) if match else ""


def plain_page(page: str) -> str:
    """A page number without zeros before it and in digits: 03 → 3, 三 → 3, A04 → A4."""
    letter, digits = (page[:1], page[1:]) if page[:1].isascii() and page[:1].isalpha() else ("", page)
    try:
        return f"{letter}{number(digits)}"
    except ValueError:
        return page


def rejoined(parts: Iterable[Part]) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """The articles, those that go on elsewhere with their rest; and the lines of headlines said once more."""
    open_parts = list(parts)
    begun = [at for at, part in enumerate(open_parts) if part.goes_on]
    dropped: list[str] = []
    gone: set[int] = set()
    for at, part in enumerate(open_parts):
        if not part.comes_from:
            continue
        first = _first_part(open_parts, begun, at)
        if first is None:
            continue
        begun.remove(first)
        gone.add(at)
        dropped += [block.text for block in part.article.blocks if block.kind in _HEAD]
        joined = _joined(open_parts[first].article, part.article)
        open_parts[first] = replace(open_parts[first], article=joined)
    return tuple(part.article for at, part in enumerate(open_parts) if at not in gone), tuple(dropped)


def _first_part(parts: list[Part], begun: list[int], at: int) -> int | None:
    """Which of the parts that go on elsewhere goes on with part `at`."""
    rest = parts[at]
    here = plain_page(rest.article.page)
    fits = [
        one
        for one in begun
        if one != at
        and (not here or parts[one].goes_on == here)
        and (not parts[one].article.page or plain_page(parts[one].article.page) == rest.comes_from)
    ]
    if len(fits) > 1 and rest.article.headline:
        fits = [one for one in fits if _same_headline(parts[one].article, rest.article)] or fits
    if fits:
        return fits[0]
    alone = len(begun) == 1 and sum(bool(part.comes_from) for part in parts) == 1
    return begun[0] if alone and begun[0] != at else None


def _same_headline(one: Article, other: Article) -> bool:
    first, second = "".join(one.headline.split()), "".join(other.headline.split())
    return first in second or second in first


def _joined(first: Article, rest: Article) -> Article:
    """The article with its rest, a paragraph that the turn of the page cut as one."""
    blocks = [block for block in rest.blocks if block.kind not in _HEAD]
    before = list(first.blocks)
    cut = before and before[-1].kind is Kind.PARAGRAPH and not _SENTENCE_END.search(before[-1].text)
    if cut and blocks and blocks[0].kind is Kind.PARAGRAPH:
        before[-1] = Block(Kind.PARAGRAPH, before[-1].text + blocks.pop(0).text)
    authors = tuple(dict.fromkeys((*first.authors, *rest.authors)))
    return replace(first, blocks=(*before, *blocks), authors=authors)
