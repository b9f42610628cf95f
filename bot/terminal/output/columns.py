"""Tables on the terminal, where a Chinese character is as wide as two letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "  "
_WIDE = frozenset("WF")


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """One line for the headings and one for each row, its cells below their headings."""
    lines = [headings, *rows]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(headings))]
    return tuple(
        GAP.join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in _WIDE) for char in text)
