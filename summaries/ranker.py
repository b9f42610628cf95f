"""From paragraphs to a brief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summaries.brief import Brief, Piece
from summaries.figures import figure_spans
from summaries.sentences import sentences
from summaries.weights import RANKER

if TYPE_CHECKING:
    from parsing.article import Article

MAX_CHARS = 120
MAX_SENTENCES = 3


def make_brief(
    headline: str,
    paragraphs: Sequence[str],
    *,
    max_chars: int = MAX_CHARS,
    max_sentences: int = MAX_SENTENCES,
) -> Brief:
    """Choose up to `max_sentences` verbatim pieces of `paragraphs`, at most `max_chars` characters in all.

    Each piece is a sentence or a run of whole clauses of one, its `block` the number of its paragraph.
    Raises ValueError where either limit is below 1.
    """
    if max_chars < 1 or max_sentences < 1:
        raise ValueError(
            f"max_chars and max_sentences must be 1 or more, not {max_chars} and {max_sentences}"
        )
    ranked: list[tuple[int, int, Piece]] = []
    order = 0
    for block, paragraph in enumerate(paragraphs):
        for clauses in sentences(paragraph):
            start, end = clauses[0].start, clauses[-1].stop
            order += 1
            if clauses[0].outside == clauses[-1].inside and end - start <= max_chars:
                figures = len(figure_spans(paragraph[start:end]))
                ranked.append((-figures, order, Piece(block, start, end)))
    chosen: list[Piece] = []
    room = max_chars
    for _, _, piece in sorted(ranked, key=lambda row: row[:2]):
        if len(chosen) < max_sentences and piece.end - piece.start <= room:
            chosen.append(piece)
            room -= piece.end - piece.start
    chosen.sort(key=lambda piece: (piece.block, piece.start))
    texts = tuple(paragraphs[piece.block][piece.start : piece.end] for piece in chosen)
    return Brief(tuple(chosen), texts, RANKER)


def brief_article(
    article: Article, *, max_chars: int = MAX_CHARS, max_sentences: int = MAX_SENTENCES
) -> Brief:
    """The brief of `article`; its pieces point into `article.blocks`, and only into paragraphs.

    Takes and raises what `make_brief` does.
    """
    from parsing.article import Kind

    numbers = [number for number, block in enumerate(article.blocks) if block.kind is Kind.PARAGRAPH]
    brief = make_brief(
        article.headline,
        [article.blocks[number].text for number in numbers],
        max_chars=max_chars,
        max_sentences=max_sentences,
    )
    pieces = tuple(Piece(numbers[piece.block], piece.start, piece.end) for piece in brief.pieces)
    return Brief(pieces, brief.sentences, brief.ranker)
