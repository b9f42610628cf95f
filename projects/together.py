"""Projects that editors put together, and what they are called then."""

from __future__ import annotations

from collections.abc import Sequence

MUCH_SHORTER = 0.7


class Together:
    """Which project each one is a part of, and the names that editors gave, said in the order of decisions.

    Projects are told by their numbers; what was put together has the lowest of its own.
    """

    def __init__(self) -> None:
        self._root: dict[int, int] = {}
        self._stays: dict[int, int] = {}
        self.given: dict[int, str] = {}

    def number_of(self, number: int) -> int:
        """The number of what it is a part of, its own where it is alone."""
        while self._root.get(number, number) != number:
            number = self._root[number]
        return number

    def join(self, number: int, into: int) -> None:
        """Both are one from now on, called as `into` is; a name that an editor gave is kept in any case."""
        one, other = self.number_of(number), self.number_of(into)
        if one == other:
            return
        named = self.given.pop(one, ""), self.given.pop(other, "")
        stays = self._stays.pop(other, other)
        self._stays.pop(one, None)
        low, high = sorted((one, other))
        self._root[high] = low
        self._stays[low] = stays
        if any(named):
            self.given[low] = named[1] or named[0]

    def name(self, number: int, name: str) -> None:
        """An editor calls it so."""
        self.given[self.number_of(number)] = name

    def stays(self, number: int) -> int:
        """The one that others were put together with and that gives it its name."""
        return self._stays.get(number, number)


def fullest_name(told: Sequence[str]) -> str:
    """The last name that isn't much shorter than the longest: renamed projects have their new one."""
    longest = max(map(len, told))
    return next(name for name in reversed(told) if len(name) >= MUCH_SHORTER * longest)
