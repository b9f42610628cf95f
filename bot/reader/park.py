"""/park: the newest briefs about a park, a page at a time."""

from __future__ import annotations

import html

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.follow_buttons import follow_button
from bot.cards.listing import BRIEFS_A_PAGE, has_more, list_buttons, list_html, offset_of
from bot.cards.paging import turning
from bot.cards.pressing import show_page
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from bot.names.matching import How
from bot.names.resolving import Meaning, called, spelt, understand
from bot.reader.city import city_page
from bot.reader.named_park import ask_which, show_mentions
from bot.reader.paper import answer_of_paper
from storage.archive import newest_articles
from storage.chats import follows
from storage.chats.chats import Place
from storage.chats.follows import Kind, Target
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.parks import stored_parks
from storage.parks.stored_parks import StoredPark

BRIEFS_OF_CITY = 3


async def park(update: Update, context: Context) -> None:
    """Answers with the newest briefs about the named park, or asks which park is meant."""
    name = context.argument
    if not name:
        await reply(update, wording.NAME_A_PARK.format(command="park"))
        return
    meaning = await answer_if_clear(update, context, name)
    if meaning is not None:
        await ask_which(update, context, name, meaning, verb="park")


async def answer_if_clear(update: Update, context: Context, name: str) -> Meaning | None:
    """Answers about the one park, city or newspaper that `name` means; of none or several, returns them."""
    database, place = context.parts.database, place_of(update)
    quick = database.glance(_called_and_answered, name, place)
    if quick is not None:
        await reply(update, *quick)
        return None
    meaning = await database.read(spelt, name)
    certain = meaning is not None and meaning.newspaper is None
    if not certain and await answer_of_paper(update, context, name):
        return None
    meaning = meaning or await understand(context.parts, name)
    answer = await database.read(_answer, meaning, place)
    if answer is None:
        return meaning
    if meaning.how is How.TYPO and await show_mentions(update, context, name, meaning, verb="park"):
        return None
    text, rows = answer
    if meaning.how is How.TYPO:
        text = wording.NEAREST_INSTEAD.format(name=wording.cited(name)) + "\n\n" + text
    await reply(update, text, rows)
    return None


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`park:<id>[:<page>]`: shows that page in place; from a choice of parks, the first one."""
    if len(ids) not in (1, 2):
        raise ForeignButton(query.data)
    page = ids[1] if len(ids) == 2 else 1
    text, rows = await context.parts.database.read(park_page, ids[0], page, place_of(update))
    await show_page(query, text, rows)


def _called_and_answered(db: Db, name: str, place: Place) -> tuple[str, Buttons] | None:
    """The answer at once where the one thing meant is called by its name: the usual case."""
    meaning = called(db, name)
    return None if meaning is None or meaning.park is None else _answer(db, meaning, place)


def _answer(db: Db, meaning: Meaning, place: Place) -> tuple[str, Buttons] | None:
    """Text and buttons where one thing is meant; None where the reader has to be asked."""
    if meaning.park is not None:
        return _page(db, meaning.park, 1, place)
    if meaning.city is not None:
        return city_page(db, meaning.city.id, 1)
    return None


def park_page(db: Db, park_id: int, page: int, place: Place) -> tuple[str, Buttons]:
    """One page about a park: text and buttons; no buttons where park or page don't exist."""
    known = stored_parks.get_park(db, park_id)
    if known is None:
        return wording.PARK_GONE, ()
    return (wording.PAGE_GONE, ()) if page < 1 else _page(db, known, page, place)


def _page(db: Db, park: StoredPark, page: int, place: Place) -> tuple[str, Buttons]:
    listing = newest_articles.newest_about(db, park.id, limit=BRIEFS_A_PAGE, offset=offset_of(page))
    followed = follows.is_followed_at(db, place.telegram_id, place.thread_id, park.id)
    follow_row = (follow_button(Target(Kind.PARK, park.id), followed=followed),)
    if listing.total == 0:
        return _without_news(db, park, followed=followed)
    if not listing.cards:
        return wording.PAGE_GONE, ()
    head = f"<b>{wording.PARK_MARK.format(park=html.escape(park.name))}</b>"
    head += wording.PARK_COUNT.format(total=listing.total)
    pages = turning(page, more=has_more(listing, page), verb="park", ids=(park.id,))
    return list_html(head, listing.cards, park_id=park.id), list_buttons(listing.cards, pages, follow_row)


def _without_news(db: Db, park: StoredPark, *, followed: bool) -> tuple[str, Buttons]:
    """A park nothing was written about yet: an offer to follow it, and the newest of its city."""
    text = wording.PARK_WITHOUT_NEWS.format(park=html.escape(park.name))
    if not followed:
        text += wording.FOLLOW_FOR_NEWS
    follow_row = (follow_button(Target(Kind.PARK, park.id), followed=followed),)
    for city in park.cities:
        listing = newest_articles.newest_in_city(db, city, limit=BRIEFS_OF_CITY)
        if listing.cards:
            head = text + "\n\n" + wording.NEWEST_OF_CITY.format(city=html.escape(city))
            return list_html(head, listing.cards), (follow_row, *list_buttons(listing.cards))
    return text, (follow_row,)


COMMAND = Command(
    "park",
    wording.ABOUT_PARK,
    park,
    argument=wording.PARK_NAME,
    spoken=wording.SAY_PARK,
    after="help",
    example=wording.EXAMPLE_PARK,
    group=Group.LOOK,
)
PRESSES: dict[str, OnPress] = {"park": OnPress(turn, shows_below=True)}
