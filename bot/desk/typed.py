"""What an editor types when the desk has asked for it; any command or button ends the waiting."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import cache, wraps
from typing import Any

from telegram import Update

from bot import wording
from bot.cards.buttons import ForeignButton, read_data
from bot.commands import declared
from bot.context import Context, Handle
from bot.desk.articles import brief_card, headline, park_card
from bot.desk.articles.open_article import show_article
from bot.desk.draft.asking import OF_ISSUE
from bot.desk.draft.holding import attend
from bot.desk.draft.seat import Seat
from bot.desk.draft.showing import show_page
from bot.desk.issues import retracting
from bot.desk.projects import project_card, tidying
from bot.desk.publishing import issue_card, newspaper_card, timing
from bot.people.roles import may_publish
from bot.people.sender import person_of
from storage.moments import now
from storage.people import awaited
from storage.people.awaited import Awaited

Take = Callable[[Seat, Awaited, str], Coroutine[Any, Any, None]]

TAKES: dict[str, Take] = {
    headline.WHAT: headline.take_headline,
    brief_card.WHAT: brief_card.take_brief,
    park_card.MAIN: park_card.take_park,
    park_card.ALSO: park_card.take_park,
    park_card.ALIAS + park_card.MAIN: park_card.take_alias,
    park_card.ALIAS + park_card.ALSO: park_card.take_alias,
    issue_card.DAY: issue_card.take_day,
    newspaper_card.WHAT: newspaper_card.take_newspaper,
    issue_card.FOLIO: issue_card.take_folio,
    issue_card.LINK: issue_card.take_link,
    timing.WHAT: timing.take_moment,
    retracting.OF_ARTICLE: retracting.take_reason,
    retracting.OF_ISSUE: retracting.take_reason,
    tidying.WHAT: tidying.take_name,
    project_card.WHAT: project_card.take_name,
}
COMMAND_SIGNS = ("/", "／")
# Buttons about what was typed: it is needed still.
GO_ON = frozenset({"d_newpark", "d_alias", "d_aliasof", "r_do", "announce_look"})


async def answer_typed(update: Update, context: Context) -> bool:
    """Takes a text for what was asked for, in the chat where that was; False where nothing was."""
    message, chat, person = update.effective_message, update.effective_chat, person_of(update)
    database = context.parts.database
    if message is None or not message.text or chat is None or not database.glance(awaited.is_asked, person):
        return False
    asked = await database.read(awaited.awaited_of, person, now())
    if asked is None or asked.telegram_chat_id != chat.id or not may_publish(context.parts, person):
        return False
    take = _takes().get(asked.what)
    if take is None or message.text.startswith(COMMAND_SIGNS):  # that of another version, or a command: /园区
        await database.write(awaited.stop, person)
        return False
    if message.text.strip() == wording.BUTTON_CANCEL:
        take = _leave
    await attend(Seat.of(update, context), asked.draft_id, take, asked, message.text)
    return True


@cache
def _takes() -> dict[str, Take]:
    """Those of the desk, and what files of other rooms declare as `TAKES_TYPED`."""
    return TAKES | declared("TAKES_TYPED")


async def _leave(seat: Seat, asked: Awaited, _: str) -> None:
    """Goes back to what the question stood in place of."""
    if not asked.draft_id:  # it was about what is published
        await seat.context.parts.database.write(awaited.stop, seat.person)
        await seat.tell(wording.NOTHING_DONE)
        return
    await seat.check_has(asked.draft_id)
    await seat.context.parts.database.write(awaited.stop, seat.person)
    if asked.key == OF_ISSUE:
        await show_page(seat, asked.draft_id)
    else:
        await show_article(seat, asked.draft_id, asked.key)


def ending_waiting(handle: Handle) -> Handle:
    """The command or buttons, before which nothing is awaited of whoever uses them any more."""

    @wraps(handle)
    async def handle_without_waiting(update: Update, context: Context) -> None:
        person, database = person_of(update), context.parts.database
        if not _goes_on(update) and database.glance(awaited.is_asked, person):
            await database.write(awaited.stop, person)
        await handle(update, context)

    return handle_without_waiting


def _goes_on(update: Update) -> bool:
    query = update.callback_query
    try:
        return query is not None and read_data(query.data)[0] in GO_ON
    except ForeignButton:
        return False
