"""/digest: when this chat gets what is new."""

from __future__ import annotations

from telegram import Update

from bot import wording
from bot.commands import Command
from bot.context import Context
from bot.digest_wording import when_sentence
from bot.reply import place_of, reply
from storage import chats
from storage.chats import Chat, Place
from storage.database import Db
from storage.moments import now
from storage.schedule import DAILY, NOW, OFF


async def digest(update: Update, context: Context) -> None:
    """Sets daily, now or off; with anything else, says what is set and what can be."""
    choice = context.argument.casefold()
    settings = context.rooms.settings
    if choice in (DAILY, NOW, OFF):
        chat = await context.rooms.database.write(_set, place_of(update), choice)
        context.rooms.wake_delivery.set()
        await reply(update, wording.DIGEST_SET.format(when=when_sentence(chat, settings)))
        return
    chat = await context.rooms.database.write(chats.ensure_chat, place_of(update), now())
    await reply(update, wording.DIGEST_USAGE.format(when=when_sentence(chat, settings)))


def _set(db: Db, place: Place, choice: str) -> Chat:
    chat = chats.ensure_chat(db, place, now())
    chats.set_digest(db, chat.id, choice, now())
    return chats.ensure_chat(db, place, now())


COMMAND = Command(90, "digest", wording.ABOUT_DIGEST, digest, argument=wording.DIGEST_CHOICE)
