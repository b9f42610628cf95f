"""/resume: ends a pause before its time."""

from __future__ import annotations

from dataclasses import replace

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import change_in_place
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from bot.places.shut_wording import when_for
from bot.schedule.digest_wording import when_sentence
from storage.chats import chats
from storage.chats.chats import Chat, Place
from storage.database import Db
from storage.moments import now
from storage.schedule import Schedule


async def resume(update: Update, context: Context) -> None:
    """Takes up sending again; says so where nothing was paused."""
    await reply(update, await _resumed(context, place_of(update)))


async def press_resume(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`resume`: the same, in place."""
    if ids:
        raise ForeignButton(query.data)
    text = await _resumed(context, place_of(update))
    await query.answer(wording.RESUMED_SHORT)
    await change_in_place(query, text)


async def _resumed(context: Context, place: Place) -> str:
    database = context.parts.database
    chat = await database.read(chats.find_chat, place.telegram_id, place.thread_id)
    was_paused = chat is not None and chat.schedule.is_paused(now())
    if was_paused:
        was_paused, chat = await database.write(_resume, place)
        context.parts.wake_delivery.set()
    sentence = wording.RESUMED if was_paused else wording.NOT_PAUSED
    defaults, moment = database.defaults, now()
    if chat is None:
        when = when_sentence(Schedule(), defaults, moment, place.kind)
    else:
        when = when_for(chat, defaults, moment)
    return sentence.format(when=when)


def _resume(db: Db, place: Place) -> tuple[bool, Chat]:
    moment = now()
    chat = chats.ensure_chat(db, place, moment)
    after = chats.change_schedule(db, chat.id, lambda old: replace(old, paused_until=None), moment)
    return chat.schedule.is_paused(moment), replace(chat, schedule=after)


COMMAND = Command(
    "resume",
    wording.ABOUT_RESUME,
    resume,
    spoken=wording.SAY_RESUME,
    manages=True,
    after="pause",
    for_channels=True,
    group=Group.PUSH,
)
PRESSES: dict[str, OnPress] = {"resume": OnPress(press_resume)}
