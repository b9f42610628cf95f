"""Announcements on their way: each a message of its own, and edited in place when it is taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.cards.announcement import announcement_buttons, announcement_html, withdrawn_html
from bot.delivery import copies
from bot.delivery.copies import OfKind, Rows
from bot.delivery.edits import Edits
from storage.database import Db
from storage.deliveries.messages import Packed
from storage.letters.announcement_copies import ANNOUNCEMENT, WITHDRAWAL, texts_of


@dataclass(frozen=True, slots=True)
class Announced:
    """What is due of announcements with the texts of theirs; `to_edit` are those that are taken back.

    `withdrawn` are the rows of those that were taken back before they went.
    """

    found: OfKind
    texts: Mapping[int, str | None]
    withdrawn: tuple[int, ...]


def find(db: Db, rows: Rows, held: Collection[int]) -> Announced:
    """What of these chats' due rows is about announcements; the `held` ones get no new message now."""
    found = copies.find(db, rows, held, ANNOUNCEMENT, WITHDRAWAL)
    due = [row for each in found.due.values() for row in each]
    texts = texts_of(db, {row.subject for row in due}) if due else {}
    return Announced(found, texts, tuple(row.id for row in due if not texts.get(row.subject)))


def with_announcements(
    packed: Mapping[int, tuple[Packed, ...]], announced: Announced, silent: frozenset[int]
) -> dict[int, tuple[Packed, ...]]:
    """Each chat's messages with those of its announcements, which come before a digest of newer rows only."""
    together = dict(packed)
    for chat_id, rows in announced.found.due.items():
        digest = packed.get(chat_id, ())
        first = min((number for message in digest for number in message.delivery_ids), default=0)
        before: list[Packed] = []
        behind: list[Packed] = []
        for row in rows:
            text = announced.texts.get(row.subject)
            if text:
                message = Packed(
                    announcement_html(text),
                    announcement_buttons(row.subject),
                    (row.id,),
                    silent=chat_id in silent,
                )
                (before if row.id < first else behind).append(message)
        if before or behind:
            together[chat_id] = (*before, *digest, *behind)
    return together


def with_withdrawals(
    edits: Mapping[int, Edits], announced: Announced, silent: frozenset[int]
) -> dict[int, Edits]:
    """Each chat's edits with those of announcements taken back."""

    def message_of(subjects: Sequence[int]) -> Packed:
        [announcement_id] = subjects
        return Packed(withdrawn_html(announcement_id), (), ())

    return copies.with_edits(edits, announced.found, silent, message_of)
