"""News of projects on its way: what is due together in few messages, edited in place when it changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.cards.project_news import news_buttons, news_html, stretches
from bot.delivery.edits import Edits, Outcome
from storage.corrections import NOTHING_TO_EDIT
from storage.database import Db
from storage.deliveries import DueDelivery
from storage.messages import Packed
from storage.project_news import PROJECT, PROJECT_EDIT
from storage.project_news_copies import Copy, News, copies_of, news_of


@dataclass(frozen=True, slots=True)
class Newsworthy:
    """What is due of news of projects: rows to send, rows to put right what was sent, and the news itself.

    `gone` are the rows of what no article says any more. `copies` are the messages that carry what is to be
    put right, by chat and news.
    """

    due: Mapping[int, Sequence[DueDelivery]]
    news: Mapping[int, News]
    gone: tuple[int, ...]
    to_edit: Mapping[int, Sequence[DueDelivery]]
    copies: Mapping[int, Mapping[int, tuple[Copy, ...]]]


NOTHING = Newsworthy({}, {}, (), {}, {})


def find(db: Db, rows: Mapping[int, Sequence[DueDelivery]], held: Collection[int]) -> Newsworthy:
    """What of these chats' due rows is news of projects; the `held` ones get no new message now."""
    due = _of_kind(rows, PROJECT, but=held)
    to_edit = _of_kind(rows, PROJECT_EDIT)
    if not due and not to_edit:
        return NOTHING
    numbers = {chat_id: [row.project_news_id for row in each] for chat_id, each in to_edit.items()}
    copies = copies_of(db, numbers)
    wanted = {row.project_news_id for each in due.values() for row in each}
    wanted |= {one for of in copies.values() for each in of.values() for copy in each for one in copy.news}
    news = news_of(db, wanted)
    gone = tuple(
        row.id
        for each in due.values()
        for row in each
        if row.project_news_id not in news or news[row.project_news_id].gone
    )
    return Newsworthy(due, news, gone, to_edit, copies)


def with_news(
    packed: Mapping[int, tuple[Packed, ...]], found: Newsworthy, silent: frozenset[int]
) -> dict[int, tuple[Packed, ...]]:
    """Each chat's messages with those of its projects behind them: what is due together stands together."""
    together = dict(packed)
    gone = frozenset(found.gone)
    for chat_id, rows in found.due.items():
        row_of = {row.project_news_id: row.id for row in rows if row.id not in gone}
        news = [found.news[number] for number in row_of]
        messages = tuple(
            Packed(
                news_html(some),
                news_buttons(some),
                tuple(row_of[each.id] for each in some),
                silent=chat_id in silent,
            )
            for some in stretches(news)
        )
        if messages:
            together[chat_id] = (*together.get(chat_id, ()), *messages)
    return together


def with_edits(edits: Mapping[int, Edits], found: Newsworthy, silent: frozenset[int]) -> dict[int, Edits]:
    """Each chat's edits with those of its news.

    Where a message may stand twice, a new one says so too, since one of the copies can't be edited.
    """
    together = dict(edits)
    for chat_id, rows in found.to_edit.items():
        messages, outcomes = _edits_of(rows, found.copies.get(chat_id, {}), found.news)
        if chat_id in silent:
            messages = [replace(message, silent=True) for message in messages]
        others = edits.get(chat_id, Edits((), ()))
        together[chat_id] = Edits((*others.messages, *messages), (*others.outcomes, *outcomes))
    return together


def _edits_of(
    rows: Sequence[DueDelivery], copies: Mapping[int, Sequence[Copy]], news: Mapping[int, News]
) -> tuple[list[Packed], list[Outcome]]:
    """A message is edited once, however much of its news changed; a row is done with its last one."""
    last: dict[int, list[int]] = {}
    outcomes: list[Outcome] = []
    carriers: dict[int, Copy] = {}
    for row in rows:
        theirs = copies.get(row.project_news_id, ())
        if not theirs:
            outcomes.append((row.id, "cancelled", NOTHING_TO_EDIT))
            continue
        carriers |= {copy.message_id: copy for copy in theirs}
        last.setdefault(theirs[-1].message_id, []).append(row.id)
    messages: list[Packed] = []
    for message_id, copy in sorted(carriers.items()):
        carried = [news[number] for number in copy.news]
        text, below = news_html(carried), news_buttons(carried)
        ids = tuple(last.get(message_id, ()))
        messages.append(Packed(text, below, () if copy.doubled else ids, edits_id=message_id))
        if copy.doubled:
            messages.append(Packed(text, below, ids))
    return messages, outcomes


def _of_kind(
    rows: Mapping[int, Sequence[DueDelivery]], kind: str, *, but: Collection[int] = ()
) -> dict[int, list[DueDelivery]]:
    found = {
        chat_id: [row for row in chat_rows if row.kind == kind]
        for chat_id, chat_rows in rows.items()
        if chat_id not in but
    }
    return {chat_id: of_chat for chat_id, of_chat in found.items() if of_chat}
