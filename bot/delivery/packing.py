"""Packing: a chat's due deliveries into as few messages as Telegram's limits allow, no brief cut."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import wording
from bot.cards.article_card import BLANK_LINE, card_html, full_text_buttons
from bot.transport.telegram_limits import BUTTONS, ENTITIES, MESSAGE_TEXT, entity_count, visible_length
from storage.articles import Card
from storage.messages import Packed

BUTTONS_A_ROW = 5
# Of a brief that is too long for a message by itself, so much of the headline is shown, and no brief.
HEADLINE_OF_OVERLONG = 300
# What else a message with one brief has to hold: the opening line, the park's heading, the number.
ROOM_AROUND_A_BRIEF = 300

Owed = tuple[int, Card]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One brief of a digest, and the heading it stands under."""

    delivery_id: int
    card: Card
    heading: str


def pack(due: Sequence[Owed]) -> tuple[Packed, ...]:
    """Messages for (delivery id, card) pairs; the first opens with what is in the digest.

    Grouped by park, the park with the newest brief first, newest first in each; what is about no park stands
    at the end. A park that goes on in the next message has its heading there again.
    """
    opening = _opening([card for _, card in due])
    return tuple(
        _message(stretch, opening if number == 0 else "")
        for number, stretch in enumerate(_stretches(list(_entries(due)), opening))
    )


def _opening(cards: Sequence[Card]) -> str:
    parks = len({card.park_id for card in cards if card.park_id is not None})
    title = wording.DIGEST_TITLE if parks < 2 else wording.DIGEST_TITLE_OF_PARKS
    return title.format(parks=parks, count=len(cards))


def _entries(due: Sequence[Owed]) -> Iterator[_Entry]:
    groups: dict[int | None, list[Owed]] = {}
    for owed in sorted(due, key=lambda owed: _age(owed[1]), reverse=True):
        groups.setdefault(owed[1].park_id, []).append(owed)
    # The order of first sight is that of each park's newest; the stable sort only moves what has no park.
    for park_id, group in sorted(groups.items(), key=lambda group: group[0] is None):
        for delivery_id, card in group:
            name = html.escape(card.park) if park_id is not None else wording.WITHOUT_PARK
            heading = f"<b>{wording.PARK_MARK.format(park=name)}</b>"
            yield _Entry(delivery_id, _fitting(card), heading)


def _age(card: Card) -> tuple[str, int]:
    return card.published_on.isoformat(), card.id


def _fitting(card: Card) -> Card:
    """The card, or one that points to the full text where the card is longer than a message."""
    if visible_length(card_html(card)) <= MESSAGE_TEXT - ROOM_AROUND_A_BRIEF:
        return card
    headline = card.headline
    if len(headline) > HEADLINE_OF_OVERLONG:
        headline = headline[:HEADLINE_OF_OVERLONG] + wording.AND_SO_ON
    return dataclasses.replace(card, headline=headline, brief=wording.BRIEF_TOO_LONG)


def _stretches(entries: Sequence[_Entry], opening: str) -> list[list[_Entry]]:
    """The entries cut into stretches that fit a message each."""
    stretches: list[list[_Entry]] = []
    length = entities = 0
    for entry in entries:
        if stretches:
            last = stretches[-1]
            added = _added(entry, len(last) + 1, last[-1].heading)
            length += visible_length(added)
            entities += entity_count(added)
            if length <= MESSAGE_TEXT and entities <= ENTITIES and len(last) < BUTTONS:
                last.append(entry)
                continue
            opening = ""
        stretches.append([entry])
        # Counted as one of several: the number in front of it may be needed later.
        text = opening + _added(entry, 1, "")
        length, entities = visible_length(text), entity_count(text)
    return stretches


def _added(entry: _Entry, number: int, heading_above: str) -> str:
    """What a message grows by with this entry."""
    heading = "" if entry.heading == heading_above else BLANK_LINE + entry.heading
    return f"{heading}{BLANK_LINE}{number}. {card_html(entry.card, with_park=False)}"


def _message(stretch: Sequence[_Entry], opening: str) -> Packed:
    parts = [opening] if opening else []
    heading = ""
    for number, entry in enumerate(stretch, 1):
        card = card_html(entry.card, with_park=False)
        text = card if len(stretch) == 1 else f"{number}. {card}"
        if entry.heading != heading:
            text = f"{entry.heading}\n{text}"
        parts.append(text)
        heading = entry.heading
    row = full_text_buttons([entry.card for entry in stretch])
    return Packed(
        text=BLANK_LINE.join(parts),
        buttons=tuple(row[start : start + BUTTONS_A_ROW] for start in range(0, len(row), BUTTONS_A_ROW)),
        delivery_ids=tuple(entry.delivery_id for entry in stretch),
    )
