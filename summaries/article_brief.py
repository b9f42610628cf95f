"""A brief as places of its article: its sentences, what stands at a place, a brief of such places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from parsing.article import Article, Kind
from summaries.brief import Brief, Piece
from summaries.sentences import sentences


def article_sentences(article: Article) -> tuple[Piece, ...]:
    """Every sentence of the article's paragraphs, in order."""
    return tuple(
        Piece(number, clauses[0].start, clauses[-1].stop)
        for number, block in enumerate(article.blocks)
        if block.kind is Kind.PARAGRAPH
        for clauses in sentences(block.text)
    )


def text_of(article: Article, piece: Piece) -> str:
    """What stands at a place."""
    return article.blocks[piece.block].text[piece.start : piece.end]


def brief_of(
    article: Article, pieces: Iterable[Piece], ranker: str, named: Mapping[Piece, Piece | None] | None = None
) -> Brief:
    """The brief made of these pieces, in the article's order; none of them twice.

    `named` are the places of the names that stand before some of them.
    """
    ordered = tuple(sorted(set(pieces), key=lambda piece: (piece.block, piece.start)))
    return brief_with(article, ordered, [(named or {}).get(piece) for piece in ordered], ranker)


def brief_with(
    article: Article, pieces: Sequence[Piece], subjects: Sequence[Piece | None], ranker: str
) -> Brief:
    """The brief of these pieces as they are, each with the name at its subject's place before it, if any."""
    texts = tuple(text_of(article, piece) for piece in pieces)
    if not any(subjects):
        return Brief(tuple(pieces), texts, ranker)
    names = tuple("" if subject is None else text_of(article, subject) for subject in subjects)
    return Brief(tuple(pieces), texts, ranker, tuple(subjects), names)


def named_in(brief: Brief) -> dict[Piece, Piece]:
    """For each piece of a brief with a name before it the place of that name."""
    return {
        piece: subject
        for piece, subject in zip(brief.pieces, brief.subjects, strict=False)
        if subject is not None
    }
