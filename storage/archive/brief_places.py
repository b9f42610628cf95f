"""The places of a brief in its article, as they are stored: JSON [[block, start, end], …], one a piece.

Where a name is set before a piece, the three numbers of the name stand behind those of the piece.
"""

from __future__ import annotations

import json

from parsing.article import Article
from summaries.article_brief import brief_with
from summaries.brief import Brief, Piece

PLACE = 3  # numbers of a place


def to_json(brief: Brief) -> str:
    """A brief's places as they are stored."""
    subjects = brief.subjects or (None,) * len(brief.pieces)
    return json.dumps(
        [
            [
                number
                for place in (piece, subject)
                if place
                for number in (place.block, place.start, place.end)
            ]
            for piece, subject in zip(brief.pieces, subjects, strict=True)
        ]
    )


def brief_at(article: Article, stored: str, ranker: str) -> Brief:
    """The brief of an article whose places are stored so."""
    pairs = [_pair(numbers) for numbers in json.loads(stored)]
    return brief_with(article, [piece for piece, _ in pairs], [subject for _, subject in pairs], ranker)


def all_places(stored: str) -> tuple[Piece, ...]:
    """The places of a brief's pieces and, behind each, of the name set before it."""
    return tuple(place for numbers in json.loads(stored) for place in _pair(numbers) if place is not None)


def _pair(numbers: list[int]) -> tuple[Piece, Piece | None]:
    return Piece(*numbers[:PLACE]), Piece(*numbers[PLACE:]) if len(numbers) > PLACE else None
