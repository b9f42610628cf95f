"""What tells one article's text from another's, whatever is only a matter of how it was set."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator

# Marks that are part of a number when they stand between its digits: 3.5亿 is not 35亿, nor 10:30 1030.
_INSIDE_NUMBERS = frozenset(".,:/-~·×")
# Marks of numbers that newspapers set in several ways, which NFKC tells apart.
_ONE_MARK = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"∶": ":", "〜": "~"})
_TWO_DASHES = "--"
_BEHIND_NUMBERS = frozenset("%‰")


def content_hash(headline: str, paragraphs: Iterable[str]) -> str:
    """What an article says, regardless of spacing, punctuation and width, but for marks in numbers: hex
    SHA-256.
    """
    return _hash("".join(said("".join((headline, *paragraphs)))))


def source_hash(data: bytes) -> str:
    """What tells a page file from others, whoever reads it: hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


def said(text: str) -> Iterator[str]:
    """The letters and digits of a text in their order, of one width, and the marks that belong to its
    numbers.
    """
    normal = "".join(unicodedata.normalize("NFKC", text).translate(_ONE_MARK).split())
    normal = normal.replace(_TWO_DASHES, "-")
    before = ""
    for place, char in enumerate(normal):
        if char.isalnum() or (
            before.isdigit() and (char in _BEHIND_NUMBERS or _is_inside(char, normal[place + 1 : place + 2]))
        ):
            yield char
        before = char


def _is_inside(char: str, after: str) -> bool:
    return char in _INSIDE_NUMBERS and after.isdigit()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
