"""/start: a welcome that asks for the reader's city or park; a chat that had been switched off comes back."""

from __future__ import annotations

import html
import re

from telegram import CallbackQuery, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.follow_buttons import follow_button
from bot.cards.following_wording import shown_name
from bot.cards.paging import page_of, turning
from bot.cards.pressing import show, tell
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from bot.people.roles import may_publish
from bot.people.sender import person_of
from bot.places.greeting import greeting_answers_start
from bot.reader.city import city_page
from bot.reader.feedback import NOTHING_IN_PARTICULAR, PAYLOAD, ask_from_link
from bot.reader.invitation import is_invitation, open_invitation
from bot.reader.park import park_page
from storage.chats import chats, follows, holds
from storage.chats.chats import Place
from storage.chats.follows import Kind, Target
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.moments import now
from storage.parks import cities
from storage.parks.cities import City
from storage.parks.stored_parks import StoredPark

CITIES_A_ROW = 3
CITIES_A_PAGE = 30
PARKS_A_PAGE = 8
# core.telegram.org/bots/features#deep-linking: up to 64 characters A-Z, a-z, 0-9, _ and -.
_PAYLOAD = re.compile(r"(park|city)_([0-9]{1,18})")
_LETTER = re.compile(PAYLOAD + r"(?:_([0-9]{1,18}))?")


async def start(update: Update, context: Context) -> None:
    """Takes up sending again, and welcomes; behind a link to a park or city, shows that.

    A link that invites to be an editor does so; one that leads to a letter asks for it.

    A link that adds the bot to a group (t.me/bot?startgroup=park_12) has the same sent there.
    """
    database, place = context.parts.database, place_of(update)
    if not await database.read(_is_here, place):
        await database.write(_arrive, place)
        context.parts.wake_delivery.set()
    if is_invitation(context.argument):
        await open_invitation(update, context, context.argument)
        return
    letter = _LETTER.fullmatch(context.argument)
    if letter is not None and place.kind == ChatType.PRIVATE:
        await ask_from_link(update, context, int(letter[1] or NOTHING_IN_PARTICULAR))
        return
    linked = _PAYLOAD.fullmatch(context.argument)
    if linked is not None:
        kind, number = linked[1], int(linked[2])
        if kind == "park":
            text, rows = await database.read(park_page, number, 1, place)
        else:
            text, rows = await database.read(city_page, number, 1)
        if rows:
            await reply(update, text, rows)
            return
    if place.kind != ChatType.PRIVATE:
        await _answer_group(update, context, place)
        return
    offered = await database.read(_cities)
    parts = [wording.WELCOME, wording.START_ASK]
    if may_publish(context.parts, person_of(update)):
        parts.insert(1, wording.WELCOME_EDITOR)
    await reply(update, "\n\n".join(parts), _city_rows(offered, 1))


async def _answer_group(update: Update, context: Context, place: Place) -> None:
    """Greets the group; where its greeting has only just been owed, that is the answer."""
    message = update.effective_message
    assert message is not None
    if place.thread_id == 0:
        answered = await context.parts.database.write(greeting_answers_start, place, message.date)
        context.parts.wake_delivery.set()
        if answered:
            return
    await reply(update, wording.GREETING)


async def press_start(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`start[:<page>]`: asks for the city again, in place."""
    if len(ids) > 1 or 0 in ids:
        raise ForeignButton(query.data)
    offered = await context.parts.database.read(_cities)
    rows = _city_rows(offered, ids[0] if ids else 1)
    await tell(query, "" if rows else wording.PAGE_GONE)
    if rows:
        await show(query, wording.START_ASK, rows)


async def press_city(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`start_city:<city>[:<page>]`: the city and its parks, each followed with one tap."""
    if len(ids) not in (1, 2) or ids[-1] < 1:
        raise ForeignButton(query.data)
    page = ids[1] if len(ids) == 2 else 1
    found = await context.parts.database.read(_city, ids[0], place_of(update))
    if found is None:
        await tell(query, wording.CITY_GONE)
        return
    city, inside, followed = found
    await tell(query)
    text = wording.START_PARKS.format(city=html.escape(city.name))
    await show(query, text, _park_rows(city, inside, followed, page))


def _is_here(db: Db, place: Place) -> bool:
    """Whether a private chat is known and is sent what is new already.

    Of a group's topic that was lost, writing in it shows that it is there again, which is to be kept.
    """
    if place.kind != ChatType.PRIVATE or holds.is_shut(db, place.telegram_id):
        return False
    return chats.find_chat(db, place.telegram_id, place.thread_id) is not None


def _arrive(db: Db, place: Place) -> None:
    chats.ensure_chat(db, place, now())
    holds.let_in(db, place.telegram_id, now(), thread_id=place.thread_id)


def _cities(db: Db) -> tuple[City, ...]:
    """The cities, those with many parks first."""
    found = (cities.find_city(db, group.city) for group in cities.parks_by_city(db) if group.city)
    return tuple(city for city in found if city is not None)


def _city(
    db: Db, city_id: int, place: Place
) -> tuple[City, tuple[StoredPark, ...], frozenset[Target]] | None:
    city = cities.get_city(db, city_id)
    if city is None:
        return None
    followed = follows.followed_at(db, place.telegram_id, place.thread_id)
    inside = tuple(park for park, _ in cities.parks_in_city(db, city.name))
    return city, inside, frozenset(each.target for each in followed)


def _city_rows(offered: tuple[City, ...], page: int) -> Buttons:
    """A page of cities, each a button; no rows where there is no such page."""
    cities = page_of(offered, page, CITIES_A_PAGE)
    row = tuple((city.name, buttons.data("start_city", city.id)) for city in cities.shown)
    rows = tuple(row[first : first + CITIES_A_ROW] for first in range(0, len(row), CITIES_A_ROW))
    pages = turning(page, more=cities.more, verb="start")
    return (*rows, pages) if rows and pages else rows


def _park_rows(city: City, inside: tuple[StoredPark, ...], followed: frozenset[Target], page: int) -> Buttons:
    parks = page_of(inside, page, PARKS_A_PAGE)
    named = [(Target(Kind.CITY, city.id), city.name)]
    named += [(Target(Kind.PARK, park.id), park.name) for park in parks.shown]
    rows: list[tuple[Button, ...]] = [
        (follow_button(target, followed=target in followed, name=shown_name(target, name)),)
        for target, name in named
    ]
    pages = turning(page, more=parks.more, verb="start_city", ids=(city.id,))
    if pages:
        rows.append(pages)
    rows.append(((wording.START_OTHER_CITY, buttons.data("start")),))
    return tuple(rows)


COMMAND = Command(
    "start",
    wording.ABOUT_START,
    start,
    for_private=True,
    group=Group.OTHER,
    rare=True,
)
PRESSES: dict[str, OnPress] = {
    "start": OnPress(press_start, shows_below=True),
    "start_city": OnPress(press_city, shows_below=True),
}
