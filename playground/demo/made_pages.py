"""Three months of made-up newspaper pages, dated from today: text as samples/ has it, marked as invented.

Two pages of one newspaper a week, and every second week one of another, which tells something again.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playground.demo.made_stories import Stories, Story

SEED = 20260404
WEEKS = 13
MARK = "示例，内容为虚构"
PAPER, OTHER_PAPER = "科学导报", "山西日报"
_DAYS_OF_WEEK = (4, 1)  # before the end of a week that ends today
_OTHER_EVERY_WEEKS = 2
_OTHER_DAY = 3
_WEEKDAYS = "一二三四五六日"
_BYLINES = ("王示例", "李示例", "张示例", "赵示例")
_FEWEST, _MOST = 3, 6
_SUM = re.compile(r"\d{1,5}(?:\.\d{1,2})?(?=[万亿]元)")
_BEGINS_WITH_DAY = re.compile(r"\d{1,2}月\d{1,2}日，")
_OWN_OF_OTHER = 2


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page as a text file of a newspaper."""

    name: str
    newspaper: str
    day: dt.date
    text: str
    stories: tuple[Story, ...]

    def misprinted(self) -> str:
        """The text with its first sum ten times what it is: as it stood before it was put right."""
        return _SUM.sub(lambda found: f"{float(found[0]) * 10:g}", self.text, count=1)


def made_pages(today: dt.date, seed: int = SEED) -> list[MadePage]:
    """The pages that lead up to a day, oldest first; the same for a day and a seed."""
    chance = random.Random(seed)
    stories = Stories(today, chance)
    april = dt.date(today.year if (today.month, today.day) > (4, 4) else today.year - 1, 4, 4)
    pages = [_page(OTHER_PAPER, april, stories.of_april(april))]
    for week in range(WEEKS - 1, -1, -1):
        for before_end in _DAYS_OF_WEEK:
            days = 7 * week + before_end
            day = today - dt.timedelta(days=days)
            # What was planned for the days since the last page.
            found = stories.of_projects(days + _gap(before_end), days, day)
            fill = chance.choice((_FEWEST, _FEWEST, _FEWEST + 1)) - len(found)
            found += stories.of_parks(max(fill, 1), day)
            found = found[:_MOST]
            pages.append(_page(PAPER, day, found))
            if before_end == _DAYS_OF_WEEK[0] and week % _OTHER_EVERY_WEEKS == 0:
                later = today - dt.timedelta(days=7 * week + _OTHER_DAY)
                pages.append(_page(OTHER_PAPER, later, [found[-1], *stories.of_parks(_OWN_OF_OTHER, later)]))
    return pages


def _gap(before_end: int) -> int:
    """Days from the last page of the same newspaper to one."""
    return 4 if before_end == _DAYS_OF_WEEK[0] else 3


def _page(newspaper: str, day: dt.date, stories: Sequence[Story]) -> MadePage:
    text = "\n".join(_lines(newspaper, day, stories))
    return MadePage(f"{newspaper}-{day.isoformat()}-示例.txt", newspaper, day, text, tuple(stories))


def _lines(newspaper: str, day: dt.date, stories: Sequence[Story]) -> Iterator[str]:
    yield newspaper
    yield f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]} 第3版 {MARK}"
    for number, story in enumerate(stories):
        yield from ("", story.park, "", story.headline, "")
        paragraphs = list(story.paragraphs)
        if _BEGINS_WITH_DAY.match(paragraphs[0]):
            paragraphs[0] = f"{newspaper} {paragraphs[0]}"  # its dateline
        paragraphs[-1] += f" {_BYLINES[(day.day + number) % len(_BYLINES)]}"
        yield "\n\n".join(paragraphs)
