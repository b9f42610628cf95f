"""An article as a newspaper prints it: what two of them are compared by."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Telling:
    """A story as a newspaper tells it on one day; `park` is what it is about, empty where none is known."""

    newspaper: str
    date: datetime.date
    park: str
    headline: str
    paragraphs: tuple[str, ...]
