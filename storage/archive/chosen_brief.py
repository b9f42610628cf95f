"""The brief that an editor chose, in another text of its article: a correction loses no choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from parsing.article import Article, Block, Kind
from storage.archive.brief_places import brief_at
from storage.archive.prepared import PreparedArticle
from storage.archive.revisions import CHOSEN_BY_EDITOR, stored_article
from storage.database import Db
from storage.rows import one_row
from summaries.brief import Brief, Piece
from summaries.sentences import sentences

# A sentence of another text is this one with something put right where they share so many of their pairs of
# characters: a figure or a name is other, the words are the same.
ALIKE = 0.75


def with_chosen_brief(db: Db, prepared: PreparedArticle) -> PreparedArticle:
    """The article, which is stored with another text, with the sentences that an editor chose there.

    A sentence in which something was put right is taken as it stands now. Where one is no more, or nobody
    chose, the brief is the ranker's.
    """
    row = one_row(
        db,
        """
        SELECT r.blocks, r.authors, r.brief_pieces, r.ranker FROM articles a
            JOIN revisions r ON r.article_id = a.id AND r.number = a.revision WHERE a.id = ?
        """,
        [prepared.article_id],
    )
    if row is None or row["ranker"] != CHOSEN_BY_EDITOR:
        return prepared
    before = brief_at(stored_article(row), row["brief_pieces"], row["ranker"])
    brief = carried_over(before, prepared.article)
    if brief is None:
        return prepared
    left = tuple(figure for figure in prepared.key_figures if figure not in brief.text)
    return replace(prepared, brief=brief, key_figures=left, brief_chosen=True)


def carried_over(brief: Brief, article: Article) -> Brief | None:
    """A brief's sentences where they stand in another text of its article; None where one doesn't.

    Names that were set before them are set again where they stand.
    """
    places = [_place_of(text, article) for text in brief.sentences]
    pieces = [place for place in places if place is not None]
    if not pieces or len(pieces) < len(places):
        return None
    names = [*brief.names, *[""] * len(places)][: len(places)]
    found = {piece: _verbatim(name, article) for piece, name in zip(pieces, names, strict=True)}
    ordered = tuple(sorted(found, key=lambda piece: (piece.block, piece.start)))
    if any(one.block == next_.block and one.end > next_.start for one, next_ in pairwise(ordered)):
        return None  # two of them have become one
    subjects = tuple(found[piece] for piece in ordered)
    texts = tuple(_text(article, piece) for piece in ordered)
    if not any(subjects):
        return Brief(ordered, texts, brief.ranker)
    set_before = tuple("" if subject is None else _text(article, subject) for subject in subjects)
    return Brief(ordered, texts, brief.ranker, subjects, set_before)


def _place_of(text: str, article: Article) -> Piece | None:
    verbatim = _verbatim(text, article)
    return _nearest(text, article) if verbatim is None else verbatim


def _verbatim(text: str, article: Article) -> Piece | None:
    places = ((number, block.text.find(text)) for number, block in _paragraphs(article) if text)
    return next((Piece(number, at, at + len(text)) for number, at in places if at >= 0), None)


def _nearest(text: str, article: Article) -> Piece | None:
    pairs = _pairs(text)
    best, place = ALIKE, None
    for number, block in _paragraphs(article):
        for clauses in sentences(block.text):
            piece = Piece(number, clauses[0].start, clauses[-1].stop)
            others = _pairs(_text(article, piece))
            share = 2 * (pairs & others).total() / max(1, pairs.total() + others.total())
            if share >= best:
                best, place = share, piece
    return place


def _paragraphs(article: Article) -> Iterator[tuple[int, Block]]:
    return ((number, block) for number, block in enumerate(article.blocks) if block.kind is Kind.PARAGRAPH)


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def _text(article: Article, piece: Piece) -> str:
    return article.blocks[piece.block].text[piece.start : piece.end]
