"""The disk that the database lies on, and when it counts as nearly full."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

GIB = 1024**3
# Less than this is little for any disk: a nightly backup of a large archive takes as much.
LEAST_FREE_BYTES = 1 * GIB
# Of a small disk a part of it is little as well, up to so much.
LEAST_FREE_PART = 0.05
MOST_ASKED_BYTES = 5 * GIB
# It is over when there is so many times as much: what comes and goes shall not be told every hour.
OVER_AT = 1.25


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes of a disk, and those of them that are free."""

    total: int
    free: int

    @property
    def is_nearly_full(self) -> bool:
        """Whether somebody should make room."""
        return self.free < self._least

    @property
    def has_room_again(self) -> bool:
        """Whether a disk that was nearly full is so no more."""
        return self.free >= self._least * OVER_AT

    @property
    def _least(self) -> float:
        return max(LEAST_FREE_BYTES, min(self.total * LEAST_FREE_PART, MOST_ASKED_BYTES))


def disk_of(file: Path) -> Disk:
    """The disk that a file lies on. Raises OSError."""
    usage = shutil.disk_usage(file.parent)
    return Disk(usage.total, usage.free)
