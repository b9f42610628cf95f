"""From paragraphs to a brief: read, score every piece that could stand in it, choose the best set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from summaries.brief import Brief, Piece
from summaries.choice import choose
from summaries.features import Features, Reading, read
from summaries.pieces import MIN_PIECE, Candidate, candidates, piece_features
from summaries.sentences import sentences
from summaries.version import RANKER
from summaries.weights import NEWS, PARK_NEWS, REPEATED_PAIR

if TYPE_CHECKING:
    from parsing.article import Article

MAX_CHARS = 120
MAX_SENTENCES = 3
# Every article of a newspaper stays far below; a page-long sentence of crumbs would not.
MOST_CANDIDATES = 1000


@dataclass
class Scored:
    """A candidate and what it brings."""

    candidate: Candidate
    points: int

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of neighbouring characters in it; only the few that come close to the best are asked."""
        return frozenset[str]().union(*(told.pairs for told in self.candidate.clauses))


def make_brief(
    headline: str,
    paragraphs: Sequence[str],
    *,
    max_chars: int = MAX_CHARS,
    max_sentences: int = MAX_SENTENCES,
) -> Brief:
    """Choose up to `max_sentences` verbatim pieces of `paragraphs`, at most `max_chars` characters in all.

    Each piece is a sentence or a run of whole clauses of one, its `block` the number of its paragraph. An
    article that fits as a whole comes out whole. One without a usable sentence gives a brief without pieces.
    Raises ValueError where either limit is below 1.
    """
    if max_chars < 1 or max_sentences < 1:
        raise ValueError(f"both limits must be 1 or more, not {max_chars} and {max_sentences}")
    whole = _whole(paragraphs, max_chars, max_sentences)
    if whole is not None:
        return _brief(whole, paragraphs)
    reading = read(headline, paragraphs)
    chosen = rank(reading, paragraphs, max_chars=max_chars, max_sentences=max_sentences)
    return _brief([_piece(scored.candidate) for scored in chosen], paragraphs)


def brief_article(
    article: Article, *, max_chars: int = MAX_CHARS, max_sentences: int = MAX_SENTENCES
) -> Brief:
    """The brief of `article`; its pieces point into `article.blocks`, and only into paragraphs.

    Takes and raises what `make_brief` does.
    """
    from parsing.article import Kind

    numbers = [number for number, block in enumerate(article.blocks) if block.kind is Kind.PARAGRAPH]
    texts = [article.blocks[number].text for number in numbers]
    brief = make_brief(article.headline, texts, max_chars=max_chars, max_sentences=max_sentences)
    pieces = tuple(Piece(numbers[piece.block], piece.start, piece.end) for piece in brief.pieces)
    return Brief(pieces, brief.sentences, brief.ranker)


def weights_for(reading: Reading) -> Mapping[str, int]:
    """The column of weights that an article is ranked with."""
    return PARK_NEWS if reading.park_news else NEWS


def rank(reading: Reading, paragraphs: Sequence[str], *, max_chars: int, max_sentences: int) -> list[Scored]:
    """The best set of pieces, in the article's order; where none is worth a point, the least bad one."""
    scored = score_candidates(reading, paragraphs, weights_for(reading), max_chars)
    if not scored:
        return []
    numbers = choose(
        [each.points for each in scored],
        [each.candidate.cost for each in scored],
        between(scored, REPEATED_PAIR),
        room=max_chars,
        most=max_sentences,
    )
    if not numbers:
        numbers = [max(range(len(scored)), key=lambda number: (scored[number].points, -number))]
    return [scored[number] for number in numbers]


def score_candidates(
    reading: Reading, paragraphs: Sequence[str], weights: Mapping[str, int], max_chars: int
) -> list[Scored]:
    """Every piece that could stand in a brief of `max_chars` characters, with its points, in order."""
    scored: list[Scored] = []
    for sentence in reading.sentences:
        worth = [points(told.features, weights) for told in sentence.clauses]
        for candidate in candidates(sentence, paragraphs[sentence.block], max_chars):
            run = slice(candidate.first, candidate.last + 1)
            total = sum(worth[run]) + points(piece_features(candidate), weights)
            scored.append(Scored(candidate, total))
            if len(scored) == MOST_CANDIDATES:
                return scored
    return scored


def points(features: Features, weights: Mapping[str, int]) -> int:
    """What the features are worth together; those without a weight count nothing."""
    return sum(value * weights[name] for name, value in features.items() if name in weights)


def shared_pairs(one: Scored, other: Scored) -> int:
    """How many pairs of neighbouring characters stand in both pieces."""
    return len(one.pairs & other.pairs)


def between(scored: Sequence[Scored], repeated_pair: int) -> Callable[[int, int], int | None]:
    """What two pieces, given by number, lose by standing together: `repeated_pair` points a shared pair.

    None where they can't stand together because they overlap or mostly repeat each other.
    """

    def lost(one: int, other: int) -> int | None:
        a, b = scored[one], scored[other]
        if a.candidate.sentence is b.candidate.sentence and a.candidate.last >= b.candidate.first:
            return None
        shared = shared_pairs(a, b)
        if 2 * shared > min(len(a.pairs), len(b.pairs)):
            return None
        return -repeated_pair * shared

    return lost


def _whole(paragraphs: Sequence[str], max_chars: int, max_sentences: int) -> list[Piece] | None:
    """The pieces of an article that fits as a whole: its sentences, or where too many its paragraphs."""
    if sum(map(len, paragraphs)) > max_chars:
        return None
    runs = [
        (block, clauses) for block, paragraph in enumerate(paragraphs) for clauses in sentences(paragraph)
    ]
    if len(runs) > max_sentences:
        runs = [
            (block, list(chain.from_iterable(sentences(paragraph))))
            for block, paragraph in enumerate(paragraphs)
        ]
    pieces = [Piece(block, clauses[0].start, clauses[-1].stop) for block, clauses in runs if clauses]
    if len(pieces) > max_sentences or not all(piece.end - piece.start >= MIN_PIECE for piece in pieces[:1]):
        return None
    brief = _brief(pieces, paragraphs)
    return pieces if len(brief.text) <= max_chars else None


def _piece(candidate: Candidate) -> Piece:
    return Piece(candidate.sentence.block, candidate.start, candidate.end)


def _brief(pieces: Sequence[Piece], paragraphs: Sequence[str]) -> Brief:
    texts = tuple(paragraphs[piece.block][piece.start : piece.end] for piece in pieces)
    return Brief(tuple(pieces), texts, RANKER)
