"""Announcements on their way: each a message of its own, and edited in place when it is taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.cards.announcement import announcement_buttons, announcement_html, withdrawn_html
from bot.delivery.edits import Edits, Outcome
from storage.announcement_copies import ANNOUNCEMENT, WITHDRAWAL, Copy, copies_of, texts_of
from storage.corrections import NOTHING_TO_EDIT
from storage.database import Db
from storage.deliveries import DueDelivery
from storage.messages import Packed


@dataclass(frozen=True, slots=True)
class Announced:
    """What is due of announcements: rows to send with the texts of theirs, rows to take them back by.

    `withdrawn` are the rows of those that were taken back before they went. `copies` are the messages that
    carry what is taken back, by chat and announcement.
    """

    due: Mapping[int, Sequence[DueDelivery]]
    texts: Mapping[int, str | None]
    withdrawn: tuple[int, ...]
    to_withdraw: Mapping[int, Sequence[DueDelivery]]
    copies: Mapping[int, Mapping[int, tuple[Copy, ...]]]


NOTHING = Announced({}, {}, (), {}, {})


def find(db: Db, rows: Mapping[int, Sequence[DueDelivery]], held: Collection[int]) -> Announced:
    """What of these chats' due rows is about announcements; the `held` ones get no new message now."""
    due = _of_kind(rows, ANNOUNCEMENT, but=held)
    to_withdraw = _of_kind(rows, WITHDRAWAL)
    if not due and not to_withdraw:
        return NOTHING
    texts = texts_of(db, {row.announcement_id for each in due.values() for row in each})
    withdrawn = tuple(row.id for each in due.values() for row in each if not texts.get(row.announcement_id))
    numbers = {chat_id: [row.announcement_id for row in each] for chat_id, each in to_withdraw.items()}
    return Announced(due, texts, withdrawn, to_withdraw, copies_of(db, numbers))


def with_announcements(
    packed: Mapping[int, tuple[Packed, ...]], found: Announced, silent: frozenset[int]
) -> dict[int, tuple[Packed, ...]]:
    """Each chat's messages with those of its announcements, which come before a digest of newer rows only."""
    together = dict(packed)
    for chat_id, rows in found.due.items():
        digest = packed.get(chat_id, ())
        first = min((number for message in digest for number in message.delivery_ids), default=0)
        before: list[Packed] = []
        behind: list[Packed] = []
        for row in rows:
            text = found.texts.get(row.announcement_id)
            if text:
                message = Packed(
                    announcement_html(text),
                    announcement_buttons(row.announcement_id),
                    (row.id,),
                    silent=chat_id in silent,
                )
                (before if row.id < first else behind).append(message)
        if before or behind:
            together[chat_id] = (*before, *digest, *behind)
    return together


def with_withdrawals(
    edits: Mapping[int, Edits], found: Announced, silent: frozenset[int]
) -> dict[int, Edits]:
    """Each chat's edits with those of announcements taken back.

    Where one may stand twice, a new message says so too, since one of the copies can't be edited.
    """
    together = dict(edits)
    for chat_id, rows in found.to_withdraw.items():
        messages: list[Packed] = []
        outcomes: list[Outcome] = []
        for row in rows:
            made = _edits_of(row, found.copies.get(chat_id, {}).get(row.announcement_id, ()))
            if made:
                messages += [*made[:-1], replace(made[-1], delivery_ids=(row.id,))]
            else:
                outcomes.append((row.id, "cancelled", NOTHING_TO_EDIT))
        if chat_id in silent:
            messages = [replace(message, silent=True) for message in messages]
        others = edits.get(chat_id, Edits((), ()))
        together[chat_id] = Edits((*others.messages, *messages), (*others.outcomes, *outcomes))
    return together


def _edits_of(row: DueDelivery, copies: Sequence[Copy]) -> list[Packed]:
    text = withdrawn_html(row.announcement_id)
    made = [Packed(text, (), (), edits_id=copy.message_id) for copy in copies]
    if any(copy.doubled for copy in copies):
        made.append(Packed(text, (), ()))
    return made


def _of_kind(
    rows: Mapping[int, Sequence[DueDelivery]], kind: str, *, but: Collection[int] = ()
) -> dict[int, list[DueDelivery]]:
    found = {
        chat_id: [row for row in chat_rows if row.kind == kind]
        for chat_id, chat_rows in rows.items()
        if chat_id not in but
    }
    return {chat_id: of_chat for chat_id, of_chat in found.items() if of_chat}
