"""Whom an owner means: a number, an @name that has written to the bot, the author of a forwarded message."""

from __future__ import annotations

import html

from telegram import MessageOrigin, MessageOriginHiddenUser, MessageOriginUser, Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import ApplicationHandlerStop

from bot import wording
from bot.cards.reply import reply
from bot.context import Context
from bot.people.naming import Naming, add_editor, read_number
from bot.people.roles import is_owner
from bot.people.sender import person_of
from bot.people.telling import shown_person
from storage.database import Db
from storage.moments import now
from storage.people import acquaintances, editors

_SENTENCES = {
    Naming.DONE: wording.EDITOR_ADDED,
    Naming.ALREADY: wording.EDITOR_ALREADY,
    Naming.IS_OWNER: wording.EDITOR_IS_OWNER,
}


class Unnamed(Exception):
    """It isn't clear who is meant; the message is what the owner is told, HTML."""


async def person_named(context: Context, named: str, *, to_add: bool) -> tuple[int, str]:
    """The number behind a number or @name, and the name, if we know one. Raises Unnamed.

    A username may have passed to somebody else since it was seen: before it makes somebody an editor,
    Telegram is asked, where it tells.
    """
    if not named.startswith("@"):
        number = read_number(named)
        if number is None:
            quoted = wording.cited(named)
            raise Unnamed(wording.EDITOR_NO_NUMBER.format(text=quoted))
        return number, ""
    found = await context.parts.database.read(acquaintances.by_username, named)
    shown_name = wording.cited(named)
    if found is None:
        raise Unnamed(wording.EDITOR_NAME_UNKNOWN.format(name=shown_name))
    if to_add and not await _is_still_called(context, found.person, found.username):
        raise Unnamed(wording.EDITOR_NAME_MOVED.format(name=shown_name))
    return found.person, found.name


async def _is_still_called(context: Context, person: int, username: str) -> bool:
    """Whether somebody has this username now; yes where Telegram won't tell us of them."""
    try:
        chat = await context.bot.get_chat(person)
    except (BadRequest, Forbidden):
        return True
    return (chat.username or "").casefold() == username.casefold()


async def add(update: Update, context: Context, person: int, name: str) -> None:
    """Makes somebody an editor, and says what came of it."""
    parts, owner = context.parts, person_of(update)
    named = await parts.database.write(_add, parts.settings.owner_ids, person, name, owner)
    parts.wake_delivery.set()
    await reply(update, _SENTENCES[named].format(who=await shown(context, person)))


def _add(db: Db, owner_ids: frozenset[int], person: int, name: str, owner: int) -> Naming:
    editors.stop_awaiting_forward(db, owner)
    return add_editor(db, owner_ids, person, name, by=owner, moment=now())


async def shown(context: Context, person: int) -> str:
    """Somebody by name and number, HTML."""
    name = await context.parts.database.read(editors.name_of, person)
    return html.escape(shown_person(person, name), quote=False)


async def add_forwarded(update: Update, context: Context, origin: MessageOrigin) -> None:
    """Makes an editor of whoever wrote a forwarded message; says what to do where that can't be told."""
    if isinstance(origin, MessageOriginUser) and not origin.sender_user.is_bot:
        await add(update, context, origin.sender_user.id, origin.sender_user.full_name)
    elif isinstance(origin, MessageOriginUser):
        await reply(update, wording.EDITOR_FORWARD_BOT)
    elif isinstance(origin, MessageOriginHiddenUser):
        await reply(update, wording.EDITOR_FORWARD_HIDDEN)
    else:
        await reply(update, wording.EDITOR_FORWARD_CHAT)


async def take_forwarded(update: Update, context: Context) -> None:
    """Before all other handlers: a forwarded message that /editor add waits for goes no further.

    Raises ApplicationHandlerStop behind it.
    """
    message, person = update.effective_message, person_of(update)
    assert message is not None and message.forward_origin is not None
    if not is_owner(context.parts, person):
        return
    if context.parts.database.glance(editors.awaits_forward, person, now()):
        await add_forwarded(update, context, message.forward_origin)
        raise ApplicationHandlerStop
