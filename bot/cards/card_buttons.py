"""The buttons under cards: each card's own together, with its number where there are several."""

from __future__ import annotations

from collections.abc import Sequence

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import also_told, told_by
from storage.archive.articles import Card
from storage.deliveries.messages import Button, Buttons

MOST_ELSEWHERE = 3
# Of more than so many cards two stand in a row, or their buttons would be longer than what they say.
CARDS_IN_ROWS_OF_THEIR_OWN = 6
CARDS_A_ROW = 2
BUTTONS_OF_A_PUSH = 2
"""How many buttons each card has under what is pushed, at most."""


def card_rows(cards: Sequence[Card], *, with_others: bool = True) -> Buttons:
    """`全文`, `出处` and, `with_others`, `另见` of each card in rows; no empty ones."""
    several = len(cards) > 1
    rows = [_own(card, number if several else 0) for number, card in enumerate(cards, 1)]
    if with_others:
        for place, card in enumerate(cards):
            if card.elsewhere and several:
                rows[place] += (_other(card, place + 1),)
            elif card.elsewhere:  # who else tells it is a long label: it has a row of its own
                rows.append((_other(card, 0),))
    a_row = CARDS_A_ROW if len(cards) > CARDS_IN_ROWS_OF_THEIR_OWN else 1
    together = (sum(rows[at : at + a_row], ()) for at in range(0, len(rows), a_row))
    return tuple(row for row in together if row)


def source_button(card: Card) -> tuple[Button, ...]:
    """What opens the sentences that a card's brief was taken from; none where it has no brief."""
    return ((wording.SOURCES, buttons.data("source", card.id)),) if card.brief else ()


def letter_button(card: Card) -> Button:
    """Writes to the editors about an article."""
    return wording.BUTTON_LETTER, buttons.data("letter", card.id)


def told_elsewhere_buttons(card: Card) -> tuple[Button, ...]:
    """Buttons that open the other tellings of a card's story, as far as they are named."""
    return tuple(
        (wording.ALSO_TOLD.format(others=told_by(other, card)), buttons.data("full", other.id))
        for other in card.elsewhere[:MOST_ELSEWHERE]
    )


def _own(card: Card, number: int) -> tuple[Button, ...]:
    """The buttons that open what is behind a card: its text, where readers may have it, and its sources."""
    shown = f" {number}" if number else ""
    own: tuple[Button, ...] = ()
    if card.full_text:
        own += ((wording.FULL_TEXT + shown, buttons.data("full", card.id)),)
    if card.brief:
        own += ((wording.SOURCES + shown, buttons.data("source", card.id)),)
    return own


def _other(card: Card, number: int) -> Button:
    label = wording.ALSO_TOLD_OF.format(number=number) if number else also_told(card, 1)
    return label, buttons.data("full", card.elsewhere[0].id)
