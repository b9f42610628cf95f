"""Invented articles of four parks over two years, and what a careful reader took from them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from projects.article import Article
from projects.ledger import Ledger, Line

HERE = Path(__file__).parent


@cache
def stories() -> dict[str, Article]:
    """The articles by their ids, in the order of their days."""
    rows = map(json.loads, (HERE / "stories.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["id"]: Article.of_json(row) for row in rows}


@cache
def told() -> dict[str, Any]:
    """The reader's projects of each article, and of all: `as_of`, `articles`, `projects`."""
    read: dict[str, Any] = json.loads((HERE / "stories_told.json").read_text(encoding="utf-8"))
    return read


@cache
def read_stories() -> tuple[Ledger, dict[str, list[Line]]]:
    """What the program reads from them, one after the other."""
    ledger = Ledger()
    return ledger, {name: ledger.read(article) for name, article in stories().items()}


def pairs() -> Iterator[tuple[dict[str, Any], Line | None]]:
    """Each telling of the reader's with the program's that has one of its names, if there is one."""
    _, lines = read_stories()
    for name, article in told()["articles"].items():
        left = list(lines[name])
        for telling in article["projects"]:
            names = {telling["name"], *telling["mentions"]}
            line = next((each for each in left if names & set(each.telling.wordings(each.article))), None)
            if line is not None:
                left.remove(line)
            yield telling, line
