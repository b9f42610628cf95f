"""The best set of pieces under a budget, found exactly among the most promising ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

# Only so many items are looked at, those with the most points. Of 95 park articles none has over 121 worth
# a point; an article of figures alone may have thousands, and the search grows with their third power.
POOL = 250


def choose(
    scores: Sequence[int],
    costs: Sequence[int],
    between: Callable[[int, int], int | None],
    *,
    room: int,
    most: int,
) -> list[int]:
    """The set of one to `most` items, costing at most `room` in all, that brings the most points.

    An item brings its score; items of no points or fewer, and those behind the POOL best, are not looked at.
    Two items together also bring `between(a, b)`, a < b, which is zero or below, or None where they can't
    stand together. Of equal sets the one met first wins, items being tried from the highest score and the
    earliest place, so nothing depends on hashes. Returns the numbers of the chosen items in ascending order;
    none where no item fits.
    """
    order = [number for number, score in enumerate(scores) if score > 0 and costs[number] <= room]
    order.sort(key=lambda number: (-scores[number], number))
    order = order[:POOL]
    bounds = _bounds([scores[n] for n in order], [costs[n] for n in order], room, most)
    best: list[int] = []
    top = 0

    def extend(at: int, taken: list[int], points: int, left: int) -> None:
        nonlocal best, top
        if points > top:
            best, top = taken, points
        slots = most - len(taken)
        if slots == 0 or points + bounds[slots][left] <= top:
            return
        rest = bounds[slots - 1]
        for place in range(at, len(order)):
            number = order[place]
            score, cost = scores[number], costs[number]
            if points + slots * score <= top:
                return
            if cost > left or points + score + rest[left - cost] <= top:
                continue
            gain: int | None = score
            for other in taken:
                pair = between(min(other, number), max(other, number))
                gain = None if pair is None or gain is None else gain + pair
            if gain is not None and points + gain + rest[left - cost] > top:
                extend(place + 1, [*taken, number], points + gain, left - cost)

    extend(0, [], 0, room)
    return sorted(best)


def _bounds(scores: Sequence[int], costs: Sequence[int], room: int, most: int) -> list[list[int]]:
    """`bounds[k][r]`: what k items that cost r in all can't exceed; pairs only take away, so are left out."""
    single = [0] * (room + 1)
    for score, cost in zip(scores, costs, strict=True):
        single[cost] = max(single[cost], score)
    for left in range(1, room + 1):
        single[left] = max(single[left], single[left - 1])
    steps = [cost for cost in range(1, room + 1) if single[cost] > single[cost - 1]]
    bounds = [[0] * (room + 1), single]
    while len(bounds) <= most:
        fewer = bounds[-1]
        more = list(fewer)
        for cost in steps:
            score = single[cost]
            for left in range(cost, room + 1):
                if score + fewer[left - cost] > more[left]:
                    more[left] = score + fewer[left - cost]
        bounds.append(more)
    return bounds
