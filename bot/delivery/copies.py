"""What is due of announcements, or of news, and the messages that carry what is to be put right in place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.delivery.edits import Edits, Outcome
from storage.database import Db
from storage.deliveries.copies import Copy, copies_of
from storage.deliveries.corrections import NOTHING_TO_EDIT
from storage.deliveries.deliveries import DueDelivery
from storage.deliveries.messages import Packed

Rows = Mapping[int, Sequence[DueDelivery]]


@dataclass(frozen=True, slots=True)
class OfKind:
    """By chat, the rows of a kind to send, those to put right what was sent, and where that stands."""

    due: Rows
    to_edit: Rows
    copies: Mapping[int, Mapping[int, tuple[Copy, ...]]]


NONE = OfKind({}, {}, {})


def find(db: Db, rows: Rows, held: Collection[int], kind: str, edit_kind: str) -> OfKind:
    """What of these chats' due rows is of a kind; the `held` ones get no new message now."""
    due, to_edit = _of_kind(rows, kind, but=held), _of_kind(rows, edit_kind)
    if not due and not to_edit:
        return NONE
    subjects = {chat_id: [row.subject for row in each] for chat_id, each in to_edit.items()}
    return OfKind(due, to_edit, copies_of(db, kind, subjects) if subjects else {})


def with_edits(
    edits: Mapping[int, Edits],
    found: OfKind,
    silent: frozenset[int],
    message_of: Callable[[Sequence[int]], Packed],
) -> dict[int, Edits]:
    """Each chat's edits with those of a kind; `message_of` says what these subjects' message says now.

    Where a message may stand twice, a new one says so too, since one of the copies can't be edited.
    """
    together = dict(edits)
    for chat_id, rows in found.to_edit.items():
        made = _edits_of(rows, found.copies.get(chat_id, {}), message_of)
        messages = [replace(message, silent=chat_id in silent) for message in made.messages]
        others = edits.get(chat_id, Edits((), ()))
        together[chat_id] = Edits((*others.messages, *messages), (*others.outcomes, *made.outcomes))
    return together


def _edits_of(
    rows: Sequence[DueDelivery],
    copies: Mapping[int, Sequence[Copy]],
    message_of: Callable[[Sequence[int]], Packed],
) -> Edits:
    """A message is edited once, however much of it changed; a row is done with its last one."""
    last: dict[int, list[int]] = {}
    outcomes: list[Outcome] = []
    carriers: dict[int, Copy] = {}
    for row in rows:
        theirs = copies.get(row.subject, ())
        if not theirs:
            outcomes.append((row.id, "cancelled", NOTHING_TO_EDIT))
            continue
        carriers |= {copy.message_id: copy for copy in theirs}
        last.setdefault(theirs[-1].message_id, []).append(row.id)
    messages: list[Packed] = []
    for message_id, copy in sorted(carriers.items()):
        packed = replace(message_of(copy.subjects), delivery_ids=tuple(last.get(message_id, ())))
        if copy.doubled:
            messages += [replace(packed, delivery_ids=(), edits_id=message_id), packed]
        else:
            messages.append(replace(packed, edits_id=message_id))
    return Edits(tuple(messages), tuple(outcomes))


def _of_kind(rows: Rows, kind: str, *, but: Collection[int] = ()) -> dict[int, list[DueDelivery]]:
    found = {
        chat_id: [row for row in chat_rows if row.kind == kind]
        for chat_id, chat_rows in rows.items()
        if chat_id not in but
    }
    return {chat_id: of_chat for chat_id, of_chat in found.items() if of_chat}
