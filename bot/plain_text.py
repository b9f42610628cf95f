"""Text that is no command: a park's name is an answer, anything else a hint."""

from __future__ import annotations

from telegram import Update

from bot import wording
from bot.context import Context
from bot.reader.park import answer_about
from bot.reply import reply

LONGEST_NAME = 40


async def answer_text(update: Update, context: Context) -> None:
    """Takes a short text in a private chat for a park's name."""
    message = update.effective_message
    assert message is not None and message.text is not None
    name = " ".join(message.text.split())
    if 0 < len(name) <= LONGEST_NAME:
        await answer_about(update, context, name)
    else:
        await reply(update, wording.UNKNOWN_COMMAND)


async def answer_other(update: Update, context: Context) -> None:
    """A photo, a sticker, a voice; an owner may have meant to send a page."""
    user = update.effective_user
    owner = context.is_owner(user.id if user else None)
    await reply(update, wording.SEND_AS_FILE if owner else wording.ONLY_TEXT)


async def answer_unknown_command(update: Update, context: Context) -> None:
    """A command that isn't in the list."""
    await reply(update, wording.UNKNOWN_COMMAND)
