"""Which part of a web page is its article: the element that holds the prose, and the headline over it.

Blocks of prose speak for the elements around them, the nearer the more. What an element is called, how much
of it is links and whether the page's title stands over it weighs in; one that the systems behind most sites
use for their main text is preferred by its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from parsing.html_blocks import HtmlBlock, HtmlBlocks, innermost
from parsing.html_names import MAIN_NAMES, MAYBE_MAIN_NAMES
from parsing.web_lines import is_meta_line, is_web_furniture

# What a block's prose says for the element around it, the one around that, and so on.
_SHARES = (1.0, 0.5, 0.25, 0.12, 0.06)
_KNOWN, _MAYBE, _MARKED, _UNDER_HEADLINE = 4.0, 1.5, 8.0, 1.6
# The headline stands at most so many blocks over the first prose.
HEADLINE_WITHIN = 30
# An element around the main text is taken instead when this much prose stands beside the text in it.
_BESIDE = 0.3
# Teasers beside it have more links than this.
_LINKS_BESIDE = 0.1
_LINKS_IN_TEXT = 0.35
SHORTEST_HEADLINE, LONGEST_HEADLINE = 4, 120
# How much of a title a block has to be.
_SHARE_OF_TITLE = 0.35
_MOST_TITLE_PARTS = 4
_TITLE_PARTS = re.compile(r"[_|｜丨]|--| [-–—·] |-(?=[^-]{2,20}$)|—(?=[^—]{2,16}$)")


@dataclass(frozen=True, slots=True)
class MainText:
    """Blocks `start` to `end` (half open) hold the article; `headline` are the blocks of its headline."""

    start: int
    end: int
    headline: range
    known: bool


def main_text(found: HtmlBlocks, titles: Sequence[str]) -> MainText | None:
    """The page's article, by its titles and its prose; None where no prose is found."""
    matches = _title_matches(found.blocks, titles)
    number = _main_holder(found, matches)
    if number is None:
        return None
    holder = found.holders[number]
    first = next(
        (at for at in range(holder.start, holder.end) if found.blocks[at].prose and at not in matches),
        holder.start,
    )
    headline = _headline(found.blocks, matches, first, holder.start)
    known = holder.marked or bool(MAIN_NAMES.search(holder.names))
    return MainText(holder.start, holder.end, headline, known)


def _main_holder(found: HtmlBlocks, matches: dict[int, tuple[float, int]]) -> int | None:
    blocks, holders = found.blocks, found.holders
    scores = [0.0] * len(holders)
    firsts: dict[int, int] = {}
    for at, block in enumerate(blocks):
        if block.aside or not block.prose or at in matches:
            continue
        for share, number in zip(_SHARES, islice(innermost(found, block), len(_SHARES)), strict=False):
            scores[number] += share * block.prose
            firsts.setdefault(number, at)
    if not firsts:
        return None
    density = _Density(blocks)
    for number, first in firsts.items():
        holder = holders[number]
        scores[number] *= 1.0 - density.of(holder.start, holder.end)
        scores[number] *= _by_name(holder.names, holder.tag, holder.marked)
        if any(first - HEADLINE_WITHIN <= at <= first for at in matches):
            scores[number] *= _UNDER_HEADLINE
    best = max(firsts, key=lambda number: (scores[number], -holders[number].depth))
    return _widened(found, best, density)


def _by_name(names: str, tag: str, marked: bool) -> float:
    if marked:
        return _MARKED
    if (names and MAIN_NAMES.search(names)) or tag in ("article", "founder-content"):
        return _KNOWN
    return _MAYBE if names and MAYBE_MAIN_NAMES.search(names) else 1.0


class _Density:
    """Which share of a stretch of blocks is links, and how much prose it holds, without what lies aside."""

    def __init__(self, blocks: Sequence[HtmlBlock]) -> None:
        self._linked = [0, *accumulate(0 if block.aside else block.linked for block in blocks)]
        self._length = [0, *accumulate(0 if block.aside else block.length for block in blocks)]
        self._prose = [0.0, *accumulate(0.0 if block.aside else block.prose for block in blocks)]

    def of(self, start: int, end: int) -> float:
        length = self._length[end] - self._length[start]
        return (self._linked[end] - self._linked[start]) / length if length else 0.0

    def prose(self, start: int, end: int) -> float:
        return self._prose[end] - self._prose[start]


def _widened(found: HtmlBlocks, number: int, density: _Density) -> int:
    """The element, or one around it where much prose of the same kind stands beside it."""
    holders = found.holders
    inside_of: dict[int, list[int]] = {}
    for at, holder in enumerate(holders):
        inside_of.setdefault(holder.parent, []).append(at)
    while True:
        holder = holders[number]
        if holder.parent < 0 or holder.marked or MAIN_NAMES.search(holder.names) or holder.tag == "article":
            return number
        around = holders[holder.parent]
        inside = density.prose(holder.start, holder.end)
        others = [holders[at] for at in inside_of[holder.parent] if at != number]
        beside = sum(
            density.prose(other.start, other.end)
            for other in others
            if density.of(other.start, other.end) <= _LINKS_BESIDE
        )
        in_boxes = sum(density.prose(other.start, other.end) for other in others)
        beside += density.prose(around.start, around.end) - inside - in_boxes
        alone = beside < _BESIDE * inside or density.of(around.start, around.end) > _LINKS_IN_TEXT
        if alone and around.end - around.start > holder.end - holder.start:
            return number
        number = holder.parent


def squeezed(text: str) -> str:
    """The text without any space, for comparing titles."""
    return "".join(text.split())


def title_alone(title: str) -> str:
    """A page's title without the site's and column's names that are set after it."""
    said = " ".join(title.split())
    for _ in range(_MOST_TITLE_PARTS):
        said, whole = _TITLE_PARTS.split(said, maxsplit=1)[0].strip(), said
        if said == whole:
            break
    return said


def _title_matches(blocks: Sequence[HtmlBlock], titles: Sequence[str]) -> dict[int, tuple[float, int]]:
    """The blocks that one of the page's titles names, with how well, and how many blocks together do."""
    found: dict[int, tuple[float, int]] = {}
    wanted = [squeezed(title) for title in titles if len(squeezed(title)) >= SHORTEST_HEADLINE]
    if not wanted:
        return found
    texts = [squeezed(block.text) if block.length <= LONGEST_HEADLINE else "" for block in blocks]
    for at, text in enumerate(texts):
        if len(text) < SHORTEST_HEADLINE:
            continue
        for title in wanted:
            count, together = 1, text
            while title.startswith(together) and at + count < len(texts) and count < 4:
                longer = together + texts[at + count]
                if not texts[at + count] or not title.startswith(longer):
                    break
                together, count = longer, count + 1
            score = _match(together, title)
            if score and score > found.get(at, (0.0, 0))[0]:
                found[at] = (score, count)
    return found


def _match(text: str, title: str) -> float:
    if text == title:
        return 10.0
    share = len(text) / len(title)
    if title.startswith(text) and (len(text) >= 8 or share >= _SHARE_OF_TITLE):
        return 7.0 + min(2.0, 2 * share)
    if text in title and len(text) >= 10 and share >= _SHARE_OF_TITLE:
        return 5.0
    if title in text and 1 / share >= 0.6:
        return 6.0
    cut = text.rstrip(".…")
    return 6.0 if len(cut) < len(text) and len(cut) >= 8 and title.startswith(cut) else 0.0


def _headline(
    blocks: Sequence[HtmlBlock], matches: dict[int, tuple[float, int]], first: int, start: int
) -> range:
    """The blocks that are the headline of the text that begins at block `first`; an empty range for none."""
    best, best_score = range(0), 2.0
    for at in range(max(0, first - 2 * HEADLINE_WITHIN), min(len(blocks), first + 4)):
        block = blocks[at]
        match, count = matches.get(at, (0.0, 1))
        if not SHORTEST_HEADLINE <= block.length <= LONGEST_HEADLINE or (not match and at > first):
            continue
        score = match + {1: 3.0, 2: 2.5, 3: 1.5}.get(block.heading, 0.0) + 2.0 * block.titled
        score -= 2.0 * block.mostly_links + 2.0 * block.aside + 0.05 * abs(first - at)
        if not match and (is_meta_line(block.text) or is_web_furniture(block.text)):
            continue
        if score > best_score:
            best, best_score = range(at, at + count), score
    return best or _over_meta_line(blocks, first, start)


def _over_meta_line(blocks: Sequence[HtmlBlock], first: int, start: int) -> range:
    """Without a title or a heading: the line over the one that says when the article was published."""
    for at in range(max(0, min(first, start) - HEADLINE_WITHIN), min(len(blocks) - 1, first + 3)):
        block, below = blocks[at], blocks[at + 1]
        fits = (
            SHORTEST_HEADLINE <= block.length <= LONGEST_HEADLINE
            and not block.mostly_links
            and not block.aside
        )
        if (
            fits
            and is_meta_line(below.text)
            and not is_meta_line(block.text)
            and not is_web_furniture(block.text)
        ):
            return range(at, at + 1)
    return range(0)
