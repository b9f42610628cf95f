"""Running heads and feet: what stands at the same place of several pages, but for its numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from parsing.pdf_layout import Run

_NUMBER = re.compile(r"[\d一二三四五六七八九十]+")
# How many lines at the head and at the foot of a page are looked at, and how far their places may differ.
OUTER_LINES = 3
SAME_PLACE = 4.0


def running_lines(pages: Sequence[Sequence[Run]]) -> list[set[int]]:
    """For each page the places of its runs that other pages have too: their numbers in the page's list."""
    outer = [_outer(page) for page in pages]
    seen: Counter[tuple[str, int]] = Counter()
    for page, places in zip(pages, outer, strict=True):
        seen.update({key for at in places for key in _keys(page[at])})
    return [
        {at for at in places if any(seen[key] > 1 for key in _keys(page[at]))}
        for page, places in zip(pages, outer, strict=True)
    ]


def _outer(page: Sequence[Run]) -> list[int]:
    """The runs in the first and the last lines of a page."""
    ordered = sorted(range(len(page)), key=lambda at: -page[at].top)
    lines: list[list[int]] = []
    for at in ordered:
        if lines and abs(page[lines[-1][0]].top - page[at].top) < SAME_PLACE:
            lines[-1].append(at)
        else:
            lines.append([at])
    ends = lines if len(lines) <= 2 * OUTER_LINES else [*lines[:OUTER_LINES], *lines[-OUTER_LINES:]]
    return [at for line in ends for at in line]


def _keys(run: Run) -> list[tuple[str, int]]:
    """What a run says but for its numbers, and its height on the page, rounded both ways."""
    said = _NUMBER.sub("#", "".join(run.text.split()))
    return [
        (said, int(run.top // SAME_PLACE)),
        (said, int((run.top + SAME_PLACE / 2) // SAME_PLACE) + 100_000),
    ]
