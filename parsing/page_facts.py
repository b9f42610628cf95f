"""What a document says of its page apart from the articles' own text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Newspaper, day, page number, who signed, and the page's own address; empty where it doesn't say."""

    newspaper: str = ""
    published_on: dt.date | None = None
    page: str = ""
    authors: tuple[str, ...] = ()
    link: str = ""


NO_FACTS = PageFacts()
