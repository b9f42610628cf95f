"""Who may change what a chat gets: anyone in a private chat, in a group or channel its admins."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import CallbackQuery, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from bot import wording
from bot.acting import acting
from bot.buttons import Press
from bot.context import Context
from bot.pressing import tell
from bot.reply import reply
from storage import chats

log = logging.getLogger(__name__)

Handle = Callable[[Update, Context], Coroutine[Any, Any, None]]


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
        return await context.rooms.admins.include(context.bot, telegram_id, user_id)
    except (BadRequest, Forbidden) as error:
        log.info("The admins of chat %d are not told: %s", telegram_id, error)
        return False


def for_managers(handle: Handle) -> Handle:
    """The command for those who may manage the chat; the others are told so."""

    async def handle_for_managers(update: Update, context: Context) -> None:
        if await may_manage(update, context):
            await handle(update, context)
        else:
            await reply(update, wording.ONLY_ADMINS)

    return handle_for_managers


def press_for_managers(press: Press) -> Press:
    """The button for those who may manage the chat; the others are told so."""

    async def press_if_allowed(
        update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]
    ) -> None:
        if await may_manage(update, context):
            await press(update, context, query, ids)
        else:
            await tell(query, wording.ONLY_ADMINS_SHORT)

    return press_if_allowed


async def press_for_channel(
    press: Press,
    chat_id: int,
    update: Update,
    context: Context,
    query: CallbackQuery,
    ids: tuple[int, ...],
) -> None:
    """Carries out a press for the channel whose number its button carries, if it is an admin who pressed."""
    place = await context.rooms.database.read(chats.place_by_id, chat_id)
    if place is None or not await is_admin(context, place.telegram_id, query.from_user.id):
        await tell(query, wording.NOT_YOUR_CHANNEL_SHORT)
        return
    with acting(chat_id, place):
        await press(update, context, query, ids)
