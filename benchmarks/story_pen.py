"""Fills in the patterns of `story_sentences`: a pen for each story, whose firms and goods stay its own."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import deque
from collections.abc import Callable

from benchmarks import story_words as words
from parsing.park_list import Park

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
# Half-width marks as some newspapers set them, and the full-width ones of the others.
_FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"})
MAIN_FIRM_SHARE = 0.7


def written_day(day: dt.date) -> str:
    """A day without its year, as newspapers write it."""
    return f"{day.month}月{day.day}日"


class Pool:
    """Patterns drawn without repeating one before all had their turn."""

    def __init__(self, chance: random.Random, patterns: tuple[str, ...]) -> None:
        self._chance = chance
        self._patterns = patterns
        self._left: list[str] = []
        self._late: deque[str] = deque(maxlen=len(patterns) // 2)

    def draw(self) -> str:
        """The next pattern."""
        if not self._left:
            # Those of late come last again, or an article could say a thing twice.
            self._left = self._chance.sample(self._patterns, len(self._patterns))
            self._left.sort(key=lambda pattern: pattern not in self._late)
            self._late.clear()
        self._late.append(self._left.pop())
        return self._late[-1]


class Pools:
    """A pool for each set of patterns, shared by the stories of a page: neighbours seldom sound alike."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._pools: dict[tuple[str, ...], Pool] = {}

    def draw(self, patterns: tuple[str, ...]) -> str:
        """The next pattern of a set."""
        return self._pools.setdefault(patterns, Pool(self._chance, patterns)).draw()


class Pen:
    """Writes the sentences of one story. Without a park the story is about a county."""

    def __init__(
        self, chance: random.Random, trade: words.Trade, park: Park | None, day: dt.date, *, full: bool
    ) -> None:
        self.chance = chance
        self.trade = trade
        self.park = park
        self._day = day
        self._full = full
        self._county = chance.choice(words.COUNTIES)
        self._names = (park.name, *park.aliases) if park else (self._county,)
        self._firms = [self._firm() for _ in range(3)]
        self._people = [self.person() for _ in range(3)]
        self._slots = self._filled()

    def write(self, pattern: str) -> str:
        """A sentence made of a pattern, in the marks of the newspaper."""
        while "[" in pattern:
            pattern = _CHOICE.sub(lambda found: self.chance.choice(found[1].split("|")), pattern)
        text = _SLOT.sub(lambda found: self._slots[found[1]](), pattern)
        return text.translate(_FULL_WIDTH) if self._full else text

    def person(self) -> str:
        """A made-up name of two or three characters."""
        given = self.chance.sample(words.GIVEN, self.chance.choice((1, 2, 2)))
        return self.chance.choice(words.SURNAMES) + "".join(given)

    def _firm(self) -> str:
        one = self.chance
        name = f"{one.choice(words.FIRM_STARTS)}{self.trade.name[:2]}"
        return one.choice((f"山西{name}有限公司", f"{name}{one.choice(words.FIRM_ENDS)}", f"{name}公司"))

    def _filled(self) -> dict[str, Callable[[], str]]:
        one, trade = self.chance, self.trade

        def among(several: tuple[str, ...] | list[str]) -> Callable[[], str]:
            return lambda: one.choice(several)

        def number(least: int, most: int) -> Callable[[], str]:
            return lambda: str(one.randint(least, most))

        def amount() -> str:
            return one.choice(
                (
                    f"{one.randint(1, 98)}亿元",
                    f"{one.uniform(0.5, 40):.1f}亿元",
                    f"{one.randint(120, 9800)}万元",
                )
            )

        def percent() -> str:
            return one.choice((f"{one.uniform(1, 29):.1f}", str(one.randint(3, 45))))

        def day(first: int, last: int) -> Callable[[], str]:
            return lambda: written_day(self._day + dt.timedelta(days=one.randint(first, last)))

        return {
            "park": among(self._names),
            "alias": among(self._names[1:] or self._names),
            "zone": among(("园区", "区里", "当地") if self.park else ("县里", "当地")),
            "trade": lambda: trade.name,
            "firm": lambda: self._firms[0] if one.random() < MAIN_FIRM_SHARE else one.choice(self._firms),
            "person": among(self._people),
            "product": among(trade.products),
            "material": among(trade.materials),
            "machine": among(trade.machines),
            "worker": among(trade.workers),
            "hall": among(trade.halls),
            "title": among(words.TITLES),
            "official": among(words.OFFICIALS),
            "county": among((self._county, one.choice(words.COUNTIES))),
            "market": among(words.MARKETS),
            "market2": among(words.MARKETS),
            "school": among(words.SCHOOLS),
            "n": number(12, 98),
            "m": number(2, 9),
            "many": number(120, 980),
            "age": number(23, 61),
            "year0": lambda: str(self._day.year),
            "year": number(1998, 2021),
            "year2": number(2027, 2030),
            "percent": percent,
            "percent2": lambda: f"{one.uniform(40, 92):.1f}",
            "money": amount,
            "money2": amount,
            "month": lambda: f"{one.randint(1, 12)}月",
            "day": day(-9, -1),
            "day2": day(3, 30),
            "phone": lambda: f"035{one.randint(0, 9)}-{one.randint(2000000, 8999999)}",
        }
