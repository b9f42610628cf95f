"""The words of a page, two characters at a time: which stand together, and on both sides of a line."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from operator import add

from parsing.common_pairs import COMMON_PAIRS
from parsing.lines import Line

# How much text on either side is compared, in characters, and how many pairs are too few to compare.
WINDOW = 400
FEWEST_PAIRS = 15
# With fewer pairs than this what they say counts for less.
ENOUGH_PAIRS = 60
# Where an echo of a headline is looked for, in characters.
ECHO_WINDOW = 300
# What a share of common pairs says, up to each figure: the logarithm of how much likelier it is within one
# article than between two, measured on articles about development zones.
_STEPS = (
    *((0.01, -3.2), (0.02, -2.5), (0.03, -1.8), (0.04, -0.8)),
    *((0.05, -0.2), (0.06, 0.2), (0.08, 1.0), (0.1, 2.4)),
)
_MOST = 3.5
_NO_OPINION = 0.0


class Cohesion:
    """The pairs of characters of a page."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        lengths = (len(line.folded) + 1 for line in lines)
        self._starts = (0, *accumulate(lengths))
        text = "\n".join(line.folded for line in lines)
        self._pairs = list(map(add, text, text[1:]))
        self._counts = Counter(self._pairs)
        self._rare = set(filter(str.isalpha, self._counts.keys() - COMMON_PAIRS))
        self._known: dict[int, float] = {}

    def count(self, pair: str) -> int:
        """How often two characters stand together within a line of the page."""
        return self._counts[pair]

    def before(self, number: int) -> float:
        """What speaks for line `number` going on with the subject before it: −3.2 to 3.5.

        The pairs that are no common words are compared, 400 characters on either side.
        """
        if number not in self._known:
            start = self._starts[number]
            one = self._rare.intersection(self._pairs[max(0, start - WINDOW) : max(0, start - 1)])
            other = self._rare.intersection(self._pairs[start : start + WINDOW])
            self._known[number] = _opinion(one, other)
        return self._known[number]

    def echo(self, number: int) -> int:
        """How many pairs of line `number` the 300 characters after it repeat, and the 400 before lack.

        Common words aside. The first paragraph says once more what the headline says: three out of four
        headlines share a pair with it, and most of them more than three. Section heads seldom do, and what
        they share has mostly been said before.
        """
        start, end = self._starts[number], self._starts[number + 1]
        own = self._rare.intersection(self._pairs[start : end - 1])
        own = own.difference(self._pairs[max(0, start - WINDOW) : start])
        return len(own.intersection(self._pairs[end : end + ECHO_WINDOW])) if own else 0


def _opinion(one: set[str], other: set[str]) -> float:
    fewer = min(len(one), len(other))
    if fewer < FEWEST_PAIRS:
        return _NO_OPINION
    shared = len(one & other) / fewer
    opinion = next((value for limit, value in _STEPS if shared <= limit), _MOST)
    return opinion * min(1.0, fewer / ENOUGH_PAIRS)
