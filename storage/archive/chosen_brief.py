"""The brief that an editor chose, in another text of its article: a correction loses no choice."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from parsing.article import Article, Kind
from storage.archive.alikeness import pairs_of, share_of
from storage.archive.brief_places import brief_at
from storage.archive.prepared import PreparedArticle
from storage.archive.revisions import CHOSEN_BY_EDITOR, stored_article
from storage.database import Db
from storage.rows import one_row
from summaries.article_brief import article_sentences, brief_of, text_of
from summaries.brief import Brief, Piece

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
    named = {piece: _verbatim(name, article) for piece, name in zip(pieces, names, strict=True)}
    carried = brief_of(article, pieces, brief.ranker, named)
    for one, following in pairwise(carried.pieces):
        if one.block == following.block and one.end > following.start:
            return None  # two of them have become one
    return carried


def _place_of(text: str, article: Article) -> Piece | None:
    verbatim = _verbatim(text, article)
    return _nearest(text, article) if verbatim is None else verbatim


def _verbatim(text: str, article: Article) -> Piece | None:
    for number, block in enumerate(article.blocks):
        if block.kind is Kind.PARAGRAPH and text and (at := block.text.find(text)) >= 0:
            return Piece(number, at, at + len(text))
    return None


def _nearest(text: str, article: Article) -> Piece | None:
    pairs = pairs_of(text)
    likes = [
        (share_of(pairs, pairs_of(text_of(article, each))), -number, each)
        for number, each in enumerate(article_sentences(article))
    ]
    share, _, nearest = max(likes, default=(0.0, 0, None))
    return nearest if share >= ALIKE else None
