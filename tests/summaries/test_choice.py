"""The chosen set is the best there is, by counting every set."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from summaries.choice import POOL, USUAL_LENGTH, Offer, choose

offers = st.lists(
    st.builds(Offer, st.integers(8, 60), st.integers(8, 70), st.integers(0, 1000), st.booleans()),
    max_size=8,
)


def worth(chosen: list[Offer]) -> Fraction:
    picked = sum(offer.share * offer.length for offer in chosen)
    return Fraction(picked, sum(offer.length for offer in chosen) + USUAL_LENGTH)


@given(offers, st.integers(1, 150), st.integers(1, 4), st.randoms(use_true_random=False))
def test_no_set_is_expected_to_come_closer(
    rows: list[Offer], room: int, most: int, dice: random.Random
) -> None:
    apart = {pair for pair in combinations(range(len(rows)), 2) if dice.random() < 0.3}

    def may(numbers: tuple[int, ...]) -> bool:
        fits = sum(rows[number].cost for number in numbers) <= room
        return fits and not any(pair in apart for pair in combinations(numbers, 2))

    chosen = choose(rows, lambda one, other: (one, other) not in apart, room=room, most=most)
    sets = [
        numbers
        for size in range(1, most + 1)
        for numbers in combinations(range(len(rows)), size)
        if may(numbers)
    ]
    wanted = [numbers for numbers in sets if any(rows[number].wanted for number in numbers)]
    best = max(
        (worth([rows[number] for number in numbers]) for numbers in wanted or sets), default=Fraction(0)
    )
    assert chosen == sorted(chosen) and len(chosen) <= most
    assert bool(chosen) == bool(sets)
    assert worth([rows[number] for number in chosen]) == best
    assert not chosen or may(tuple(chosen))


def test_of_equal_sets_the_earlier_wins() -> None:
    same = [Offer(20, 20, 500)] * 3
    assert choose(same, lambda one, other: True, room=40, most=2) == [0, 1]


def test_a_piece_that_is_less_likely_than_the_rest_is_left_out_though_there_is_room() -> None:
    rows = [Offer(50, 50, 900), Offer(30, 30, 100)]
    assert choose(rows, lambda one, other: True, room=120, most=3) == [0]


def test_one_piece_at_least_is_about_the_park_where_any_is() -> None:
    rows = [Offer(50, 50, 900, wanted=False), Offer(30, 30, 100), Offer(30, 30, 50)]
    assert choose(rows, lambda one, other: True, room=120, most=3) == [0, 1]
    assert choose(rows[:1], lambda one, other: True, room=120, most=3) == [0]


def test_only_the_most_promising_pieces_are_looked_at() -> None:
    asked: set[int] = set()

    def together(first: int, second: int) -> bool:
        asked.update((first, second))
        return True

    rows = [Offer(20, 20, share // 2) for share in range(1, 2_001)]
    assert choose(rows, together, room=40, most=2) == [1_997, 1_999]  # of equal ones the earlier
    assert min(asked) >= len(rows) - POOL
