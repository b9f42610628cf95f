"""Which articles of a file tell the same story again, on the command line; no database is needed."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.exit_status import BAD_INPUT, Refusal
from stories.found import Stories
from stories.telling import Telling

STANDARD_INPUT = Path("-")
LONGEST_LINE = 4_000_000  # bytes; an article has a few thousand
MOST_ID = 200  # characters

FIRST = "first"
_TEXTS = ("newspaper", "park", "headline")


def repeats(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yields each article's id with its story (the id of its first article) and its relation to that.

    The file has an article a line as JSON; they are read one at a time, each without those after it. Raises
    Refusal, with the number of the line, for a line that is no article.
    """
    stories, ids, seen = Stories(), list[str](), set[str]()
    with _opened(path) as file:
        for number, line in enumerate(_lines(path, file), 1):
            if not line.strip():
                continue
            try:
                name, telling = _article(line)
                if name in seen:
                    raise _NoArticle(f"id {name!r} has been used before")
            except _NoArticle as fault:
                raise Refusal(f"{path}: line {number}: {fault}", BAD_INPUT) from fault
            seen.add(name)
            ids.append(name)
            repeat = stories.add(telling)
            if repeat is None:
                yield name, {"story": name, "relation": FIRST}
            else:
                yield name, {"story": ids[repeat.first], "relation": repeat.relation.value}


class _NoArticle(Exception):
    """The line is no article; the message says why."""


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if path == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise Refusal(f"{path}: {getattr(error, 'strerror', None) or error}", BAD_INPUT) from error
    with file:
        yield file


def _lines(path: Path, file: BinaryIO) -> Iterator[bytes]:
    number = 0
    while True:
        try:
            line = file.readline(LONGEST_LINE + 1)
        except OSError as error:
            raise Refusal(f"{path}: {error.strerror}", BAD_INPUT) from error
        if not line:
            return
        number += 1
        if len(line) > LONGEST_LINE:
            raise Refusal(f"{path}: line {number}: longer than {LONGEST_LINE:,} bytes", BAD_INPUT)
        yield line


def _article(line: bytes) -> tuple[str, Telling]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _NoArticle("is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise _NoArticle(f"is not JSON: {error}") from None
    if not isinstance(row, dict):
        raise _NoArticle("is not a JSON object")
    name = row.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= MOST_ID:
        raise _NoArticle(f'"id" must be a text of 1 to {MOST_ID} characters')
    for key in _TEXTS:
        if not isinstance(row.get(key), str):
            raise _NoArticle(f'"{key}" must be a text')
    paragraphs = row.get("paragraphs")
    if not isinstance(paragraphs, list) or not all(isinstance(each, str) for each in paragraphs):
        raise _NoArticle('"paragraphs" must be a list of texts')
    texts = {key: row[key] for key in _TEXTS}
    return name, Telling(date=_date(row.get("date")), paragraphs=tuple(paragraphs), **texts)


def _date(value: object) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise _NoArticle('"date" must be a day such as 2026-04-05') from None
