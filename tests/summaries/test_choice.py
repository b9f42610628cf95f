"""The chosen set is the best there is, by counting every set."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from summaries.choice import POOL, choose

items = st.lists(st.tuples(st.integers(-50, 200), st.integers(1, 40)), max_size=9)


@given(items, st.integers(1, 80), st.integers(1, 4), st.randoms(use_true_random=False))
def test_no_set_brings_more(rows: list[tuple[int, int]], room: int, most: int, dice: random.Random) -> None:
    scores, costs = [score for score, _ in rows], [cost for _, cost in rows]
    pairs = {
        pair: dice.choice([0, 0, -dice.randrange(60), None]) for pair in combinations(range(len(rows)), 2)
    }

    def worth(numbers: tuple[int, ...] | list[int]) -> int | None:
        lost = [pairs[pair] for pair in combinations(numbers, 2)]
        if sum(costs[number] for number in numbers) > room or None in lost:
            return None
        return sum(scores[number] for number in numbers) + sum(loss or 0 for loss in lost)

    chosen = choose(scores, costs, lambda one, other: pairs[one, other], room=room, most=most)
    best = max(
        (
            value
            for size in range(most + 1)
            for numbers in combinations(range(len(rows)), size)
            if (value := worth(numbers)) is not None
        ),
        default=0,
    )
    assert chosen == sorted(chosen)
    assert len(chosen) <= most
    assert worth(chosen) == best


def test_of_equal_sets_the_earlier_wins() -> None:
    assert choose([5, 5, 5], [10, 10, 10], lambda one, other: 0, room=20, most=2) == [0, 1]


def test_only_the_most_promising_items_are_looked_at() -> None:
    asked: set[int] = set()

    def between(first: int, second: int) -> int:
        asked.update((first, second))
        return -20

    scores = list(range(1, 2_001))
    assert choose(scores, [20] * len(scores), between, room=40, most=2) == [1_998, 1_999]
    assert min(asked) >= len(scores) - POOL
