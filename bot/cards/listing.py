"""Lists of briefs: a page of cards, and the buttons under it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import paging
from bot.cards.article_card import BLANK_LINE, card_html
from bot.cards.card_buttons import card_rows
from storage.archive.articles import Card
from storage.archive.newest_articles import Listing
from storage.deliveries.messages import Button, Buttons

BRIEFS_A_PAGE = 5


def offset_of(page: int) -> int:
    """How many briefs stand before this page, the first being 1. Raises ForeignButton below 1."""
    return paging.offset_of(page, BRIEFS_A_PAGE)


def list_html(head: str, cards: Sequence[Card], *, park_id: int | None = None) -> str:
    """The cards under a head, numbered where there are several; `park_id` is a park not worth naming."""
    texts = [card_html(card, with_park=park_id is None or card.park_id != park_id) for card in cards]
    if len(texts) > 1:
        texts = [f"{number}. {text}" for number, text in enumerate(texts, 1)]
    return BLANK_LINE.join((head, *texts))


def list_buttons(cards: Sequence[Card], *more: tuple[Button, ...]) -> Buttons:
    """The buttons of each card, then the given rows; no empty ones."""
    return tuple(row for row in (*card_rows(cards), *more) if row)


def has_more(listing: Listing, page: int) -> bool:
    """Whether a page follows this one."""
    return offset_of(page) + len(listing.cards) < listing.total
