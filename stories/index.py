"""Keys in memory: which tellings share keys with a later one. A database keeps the same in a table.

There it is `story_keys(key, article_id)` with that primary key: for each key of the later telling the newest
CARRIERS_MOST carriers; of these, those at most DAYS_APART from it; of these, the CANDIDATES_MOST that came up
most often, newer ones first. What a lookup reads is bounded by KEYS_MOST × CARRIERS_MOST rows, however many
articles are told in the same words.
"""

from __future__ import annotations

import datetime
from array import array
from collections import Counter
from collections.abc import Iterable

from stories.keys import CANDIDATES_MOST, CARRIERS_MOST, DAYS_APART, SHARED_LEAST

_FREE = -1
_FIRST_SLOTS = 1 << 10


class KeyIndex:
    """A table of keys, open addressing over plain arrays: 28 bytes a key or so, where a dict takes 200.

    Tellings are known by the numbers that `add` gives them: the newest has the highest.
    """

    def __init__(self) -> None:
        self._slot_keys = array("q", [_FREE]) * _FIRST_SLOTS
        self._newest = array("i", [_FREE]) * _FIRST_SLOTS  # of each slot: its newest entry below
        self._used = 0
        self._days = array("i")  # of each telling
        self._owners = array("i")
        self._older = array("i")  # of each entry: the next older one of the same key

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        arrays = (self._slot_keys, self._newest, self._days, self._owners, self._older)
        return sum(len(each) * each.itemsize for each in arrays)

    def add(self, day: datetime.date, keys: Iterable[int]) -> int:
        """Takes in the keys of the next telling; returns its number."""
        number = len(self._days)
        self._days.append(day.toordinal())
        for key in keys:
            slot = self._slot(key)
            if self._slot_keys[slot] == _FREE:
                self._slot_keys[slot] = key
                self._used += 1
            self._older.append(self._newest[slot])
            self._newest[slot] = len(self._owners)
            self._owners.append(number)
            if self._used * 2 > len(self._slot_keys):
                self._grow()
        return number

    def candidates(self, day: datetime.date, keys: Iterable[int]) -> list[int]:
        """The tellings of those days that share enough keys: those that share most first, newer first."""
        shared: Counter[int] = Counter()
        for key in keys:
            shared.update(self._carriers(key))
        asked = day.toordinal()
        found = [
            (-count, -number)
            for number, count in shared.items()
            if count >= SHARED_LEAST and abs(self._days[number] - asked) <= DAYS_APART
        ]
        return [-number for _, number in sorted(found)[:CANDIDATES_MOST]]

    def _carriers(self, key: int) -> set[int]:
        """The newest tellings that have the key."""
        carriers = set()
        entry = self._newest[self._slot(key)]
        for _ in range(CARRIERS_MOST):
            if entry == _FREE:
                break
            carriers.add(self._owners[entry])
            entry = self._older[entry]
        return carriers

    def _slot(self, key: int) -> int:
        """Where the key stands, or would: keys are hashes, so their low bits are as good as any."""
        slots = len(self._slot_keys)
        slot = key & (slots - 1)
        while self._slot_keys[slot] not in (_FREE, key):
            slot = (slot + 1) & (slots - 1)
        return slot

    def _grow(self) -> None:
        keys, newest = self._slot_keys, self._newest
        self._slot_keys = array("q", [_FREE]) * (len(keys) * 2)
        self._newest = array("i", [_FREE]) * (len(keys) * 2)
        for key, entry in zip(keys, newest, strict=True):
            if key != _FREE:
                slot = self._slot(key)
                self._slot_keys[slot] = key
                self._newest[slot] = entry
