"""Texts that editors write in their private chat: the desk is asked first whether one is meant for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

from bot.context import Context, Handle
from bot.desk.intake.collecting import collect_text
from bot.desk.intake.link import take_link
from bot.desk.typed import answer_typed
from bot.people.roles import may_publish
from bot.people.sender import person_of

# Whether a message was meant for it, and is dealt with.
Asker = Callable[[Update, Context], Awaitable[bool]]

# In the order in which they are asked about a text.
ASKERS: tuple[Asker, ...] = (answer_typed, take_link, collect_text)


def for_desk_first(handle: Handle, *askers: Asker) -> Handle:
    """The handler, which gets of editors' messages only those that no asker takes: ASKERS, or these."""

    async def handle_behind_desk(update: Update, context: Context) -> None:
        if may_publish(context.parts, person_of(update)):
            for takes in askers or ASKERS:
                if await takes(update, context):
                    return
        await handle(update, context)

    return handle_behind_desk
