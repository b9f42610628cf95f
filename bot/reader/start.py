"""/start: a welcome; a chat that had been switched off comes back."""

from __future__ import annotations

from telegram import Update

from bot import wording
from bot.commands import Command
from bot.context import Context
from bot.reply import place_of, reply
from storage import chats
from storage.chats import Place
from storage.database import Db
from storage.moments import now


async def start(update: Update, context: Context) -> None:
    """Welcomes, and takes up sending again."""
    await context.rooms.database.write(_arrive, place_of(update))
    context.rooms.wake_delivery.set()
    await reply(update, wording.WELCOME)


def _arrive(db: Db, place: Place) -> None:
    chats.ensure_chat(db, place, now())
    chats.switch_on(db, place.telegram_id, now())


COMMAND = Command(10, "start", wording.ABOUT_START, start)
