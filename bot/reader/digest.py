"""/digest: when this chat gets what is new. A card with buttons, or in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import change_in_place
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from bot.places.shut_wording import shut_sentence
from bot.schedule.digest_card import Card, Manner, Screen, card_text
from bot.schedule.digest_choices import HOURS_A_DAY, MINUTES, OFFERED_DAYS, card_buttons, full_hour
from bot.schedule.digest_request import NotUnderstood, read_digest_request
from bot.schedule.digest_wording import WORKDAYS
from bot.schedule.zones import OFFERED
from storage.chats import chats
from storage.chats.chats import Chat, Place
from storage.database import Db
from storage.deliveries import deliveries
from storage.moments import now
from storage.schedule import DAILY, EVERY_DAY, NOW, OFF, Defaults, Schedule

Change = Callable[[Schedule], Schedule]
# The hours that complete quiet hours of which a person chose one end.
USUAL_START, USUAL_END = 22, 7
MONDAY = "1"


class Refused(Exception):
    """A change that can't be; the message is what the person who pressed is told."""


async def digest(update: Update, context: Context) -> None:
    """Shows the settings card; with words behind the command, first does what they say."""
    said = context.argument
    if not said:
        card = await _as_it_is(context, place_of(update))
        await reply(update, card_text(card, Screen.MAIN), card_buttons(card, Screen.MAIN))
        return
    try:
        changes = read_digest_request(said)
    except NotUnderstood as error:
        problem = wording.DIGEST_UNREAD[error.reason].format(part=wording.cited(error.part))
        await reply(update, f"{problem}\n{wording.DIGEST_UNCHANGED}")
        return
    await _answer(update, context, lambda schedule: replace(schedule, **changes))


async def _answer(update: Update, context: Context, change: Change) -> None:
    card = await _changed(context, place_of(update), change)
    await reply(update, card_text(card, Screen.MAIN), card_buttons(card, Screen.MAIN))


async def _as_it_is(context: Context, place: Place) -> Card:
    database = context.parts.database
    return await database.read(_card, place, database.defaults)


def _card(db: Db, place: Place, defaults: Defaults) -> Card:
    chat = chats.find_chat(db, place.telegram_id, place.thread_id)
    if chat is None:
        return Card(Schedule(), deliveries.Waiting(0, None), defaults, now())
    return _card_of(db, chat, chat.schedule, defaults)


async def _changed(context: Context, place: Place, change: Change) -> Card:
    database = context.parts.database
    card = await database.write(_change, place, change, database.defaults)
    context.parts.wake_delivery.set()
    return card


def _change(db: Db, place: Place, change: Change, defaults: Defaults) -> Card:
    moment = now()
    chat = chats.ensure_chat(db, place, moment)
    schedule = chats.change_schedule(db, chat.id, change, moment)
    return _card_of(db, chat, schedule, defaults)


def _card_of(db: Db, chat: Chat, schedule: Schedule, defaults: Defaults) -> Card:
    moment = now()
    shut = shut_sentence(chat, defaults, moment)
    is_shut = chat.off_reason is not None or (chat.held_until is not None and chat.held_until > moment)
    return Card(schedule, deliveries.waiting(db, chat.id), defaults, moment, shut, is_shut)


async def show_changed(
    update: Update, context: Context, query: CallbackQuery, change: Change, screen: Screen
) -> None:
    """Carries out a change and shows a screen of the card in place."""
    try:
        card = await _changed(context, place_of(update), change)
    except Refused as refusal:
        await query.answer(str(refusal), show_alert=True)
        return
    await query.answer()
    await change_in_place(query, card_text(card, screen), card_buttons(card, screen))


def number_of(query: CallbackQuery, ids: tuple[int, ...], below: int, first: int = 0) -> int:
    """The one id of a button. Raises ForeignButton where it is none of `first` … `below` - 1."""
    if len(ids) != 1 or not first <= ids[0] < below:
        raise ForeignButton(query.data)
    return ids[0]


async def press_screen(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest:<screen>`: shows that screen."""
    screen = Screen(number_of(query, ids, len(Screen)))
    card = await _as_it_is(context, place_of(update))
    await query.answer()
    await change_in_place(query, card_text(card, screen), card_buttons(card, screen))


async def press_manner(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_manner:<manner>`: sets the manner; where days belong to it, asks which."""
    manner = Manner(number_of(query, ids, len(Manner)))

    def change(old: Schedule) -> Schedule:
        match manner:
            case Manner.NOW:
                return replace(old, digest=NOW)
            case Manner.OFF:
                return replace(old, digest=OFF)
            case Manner.DAILY:
                return replace(old, digest=DAILY, weekdays=None)
            case Manner.WEEKLY:
                day = old.weekdays if old.weekdays and len(old.weekdays) == 1 else MONDAY
                return replace(old, digest=DAILY, weekdays=day)
            case Manner.CHOSEN_DAYS:
                days = old.weekdays if old.weekdays and len(old.weekdays) > 1 else WORKDAYS
                return replace(old, digest=DAILY, weekdays=days)

    screens = {Manner.WEEKLY: Screen.DAY, Manner.CHOSEN_DAYS: Screen.DAYS}
    await show_changed(update, context, query, change, screens.get(manner, Screen.MAIN))


async def press_hour(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_hour:<hour>`: sets the hour of the digest and keeps the minute."""
    hour, defaults = number_of(query, ids, HOURS_A_DAY), context.parts.database.defaults

    def change(old: Schedule) -> Schedule:
        return replace(old, digest_time=f"{hour:02}{old.time_of_day(defaults)[2:]}")

    await show_changed(update, context, query, change, Screen.TIME)


async def press_minute(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_minute:<minute>`: sets the minute of the digest and keeps the hour."""
    minute, defaults = number_of(query, ids, MINUTES[-1] + 1), context.parts.database.defaults

    def change(old: Schedule) -> Schedule:
        return replace(old, digest_time=f"{old.time_of_day(defaults)[:3]}{minute:02}")

    await show_changed(update, context, query, change, Screen.TIME)


async def press_day(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_day:<weekday>`: puts a day in or takes it out; never the last one."""
    day = str(number_of(query, ids, len(EVERY_DAY) + 1, first=1))

    def change(old: Schedule) -> Schedule:
        days = "".join(sorted(set(old.weekdays or EVERY_DAY) ^ {day}))
        if not days:
            raise Refused(wording.ONE_DAY_AT_LEAST)
        return replace(old, digest=DAILY, weekdays=None if days == EVERY_DAY else days)

    await show_changed(update, context, query, change, Screen.DAYS)


async def press_days(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_days:<number>`: workdays, the weekend or every day."""
    days = OFFERED_DAYS[number_of(query, ids, len(OFFERED_DAYS))]

    def change(old: Schedule) -> Schedule:
        return replace(old, digest=DAILY, weekdays=None if days == EVERY_DAY else days)

    await show_changed(update, context, query, change, Screen.DAYS)


async def press_week(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_week:<weekday>`: once a week on that day."""
    day = str(number_of(query, ids, len(EVERY_DAY) + 1, first=1))
    await show_changed(
        update, context, query, lambda old: replace(old, digest=DAILY, weekdays=day), Screen.DAY
    )


async def press_quiet(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_quiet:<hour>:<hour>`: quiet hours from and until; without hours, none."""
    if len(ids) not in (0, 2) or any(hour >= HOURS_A_DAY for hour in ids) or len(set(ids)) == 1:
        raise ForeignButton(query.data)
    start, end = map(full_hour, ids) if ids else (None, None)
    await show_changed(
        update,
        context,
        query,
        lambda old: replace(old, quiet_from=start, quiet_until=end),
        Screen.QUIET,
    )


async def press_from(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_from:<hour>`: when the quiet hours begin."""
    start = full_hour(number_of(query, ids, HOURS_A_DAY))

    def change(old: Schedule) -> Schedule:
        return _with_quiet_hours(old, start, old.quiet_until or full_hour(USUAL_END))

    await show_changed(update, context, query, change, Screen.QUIET)


async def press_until(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_until:<hour>`: when the quiet hours end."""
    end = full_hour(number_of(query, ids, HOURS_A_DAY))

    def change(old: Schedule) -> Schedule:
        return _with_quiet_hours(old, old.quiet_from or full_hour(USUAL_START), end)

    await show_changed(update, context, query, change, Screen.QUIET)


def _with_quiet_hours(old: Schedule, start: str, end: str) -> Schedule:
    if start == end:
        raise Refused(wording.QUIET_NEEDS_TWO_TIMES)
    return replace(old, quiet_from=start, quiet_until=end)


async def press_quietly(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_quietly:<0|1>`: in quiet hours hold, or send without a sound."""
    silently = bool(number_of(query, ids, 2))
    await show_changed(
        update, context, query, lambda old: replace(old, quiet_silently=silently), Screen.QUIET
    )


async def press_sound(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_sound:<0|1>`: 0 makes every digest silent, 1 lets them sound again."""
    silent = not number_of(query, ids, 2)
    await show_changed(update, context, query, lambda old: replace(old, silent=silent), Screen.MAIN)


async def press_zone(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_zone[:<number>]`: one of the zones on offer; without a number, the default."""
    zone = OFFERED[number_of(query, ids, len(OFFERED))] if ids else None
    await show_changed(update, context, query, lambda old: replace(old, timezone=zone), Screen.ZONE)


COMMAND = Command(
    "digest",
    wording.ABOUT_DIGEST,
    digest,
    argument=wording.DIGEST_CHOICE,
    spoken=wording.SAY_DIGEST,
    manages=True,
    after="following",
    for_channels=True,
    example=wording.EXAMPLE_DIGEST,
    group=Group.PUSH,
)
PRESSES: dict[str, OnPress] = {
    "digest": OnPress(press_screen),
    "digest_manner": OnPress(press_manner),
    "digest_hour": OnPress(press_hour),
    "digest_minute": OnPress(press_minute),
    "digest_day": OnPress(press_day),
    "digest_days": OnPress(press_days),
    "digest_week": OnPress(press_week),
    "digest_quiet": OnPress(press_quiet),
    "digest_from": OnPress(press_from),
    "digest_until": OnPress(press_until),
    "digest_quietly": OnPress(press_quietly),
    "digest_sound": OnPress(press_sound),
    "digest_zone": OnPress(press_zone),
}
