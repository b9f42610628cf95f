"""Which names of an article mean one project, and what points back to one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from projects.article import Span
from projects.firms import Firm
from projects.kinds import phase_of


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
    """The projects of an article, the places where it speaks of them, and its firms.

    `funded` is the entry that the sum at a block's character is told of, where the words about it say so;
    None where it is told of none. `each` are sums that one 分别 tells of several, with the entry of each.
    """

    entries: list[Entry]
    mentions: list[Mention]
    firms: list[Firm]
    texts: tuple[str, ...] = ()
    wholes: list[int] = field(default_factory=list)
    funded: dict[tuple[int, int], int | None] = field(default_factory=dict)
    each: list[tuple[Span, int]] = field(default_factory=list)
