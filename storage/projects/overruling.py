"""What editors' decisions come to, taken in their order: where two differ, the later one holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from projects.archive import Anchor, Decision, Ruling


@dataclass(frozen=True, slots=True)
class Made:
    """A decision as it was made, of tellings of one project; for SAME and APART of those of another too."""

    id: int
    ruling: Ruling
    anchors: frozenset[Anchor]
    others: frozenset[Anchor] = frozenset()
    text: str = ""


Kept = list[tuple[int, Decision]]


def in_force(decisions: Iterable[Made]) -> list[Decision]:
    """What holds, told of single tellings, so that one that is no more leaves the others in force.

    A telling that was taken out of a project since it was put together with another, or named, leaves that;
    two projects that were put together since stay so.
    """
    kept: Kept = []
    for made in decisions:
        if made.ruling is Ruling.APART:
            kept = _after_apart(kept, made)
        elif made.ruling is Ruling.SAME:
            kept = _after_same(kept, made)
        kept += [(made.id, each) for each in _spelt_out(made)]
    return [decision for _, decision in kept]


def _spelt_out(made: Made) -> Iterator[Decision]:
    for anchor in _in_order(made.anchors):
        if made.ruling not in (Ruling.SAME, Ruling.APART):
            yield Decision(made.ruling, anchor, text=made.text, made=made.id)
        for other in _in_order(made.others):
            yield Decision(made.ruling, anchor, other, made=made.id)


def _in_order(anchors: Iterable[Anchor]) -> list[Anchor]:
    return sorted(anchors, key=lambda each: (each.article_id, each.name))


def _after_apart(kept: Kept, made: Made) -> Kept:
    out = made.anchors
    left_with = {number for number, each in kept if each.anchor not in out}
    return [
        (number, each)
        for number, each in kept
        if not (each.ruling is Ruling.SAME and (each.anchor in out) != (each.other in out))
        and not (each.other is None and each.anchor in out and number in left_with)
    ]


def _after_same(kept: Kept, made: Made) -> Kept:
    together = made.anchors | made.others
    return [
        (number, each)
        for number, each in kept
        if not (each.ruling is Ruling.APART and each.anchor in together and each.other in together)
    ]
