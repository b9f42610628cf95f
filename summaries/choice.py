"""The set of pieces that is expected to come closest to what an editor would pick, found exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

# Only so many pieces are looked at, the most promising; an article of figures alone may have a thousand.
POOL = 60
# Characters of a brief that an editor picks: what a choice is compared with.
USUAL_LENGTH = 120
ALL = 1000  # how much of a piece that is picked for certain is picked: worth is in thousandths of characters


@dataclass(frozen=True, slots=True)
class Offer:
    """A piece as the choice sees it: its length, what it takes of the budget, and how much of it is worth
    picking.

    `share` is in thousandths of its characters. `wanted`: one such piece at least has to be in the set, if
    any is.
    """

    length: int
    cost: int
    share: int
    wanted: bool = True


def choose(
    offers: Sequence[Offer],
    together: Callable[[int, int], bool],
    *,
    room: int,
    most: int,
    usual: int = USUAL_LENGTH,
) -> list[int]:
    """The numbers of one to `most` offers that cost at most `room` and are best together, in ascending order.

    Best is the highest expected F1: the characters worth picking over the characters of the set and those of
    a usual brief. `together(a, b)`, a < b, tells whether two may stand in one brief. Of equal sets the one
    met first wins, offers being tried from the best and the earliest, so nothing depends on hashes or
    floating point. None where no offer fits.
    """
    order = [number for number, offer in enumerate(offers) if offer.cost <= room]
    order.sort(key=lambda number: (-_ratio(offers, [number], usual), number))
    pool = order[:POOL]
    wanted = [number for number in order if offers[number].wanted][:POOL]
    best = _best(offers, pool, [], together, room, most, usual)
    if wanted and not any(offers[number].wanted for number in best):
        sets = []
        for number in wanted[:WANTED_TRIED]:
            rest = [other for other in pool if other != number]
            sets.append(_best(offers, rest, [number], together, room - offers[number].cost, most - 1, usual))
        best = max(sets, key=lambda chosen: _ratio(offers, chosen, usual))
    return sorted(best)


WANTED_TRIED = 12


def _ratio(offers: Sequence[Offer], chosen: Sequence[int], usual: int) -> float:
    worth = sum(offers[number].share * offers[number].length for number in chosen)
    return worth / (sum(offers[number].length for number in chosen) + usual)


def _best(
    offers: Sequence[Offer],
    pool: Sequence[int],
    given: list[int],
    together: Callable[[int, int], bool],
    room: int,
    most: int,
    usual: int,
) -> list[int]:
    """The best set of `given` and up to `most` of the pool (Dinkelbach 1967: each round beats the ratio
    before).
    """
    chosen = given
    if not chosen:
        if not pool:
            return []
        chosen = [pool[0]]
    while True:
        worth = sum(offers[number].share * offers[number].length for number in chosen)
        length = sum(offers[number].length for number in chosen) + usual
        points = [offers[number].length * (offers[number].share * length - worth) for number in pool]
        base = sum(offers[number].length * (offers[number].share * length - worth) for number in given)
        found, gain = _most_points(offers, pool, points, given, together, room, most)
        if base + gain - worth * usual <= 0:
            return chosen
        chosen = [*given, *found]


def _most_points(
    offers: Sequence[Offer],
    pool: Sequence[int],
    points: Sequence[int],
    given: Sequence[int],
    together: Callable[[int, int], bool],
    room: int,
    most: int,
) -> tuple[list[int], int]:
    """The set of up to `most` of the pool with the most points that fits; pieces without any are not looked
    at.
    """
    order = sorted(
        (at for at in range(len(pool)) if points[at] > 0 and offers[pool[at]].cost <= room),
        key=lambda at: (-points[at], at),
    )
    best: list[int] = []
    top = 0

    def extend(place: int, taken: list[int], sum_: int, left: int) -> None:
        nonlocal best, top
        if sum_ > top:
            best, top = taken, sum_
        slots = most - len(taken)
        for nth in range(place, len(order) if slots else place):
            at = order[nth]
            if sum_ + slots * points[at] <= top:
                return
            number = pool[at]
            if offers[number].cost <= left and all(
                together(min(other, number), max(other, number)) for other in (*given, *taken)
            ):
                extend(nth + 1, [*taken, number], sum_ + points[at], left - offers[number].cost)

    extend(0, [], 0, room)
    return best, top
