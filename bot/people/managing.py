"""Who may change what a chat gets: anyone in a private chat, in a group or channel its admins."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from bot.context import Context

log = logging.getLogger(__name__)


async def may_manage(update: Update, context: Context) -> bool:
    """Whether whoever asks may change what the chat gets that they ask in."""
    chat, message, user = update.effective_chat, update.message, update.effective_user
    if chat is None or chat.type == ChatType.PRIVATE:
        return True
    # An admin who stays anonymous writes in the group's own name.
    if message is not None and message.sender_chat is not None and message.sender_chat.id == chat.id:
        return True
    return user is not None and await is_admin(context, chat.id, user.id)


async def is_admin(context: Context, telegram_id: int, user_id: int) -> bool:
    """Whether a user is an admin of a group or channel; not where Telegram won't tell us."""
    try:
        return await context.parts.admins.include(context.bot, telegram_id, user_id)
    except (BadRequest, Forbidden) as error:
        log.info("The admins of chat %d are not told: %s", telegram_id, error)
        return False
