"""Packing: a chat's due deliveries into as few messages as Telegram's limits allow, no brief cut."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import wording
from bot.cards.article_card import BLANK_LINE, card_html
from bot.cards.card_buttons import BUTTONS_OF_A_PUSH, card_rows
from bot.cards.punctuation import widened
from bot.transport.telegram_limits import BUTTONS, ENTITIES, MESSAGE_TEXT, entity_count, visible_length
from storage.archive.articles import Card
from storage.deliveries.messages import Packed

# Of a brief that is too long for a message by itself, so much of the headline is shown, and no brief.
HEADLINE_OF_OVERLONG = 300
# What else a message with one brief has to hold: the opening line, the park's heading, the number, the marks.
ROOM_AROUND_A_BRIEF = 300

Owed = tuple[int, Card]


@dataclass(frozen=True, slots=True)
class Entry:
    """One brief of a message: the delivery, the article, the heading it stands under and its HTML.

    `has_text` is False where there is nothing to be read behind it.
    """

    delivery_id: int
    card: Card
    heading: str
    text: str
    has_text: bool = True


def pack(due: Sequence[Owed]) -> tuple[Packed, ...]:
    """Messages for (delivery id, card) pairs; the first opens with what is in the digest.

    Grouped by park, the park with the newest brief first, newest first in each; what is about no park stands
    at the end. A park that goes on in the next message has its heading there again.
    """
    return pack_entries(list(entries(due)), _opening([card for _, card in due]))


def pack_entries(in_order: Sequence[Entry], opening: str) -> tuple[Packed, ...]:
    """Messages for entries in their order, the first under an opening line."""
    return tuple(
        message_of(stretch, opening if number == 0 else "")
        for number, stretch in enumerate(_stretches(in_order, opening))
    )


def _opening(cards: Sequence[Card]) -> str:
    if all(card.urgent for card in cards):
        return wording.URGENT_TITLE
    parks = len({card.park_id for card in cards if card.park_id is not None})
    title = wording.DIGEST_TITLE if parks < 2 else wording.DIGEST_TITLE_OF_PARKS
    return title.format(parks=parks, count=len(cards))


def entries(due: Sequence[Owed]) -> Iterator[Entry]:
    """The briefs in the order and under the headings in which they are read."""
    groups: dict[int | None, list[Owed]] = {}
    for owed in sorted(due, key=lambda owed: _age(owed[1]), reverse=True):
        groups.setdefault(owed[1].park_id, []).append(owed)
    # The order of first sight is that of each park's newest; the stable sort only moves what has no park.
    for park_id, group in sorted(groups.items(), key=lambda group: group[0] is None):
        for delivery_id, card in group:
            name = html.escape(card.first_park) if park_id is not None else wording.WITHOUT_PARK
            heading = f"<b>{wording.PARK_MARK.format(park=name)}</b>"
            fitting = _fitting(card)
            text = entry_html(fitting)
            if card.urgent and not card.retracted:
                text = wording.URGENT_ENTRY.format(entry=text)
            yield Entry(delivery_id, card, heading, text, not card.retracted)


def entry_html(card: Card) -> str:
    """What a message says of an article: its card, or that it was retracted and why."""
    if not card.retracted:
        return card_html(card, with_park=False, as_told=True)
    return wording.RETRACTED_ENTRY.format(
        headline=html.escape(short(card.headline)), reason=html.escape(short(card.retraction))
    )


def _age(card: Card) -> tuple[str, int]:
    return card.published_on.isoformat(), card.id


def _fitting(card: Card) -> Card:
    """The card, or one that points to the full text where the card is longer than a message."""
    if visible_length(card_html(card, as_told=True)) <= MESSAGE_TEXT - ROOM_AROUND_A_BRIEF:
        return card
    brief = wording.BRIEF_TOO_LONG if card.full_text else wording.BRIEF_TOO_LONG_HERE
    return dataclasses.replace(card, headline=short(card.headline), subhead="", brief=brief)


def short(headline: str) -> str:
    """A headline, or a reason, that leaves room for others."""
    return widened(
        headline
        if len(headline) <= HEADLINE_OF_OVERLONG
        else headline[:HEADLINE_OF_OVERLONG] + wording.AND_SO_ON
    )


def _stretches(entries: Sequence[Entry], opening: str) -> list[list[Entry]]:
    """The entries cut into stretches that fit a message each."""
    stretches: list[list[Entry]] = []
    length = entities = 0
    for entry in entries:
        if stretches:
            last = stretches[-1]
            added = _added(entry, len(last) + 1, last[-1].heading)
            length += visible_length(added)
            entities += entity_count(added)
            if (
                length <= MESSAGE_TEXT
                and entities <= ENTITIES
                and (len(last) + 1) * BUTTONS_OF_A_PUSH <= BUTTONS
            ):
                last.append(entry)
                continue
            opening = ""
        stretches.append([entry])
        # Counted as one of several: the number in front of it may be needed later.
        text = opening + _added(entry, 1, "")
        length, entities = visible_length(text), entity_count(text)
    return stretches


def _added(entry: Entry, number: int, heading_above: str) -> str:
    """What a message grows by with this entry."""
    heading = "" if entry.heading == heading_above else BLANK_LINE + entry.heading
    return f"{heading}{BLANK_LINE}{number}. {entry.text}"


def message_of(stretch: Sequence[Entry], opening: str) -> Packed:
    """One message that holds these entries under an opening line, which may be empty."""
    parts = [opening] if opening else []
    heading = ""
    for number, entry in enumerate(stretch, 1):
        text = entry.text if len(stretch) == 1 else f"{number}. {entry.text}"
        if entry.heading and entry.heading != heading:
            text = f"{entry.heading}\n{text}"
        parts.append(text)
        heading = entry.heading
    cards = [
        entry.card if entry.has_text else dataclasses.replace(entry.card, full_text=False, brief="")
        for entry in stretch
    ]
    return Packed(
        text=BLANK_LINE.join(parts),
        buttons=card_rows(cards, with_others=False),
        delivery_ids=tuple(entry.delivery_id for entry in stretch),
        opening=opening,
    )
