"""What is logged while tests run holds no token, nothing that people wrote, and nobody's name.

Every update that a stand-in makes tells who wrote what; every line that is logged meanwhile, here and by
the processes that tests start, is held against that when the test is over (tests/conftest.py). Short words
are let through: `临猗` may be a park of the list, and `/id` anything.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

LEAST_CHARACTERS = 6
# Of names a shorter one says who it is; the stand-in's own, which many tests leave as they are, say nothing.
LEAST_CHARACTERS_OF_NAME = 3
WRITTEN = ("text", "caption")
NAMES = ("first_name", "last_name")


class Leaks:
    """The lines of one test, and what may stand in none of them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.secrets: set[str] = set()

    def logged(self, line: str) -> None:
        """A line was logged."""
        self.lines.append(line)

    def told(self, update: dict[str, Any]) -> None:
        """A stand-in made this update."""
        self.secrets.update(secrets_of(update))

    def token(self, token: str) -> None:
        """A bot has this token; its second half alone is as bad."""
        self.secrets.update({token, token.partition(":")[2]})

    def found(self) -> list[str]:
        """The lines that tell something they must not; each secret is looked for in all lines at once."""
        everything = "\n".join(self.lines)
        met = [secret for secret in self.secrets if secret and secret in everything]
        return [line for line in self.lines if any(secret in line for secret in met)]

    def clear(self) -> None:
        """Forgets the test before."""
        self.lines, self.secrets = [], set()


class Collecting(logging.Handler):
    """Hands over every record's line, with its traceback."""

    def __init__(self, leaks: Leaks) -> None:
        super().__init__()
        self._leaks = leaks

    def emit(self, record: logging.LogRecord) -> None:
        """A record was logged."""
        self._leaks.logged(self.format(record))


def secrets_of(body: object) -> Iterator[str]:
    """What people wrote in an update, whole and behind a command, and their names."""
    if isinstance(body, list):
        for each in body:
            yield from secrets_of(each)
    if not isinstance(body, dict):
        return
    is_bot, sender = body.get("is_bot"), body.get("from")
    by_a_bot = isinstance(sender, dict) and sender.get("is_bot")
    for field, value in body.items():
        if not isinstance(value, str):
            yield from secrets_of(value)
        elif field in NAMES and is_bot is False and len(value) >= LEAST_CHARACTERS_OF_NAME:
            yield value
        elif field in WRITTEN and not by_a_bot:
            behind = value.partition(" ")[2] if value.startswith("/") else value
            for text in {value.strip(), behind.strip()}:
                if len(text) >= LEAST_CHARACTERS:
                    yield text


LEAKS = Leaks()
