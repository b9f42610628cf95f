"""Sentences of an article taken into a brief or out of it, and the places of words that somebody typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.punctuation import narrowed
from parsing.article import Article, Kind
from summaries.article_brief import brief_of, named_in
from summaries.brief import Brief, Piece
from summaries.sentences import sentences

# How many sentences are looked at in what was typed: a brief has two or three.
MOST_TYPED = 40
_FULL_STOPS = "。．."


class NotInArticle(Exception):
    """Typed words that don't stand in the article; `agrees` is how far they do, `differs` what follows."""

    def __init__(self, agrees: str, differs: str) -> None:
        super().__init__(f"{differs!r} does not stand in the article")
        self.agrees = agrees
        self.differs = differs


@dataclass(frozen=True, slots=True)
class _Unspaced:
    """A text without its blanks, marks narrow, and where each of its characters stands in the text."""

    text: str
    places: tuple[int, ...]


def is_chosen(brief: Brief, sentence: Piece) -> bool:
    """Whether a brief takes anything from a sentence."""
    return any(_overlap(piece, sentence) for piece in brief.pieces)


def with_sentence(article: Article, brief: Brief, sentence: Piece, *, chosen: bool) -> Brief:
    """The brief with the sentence in it, or without anything that it takes from it."""
    if chosen and is_chosen(brief, sentence):
        return brief
    left = [piece for piece in brief.pieces if not _overlap(piece, sentence)]
    return brief_of(article, (*left, sentence) if chosen else left, brief.ranker, named_in(brief))


def pieces_of_typed(article: Article, typed: str) -> tuple[Piece, ...]:
    """Where typed words stand in the article, letter for letter but for blanks and how wide marks are; in its
    order. They may be copied from a card, which shows the marks wide.

    The whole of them in one place, or else each of their sentences by itself; a full stop at their end need
    not stand there. Raises NotInArticle.
    """
    known = [
        (number, _unspaced(block.text))
        for number, block in enumerate(article.blocks)
        if block.kind is Kind.PARAGRAPH
    ]
    whole = _without_blanks(typed)
    if not whole:
        raise NotInArticle("", "")
    found = _place_of(known, whole)
    if found is not None:
        return (found,)
    runs = [clauses for line in typed.splitlines() for clauses in _texts(line)][:MOST_TYPED]
    pieces = [_place_of(known, text) for text in runs]
    for text, piece in zip(runs, pieces, strict=True):
        if piece is None:
            agrees = _agreeing(known, text)
            raise NotInArticle(text[:agrees], text[agrees:])
    if not runs:
        raise NotInArticle("", whole)
    return _put_together(article, [piece for piece in pieces if piece is not None])


def _texts(line: str) -> list[str]:
    return [_without_blanks(line[clauses[0].start : clauses[-1].stop]) for clauses in sentences(line)]


def _place_of(known: Sequence[tuple[int, _Unspaced]], text: str) -> Piece | None:
    for form in map(narrowed, dict.fromkeys((text, text.rstrip(_FULL_STOPS)))):
        for number, paragraph in known:
            at = paragraph.text.find(form) if form else -1
            if at >= 0:
                return Piece(number, paragraph.places[at], paragraph.places[at + len(form) - 1] + 1)
    return None


def _agreeing(known: Sequence[tuple[int, _Unspaced]], text: str) -> int:
    """How many characters of a text, from its start, stand somewhere in the article."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if any(narrowed(text[:middle]) in paragraph.text for _, paragraph in known):
            low = middle
        else:
            high = middle - 1
    return low


def _put_together(article: Article, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces in the article's order; what overlaps or follows without a gap is one."""
    together: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.block, piece.start)):
        last = together[-1] if together else None
        if last is not None and last.block == piece.block and piece.start < last.end:
            together[-1] = Piece(last.block, last.start, max(last.end, piece.end))
        else:
            together.append(piece)
    return tuple(together)


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _unspaced(text: str) -> _Unspaced:
    kept = [(place, char) for place, char in enumerate(narrowed(text)) if not char.isspace()]
    return _Unspaced("".join(char for _, char in kept), tuple(place for place, _ in kept))


def _overlap(one: Piece, other: Piece) -> bool:
    return one.block == other.block and one.start < other.end and other.start < one.end


def shown_length(brief: Brief) -> int:
    """How many characters a brief has as it is shown."""
    return len(brief.text)
