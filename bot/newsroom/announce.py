"""/announce: an editor tells all readers something, or those of a park or a city."""

from __future__ import annotations

import html

from telegram import CallbackQuery, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards import buttons
from bot.cards.announcement import LONGEST_TEXT, too_long_by
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.paging import offset_of, turning
from bot.cards.pressing import show_page
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context
from bot.desk.draft.asking import in_rows
from bot.desk.draft.seat import Seat
from bot.names.matching import How
from bot.names.resolving import Meaning, resolve
from bot.newsroom.announcement_card import audience_words, short, show_preview
from bot.newsroom.announcement_errors import at_announcement
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.letters import announcements, audiences
from storage.letters.announcements import Announcement, NotOpen
from storage.letters.audiences import Audience
from storage.moments import now
from storage.parks import cities, stored_parks
from storage.people import awaited
from storage.people.awaited import Awaited

WHAT = "announcement"
MOST_CHOICES = 8
LISTED = 8
NAME_ON_BUTTON = 30
OF_PARK, OF_CITY = 1, 2


async def announce(update: Update, context: Context) -> None:
    """Takes down for whom it is and what it says; asks for what is missing, else shows the preview."""
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        await reply(update, wording.ONLY_IN_PRIVATE)
        return
    said = _said(update)
    if said in wording.ANNOUNCE_LIST_WORDS:
        text, rows = await _list(context, 1)
        await reply(update, text, rows)
        return
    name, *behind = said.split(maxsplit=1)[:2] or [wording.ANNOUNCE_ALL_WORDS[0]]
    text = behind[0] if behind else ""
    if over := too_long_by(text):
        await reply(update, wording.ANNOUNCE_TOO_LONG.format(most=LONGEST_TEXT, over=over))
        return
    seat = Seat.of(update, context)
    if name.casefold() in wording.ANNOUNCE_ALL_WORDS:
        await _begin(seat, Audience(audiences.ALL), text)
        return
    meaning = await resolve(context.parts, name)
    audience = _audience(meaning)
    if audience is not None or (choices := _choices(meaning)) == ():
        if audience is None:
            shown = wording.cited(name)
            await reply(update, wording.ANNOUNCE_NO_SUCH.format(name=shown))
            return
        await _begin(seat, audience, text)
        return
    number = await context.parts.database.write(announcements.begin, seat.person, None, text, now())
    row: list[Button] = [
        (label[:NAME_ON_BUTTON], buttons.data("announce_to", number, kind, target))
        for label, kind, target in choices
    ]
    await reply(update, wording.ANNOUNCE_WHICH.format(name=html.escape(name)), in_rows(row, 1))


async def take_text(seat: Seat, asked: Awaited, text: str) -> None:
    """A typed text: it is the announcement's, in place of an earlier one, and the preview comes."""
    text = text.strip()
    if not text:
        await seat.tell(wording.ANNOUNCE_EMPTY)
        return
    if over := too_long_by(text):
        await seat.tell(wording.ANNOUNCE_TOO_LONG.format(most=LONGEST_TEXT, over=over))
        return
    try:
        await seat.context.parts.database.write(_set_text, asked.key, seat.person, text)
    except NotOpen as error:
        await seat.context.parts.database.write(awaited.stop, seat.person)
        await seat.tell(wording.ANNOUNCE_NOT_NOW.format(state=wording.ANNOUNCE_STATES[error.state]))
        return
    await show_preview(seat, asked.key)


async def press_to(seat: Seat, number: int, kind: int, target: int) -> None:
    """`announce_to:<announcement>:<1 park, 2 city>:<its number>`: it is for that one's followers."""
    database = seat.context.parts.database
    audience = await database.read(_named, kind, target)
    if audience is None:
        raise ForeignButton(f"{kind}:{target}")
    await database.write(announcements.set_audience, number, seat.person, audience)
    await seat.tell()
    await _ask_or_show(seat, number)


async def press_edit(seat: Seat, number: int) -> None:
    """`announce_edit:<announcement>`: asks for another text."""
    await seat.context.parts.database.read(announcements.own_open, number, seat.person)
    await seat.tell()
    await _ask(seat, number)


async def press_list(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`announce_list:<page>`: shows that page in place."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    await show_page(query, *await _list(context, ids[0]))


async def _begin(seat: Seat, audience: Audience, text: str) -> None:
    number = await seat.context.parts.database.write(_begin_in, seat.person, seat.chat_id, audience, text)
    await _ask_or_show(seat, number)


async def _ask_or_show(seat: Seat, number: int) -> None:
    found = await seat.context.parts.database.read(announcements.own_open, number, seat.person)
    if found.text:
        await show_preview(seat, number)
    else:
        await _ask(seat, number)


async def _ask(seat: Seat, number: int) -> None:
    found = await seat.context.parts.database.write(_await_text, number, seat.person, seat.chat_id)
    row = (((wording.BUTTON_CANCEL, buttons.data("announce_drop", number)),),)
    audience = html.escape(audience_words(found.audience))
    await seat.show_below(wording.ANNOUNCE_ASK.format(audience=audience, most=LONGEST_TEXT), row)


async def _list(context: Context, page: int) -> tuple[str, Buttons]:
    offset = offset_of(page, LISTED)
    found = await context.parts.database.read(announcements.newest, limit=LISTED + 1, offset=offset)
    listed = [each for each in found[:LISTED] if each.audience is not None]
    if not listed:
        return (wording.ANNOUNCE_LIST_NONE if page == 1 else wording.PAGE_GONE), ()
    lines = [
        wording.ANNOUNCE_LIST_LINE.format(
            number=each.id,
            audience=html.escape(audience_words(each.audience)),
            state=wording.ANNOUNCE_STATES[each.state].partition("，")[0],
            text=html.escape(short(each.text)),
        )
        for each in listed
    ]
    row = tuple((str(each.id), buttons.data("announce_show", each.id)) for each in listed)
    pages = turning(page, more=len(found) > LISTED, verb="announce_list")
    return "\n".join((wording.ANNOUNCE_LIST_TITLE, *lines)), tuple(each for each in (row, pages) if each)


def _said(update: Update) -> str:
    """What stands behind the command, its lines as they were typed."""
    message = update.effective_message
    assert message is not None and message.text is not None
    length = message.entities[0].length if message.entities else 0
    return message.text[length:].strip(" :：\n\t\u3000")


def _audience(meaning: Meaning) -> Audience | None:
    """Whom a name means for certain."""
    if meaning.how in (How.TYPO, How.HARDLY):
        return None
    if meaning.park is not None:
        return Audience(audiences.PARK, park_id=meaning.park.id, name=meaning.park.name)
    if meaning.city is not None:
        return Audience(audiences.CITY, city=meaning.city.name, name=meaning.city.name)
    return None


def _choices(meaning: Meaning) -> tuple[tuple[str, int, int], ...]:
    """What a name may mean: what its button says, whether park or city, and its number."""
    if meaning.how is How.HARDLY:
        return ()
    found = [(park.name, OF_PARK, park.id) for park in meaning.parks]
    found += [(wording.BUTTON_CITY.format(name=city.name), OF_CITY, city.id) for city in meaning.cities]
    return tuple(found[:MOST_CHOICES])


def _named(db: Db, kind: int, target: int) -> Audience | None:
    if kind == OF_PARK and (parks := stored_parks.get_parks(db, [target])):
        return Audience(audiences.PARK, park_id=parks[0].id, name=parks[0].name)
    city = cities.get_city(db, target) if kind == OF_CITY else None
    return None if city is None else Audience(audiences.CITY, city=city.name, name=city.name)


def _begin_in(db: Db, person: int, chat_id: int, audience: Audience, text: str) -> int:
    """Keeps it, and waits for its text, or for another one in its place."""
    number = announcements.begin(db, person, audience, text, now())
    awaited.ask(db, person, chat_id, 0, number, WHAT, now())
    return number


def _await_text(db: Db, number: int, person: int, chat_id: int) -> Announcement:
    found = announcements.own_open(db, number, person)
    awaited.ask(db, person, chat_id, 0, number, WHAT, now())
    return found


def _set_text(db: Db, number: int, person: int, text: str) -> None:
    announcements.set_text(db, number, person, text)


COMMAND = Command(
    "announce",
    wording.ABOUT_ANNOUNCE,
    announce,
    argument=wording.ANNOUNCE_CHOICE,
    for_editors=True,
    for_private=True,
    after="issues",
    example=wording.EXAMPLE_ANNOUNCE,
    group=Group.READERS,
)
PRESSES: dict[str, OnPress] = {
    "announce_to": at_announcement(press_to, ids=3),
    "announce_edit": at_announcement(press_edit),
    "announce_list": OnPress(press_list, shows_below=True),
}
TAKES_TYPED = {WHAT: take_text}
