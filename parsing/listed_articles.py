"""What a page that lists articles says, for those who need not read such a page (parsing.node_page does)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article that a page lists: its headline as it stands there, and its address."""

    headline: str
    address: str


@dataclass(frozen=True, slots=True)
class NodePage:
    """What a page lists, in its order, and what it says of itself; `page` and `newspaper` may be empty."""

    newspaper: str
    published_on: dt.date | None
    page: str
    articles: tuple[ListedArticle, ...]
