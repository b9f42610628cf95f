"""Two sets of invented articles over two years, and what careful readers took from them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from projects.article import Article
from projects.ledger import Ledger, Line

HERE = Path(__file__).parent
SETS = ("stories", "other_stories")


@cache
def stories(which: str) -> dict[str, Article]:
    """The articles by their ids, in the order of their days."""
    rows = map(json.loads, (HERE / f"{which}.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["id"]: Article.of_json(row) for row in rows}


@cache
def told(which: str) -> dict[str, Any]:
    """The reader's projects of each article, and of all: `as_of`, `articles`, `projects`."""
    read: dict[str, Any] = json.loads((HERE / f"{which}_told.json").read_text(encoding="utf-8"))
    return read


@cache
def read_stories(which: str) -> tuple[Ledger, dict[str, list[Line]]]:
    """What the program reads from them, one after the other."""
    ledger = Ledger()
    return ledger, {name: ledger.read(article) for name, article in stories(which).items()}


def pairs(which: str) -> Iterator[tuple[dict[str, Any], Line | None]]:
    """Each telling of the reader's with the program's that has one of its names, if there is one."""
    _, lines = read_stories(which)
    for name, article in told(which)["articles"].items():
        left = list(lines[name])
        for telling in article["projects"]:
            names = {telling["name"], *telling["mentions"]}
            line = next((each for each in left if names & set(each.telling.wordings(each.article))), None)
            if line is not None:
                left.remove(line)
            yield telling, line
