"""Edits: what was sent is put right in place, where it stands; a new message says so only where it has to."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot import wording
from bot.cards.article_card import BLANK_LINE
from bot.delivery.packing import Entry, entries, message_of, pack_entries, short
from bot.transport.telegram_limits import ENTITIES, MESSAGE_TEXT, entity_count, visible_length
from storage.archive.carriers import Carried, Carrier, Mark
from storage.deliveries.corrections import NOTHING_TO_EDIT
from storage.deliveries.deliveries import DueDelivery
from storage.deliveries.messages import Packed

Outcome = tuple[int, str, str | None]
# By all that makes a text: itself, and the articles that it has no room for.
SetOnce = dict[tuple[object, ...], tuple[Packed, frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Edits:
    """A chat's messages that put others right, in the order they go; what becomes of rows that need none."""

    messages: tuple[Packed, ...]
    outcomes: tuple[Outcome, ...]


def edits_for(
    rows: Sequence[DueDelivery], carriers: Sequence[Carrier], sounding: frozenset[int], set_once: SetOnce
) -> Edits:
    """What a chat's due corrections and retractions call for. What chats have in common is `set_once`.

    Each carrier gets its new text once, however many of its articles changed. A new message follows for
    articles that are `sounding`, that outgrow their message, or that may stand somewhere in a copy which
    can't be edited. A row is done when the last message is that its article calls for.
    """
    rows_of: dict[int, list[int]] = {}
    for row in rows:
        rows_of.setdefault(row.article_id, []).append(row.id)
    edited: list[tuple[Packed, frozenset[int]]] = []
    told_anew = {article_id for article_id in rows_of if article_id in sounding}
    told_below = _told_below(carriers)
    for carrier in carriers:
        articles = frozenset(each.card.id for each in carrier.carried)
        changed, below = articles.intersection(rows_of), articles & told_below[carrier.message_id]
        key = (carrier.opening, carrier.corrects, changed, below, _as_told(carrier))
        if key not in set_once:
            set_once[key] = _set_anew(carrier, changed, below)
        packed, outgrown = set_once[key]
        told_anew |= outgrown
        edited.append((replace(packed, edits_id=carrier.message_id), articles))
    told_anew |= _in_copies(carriers) & rows_of.keys()
    carried = {each.card.id: each for carrier in carriers for each in carrier.carried}
    told = _told([carried[article_id] for article_id in sorted(told_anew & carried.keys())])
    return _tied(rows_of, edited, carriers, told)


def _tied(
    rows_of: Mapping[int, list[int]],
    edited: Sequence[tuple[Packed, frozenset[int]]],
    carriers: Sequence[Carrier],
    told: tuple[Packed, ...],
) -> Edits:
    """The messages with each article's rows tied to the last of them that is about it."""
    messages: list[Packed] = []
    ids: list[set[int]] = []
    for (packed, articles), carrier in zip(edited, carriers, strict=True):
        if (packed.text, packed.buttons) != (carrier.text, carrier.buttons):
            messages.append(packed)
            ids.append(set(articles))
    for packed in told:
        messages.append(packed)
        ids.append(set(packed.delivery_ids))  # articles, until they are tied
    outcomes: list[Outcome] = []
    tied: list[list[int]] = [[] for _ in messages]
    anywhere = {article_id for _, articles in edited for article_id in articles}
    for article_id, row_ids in rows_of.items():
        last = max((place for place, articles in enumerate(ids) if article_id in articles), default=None)
        if last is not None:
            tied[last] += row_ids
        elif article_id in anywhere:
            outcomes += [(row_id, "sent", None) for row_id in row_ids]  # it stands there as it should
        else:
            outcomes += [(row_id, "cancelled", NOTHING_TO_EDIT) for row_id in row_ids]
    return Edits(
        tuple(
            replace(packed, delivery_ids=tuple(sorted(row_ids)))
            for packed, row_ids in zip(messages, tied, strict=True)
        ),
        tuple(outcomes),
    )


def _as_told(carrier: Carrier) -> tuple[tuple[int, Mark], ...]:
    return tuple((each.card.id, each.mark) for each in carrier.carried)


def _set_anew(
    carrier: Carrier, changed: frozenset[int], told: frozenset[int]
) -> tuple[Packed, frozenset[int]]:
    """The carrier's text as it should be; and the articles that it has no room for and nobody `told` below.

    It makes room first with what stands below already, then with what changed, then with whatever was ever
    corrected; where all that is not enough, a line says that all of it stands below.
    """
    corrected = frozenset(each.card.id for each in carrier.carried if each.mark is Mark.CORRECTED)
    below: frozenset[int] = frozenset()
    for more in (frozenset(), told, changed, corrected):
        below |= more & corrected
        packed = _message(carrier, below)
        if _fits(packed):
            return packed, below - told
    articles = frozenset(each.card.id for each in carrier.carried)
    line = wording.ALL_BELOW.format(count=len(articles))
    text = BLANK_LINE.join(filter(None, (carrier.opening, line)))
    return Packed(text, (), ()), articles - told


def _told_below(carriers: Sequence[Carrier]) -> dict[int, frozenset[int]]:
    """For each carrier the articles of which a later message of the chat says what holds."""
    below: dict[int, frozenset[int]] = {}
    told: frozenset[int] = frozenset()
    for carrier in reversed(carriers):
        below[carrier.message_id] = told
        if carrier.corrects:
            told |= {each.card.id for each in carrier.carried}
    return below


def _fits(packed: Packed) -> bool:
    return visible_length(packed.text) <= MESSAGE_TEXT and entity_count(packed.text) <= ENTITIES


def _message(carrier: Carrier, below: frozenset[int]) -> Packed:
    marks = {each.card.id: each for each in carrier.carried}
    set_entries = [
        _entry(entry, marks[entry.card.id], in_correction=carrier.corrects, below=entry.card.id in below)
        for entry in entries([(each.number, each.card) for each in carrier.carried])
    ]
    # What is about another park stands under no park's name any more.
    ordered = sorted(set_entries, key=lambda entry: not entry.heading)
    opening = carrier.opening
    if opening == wording.RETRACTION_OPENING and not all(each.card.retracted for each in carrier.carried):
        opening = wording.CORRECTION_OPENING  # an article stands again
    return replace(message_of(ordered, opening), delivery_ids=())


def _entry(entry: Entry, carried: Carried, *, in_correction: bool, below: bool) -> Entry:
    card = carried.card
    if carried.mark is Mark.ABOUT_ANOTHER_PARK:
        form = wording.ANOTHER_PARK_ENTRY if card.park else wording.ANOTHER_PARK_ENTRY_NONE
        text = form.format(headline=html.escape(short(card.headline)), park=html.escape(card.park))
        return replace(entry, heading="", text=text, has_text=False)
    if carried.mark is Mark.CORRECTED and below:
        return replace(entry, text=wording.CORRECTED_BELOW.format(headline=html.escape(short(card.headline))))
    if carried.mark is Mark.CORRECTED and not in_correction:
        return replace(entry, text=wording.CORRECTED_ENTRY.format(entry=entry.text))
    return entry


def _in_copies(carriers: Sequence[Carrier]) -> set[int]:
    """The articles that may stand in a copy of a message, with no later message that puts it right.

    One that puts others right may itself stand there twice.
    """
    copied: set[int] = set()
    for carrier in carriers:
        articles = {each.card.id for each in carrier.carried}
        if carrier.doubled:
            copied |= articles
        elif carrier.corrects:
            copied -= articles
    return copied


def _told(carried: Sequence[Carried]) -> tuple[Packed, ...]:
    """New messages that say what holds now of these articles; their numbers stand in place of deliveries."""
    if not carried:
        return ()
    marks = {each.card.id: each for each in carried}
    in_order = [
        _entry(entry, marks[entry.card.id], in_correction=True, below=False)
        for entry in entries([(each.card.id, each.card) for each in carried])
    ]
    retracted = all(each.card.retracted for each in carried)
    opening = wording.RETRACTION_OPENING if retracted else wording.CORRECTION_OPENING
    return pack_entries(sorted(in_order, key=lambda entry: not entry.heading), opening)
