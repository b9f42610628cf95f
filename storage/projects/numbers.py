"""Which known project each one of a ledger made anew is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from projects.archive import Built
from storage.projects.renamed_tellings import Key


def known_numbers(built: Built, before: Mapping[Key, int]) -> dict[int, int]:
    """For a ledger's own numbers those of the known projects; those that are new have none.

    `before` is of which project each telling was. A project is the known one with which it shares most
    tellings, and no two are the same.
    """
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for telling in built.tellings:
        old = before.get((telling.anchor.article_id, telling.anchor.name))
        if old:
            shared[telling.number][old] += 1
    claims = sorted(
        ((count, -old, -number) for number, olds in shared.items() for old, count in olds.items()),
        reverse=True,
    )
    numbers: dict[int, int] = {}
    taken = set[int]()
    for _, old, number in claims:
        if -number not in numbers and -old not in taken:
            numbers[-number] = -old
            taken.add(-old)
    return numbers
