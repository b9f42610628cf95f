"""The text of a document together with what its typography says about each line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import Self

# Whatever else ends a line for the page reader must not end one inside a line given here.
_LINE_ENDS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


class Emphasis(IntEnum):
    """How a line is set: UNKNOWN in plain text; BODY like most of the text; SET_OFF in another face of the
    same size, or as a minor heading; LARGE as a headline."""

    UNKNOWN = 0
    BODY = 1
    SET_OFF = 2
    LARGE = 3


class DocumentText(str):
    """A document's text, and the emphasis of each of its lines (as `split("\\n")` counts them).

    It is a `str` in every respect; what reads only text loses nothing but the hints.
    """

    emphasis: tuple[Emphasis, ...]

    def __new__(cls, text: str, emphasis: tuple[Emphasis, ...] = ()) -> Self:
        made = super().__new__(cls, text)
        made.emphasis = emphasis
        return made

    def __reduce__(self) -> tuple[type[DocumentText], tuple[str, tuple[Emphasis, ...]]]:
        return DocumentText, (str(self), self.emphasis)

    @classmethod
    def of(cls, blocks: Iterable[tuple[str, Emphasis]]) -> DocumentText:
        """The text of blocks that each are one line, blank lines between them."""
        lines: list[str] = []
        emphasis: list[Emphasis] = []
        for text, how in blocks:
            if lines:
                lines.append("")
                emphasis.append(Emphasis.UNKNOWN)
            lines.append(_LINE_ENDS.sub(" ", text))
            emphasis.append(how)
        return cls("\n".join(lines), tuple(emphasis))
