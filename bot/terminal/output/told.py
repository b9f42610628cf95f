"""What a command tells, to people and to programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """Lines to read, and the same as JSON can hold it."""

    lines: tuple[str, ...]
    value: Any
