"""/log: who did what, the newest first."""

from __future__ import annotations

from telegram import CallbackQuery, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.paging import offset_of, turning
from bot.cards.pressing import show_page
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from bot.people.telling import deed_sentence
from bot.schedule.digest_wording import moment_text
from bot.schedule.zones import zone_at
from storage.deliveries.messages import Buttons
from storage.moments import now
from storage.people import deeds

DEEDS_A_PAGE = 10


async def log(update: Update, context: Context) -> None:
    """Answers with the newest deeds; in private alone, for others would read them."""
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        await reply(update, wording.ONLY_IN_PRIVATE)
        return
    text, rows = await _page(update, context, 1)
    await reply(update, text or wording.LOG_NONE, rows)


async def press_page(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`log:<page>`: shows that page in place."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    text, rows = await _page(update, context, ids[0])
    await show_page(query, text or wording.PAGE_GONE, rows)


async def _page(update: Update, context: Context, page: int) -> tuple[str, Buttons]:
    """A page of deeds, in the zone of whoever asks; empty where there is no such page."""
    database, moment = context.parts.database, now()
    offset = offset_of(page, DEEDS_A_PAGE)
    found = await database.read(deeds.newest, limit=DEEDS_A_PAGE + 1, offset=offset)
    if not found:
        return "", ()
    zone = zone_at(database, place_of(update))
    lines = [
        wording.LOG_LINE.format(when=moment_text(each.at, zone, moment), deed=deed_sentence(each))
        for each in found[:DEEDS_A_PAGE]
    ]
    pages = turning(page, more=len(found) > DEEDS_A_PAGE, verb="log")
    return "\n".join((wording.LOG_TITLE, *lines)), (pages,) if pages else ()


COMMAND = Command(
    "log",
    wording.ABOUT_LOG,
    log,
    for_owners=True,
    for_private=True,
    after="editor",
    group=Group.RUNNING,
)
PRESSES: dict[str, OnPress] = {"log": OnPress(press_page)}
