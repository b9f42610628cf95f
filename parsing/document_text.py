"""The text of a document together with what the document says of each of its lines, and of its page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import Self

from parsing.article import Kind
from parsing.page_facts import NO_FACTS, PageFacts

# Whatever else ends a line for the page reader must not end one inside a line given here.
_LINE_ENDS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


class Emphasis(IntEnum):
    """How a line is set: UNKNOWN in plain text; BODY like most of the text; SET_OFF in another face of the
    same size, or as a minor heading; LARGE as a headline; RUNNING at the head or foot of several pages."""

    UNKNOWN = 0
    BODY = 1
    SET_OFF = 2
    LARGE = 3
    RUNNING = 4


class DocumentText(str):
    """A document's text, and what the document says of its lines (as `split("\\n")` counts them).

    `emphasis` is that of each line. `kinds` is the role of each line of a document that holds one article and
    tells all of them, as a web page does, None for furniture: lines with kinds are never two articles, which
    `emphasis` can tell apart. `whole` says that every line is a whole
    paragraph, never a piece that a column cut. It is a `str` in every respect; what reads only text loses
    nothing but the hints.
    """

    emphasis: tuple[Emphasis, ...]
    kinds: tuple[Kind | None, ...]
    whole: bool
    facts: PageFacts

    def __new__(
        cls,
        text: str,
        emphasis: tuple[Emphasis, ...] = (),
        *,
        kinds: tuple[Kind | None, ...] = (),
        whole: bool = False,
        facts: PageFacts = NO_FACTS,
    ) -> Self:
        made = super().__new__(cls, text)
        made.emphasis, made.kinds, made.whole, made.facts = emphasis, kinds, whole, facts
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (str(self), self.emphasis, self.kinds, self.whole, self.facts)

    def with_text(self, text: str) -> DocumentText:
        """The same lines in other characters."""
        return _rebuilt(text, self.emphasis, self.kinds, self.whole, self.facts)

    @classmethod
    def of(
        cls,
        blocks: Iterable[tuple[str, Emphasis]],
        *,
        whole: bool = False,
        facts: PageFacts = NO_FACTS,
    ) -> DocumentText:
        """The text of blocks that each are one line, blank lines between them."""
        lines: list[str] = []
        emphasis: list[Emphasis] = []
        for text, how in blocks:
            if lines:
                lines.append("")
                emphasis.append(Emphasis.UNKNOWN)
            lines.append(one_line(text))
            emphasis.append(how)
        return cls("\n".join(lines), tuple(emphasis), whole=whole, facts=facts)

    @classmethod
    def of_article(cls, lines: Iterable[tuple[str, Kind | None]], facts: PageFacts) -> DocumentText:
        """The text of one article whose lines all have a role that is known; None for furniture."""
        kept = [(one_line(text), kind) for text, kind in lines]
        return cls(
            "\n".join(text for text, _ in kept),
            kinds=tuple(kind for _, kind in kept),
            whole=True,
            facts=facts,
        )


def one_line(text: str) -> str:
    """The text without line ends of any kind."""
    return _LINE_ENDS.sub(" ", text)


def _rebuilt(
    text: str,
    emphasis: tuple[Emphasis, ...],
    kinds: tuple[Kind | None, ...],
    whole: bool,
    facts: PageFacts,
) -> DocumentText:
    return DocumentText(text, emphasis, kinds=kinds, whole=whole, facts=facts)
