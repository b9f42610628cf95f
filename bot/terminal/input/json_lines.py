"""A file with a JSON object a line, each with an id of its own, read one at a time."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from bot.exit_status import BAD_INPUT, Refusal

STANDARD_INPUT = Path("-")
LONGEST_LINE = 4_000_000  # bytes; an article has a few thousand
MOST_ID = 200  # characters

Read = TypeVar("Read")


def json_lines(path: Path, read: Callable[[Mapping[str, Any]], Read]) -> Iterator[tuple[str, Read]]:
    """Yields each line's id with what `read` makes of its object; empty lines are left out.

    `read` raises ValueError, with what is wrong in English. Raises Refusal, with the number of the line, for
    a line that is no such object, has no id or one that was used before.
    """
    seen = set[str]()
    with _opened(path) as file:
        for number, line in enumerate(_lines(path, file), 1):
            if not line.strip():
                continue
            try:
                fields = _object(line)
                name = _id(fields, seen)
                made = read(fields)
            except ValueError as fault:
                raise Refusal(f"{path}: line {number}: {fault}", BAD_INPUT) from fault
            seen.add(name)
            yield name, made


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


def _object(line: bytes) -> Mapping[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not JSON: {error}") from None
    if not isinstance(fields, dict):
        raise ValueError("is not a JSON object")
    return fields


def _id(fields: Mapping[str, Any], seen: set[str]) -> str:
    name = fields.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= MOST_ID:
        raise ValueError(f'"id" must be a text of 1 to {MOST_ID} characters')
    if name in seen:
        raise ValueError(f"id {name!r} has been used before")
    return name
