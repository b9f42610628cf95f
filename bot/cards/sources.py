"""What a brief was taken from: each of its sentences with one before and one after, its words bold."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from bot import wording
from bot.cards.article_card import clipped, source_html, split_html
from bot.cards.punctuation import widened
from parsing.article import Article, Kind
from storage.archive.articles import Card
from summaries.brief import Piece
from summaries.sentences import sentences

NEIGHBOURS = 1
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sources:
    """HTML messages that show where a brief comes from; `folded` where sentences around were left out."""

    texts: tuple[str, ...]
    folded: bool = False


def sources(article: Article, card: Card, pieces: Sequence[Piece], *, unfolded: bool = False) -> Sources:
    """The sentences that the brief's pieces and names come from, those words bold, with their neighbours.

    `unfolded` the whole paragraphs. Where readers may not have the text, those words alone.
    """
    if not card.full_text:
        return Sources(_of_brief(article, card, pieces))
    parts = [wording.SOURCES_TITLE.format(headline=html.escape(clipped(card.headline)))]
    last, folded = None, False
    for number in sorted({piece.block for piece in pieces}):
        if last is not None and any(b.kind is Kind.PARAGRAPH for b in article.blocks[last + 1 : number]):
            parts.append(wording.PARAGRAPHS_LEFT_OUT)
        text = article.blocks[number].text
        bold = sorted((piece.start, piece.end) for piece in pieces if piece.block == number)
        shown = [(0, len(text))] if unfolded else _around(text, bold)
        parts.append(_shown(text, shown, bold))
        folded |= shown != [(0, len(text))]
        last = number
    parts.append(source_html(card))
    return Sources(split_html(parts), folded)


def _of_brief(article: Article, card: Card, pieces: Sequence[Piece]) -> tuple[str, ...]:
    spans = sorted({(piece.block, piece.start, piece.end) for piece in pieces})
    parts = [wording.SOURCES_TITLE_OF_BRIEF.format(headline=html.escape(clipped(card.headline)))]
    parts += [
        html.escape(widened(article.blocks[block].text[start:end].strip())) for block, start, end in spans
    ]
    parts.append(source_html(card))
    return split_html(parts)


def _around(text: str, bold: Sequence[Span]) -> list[Span]:
    """The stretches of a paragraph to be shown: the sentences of each piece, and those beside them."""
    ends = [clauses[-1].stop for clauses in sentences(text)][:-1]
    cut = list(zip((0, *ends), (*ends, len(text)), strict=True))
    wanted: set[int] = set()
    for start, end in bold:
        hit = [place for place, (first, last) in enumerate(cut) if first < end and start < last]
        if hit:
            wanted.update(range(max(0, hit[0] - NEIGHBOURS), min(len(cut), hit[-1] + NEIGHBOURS + 1)))
    shown: list[Span] = []
    for place in sorted(wanted):
        start, end = cut[place]
        if shown and shown[-1][1] == start:
            shown[-1] = shown[-1][0], end
        else:
            shown.append((start, end))
    return shown or [(0, len(text))]


def _shown(text: str, stretches: Sequence[Span], bold: Sequence[Span]) -> str:
    """These stretches of a text as HTML, what is left out between them told by dots."""
    wide = widened(text)
    parts = [_with_bold(wide, stretch, bold) for stretch in stretches]
    if stretches[0][0] > 0:
        parts.insert(0, "")
    if stretches[-1][1] < len(text):
        parts.append("")
    return wording.SENTENCES_LEFT_OUT.join(parts)


def _with_bold(text: str, stretch: Span, bold: Sequence[Span]) -> str:
    place, stop = stretch
    pieces = []
    for start, end in bold:
        start, end = max(start, place), min(end, stop)  # a name may stand inside a piece
        if start < end:
            pieces += [html.escape(text[place:start]), f"<b>{html.escape(text[start:end])}</b>"]
            place = end
    return "".join((*pieces, html.escape(text[place:stop]))).strip()
