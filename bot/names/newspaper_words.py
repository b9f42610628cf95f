"""A newspaper named in what somebody wrote, with the rest of it: 科学导报 昨天, 4月4日的《山西日报》."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsing.newspaper_names import newspaper_name
from parsing.park_names import fold
from storage.archive import newspapers
from storage.archive.newspapers import Newspaper
from storage.database import Db

# A question longer than this names a newspaper only by the way.
LONGEST_QUESTION = 60
_MARKS = "《》〈〉<>"
_BETWEEN = " 的,，、:：?？!！。"
# What people say around a name and a day.
_ASKING = re.compile(
    "^(?:请|我|想|要|给|看|查|一下|下){1,12}|(?:最新|有什么|有啥|消息|新闻|简报|报道|内容|[的 ]){1,12}$"
)


@dataclass(frozen=True, slots=True)
class OfNewspaper:
    """A newspaper, and what else was written; `parted` says that a blank or a mark stands between them."""

    newspaper: Newspaper
    rest: str
    parted: bool


def newspaper_in(db: Db, text: str) -> OfNewspaper | None:
    """The newspaper whose name a text begins or ends with, the longest such name; None for no such text."""
    if len(text) > LONGEST_QUESTION:
        return None
    said = fold(text).strip().casefold()
    names = {
        fold(name).casefold(): newspaper_id
        for newspaper_id, name in newspapers.every_name(db)
        if newspaper_name(name)
    }
    for name in sorted(names, key=len, reverse=True):
        rest = _rest(said, name)
        if rest is None:
            continue
        newspaper = newspapers.get_newspaper(db, names[name])
        if newspaper is not None:
            bare = rest.strip(_MARKS + _BETWEEN)
            return OfNewspaper(newspaper, _ASKING.sub("", bare), parted=bare != rest)
    return None


def _rest(said: str, name: str) -> str | None:
    """What of a text is left without a name at its start or its end; None where neither is there."""
    opened = said.lstrip(_MARKS)
    if opened.startswith(name):
        return opened[len(name) :].removeprefix("社")
    closed = said.rstrip(_MARKS + _BETWEEN)
    return closed[: -len(name)] if closed.endswith(name) else None
