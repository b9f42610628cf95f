"""Packing: a chat's due deliveries into as few messages as Telegram's limits allow, no brief cut."""

from __future__ import annotations

from collections.abc import Sequence

from bot import wording
from bot.cards import BLANK_LINE, card_html, full_text_buttons
from bot.limits import MESSAGE_TEXT, visible_length
from storage.articles import Card
from storage.messages import Packed

BRIEFS_A_MESSAGE = 10
BUTTONS_A_ROW = 5


def pack(due: Sequence[tuple[int, Card]]) -> tuple[Packed, ...]:
    """Messages for (delivery id, card) pairs, in their order; the first opens with how many briefs come."""
    title = wording.DIGEST_TITLE.format(count=len(due))
    stretches: list[list[tuple[int, Card]]] = [[]]
    length = visible_length(title)
    for delivery_id, card in due:
        needed = len(BLANK_LINE) + visible_length(_numbered(BRIEFS_A_MESSAGE, card))
        if stretches[-1] and (len(stretches[-1]) == BRIEFS_A_MESSAGE or length + needed > MESSAGE_TEXT):
            stretches.append([])
            length = 0
        stretches[-1].append((delivery_id, card))
        length += needed
    return tuple(
        _message(stretch, title if number == 0 else "") for number, stretch in enumerate(stretches) if stretch
    )


def _message(stretch: Sequence[tuple[int, Card]], title: str) -> Packed:
    cards = [card for _, card in stretch]
    if len(cards) == 1:
        texts = [card_html(cards[0])]
    else:
        texts = [_numbered(number, card) for number, card in enumerate(cards, 1)]
    row = full_text_buttons(cards)
    return Packed(
        text=BLANK_LINE.join([title, *texts] if title else texts),
        buttons=tuple(row[start : start + BUTTONS_A_ROW] for start in range(0, len(row), BUTTONS_A_ROW)),
        delivery_ids=tuple(delivery_id for delivery_id, _ in stretch),
    )


def _numbered(number: int, card: Card) -> str:
    return f"{number}. {card_html(card)}"
