"""Whether a text goes on talking about the same thing: the words that stand on both sides of a line."""

from __future__ import annotations

import math
from itertools import accumulate

from parsing.common_pairs import COMMON_PAIRS
from parsing.lines import Line

# How much text on either side is compared, in characters.
WINDOW = 250
# Below the first figure the shared share speaks for a new article, above the last against it. Measured on
# articles about development zones: within one article the median is 0.08, between two of them 0.01.
_STEPS = ((0.0, -2.4), (0.02, -1.5), (0.04, -0.3), (0.06, 0.8), (0.08, 2.0))
_MOST = 3.0


class Cohesion:
    """The pairs of characters, common words left out, that the text before and after each line share."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self._text = "".join(line.folded for line in lines)
        self._starts = (0, *accumulate(len(line.folded) for line in lines))
        self._known: dict[int, float] = {}

    def before(self, number: int) -> float:
        """How likely line `number` goes on with what stands before it: −2.4 (a new subject) to 3 (the same)."""
        if number not in self._known:
            start = self._starts[number]
            left, right = self._text[max(0, start - WINDOW) : start], self._text[start : start + WINDOW]
            shared = _shared(left, right)
            self._known[number] = next((value for limit, value in _STEPS if shared <= limit), _MOST)
        return self._known[number]


def _shared(left: str, right: str) -> float:
    one, other = _rare_pairs(left), _rare_pairs(right)
    if not one or not other:
        return _STEPS[2][0]  # nothing to compare: hardly an opinion
    return len(one & other) / math.sqrt(len(one) * len(other))


def _rare_pairs(text: str) -> set[str]:
    pairs = {text[at : at + 2] for at in range(len(text) - 1)} - COMMON_PAIRS
    return {pair for pair in pairs if min(pair) >= "\u3400" and max(pair) <= "\u9fff"}
