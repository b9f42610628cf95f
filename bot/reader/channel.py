"""/channel: a channel's follows and settings, managed from a private chat with one of its admins."""

from __future__ import annotations

import html
import re

from telegram import CallbackQuery, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.following_wording import shown
from bot.cards.pressing import show, tell
from bot.cards.reply import reply
from bot.commands import Command, Group, all_commands
from bot.context import Context
from bot.people.acting import acting
from bot.people.managing import is_admin
from bot.places.joining import let_in
from bot.places.shut_wording import when_for
from bot.reader.following import following_button
from storage.chats import chats, follows
from storage.chats.chats import Chat, Place
from storage.chats.follows import Followed
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.moments import now

FOLLOWS_SHOWN = 10
_NAME = re.compile(r"(?:(?:https?://)?t\.me/|@)?([A-Za-z]\w{3,31})|(-100\d{1,15})", re.ASCII)


class NotManaged(Exception):
    """The channel can't be managed by whoever asks; the message is what they are told."""


async def channel(update: Update, context: Context) -> None:
    """Shows a channel's card, or does for it what stands behind its name."""
    user = update.effective_user
    if update.effective_chat is None or update.effective_chat.type != ChatType.PRIVATE or user is None:
        await reply(update, wording.CHANNEL_IN_PRIVATE)
        return
    name, *words = context.args or [""]
    try:
        place = await _managed(context, name, user.id)
    except NotManaged as refusal:
        await reply(update, str(refusal))
        return
    chat_id = (await context.parts.database.write(chats.ensure_chat, place, now())).id
    await let_in(context, place)
    with acting(chat_id, place):
        if not words:
            text, rows = await _card(context, chat_id, name)
            await reply(update, text, rows)
            return
        deed = _deed(words[0])
        if deed is None:
            word = wording.cited(words[0])
            deeds = wording.LIST_SEPARATOR.join(each.name for each in all_commands() if each.for_channels)
            unread = wording.CHANNEL_DEED_UNREAD.format(word=word, deeds=deeds, name=html.escape(name))
            await reply(update, unread)
            return
        context.args = words[1:]
        await deed.handle(update, context)


async def press_channel(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`channel:<chat>`: shows a channel's card in place."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    place = await context.parts.database.read(chats.place_by_id, ids[0])
    if place is None or not await is_admin(context, place.telegram_id, query.from_user.id):
        await tell(query, wording.NOT_YOUR_CHANNEL_SHORT)
        return
    await tell(query)
    with acting(ids[0], place):
        text, rows = await _card(context, ids[0])
        await show(query, text, rows)


async def _managed(context: Context, name: str, user_id: int) -> Place:
    """The channel of this name, if the user is one of its admins. Raises NotManaged."""
    match = _NAME.fullmatch(name)
    shown = wording.cited(name)
    if match is None:
        raise NotManaged(wording.CHANNEL_UNREAD.format(name=shown) if name else wording.CHANNEL_USAGE)
    try:
        chat = await context.bot.get_chat(int(match[2]) if match[2] else f"@{match[1]}")
    except BadRequest as error:
        raise NotManaged(wording.NO_SUCH_CHANNEL.format(name=shown)) from error
    except Forbidden as error:
        raise NotManaged(wording.CHANNEL_WITHOUT_US.format(name=shown)) from error
    if chat.type != ChatType.CHANNEL:
        raise NotManaged(wording.NO_CHANNEL.format(name=shown))
    if not await is_admin(context, chat.id, context.bot.id):
        raise NotManaged(wording.CHANNEL_WITHOUT_US.format(name=shown))
    if not await is_admin(context, chat.id, user_id):
        raise NotManaged(wording.NOT_YOUR_CHANNEL.format(name=shown))
    return Place(chat.id, 0, str(chat.type), chat.title or "")


def _deed(word: str) -> Command | None:
    name = word.lstrip("/／").casefold()
    for command in all_commands():
        if command.for_channels and name in (command.name, *command.spoken):
            return command
    return None


async def _card(context: Context, chat_id: int, name: str = wording.ANY_CHANNEL) -> tuple[str, Buttons]:
    followed, chat = await context.parts.database.read(_state, chat_id)
    lines = [wording.CHANNEL_CARD_FOLLOWS.format(count=len(followed))]
    lines += [f"· {html.escape(shown(each))}" for each in followed[:FOLLOWS_SHOWN]]
    if len(followed) > FOLLOWS_SHOWN:
        lines.append(wording.AND_SO_ON)
    lines.append(when_for(chat, context.parts.database.defaults, now()))
    lines.append(wording.CHANNEL_CARD_HINT.format(channel=html.escape(name)))
    return "\n".join(lines), ((following_button(), (wording.BUTTON_DIGEST, buttons.data("digest", 0))),)


def _state(db: Db, chat_id: int) -> tuple[tuple[Followed, ...], Chat]:
    chat = chats.chat_by_id(db, chat_id)
    assert chat is not None  # it has just been made, or pressed under
    return follows.followed(db, chat_id), chat


COMMAND = Command(
    "channel",
    wording.ABOUT_CHANNEL,
    channel,
    argument=wording.CHANNEL_NAME,
    for_private=True,
    after="resume",
    example=wording.EXAMPLE_CHANNEL,
    group=Group.FOLLOW,
    rare=True,
)
PRESSES: dict[str, OnPress] = {"channel": OnPress(press_channel, shows_below=True)}
