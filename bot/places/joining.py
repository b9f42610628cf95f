"""Where the bot is let in and shut out: a chat that blocks or removes it is switched off, and back on."""

from __future__ import annotations

import html
import logging

from telegram import (
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
    Update,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, Forbidden

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import markup
from bot.cards.reply import place_of
from bot.context import Context
from bot.places.greeting import greet
from storage.chats import chats, holds
from storage.chats.chats import Place
from storage.incoming import search_misses, searches
from storage.moments import now

log = logging.getLogger(__name__)

SHUT_OUT = (ChatMember.BANNED, ChatMember.LEFT)
BLOCKED = "bot was blocked by the user"
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


async def membership_changed(update: Update, context: Context) -> None:
    """Switches the chat off, holds it or lets it in as the bot's own membership says; greets a new group."""
    change = update.my_chat_member
    assert change is not None
    chat, database = change.chat, context.parts.database
    context.parts.admins.forget(chat.id)
    status = change.new_chat_member.status
    if status in SHUT_OUT:
        blocked = chat.type == ChatType.PRIVATE
        reason = BLOCKED if blocked else f"bot is {status}"
        await database.write(holds.switch_off, chat.id, reason, now())
    elif not may_send(change.new_chat_member, chat.type):
        await database.write(holds.hold_place, chat.id, f"bot is {status} and may not write", now())
    else:
        await database.write(holds.let_in, chat.id, now())
    if _has_come(change):
        place = Place(chat.id, 0, str(chat.type), chat.title or "")
        if chat.type in GROUPS:
            await database.write(greet, place)
        elif chat.type == ChatType.CHANNEL:
            await _tell_who_added_us(change, context, place)
    context.parts.wake_delivery.set()


def may_send(member: ChatMember, chat_type: str) -> bool:
    """Whether the bot, being this member, may write in a chat."""
    if member.status in SHUT_OUT:
        return False
    if isinstance(member, ChatMemberRestricted):
        return bool(member.is_member and member.can_send_messages)
    if chat_type == ChatType.CHANNEL:
        return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)
    return True


def _has_come(change: ChatMemberUpdated) -> bool:
    return change.old_chat_member.status in SHUT_OUT and change.new_chat_member.status not in SHUT_OUT


async def _tell_who_added_us(change: ChatMemberUpdated, context: Context, place: Place) -> None:
    """Shows whoever added the bot to a channel how it is managed; there is nothing to say in the channel."""
    chat = await context.parts.database.write(chats.ensure_chat, place, now())
    text = wording.CHANNEL_JOINED.format(title=html.escape(place.title))
    if not may_send(change.new_chat_member, place.kind):
        text += "\n" + wording.CHANNEL_NEEDS_RIGHT
    rows = (((wording.MANAGE_CHANNEL, buttons.data("channel", chat.id)),),)
    try:
        await context.bot.send_message(
            change.from_user.id, text, parse_mode=ParseMode.HTML, reply_markup=markup(rows)
        )
    except (BadRequest, Forbidden) as error:
        log.info("Who added the bot to channel %d can't be written to: %s", place.telegram_id, error)


async def heard_from(update: Update, context: Context) -> None:
    """Takes up sending again to a place that writes or presses: nobody blocks the bot or shuts it out there.

    Of a forum's topics, those that are held alone are let in by what is written in them.
    """
    chat = update.effective_chat
    if chat is None or update.my_chat_member is not None or _tells_of_leaving(update):
        return
    await let_in(context, place_of(update))


def _tells_of_leaving(update: Update) -> bool:
    """Whether a message only says that the bot itself was taken out, or that a topic was closed."""
    message = update.message
    return message is not None and (
        message.left_chat_member is not None
        or message.forum_topic_closed is not None
        or message.general_forum_topic_hidden is not None
    )


async def let_in(context: Context, place: Place) -> None:
    """Lifts what keeps the bot from sending to a place; what its own people chose stays as it is."""
    database = context.parts.database
    if not database.glance(holds.is_shut, place.telegram_id):
        return
    if await database.write(holds.let_in, place.telegram_id, now(), thread_id=place.thread_id):
        context.parts.wake_delivery.set()


async def group_migrated(update: Update, context: Context) -> None:
    """Follows a group that became a supergroup, whichever of the two chats tells of it first."""
    message = update.effective_message
    assert message is not None
    old, new = message.migrate_from_chat_id, message.migrate_to_chat_id
    before, after = (old, message.chat_id) if old is not None else (message.chat_id, new)
    if before is not None and after is not None:
        await context.parts.database.write(chats.migrate, before, after, now())
        await context.parts.incoming.write(searches.migrate, before, after)
        await context.parts.incoming.write(search_misses.migrate, context.parts.secret(), before, after)
    context.parts.wake_delivery.set()


async def topic_reopened(update: Update, context: Context) -> None:
    """Lets a topic that was closed, or the General one that was hidden, have its messages again."""
    message = update.effective_message
    assert isinstance(message, Message)
    thread_id, database = message.message_thread_id or 0, context.parts.database
    await database.write(chats.find_topic_again, message.chat_id, thread_id)
    await database.write(holds.let_in, message.chat_id, now(), thread_id=thread_id)
    context.parts.wake_delivery.set()
