"""News of projects on its way: what is due together in few messages, edited in place when it changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.cards.project_news import news_buttons, news_html, stretches
from bot.delivery import copies
from bot.delivery.copies import OfKind, Rows
from bot.delivery.edits import Edits
from storage.database import Db
from storage.deliveries.messages import Packed
from storage.projects.kept_news import PROJECT, PROJECT_EDIT
from storage.projects.outgoing_news import News, news_of


@dataclass(frozen=True, slots=True)
class Newsworthy:
    """What is due of news of projects, and the news itself; `gone` are the rows of what no article says any
    more.
    """

    found: OfKind
    news: Mapping[int, News]
    gone: tuple[int, ...]


def find(db: Db, rows: Rows, held: Collection[int]) -> Newsworthy:
    """What of these chats' due rows is news of projects; the `held` ones get no new message now."""
    found = copies.find(db, rows, held, PROJECT, PROJECT_EDIT)
    due = [row for each in found.due.values() for row in each]
    carried = {copy for of_chat in found.copies.values() for each in of_chat.values() for copy in each}
    wanted = {row.subject for row in due} | {number for copy in carried for number in copy.subjects}
    news = news_of(db, wanted) if wanted else {}
    gone = tuple(row.id for row in due if row.subject not in news or news[row.subject].gone)
    return Newsworthy(found, news, gone)


def with_news(
    packed: Mapping[int, tuple[Packed, ...]], worthy: Newsworthy, silent: frozenset[int]
) -> dict[int, tuple[Packed, ...]]:
    """Each chat's messages with those of its projects behind them: what is due together stands together."""
    together = dict(packed)
    gone = frozenset(worthy.gone)
    for chat_id, rows in worthy.found.due.items():
        row_of = {row.subject: row.id for row in rows if row.id not in gone}
        news = [worthy.news[number] for number in row_of]
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


def with_edits(edits: Mapping[int, Edits], worthy: Newsworthy, silent: frozenset[int]) -> dict[int, Edits]:
    """Each chat's edits with those of its news."""

    def message_of(subjects: Sequence[int]) -> Packed:
        carried = [worthy.news[number] for number in subjects]
        return Packed(news_html(carried), news_buttons(carried), ())

    return copies.with_edits(edits, worthy.found, silent, message_of)
