"""Which articles of a page have words in common that no other of it has: two halves of one, perhaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from parsing.article import Kind
from parsing.doubt.matter import Matter, telling_pairs

# Side by side they may be halves; what they have in common is compared with what others of the page have,
# up to so many places apart.
FARTHEST = 3
# So much of the shorter one, at least, beside a few words that chance puts there.
CLOSE, BY_CHANCE = 0.03, 20
FEWEST_WORDS = 4
# And this many times what any two other articles of the page have.
CLOSER = 0.7
# Fewer articles have no measure of what is usual on their page.
FEWEST = 4

_NAMES = (Kind.KICKER, Kind.DATELINE)


def close_to_next(matters: Sequence[Matter]) -> frozenset[int]:
    """The places of the articles that have more words in common with the one after them than any others have.

    The words of kickers and datelines don't count: two articles may be about one park, in one newspaper.
    """
    if len(matters) < FEWEST:
        return frozenset()
    articles_with = Counter(pair for matter in matters for pair in matter.all_pairs)
    names = [telling_pairs("\n".join(matter.texts(*_NAMES))) for matter in matters]
    shares = {
        (one, other): _share(matters[one], matters[other], articles_with, names[one] | names[other])
        for one in range(len(matters))
        for other in range(one + 1, min(one + 1 + FARTHEST, len(matters)))
    }
    return frozenset(
        one
        for (one, other), share in shares.items()
        if other == one + 1
        and _may_be_halves(matters[one], matters[other])
        and share >= CLOSE
        and share >= CLOSER * _most_of_others(shares, one, other)
    )


def _may_be_halves(one: Matter, other: Matter) -> bool:
    """Whether nobody signed the first, and nothing that opens an article but a headline opens the other."""
    return not one.texts(Kind.BYLINE) and not other.texts(Kind.KICKER, Kind.DATELINE)


def _share(one: Matter, other: Matter, articles_with: Counter[str], names: frozenset[str]) -> float:
    """The share of the shorter article's words that these two have and no other of the page."""
    both = (one.all_pairs & other.all_pairs) - names
    alone = sum(articles_with[pair] == 2 for pair in both)
    return (
        0.0 if alone < FEWEST_WORDS else alone / (min(len(one.all_pairs), len(other.all_pairs)) + BY_CHANCE)
    )


def _most_of_others(shares: dict[tuple[int, int], float], one: int, other: int) -> float:
    near = range(one - 2 * FARTHEST, other + 2 * FARTHEST + 1)
    return max(
        (
            share
            for first in near
            for second in range(first + 1, first + 1 + FARTHEST)
            if not {first, second} & {one, other} and (share := shares.get((first, second))) is not None
        ),
        default=0.0,
    )
