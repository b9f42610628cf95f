"""What delivery is to do next: whose turn it is, what is packed for them, what is ready to go."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from bot.delivery import announced, project_news
from bot.delivery.announced import Announced
from bot.delivery.edits import Edits, SetOnce, edits_for
from bot.delivery.packing import pack
from bot.delivery.project_news import Newsworthy
from storage.archive import articles
from storage.archive.articles import Card
from storage.archive.carriers import Carrier, carriers_of, settle_without_message
from storage.chats import chats
from storage.database import Db
from storage.deliveries import corrections, deliveries, messages, on_their_way, turns, urgency
from storage.deliveries.corrections import CORRECTION, RETRACTED, RETRACTION
from storage.deliveries.deliveries import PUSH, DueDelivery
from storage.deliveries.messages import Packed, PendingMessage
from storage.letters.announcement_copies import REASON_WITHDRAWN
from storage.projects.kept_news import GONE
from storage.schedule import OFF, Defaults, held_until


@dataclass(frozen=True, slots=True)
class Work:
    """Chats whose turn it is; their messages that are ready; what others of them are due, not yet packed.

    `held` are those that want nothing now, with the moment until which; what is packed for the `silent` ones
    makes no sound. `to_edit` are what chats are due that puts right what they have, held ones among them;
    `retracted` the rows not worth sending any more, `announced` what is about announcements, `newsworthy`
    what is news of projects, `urgent` the rows that wait for no digest. All of it holds for the articles
    `as_of` a state of them.
    """

    chat_ids: tuple[int, ...]
    ready: tuple[PendingMessage, ...]
    due: dict[int, list[tuple[int, Card]]]
    held: dict[int, dt.datetime]
    silent: frozenset[int]
    more: bool
    to_edit: dict[int, ToEdit]
    retracted: tuple[int, ...]
    as_of: tuple[int, ...]
    announced: Announced
    newsworthy: Newsworthy
    urgent: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToEdit:
    """A chat's due corrections and retractions, the messages they are about, the articles told with a
    sound.
    """

    rows: tuple[DueDelivery, ...]
    carriers: tuple[Carrier, ...]
    sounding: frozenset[int]


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
    # Putting right what stands there makes no sound, so that nobody is held who has something wrong.
    ready = messages.first_pending(db, receiving, moment)
    ready += messages.first_pending(db, tuple(held), moment, edits_only=True)
    as_of = corrections.state_of_articles(db)
    rows = _rows_to_pack(db, chat_ids, held, moment)
    pushes = {
        chat_id: [row for row in chat_rows if row.kind == PUSH]
        for chat_id, chat_rows in rows.items()
        if chat_id not in held
    }
    article_ids = {row.article_id for chat_rows in pushes.values() for row in chat_rows}
    cards = {card.id: card for card in articles.cards_of(db, sorted(article_ids))}
    due = {
        chat_id: worth_sending
        for chat_id, chat_rows in pushes.items()
        if (
            worth_sending := [
                (row.id, cards[row.article_id]) for row in chat_rows if not cards[row.article_id].retracted
            ]
        )
    }
    retracted = tuple(
        row.id for chat_rows in pushes.values() for row in chat_rows if cards[row.article_id].retracted
    )
    off = frozenset(chat_id for chat_id, schedule in schedules.items() if schedule.digest == OFF)
    to_edit = _to_edit(db, rows, off)
    more = len(found) == limit
    found_announced = announced.find(db, rows, held.keys())
    found_news = project_news.find(db, rows, held.keys())
    urgent = tuple(row.id for chat_rows in pushes.values() for row in chat_rows if row.urgent)
    silent |= off
    return Work(
        chat_ids,
        ready,
        due,
        held,
        silent,
        more,
        to_edit,
        retracted,
        as_of,
        found_announced,
        found_news,
        urgent,
    )


def _rows_to_pack(
    db: Db, chat_ids: tuple[int, ...], held: dict[int, dt.datetime], moment: dt.datetime
) -> dict[int, list[DueDelivery]]:
    """Each chat's due rows, where no message of its is on its way.

    A held chat's may be so for long. What puts right others of its messages doesn't wait for them, nor for
    what the message itself carries.
    """
    waiting = on_their_way.chats_with_pending(db, [chat_id for chat_id in chat_ids if chat_id not in held])
    editing = on_their_way.chats_with_pending(db, list(held), edits_only=True)
    rows = deliveries.due_rows(
        db, [chat_id for chat_id in chat_ids if chat_id not in waiting | editing], moment
    )
    going = on_their_way.articles_on_their_way(db, rows.keys() & held.keys())
    announced_going = on_their_way.announcements_on_their_way(db, rows.keys() & held.keys())
    news_going = on_their_way.project_news_on_its_way(db, rows.keys() & held.keys())
    return {
        chat_id: [
            row
            for row in chat_rows
            if row.article_id not in going.get(chat_id, ())
            and row.announcement_id not in announced_going.get(chat_id, ())
            and row.project_news_id not in news_going.get(chat_id, ())
        ]
        for chat_id, chat_rows in rows.items()
    }


def _to_edit(db: Db, rows: dict[int, list[DueDelivery]], off: frozenset[int]) -> dict[int, ToEdit]:
    """What puts right what these chats have. Those that are `off` want no sound of it."""
    to_edit = {
        chat_id: tuple(row for row in chat_rows if row.kind in (CORRECTION, RETRACTION))
        for chat_id, chat_rows in rows.items()
    }
    wanted = {
        chat_id: {row.article_id for row in chat_rows} for chat_id, chat_rows in to_edit.items() if chat_rows
    }
    if not wanted:
        return {}
    carriers = carriers_of(db, wanted)
    sounding = corrections.sounding(
        db, {(row.article_id, row.version) for each in to_edit.values() for row in each}
    )
    return {
        chat_id: ToEdit(
            to_edit[chat_id],
            carriers.get(chat_id, ()),
            frozenset() if chat_id in off else sounding & article_ids,
        )
        for chat_id, article_ids in wanted.items()
    }


def set_all(work: Work) -> tuple[dict[int, tuple[Packed, ...]], dict[int, Edits]]:
    """Each chat's new messages, and those that put others right."""
    packed, edits = pack_all(work.due, work.silent), edit_all(work.to_edit, work.silent)
    packed = announced.with_announcements(packed, work.announced, work.silent)
    edits = announced.with_withdrawals(edits, work.announced, work.silent)
    return (
        project_news.with_news(packed, work.newsworthy, work.silent),
        project_news.with_edits(edits, work.newsworthy, work.silent),
    )


def edit_all(to_edit: dict[int, ToEdit], silent: frozenset[int]) -> dict[int, Edits]:
    """Each chat's messages that put others right; the same text for several chats is set once."""
    edits = {}
    set_once: SetOnce = {}
    for chat_id, each in to_edit.items():
        made = edits_for(each.rows, each.carriers, each.sounding, set_once)
        if chat_id in silent:
            made = dataclasses.replace(
                made, messages=tuple(dataclasses.replace(packed, silent=True) for packed in made.messages)
            )
        edits[chat_id] = made
    return edits


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
    work: Work,
    packed: dict[int, tuple[Packed, ...]],
    edits: dict[int, Edits],
    going: frozenset[int],
    moment: dt.datetime,
) -> tuple[PendingMessage, ...]:
    """Commits messages and returns those that are ready; chats without one get their turn later.

    `going` are the chats with a message that was ready before. Held chats get their turn when they want
    something again, a message on its way to them included, but for what only puts right what they have. Those
    that are ready count as tried from now on. Where an article has changed since the work was found, it is to
    be found anew.
    """
    idle = set(work.chat_ids) - going
    if corrections.state_of_articles(db) != work.as_of:
        turns.settle(db, idle, moment)
        return ()
    messages.commit_messages(db, {chat_id: made.messages for chat_id, made in edits.items()}, moment)
    settle_without_message(db, [outcome for made in edits.values() for outcome in made.outcomes])
    settle_without_message(db, [(row_id, "cancelled", RETRACTED) for row_id in work.retracted])
    settle_without_message(
        db, [(row_id, "cancelled", REASON_WITHDRAWN) for row_id in work.announced.withdrawn]
    )
    settle_without_message(db, [(row_id, "cancelled", GONE) for row_id in work.newsworthy.gone])
    messages.commit_messages(db, packed, moment)
    if work.urgent:
        urgency.note_sent_late(db, work.urgent, moment)
    held = {chat_id: until for chat_id, until in work.held.items() if chat_id in idle}
    ready = messages.first_pending(db, tuple(packed.keys() | edits.keys() - held.keys()), moment)
    ready += messages.first_pending(db, tuple(edits.keys() & held.keys()), moment, edits_only=True)
    messages.mark_tried(db, [message.id for message in ready])
    now_going = {message.chat_id for message in ready}
    turns.settle(db, idle - held.keys() - now_going, moment)
    for chat_id, until in held.items():
        if chat_id not in now_going:
            deliveries.hold(db, chat_id, until, moment)
            edit_at = on_their_way.next_edit(db, chat_id)
            turns.settle(db, [chat_id], until if edit_at is None else min(until, edit_at))
    return ready
