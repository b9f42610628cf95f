"""The demo's made-up stories: three months of news of parks, dated from today, with projects that get on.

Invented throughout: `made_stories.toml` has the patterns, here they are filled in, the same for a day and
seed.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("made_stories.toml")
_CHOICE = re.compile(r"\[([^\[\]]{1,200})\]")
_NUMBER = re.compile(r"n(\d{1,5})_(\d{1,5})")
_DAY = re.compile(r"([df])(\d{1,2})")
_SLOT = re.compile(r"\{(\w{1,20})\}")


@dataclass(frozen=True, slots=True)
class Story:
    """One made-up article, about one park, as a newspaper of a day has it."""

    park: str
    headline: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Telling:
    """What a project's article is made of: its patterns, its words, and the month its promise is for."""

    days: int
    pattern: dict[str, Any]
    words: dict[str, str]
    until: int | None


class Stories:
    """The stories of one demo; `today` is the day they lead up to, `chance` draws what varies."""

    def __init__(self, today: dt.date, chance: random.Random) -> None:
        self._today = today
        self._chance = chance
        self._given: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
        self._tellings = sorted(self._all_tellings(), key=lambda telling: -telling.days)
        general = [(story, park) for story in self._given["story"] for park in story["parks"]]
        chance.shuffle(general)
        # What is told of several parks keeps its distance: first all patterns once, then again.
        turns: Counter[int] = Counter()
        order = []
        for story, park in general:
            turns[id(story)] += 1
            order.append((turns[id(story)], story, park))
        order.sort(key=lambda each: each[0])
        self._general = [(turn, story, park) for turn, story, park in order]

    def of_projects(self, first: int, last: int, day: dt.date) -> list[Story]:
        """What is told of projects from `first` days before today until `last` before it (first > last)."""
        chosen = [telling for telling in self._tellings if first >= telling.days > last]
        return [self._told(telling, day) for telling in chosen]

    def of_parks(self, count: int, day: dt.date) -> list[Story]:
        """The next stories that are about no project; fewer where no more are left."""
        chosen, self._general = self._general[:count], self._general[count:]
        made = []
        for turn, story, park in chosen:
            words = {"park": park, "line": self._given["lines"][park]}
            made.append(self._filled(story, words, day, None, turn))
        return made

    def of_april(self, day: dt.date) -> list[Story]:
        """Those of the old page."""
        return [self._filled(story, {"park": story["park"]}, day, None, 0) for story in self._given["april"]]

    def _all_tellings(self) -> Iterator[_Telling]:
        used: Counter[str] = Counter()
        for project in self._given["project"]:
            words = {name: str(value) for name, value in project.items() if name != "told"}
            for told in project["told"]:
                patterns = [each for each in self._given["stage"] if each["name"] == told["stage"]]
                used[told["stage"]] += 1
                pattern = patterns[used[told["stage"]] % len(patterns)]
                yield _Telling(told["days"], pattern, words, told.get("until"))

    def _told(self, telling: _Telling, day: dt.date) -> Story:
        return self._filled(telling.pattern, telling.words, day, telling.until, 0)

    def _filled(
        self, pattern: dict[str, Any], words: dict[str, str], day: dt.date, until: int | None, turn: int
    ) -> Story:
        def slot(found: re.Match[str]) -> str:
            name = found[1]
            if name in words:
                return words[name]
            if name == "until":
                assert until is not None
                return month_end_words(self._today, until, day)
            if name == "months":
                return months_over(day)
            if number := _NUMBER.fullmatch(name):
                return str(self._chance.randint(int(number[1]), int(number[2])))
            near = _DAY.fullmatch(name)
            if near is None:
                raise KeyError(name)
            return day_words(day + dt.timedelta(days=int(near[2])) * (-1 if near[1] == "d" else 1))

        def choice(found: re.Match[str]) -> str:
            several = found[1].split("|")
            return several[turn % len(several)]

        def write(text: str) -> str:
            return _SLOT.sub(slot, _CHOICE.sub(choice, text))

        return Story(words["park"], write(pattern["headline"]), tuple(map(write, pattern["text"])))


def day_words(day: dt.date) -> str:
    """A day without its year, as newspapers write it."""
    return f"{day.month}月{day.day}日"


def month_end_words(today: dt.date, months: int, written_on: dt.date) -> str:
    """The end of the month so many months after today's, as it is written on a day: 11月底, 明年2月底."""
    count = today.year * 12 + today.month - 1 + months
    year, month = divmod(count, 12)
    ahead = {-1: "去年", 0: "", 1: "明年"}[year - written_on.year]
    return f"{ahead}{month + 1}月底"


def months_over(day: dt.date) -> str:
    """The months of a year that are over on a day: 1至10月; in January those of the last year."""
    if day.month == 1:
        return "去年全年"
    return "1月" if day.month == 2 else f"1至{day.month - 1}月"
