"""What faults are made with: the blocks of an article, and the ways to take them apart."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from parsing.article import Block, Kind

Blocks = tuple[Block, ...]

# A piece that a cut leaves is hardly ever shorter.
SHORTEST_PIECE = 6
_BREAKS = frozenset("。，,；;：:！!？?、”’")
# What closes a sentence.
ENDS = frozenset("。！!？?”")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a fault happens: by what chance, and in which newspaper of which day."""

    chance: random.Random
    newspaper: str
    day: dt.date
    headlines: tuple[str, ...]

    @property
    def folio(self) -> str:
        """A page number as it is printed."""
        return self.chance.choice(("A4", "A2", "03版", "第3版", "4", "B1"))

    @property
    def masthead(self) -> str:
        """The line at the head of a printed page."""
        weekday = "一二三四五六日"[self.day.weekday()]
        day = f"{self.day.year}年{self.day.month}月{self.day.day}日"
        return self.chance.choice(
            (
                f"{day} 星期{weekday}",
                f"{self.newspaper} {day} {self.folio}",
                f"{day} 星期{weekday} {self.folio} 园区",
            )
        )


# What one fault makes of an article's blocks; None where it can't happen to them.
Own = Callable[[Scene, Blocks], Blocks | None]
# The same of two articles that stand one after the other; None in place of one that is gone.
Pair = Callable[[Scene, Blocks, Blocks], tuple[Blocks, Blocks | None] | None]
# The same where one article becomes two.
Split = Callable[[Scene, Blocks], tuple[Blocks, Blocks] | None]


def paragraph(text: str) -> Block:
    """A paragraph of the body."""
    return Block(Kind.PARAGRAPH, text)


def places(blocks: Blocks, *kinds: Kind) -> list[int]:
    """Where the blocks of these kinds stand; of paragraphs, where no kind is given."""
    return [at for at, block in enumerate(blocks) if block.kind in (kinds or (Kind.PARAGRAPH,))]


def of_kind(blocks: Blocks, kind: Kind) -> Block | None:
    """The first block of a kind."""
    return next((block for block in blocks if block.kind is kind), None)


def without(blocks: Blocks, *kinds: Kind) -> Blocks:
    """The blocks of all other kinds."""
    return tuple(block for block in blocks if block.kind not in kinds)


def put(blocks: Blocks, at: int, *new: Block, instead: int = 0) -> Blocks:
    """The blocks with new ones at a place, instead of so many."""
    return (*blocks[:at], *new, *blocks[at + instead :])


def rewritten(blocks: Blocks, at: int, text: str) -> Blocks:
    """The blocks with one that says something else."""
    return put(blocks, at, replace(blocks[at], text=text), instead=1)


def prefixed(blocks: Blocks, text: str) -> Blocks:
    """The blocks with words in front of the first paragraph."""
    at = places(blocks)[0]
    return rewritten(blocks, at, text + blocks[at].text)


def cut(chance: random.Random, text: str) -> int | None:
    """A place inside a sentence where a column may end; None in a text too short for one."""
    inside = [
        at
        for at in range(SHORTEST_PIECE, len(text) - SHORTEST_PIECE)
        if text[at - 1] not in _BREAKS and text[at] not in _BREAKS
    ]
    return chance.choice(inside) if inside else None


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, each with its marks."""
    found, start = [], 0
    for at, sign in enumerate(text, 1):
        if sign in ENDS and (at == len(text) or text[at] not in ENDS):
            found.append(text[start:at])
            start = at
    return [*found, text[start:]] if start < len(text) else found


def body_run(blocks: Blocks) -> tuple[int, int]:
    """The longest run of paragraphs with nothing between them: its start and end (half open)."""
    best = (0, 0)
    start: int | None = None
    for at in range(len(blocks) + 1):
        if at < len(blocks) and blocks[at].kind is Kind.PARAGRAPH:
            start = at if start is None else start
        elif start is not None:
            best = max(best, (start, at), key=lambda run: run[1] - run[0])
            start = None
    return best


def paragraphs(texts: Iterable[str]) -> Blocks:
    """Paragraphs of these texts, empty ones left out."""
    return tuple(paragraph(text) for text in texts if text)
