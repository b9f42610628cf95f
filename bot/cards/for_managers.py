"""Commands and buttons that only those may use who manage the chat."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards.buttons import Press
from bot.cards.pressing import tell
from bot.cards.reply import reply
from bot.context import Context, Handle
from bot.people.managing import may_manage


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
