"""Articles made of articles: with another headline, of two of them, or of a half. No character is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from parsing.article import Article, Block, Kind
from parsing.park_names import undecorated, zone_tail
from summaries.article_brief import brief_of, named_in
from summaries.brief import Brief, Piece

_HEAD = (Kind.KICKER, Kind.HEADLINE, Kind.SUBHEAD)
_BEFORE_A_PARAGRAPH = (*_HEAD, Kind.SECTION_HEAD, Kind.DATELINE)


def with_headline(article: Article, headline: str) -> Article:
    """The article under another headline: where the old one stands, else behind the kicker."""
    blocks = list(article.blocks)
    old = {number for number, block in enumerate(blocks) if block.kind is Kind.HEADLINE}
    if old:
        place = min(old)
    else:
        place = next((n for n, block in enumerate(blocks) if block.kind is not Kind.KICKER), len(blocks))
    left = [block for number, block in enumerate(blocks) if number not in old]
    left.insert(place, Block(Kind.HEADLINE, headline))
    return replace(article, blocks=tuple(left))


def moved(brief: Brief, before: Article, after: Article) -> Brief:
    """A brief whose pieces point into an article that has the same paragraphs at other places.

    A name that was taken from elsewhere than a paragraph is set before its piece no more.
    """
    places = dict(zip(_paragraphs(before), _paragraphs(after), strict=True))
    named = {
        _at(places, piece): _at(places, name)
        for piece, name in named_in(brief).items()
        if name.block in places
    }
    return brief_of(after, (_at(places, piece) for piece in brief.pieces), brief.ranker, named)


def _at(places: Mapping[int, int], piece: Piece) -> Piece:
    return Piece(places[piece.block], piece.start, piece.end)


def joined(first: Article, second: Article) -> Article:
    """One article of two: the head of the second becomes section heads."""
    blocks = [
        replace(block, kind=Kind.SECTION_HEAD) if block.kind in _HEAD else block for block in second.blocks
    ]
    authors = tuple(dict.fromkeys((*first.authors, *second.authors)))
    return Article((*first.blocks, *blocks), authors)


def divided(article: Article, paragraph: int) -> tuple[Article, Article]:
    """Two articles of one, the second beginning with this paragraph and what stands right before it.

    Section heads that stand there become its headline, its subheads, and a park's name its kicker.
    `paragraph` counts from 0 and isn't the first.
    """
    at = _paragraphs(article)[paragraph]
    while article.blocks[at - 1].kind in _BEFORE_A_PARAGRAPH:
        at -= 1
    before, behind = article.blocks[:at], article.blocks[at:]
    first_authors, second_authors = _authors(article.authors, before, behind)
    return Article(before, first_authors), Article(_headed(behind), second_authors)


def paragraphs_to_divide_at(article: Article) -> tuple[tuple[int, str], ...]:
    """The paragraphs before which an article can be divided: all but its first, by number from 0."""
    return tuple(enumerate(article.paragraphs))[1:]


def _headed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    heads = 0
    while heads < len(blocks) and blocks[heads].kind in (*_HEAD, Kind.SECTION_HEAD):
        heads += 1
    if any(block.kind is Kind.HEADLINE for block in blocks[:heads]):
        return tuple(blocks)
    turned, has_headline = [], False
    for number, block in enumerate(blocks[:heads]):
        if number == 0 and heads > 1 and zone_tail(undecorated(block.text)):
            turned.append(replace(block, kind=Kind.KICKER))
        elif not has_headline:
            turned.append(replace(block, kind=Kind.HEADLINE))
            has_headline = True
        else:
            turned.append(replace(block, kind=Kind.SUBHEAD))
    return (*turned, *blocks[heads:])


def _authors(
    authors: tuple[str, ...], before: Sequence[Block], behind: Sequence[Block]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The authors of each half: those whom its blocks name. Whom none names is the second's."""
    in_first, in_second = _said_in(before), _said_in(behind)
    first = tuple(name for name in authors if "".join(name.split()) in in_first)
    second = tuple(name for name in authors if "".join(name.split()) in in_second or name not in first)
    return first, second


def _said_in(blocks: Sequence[Block]) -> str:
    kinds = (Kind.BYLINE, Kind.DATELINE)
    return "".join("".join(block.text.split()) for block in blocks if block.kind in kinds)


def _paragraphs(article: Article) -> list[int]:
    return [number for number, block in enumerate(article.blocks) if block.kind is Kind.PARAGRAPH]
