"""Carriers: the sent messages that carry an article into a chat, with all they carry, so that they can be
set anew.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from storage.archive.articles import Card, cards_of
from storage.database import Db
from storage.deliveries.corrections import UNEDITABLE
from storage.deliveries.messages import ABOUT_ANOTHER_PARK, Buttons
from storage.rows import all_rows

_KINDS = "('push', 'correction', 'retraction')"


class Mark(Enum):
    """What a chat is told of an article that it was sent."""

    NONE = auto()
    CORRECTED = auto()
    RETRACTED = auto()
    ABOUT_ANOTHER_PARK = auto()


@dataclass(frozen=True, slots=True)
class Carried:
    """An article in a message, as it is now, and what is to be told of it. `number` is that of its
    delivery.
    """

    number: int
    card: Card
    mark: Mark


@dataclass(frozen=True, slots=True)
class Carrier:
    """A sent message: what stands there now, and what it carries. `doubled` if it may stand there twice.

    One that `corrects` was itself sent to put others right.
    """

    message_id: int
    text: str
    buttons: Buttons
    opening: str
    doubled: bool
    corrects: bool
    carried: tuple[Carried, ...]


def carriers_of(db: Db, articles_by_chat: Mapping[int, Collection[int]]) -> dict[int, tuple[Carrier, ...]]:
    """For each chat the messages that carry one of these articles and can be edited, in the order they were
    sent.
    """
    pairs = json.dumps(
        [[chat, article] for chat, articles in articles_by_chat.items() for article in articles]
    )
    found = all_rows(
        db,
        f"""
        SELECT DISTINCT m.id, m.chat_id, m.text, m.buttons, m.opening, m.doubled
        FROM json_each(?) pair CROSS JOIN deliveries d ON d.kind IN {_KINDS}
                AND d.subject = json_extract(pair.value, '$[1]') AND d.chat_id = json_extract(pair.value,
                '$[0]')
            CROSS JOIN messages m ON m.id = d.message_id
        WHERE m.state = 'sent' AND m.edits_id IS NULL AND m.telegram_message_id IS NOT NULL
        ORDER BY m.id
        """,
        [pairs],
    )
    contents = _contents(db, [row["id"] for row in found])
    carriers: dict[int, list[Carrier]] = {}
    for row in found:
        carried, corrects = contents[row["id"]]
        buttons = tuple(tuple((label, data) for label, data in line) for line in json.loads(row["buttons"]))
        carrier = Carrier(
            row["id"], row["text"], buttons, row["opening"], bool(row["doubled"]), corrects, carried
        )
        carriers.setdefault(row["chat_id"], []).append(carrier)
    return {chat_id: tuple(of_chat) for chat_id, of_chat in carriers.items()}


def give_up_edit(db: Db, message_id: int, reason: str, *, for_good: bool) -> None:
    """Ends an edit that Telegram refuses; `for_good` says that the message it was for can't be edited any
    more and is left alone from now on.
    """
    db.execute(
        """
        UPDATE messages SET reason = ?, telegram_message_id = CASE WHEN NOT ? THEN telegram_message_id END
        WHERE id = (SELECT edits_id FROM messages WHERE id = ?)
        """,
        [reason, for_good, message_id],
    )
    db.execute(
        "UPDATE deliveries SET state = 'expired', reason = ?, message_id = NULL WHERE message_id = ?",
        [UNEDITABLE, message_id],
    )
    db.execute("DELETE FROM messages WHERE id = ?", [message_id])


def leave_behind(db: Db, chat_id: int, reason: str) -> None:
    """Records that what a chat was sent can't be edited any more: its place has another number now, where
    other messages have the numbers of these.
    """
    db.execute(
        """
        UPDATE messages SET telegram_message_id = NULL, reason = ?
        WHERE chat_id = ? AND telegram_message_id IS NOT NULL
        """,
        [reason, chat_id],
    )


def settle_without_message(db: Db, outcomes: Collection[tuple[int, str, str | None]]) -> None:
    """Ends deliveries that need no message: their numbers, states and reasons."""
    db.conn.executemany(
        "UPDATE deliveries SET state = ?, reason = ? WHERE id = ? AND state = 'pending'"
        " AND message_id IS NULL",
        [(state, reason, delivery_id) for delivery_id, state, reason in outcomes],
    )


def _contents(db: Db, message_ids: Collection[int]) -> dict[int, tuple[tuple[Carried, ...], bool]]:
    rows = all_rows(
        db,
        f"""
        SELECT d.message_id, d.id, d.article_id, d.kind,
            EXISTS (SELECT 1 FROM deliveries c WHERE c.kind = 'correction' AND c.subject = d.subject
                AND c.chat_id = d.chat_id AND c.state <> 'cancelled') AS corrected,
            EXISTS (SELECT 1 FROM deliveries p WHERE p.kind = 'push' AND p.subject = d.subject
                AND p.chat_id = d.chat_id AND p.reason = ?) AS moved
        FROM deliveries d
        WHERE d.message_id IN (SELECT value FROM json_each(?)) AND d.kind IN {_KINDS} ORDER BY d.id
        """,
        [ABOUT_ANOTHER_PARK, json.dumps(list(message_ids))],
    )
    cards = {card.id: card for card in cards_of(db, sorted({row["article_id"] for row in rows}))}
    contents: dict[int, tuple[tuple[Carried, ...], bool]] = {}
    for row in rows:
        card = cards[row["article_id"]]
        mark = Mark.CORRECTED if row["corrected"] else Mark.NONE
        if card.retracted:
            mark = Mark.RETRACTED
        elif row["moved"]:
            mark = Mark.ABOUT_ANOTHER_PARK
        carried, corrects = contents.get(row["message_id"], ((), False))
        if all(each.card.id != card.id for each in carried):
            carried = (*carried, Carried(row["id"], card, mark))
        contents[row["message_id"]] = (carried, corrects or row["kind"] != "push")
    return contents
