"""What delivery is to do next: whose turn it is, what is packed for them, what is ready to go."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from bot.delivery.packing import pack
from storage import articles, chats, deliveries, messages, turns
from storage.articles import Card
from storage.database import Db
from storage.messages import Packed, PendingMessage
from storage.schedule import Defaults, held_until


@dataclass(frozen=True, slots=True)
class Work:
    """Chats whose turn it is; their messages that are ready; what others of them are due, not yet packed.

    `held` are those that want nothing now, with the moment until which; what is packed for the `silent` ones
    makes no sound.
    """

    chat_ids: tuple[int, ...]
    ready: tuple[PendingMessage, ...]
    due: dict[int, list[tuple[int, Card]]]
    held: dict[int, dt.datetime]
    silent: frozenset[int]
    more: bool


def find_work(db: Db, moment: dt.datetime, limit: int, busy: frozenset[int], defaults: Defaults) -> Work:
    """At most `limit` less the busy ones; `more` where others may be waiting behind them."""
    found = turns.due(db, moment, limit)
    chat_ids = tuple(chat_id for chat_id in found if chat_id not in busy)[: limit - len(busy)]
    schedules = chats.schedules_of(db, chat_ids)
    held = {
        chat_id: until
        for chat_id, schedule in schedules.items()
        if (until := held_until(schedule, moment, defaults)) is not None
    }
    silent = frozenset(
        chat_id for chat_id, schedule in schedules.items() if schedule.is_silent(moment, defaults)
    )
    receiving = [chat_id for chat_id in chat_ids if chat_id not in held]
    ready = messages.first_pending(db, receiving, moment)
    waiting = messages.chats_with_pending(db, receiving)
    rows = deliveries.due_rows(db, [chat_id for chat_id in receiving if chat_id not in waiting], moment)
    article_ids = {row.article_id for chat_rows in rows.values() for row in chat_rows}
    cards = {card.id: card for card in articles.cards_of(db, sorted(article_ids))}
    due = {
        chat_id: [(row.id, cards[row.article_id]) for row in chat_rows] for chat_id, chat_rows in rows.items()
    }
    return Work(chat_ids, ready, due, held, silent, len(found) == limit)


def pack_all(due: dict[int, list[tuple[int, Card]]], silent: frozenset[int]) -> dict[int, tuple[Packed, ...]]:
    """Each chat's messages. Chats that are due the same get the same text, which is set once."""
    set_once: dict[tuple[int, ...], tuple[Packed, ...]] = {}
    packed = {}
    for chat_id, rows in due.items():
        key = tuple(card.id for _, card in rows)
        if key not in set_once:
            set_once[key] = pack(list(enumerate(card for _, card in rows)))
        packed[chat_id] = tuple(
            dataclasses.replace(
                message,
                delivery_ids=tuple(rows[place][0] for place in message.delivery_ids),
                silent=chat_id in silent,
            )
            for message in set_once[key]
        )
    return packed


def commit(
    db: Db,
    packed: dict[int, tuple[Packed, ...]],
    idle: set[int],
    held: dict[int, dt.datetime],
    moment: dt.datetime,
) -> tuple[PendingMessage, ...]:
    """Commits messages and returns those that are ready; chats without one get their turn later.

    Held chats get theirs when they want something again, a message on its way to them included.
    """
    messages.commit_messages(db, packed, moment)
    ready = messages.first_pending(db, tuple(packed), moment)
    turns.settle(db, idle.difference(message.chat_id for message in ready), moment)
    for chat_id, until in held.items():
        deliveries.hold(db, chat_id, until, moment)
        turns.settle(db, [chat_id], until)
    return ready
