"""Which articles of a file tell the same story again, on the command line; no database is needed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.terminal.input.json_lines import json_lines
from stories.found import Stories
from stories.telling import Telling

FIRST = "first"
_TEXTS = ("newspaper", "park", "headline")


def repeats(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yields each article's id with its story (the id of its first article) and its relation to that.

    The file has an article a line as JSON; they are read one at a time, each without those after it. Raises
    Refusal, with the number of the line, for a line that is no article.
    """
    stories, ids = Stories(), list[str]()
    for name, telling in json_lines(path, _telling):
        ids.append(name)
        repeat = stories.add(telling)
        if repeat is None:
            yield name, {"story": name, "relation": FIRST}
        else:
            yield name, {"story": ids[repeat.first], "relation": repeat.relation.value}


def _telling(fields: Mapping[str, Any]) -> Telling:
    """The article of a line; raises ValueError with what is wrong with it."""
    for key in _TEXTS:
        if not isinstance(fields.get(key), str):
            raise ValueError(f'"{key}" must be a text')
    paragraphs = fields.get("paragraphs")
    if not isinstance(paragraphs, list) or not all(isinstance(each, str) for each in paragraphs):
        raise ValueError('"paragraphs" must be a list of texts')
    texts = {key: fields[key] for key in _TEXTS}
    return Telling(date=_date(fields.get("date")), paragraphs=tuple(paragraphs), **texts)


def _date(value: object) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError('"date" must be a day such as 2026-04-05') from None
