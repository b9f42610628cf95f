"""/id: tells a person their Telegram number, for OWNER_IDS."""

from __future__ import annotations

from telegram import Update

from bot import wording
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context


async def tell_id(update: Update, context: Context) -> None:
    """Answers with the number of whoever asks."""
    if update.effective_user is not None:
        await reply(update, wording.YOUR_ID.format(user_id=update.effective_user.id))


COMMAND = Command(
    "id",
    wording.ABOUT_ID,
    tell_id,
    for_private=True,
    after="forget",
    group=Group.DATA,
    rare=True,
)
