"""/pause: nothing is sent for a while; what comes meanwhile waits."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import replace

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.follow_buttons import follow_button
from bot.cards.following_wording import shown
from bot.cards.pressing import change_in_place
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from bot.names.named_targets import target_of
from bot.names.resolving import spelt
from bot.places.shut_wording import shut_sentence
from bot.schedule.digest_wording import moment_text
from bot.schedule.pause_request import PauseNotUnderstood, read_pause_request
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.chats.follows import Followed
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.moments import now
from storage.schedule import OFF, Schedule


async def pause(update: Update, context: Context) -> None:
    """Pauses for as long as the words say; without words, asks how long."""
    said = context.argument
    if not said:
        await reply(update, wording.PAUSE_ASK, _choices())
        return
    database, moment = context.parts.database, now()
    place = place_of(update)
    chat = await database.read(chats.find_chat, place.telegram_id, place.thread_id)
    schedule = Schedule() if chat is None else chat.schedule
    zone = schedule.zone(database.defaults)
    try:
        until = read_pause_request(said, moment, zone)
    except PauseNotUnderstood as error:
        if (one := await database.read(_followed_of, place, said)) is not None:
            await reply(update, *_no_pause_of_one(one))
            return
        problem = wording.PAUSE_UNREAD[error.reason].format(part=wording.cited(error.part))
        await reply(update, f"{problem}\n{wording.PAUSE_UNCHANGED}")
        return
    if schedule.digest == OFF:
        await reply(update, wording.PAUSE_WHILE_OFF)
        return
    await database.write(_pause, place, until, moment)
    paused = wording.PAUSED.format(until=moment_text(until, zone, moment))
    shut = shut_sentence(chat, database.defaults, moment)
    await reply(update, f"{paused}\n{shut}" if shut else paused)


async def press_pause(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`pause:<hours>`: pauses for one of the lengths on offer; `pause` asks how long, in place."""
    if not ids:
        await query.answer()
        await change_in_place(query, wording.PAUSE_ASK, _choices())
        return
    if len(ids) != 1 or ids[0] not in dict(wording.PAUSE_CHOICES):
        raise ForeignButton(query.data)
    database, moment = context.parts.database, now()
    until = moment + dt.timedelta(hours=ids[0])
    schedule = await database.write(_pause, place_of(update), until, moment)
    if schedule.digest == OFF:
        await query.answer()
        await change_in_place(query, wording.PAUSE_WHILE_OFF)
        return
    shown = moment_text(until, schedule.zone(database.defaults), moment)
    await query.answer(wording.PAUSED_SHORT.format(until=shown))
    resume = ((wording.BUTTON_RESUME, buttons.data("resume")),)
    await change_in_place(query, wording.PAUSED.format(until=shown), (resume,))


def _followed_of(db: Db, place: Place, said: str) -> Followed | None:
    """What is followed here and named at the start of what was said; None where nothing is."""
    meaning = spelt(db, said.split()[0])
    target = None if meaning is None else target_of(meaning)
    here = follows.followed_at(db, place.telegram_id, place.thread_id)
    return next((each for each in here if each.target == target), None)


def _no_pause_of_one(followed: Followed) -> tuple[str, Buttons]:
    """That pushes are paused as a whole, with what can be done instead."""
    name = shown(followed)
    instead = follow_button(followed.target, followed=True, name=name)
    text = wording.PAUSE_ONE.format(name=html.escape(name))
    return text, ((instead,), ((wording.BUTTON_PAUSE_ALL, buttons.data("pause")),))


def _choices() -> Buttons:
    return (
        tuple((label, buttons.data("pause", hours)) for hours, label in wording.PAUSE_CHOICES),
        ((wording.BUTTON_BACK, buttons.data("digest", 0)),),
    )


def _pause(db: Db, place: Place, until: dt.datetime, moment: dt.datetime) -> Schedule:
    chat = chats.ensure_chat(db, place, moment)
    if chat.schedule.digest == OFF:
        return chat.schedule
    return chats.change_schedule(db, chat.id, lambda old: replace(old, paused_until=until), moment)


COMMAND = Command(
    "pause",
    wording.ABOUT_PAUSE,
    pause,
    argument=wording.PAUSE_CHOICE,
    spoken=wording.SAY_PAUSE,
    manages=True,
    after="digest",
    for_channels=True,
    example=wording.EXAMPLE_PAUSE,
    group=Group.PUSH,
)
PRESSES: dict[str, OnPress] = {"pause": OnPress(press_pause)}
