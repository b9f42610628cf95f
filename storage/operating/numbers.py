"""Numbers of the whole: readers, follows, articles, deliveries. Nobody's identity is in them.

What is followed by fewer than FEWEST_SHOWN chats is counted and never named. Each part is read by a
function of storage/operating/counting.py.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

WEEK, MONTH = 7, 30
FEWEST_SHOWN = 3
MOST_NAMED = 10
PRIVATE, GROUP, CHANNEL = "private", "group", "channel"
KINDS = (PRIVATE, GROUP, CHANNEL)
ACTIVE, QUIET, PAUSED, HELD, OFF = "active", "quiet", "paused", "held", "off"
STATES = (ACTIVE, QUIET, PAUSED, HELD, OFF)
SENT, PENDING, PARKED, EXPIRED, CANCELLED = "sent", "pending", "parked", "expired", "cancelled"
OUTCOMES = (SENT, PENDING, HELD, PARKED, EXPIRED, CANCELLED)

Days = tuple[tuple[dt.date, int], ...]


@dataclass(frozen=True, slots=True)
class Readers:
    """Chats by kind, each with how many are in which state, and how many are new in 7 and in 30 days.

    `quiet` chats want no digest, `paused` none for a while, `held` take nothing for now, `off` for good.
    `by_day` is how many were new on each of the last 30 days.
    """

    states: dict[str, dict[str, int]]
    new_week: dict[str, int]
    new_month: dict[str, int]
    by_day: Days

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(sum(states.values()) for states in self.states.values())


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed: the names with most followers, and what is not named.

    `follows` counts all follows, `targets` what is followed; `few` those with fewer than FEWEST_SHOWN.
    """

    top: tuple[tuple[str, int], ...]
    follows: int
    targets: int
    few: int


@dataclass(frozen=True, slots=True)
class SilentPark:
    """A followed park without news for 30 days: when it last had some, and how many follow it."""

    name: str
    followers: int
    last_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Follows:
    """What is followed by how many chats; `silent_few` counts silent parks that are not named."""

    followers: int
    parks: Followed
    cities: Followed
    newspapers: Followed
    projects: Followed
    keywords: int
    silent: tuple[SilentPark, ...]
    silent_few: int


@dataclass(frozen=True, slots=True)
class Articles:
    """How many articles the newspapers of the last 7 and 30 days have, and of each day."""

    week: int
    month: int
    by_day: Days


@dataclass(frozen=True, slots=True)
class Deliveries:
    """What became of what was owed in the last seven days, in all and day by day; OUTCOMES are the keys.

    `since` is when the count begins, where there was more than is looked at.
    """

    outcomes: dict[str, int]
    by_day: tuple[tuple[dt.date, dict[str, int]], ...]
    since: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """全文: how often it was opened in 7 and 30 days and by day, and the articles opened most in 7 days."""

    week: int
    month: int
    by_day: Days
    most: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """All of it, as of a day in the configured zone."""

    day: dt.date
    readers: Readers
    follows: Follows
    articles: Articles
    deliveries: Deliveries
    reading: Reading
    missed: tuple[tuple[str, int], ...] = ()
