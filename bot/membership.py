"""Where the bot is let in and shut out: a chat that blocks or removes it is switched off, and back on."""

from __future__ import annotations

from telegram import ChatMember, Update
from telegram.constants import ChatType

from bot.context import Context
from storage import chats
from storage.moments import now

SHUT_OUT = (ChatMember.BANNED, ChatMember.LEFT)


async def membership_changed(update: Update, context: Context) -> None:
    """Switches the chat off or on as the bot's own membership says."""
    change = update.my_chat_member
    assert change is not None
    database = context.rooms.database
    if change.new_chat_member.status in SHUT_OUT:
        await database.write(
            chats.switch_off, change.chat.id, f"bot is {change.new_chat_member.status}", now()
        )
    else:
        await database.write(chats.switch_on, change.chat.id, now())
        context.rooms.wake_delivery.set()


async def heard_from(update: Update, context: Context) -> None:
    """Takes up sending to a person again who writes or presses, so does not block the bot."""
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE or update.my_chat_member is not None:
        return
    if context.rooms.database.glance(chats.is_off, chat.id):
        await context.rooms.database.write(chats.switch_on, chat.id, now())
        context.rooms.wake_delivery.set()


async def group_migrated(update: Update, context: Context) -> None:
    """Follows a group that became a supergroup, whichever of the two chats tells of it first."""
    message = update.effective_message
    assert message is not None
    old, new = message.migrate_from_chat_id, message.migrate_to_chat_id
    if old is not None:
        await context.rooms.database.write(chats.migrate, old, message.chat_id, now())
    elif new is not None:
        await context.rooms.database.write(chats.migrate, message.chat_id, new, now())
    context.rooms.wake_delivery.set()
