"""Commands and buttons for editors or owners alone: for everybody else there are none such."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from bot import wording
from bot.cards.buttons import May, OnPress
from bot.cards.reply import reply
from bot.context import Context, Handle
from bot.people.sender import person_of


def for_those_who(may: May, handle: Handle) -> Handle:
    """The command for those who may; the others are told what an unknown one is told."""

    async def handle_for_them(update: Update, context: Context) -> None:
        if may(context.parts, person_of(update)):
            await handle(update, context)
        else:
            await reply(update, wording.UNKNOWN_COMMAND)

    return handle_for_them


def press_for_those_who(may: May, does: OnPress) -> OnPress:
    """The button for those who may; for the others it is a forged one (bot/cards/pressing.py)."""
    return replace(does, may=may)
