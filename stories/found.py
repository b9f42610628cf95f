"""Which of the tellings before it a later telling tells again, when they come one at a time."""

from __future__ import annotations

from dataclasses import dataclass

from stories.index import KeyIndex
from stories.keys import keys_of
from stories.matching import Relation, relation
from stories.telling import Telling


@dataclass(frozen=True, slots=True)
class Repeat:
    """A telling tells the story of the one numbered `first` again, and was found by the one numbered `of`."""

    first: int
    of: int
    relation: Relation


class Stories:
    """The tellings so far, numbered from 0 in the order they came in."""

    def __init__(self) -> None:
        self._index = KeyIndex()
        self._tellings: list[Telling] = []
        self._first: list[int] = []

    def add(self, telling: Telling) -> Repeat | None:
        """Takes in the next telling; says which earlier one it repeats, None where it is a story of its own.

        Candidates are tried from the one with the most keys in common on; the first that matches is it.
        """
        keys = keys_of(telling)
        found = next(
            filter(None, (self._repeat(of, telling) for of in self._index.candidates(telling.date, keys))),
            None,
        )
        number = self._index.add(telling.date, keys)
        self._tellings.append(telling)
        self._first.append(found.first if found else number)
        return found

    def _repeat(self, of: int, telling: Telling) -> Repeat | None:
        first = self._first[of]
        how = relation(self._tellings[of], telling)
        if how is None:
            return None
        to_first = relation(self._tellings[first], telling) if first != of else how
        return Repeat(first, of, to_first or how)
