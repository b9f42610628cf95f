"""An article as the projects are read from it: its texts, and spans of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HEADLINE = -1
"""The block of the headline; paragraphs are counted from 0."""


class NoArticle(ValueError):
    """What was given is no article; says which field is wrong, in English."""


@dataclass(frozen=True, order=True)
class Span:
    """Characters `start` to `end` of a block: of a paragraph, or of the headline (HEADLINE)."""

    block: int
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """One article. `day` is the day it was printed, None where nobody knows: then no year is guessed.

    `park` is the full name of the park it is about, or empty. Captions are kept aside: a picture may be old.
    """

    day: dt.date | None
    park: str
    headline: str
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...] = ()

    @classmethod
    def of_json(cls, fields: Mapping[str, Any]) -> Article:
        """The article in an object: `date` (YYYY-MM-DD), `park`, `headline`, `paragraphs`, `captions`.

        Whatever is missing is empty. Raises NoArticle where a field is of the wrong kind.
        """
        return cls(
            day=_day(fields.get("date")),
            park=_text(fields, "park"),
            headline=_text(fields, "headline"),
            paragraphs=_texts(fields, "paragraphs"),
            captions=_texts(fields, "captions"),
        )

    def block(self, number: int) -> str:
        """The text of a block."""
        return self.headline if number == HEADLINE else self.paragraphs[number]

    def text(self, span: Span) -> str:
        """The characters of a span, as printed."""
        return self.block(span.block)[span.start : span.end]

    def blocks(self) -> tuple[int, ...]:
        """The numbers of the blocks in the order of reading: what is told in full before the headline."""
        return (*range(len(self.paragraphs)), HEADLINE)


def _day(value: object) -> dt.date | None:
    if value is None or value == "":
        return None
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise NoArticle(f'"date" is no day (want YYYY-MM-DD or null): {value!r}') from None


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise NoArticle(f'"{name}" is no text')
    return value


def _texts(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = fields.get(name)
    if value is None:
        return ()
    if (
        not isinstance(value, Sequence)
        or isinstance(value, str)
        or not all(isinstance(each, str) for each in value)
    ):
        raise NoArticle(f'"{name}" is no list of texts')
    return tuple(value)
