"""/forget: everything kept about the chat is deleted, after a confirmation."""

from __future__ import annotations

import asyncio

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import change_in_place, tell
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from storage.chats import forgetting
from storage.chats.forgotten_list import ForgottenList
from storage.incoming import incoming, search_misses, searches
from storage.letters import muted
from storage.moments import now

KEEP, DELETE = 0, 1


async def forget(update: Update, context: Context) -> None:
    """Asks whether it is meant."""
    row = (
        (wording.FORGET_YES, buttons.data("forget", DELETE)),
        (wording.FORGET_NO, buttons.data("forget", KEEP)),
    )
    await reply(update, wording.FORGET_ASK, (row,))


async def press_forget(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`forget:<0|1>`: 1 deletes."""
    if ids not in ((KEEP,), (DELETE,)):
        raise ForeignButton(query.data)
    await tell(query)
    if ids == (KEEP,):
        await change_in_place(query, wording.FORGET_KEPT)
        return
    place, parts, moment = place_of(update), context.parts, now()
    parts.acquainted.forget(place.telegram_id)
    numbers = await parts.incoming.read(incoming.numbers_of, place)
    places = [(number, place.thread_id) for number in numbers]
    # First, so that no backup of before outlives it.
    lines = await asyncio.to_thread(ForgottenList(parts.settings.database).add, places, moment)
    await parts.database.write(forgetting.forget, place, lines, moment)
    await parts.incoming.write(searches.forget, place)
    await parts.incoming.write(search_misses.forget, parts.secret(), place)
    # Last, so that a crash before it leaves the update that asks for all this, to be handled again.
    await parts.incoming.write(incoming.forget, place, update_id=update.update_id)
    for file in (parts.database, parts.incoming):
        await file.empty_log()
    still_muted = parts.database.glance(muted.is_muted, place.telegram_id)
    await change_in_place(query, wording.FORGOTTEN_BUT_MUTED if still_muted else wording.FORGOTTEN)


COMMAND = Command(
    "forget",
    wording.ABOUT_FORGET,
    forget,
    spoken=wording.SAY_FORGET,
    manages=True,
    after="export",
    for_channels=True,
    group=Group.DATA,
)
PRESSES: dict[str, OnPress] = {"forget": OnPress(press_forget)}
