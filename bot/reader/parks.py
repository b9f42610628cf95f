"""/parks: every park by city, a page at a time; a name leads to the briefs, whose number stands behind it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import split_html
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.deep_link import park_link_html
from bot.cards.paging import turning
from bot.cards.pressing import show_page
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context
from bot.transport.telegram_limits import ENTITIES, visible_length
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.parks.cities import CityParks, find_city, parks_by_city
from storage.parks.stored_parks import StoredPark

CHARACTERS_A_PAGE = 1200
CITIES_A_PAGE = 12
LINKS_A_PAGE = ENTITIES - 1  # the title is bold too
CITIES_A_ROW = 4


async def list_parks(update: Update, context: Context) -> None:
    """Answers with the first page of the list."""
    text, rows = await context.parts.database.read(_page, 1, context.bot.username)
    await reply(update, text, rows)


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`parks:<page>`: shows that page in place."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    text, rows = await context.parts.database.read(_page, ids[0], context.bot.username)
    await show_page(query, text, rows)


def _page(db: Db, page: int, bot: str) -> tuple[str, Buttons]:
    """A page of cities, each with its parks, and a button to each city; no buttons where there is no page.

    The parks' names are links to `bot`, by its username.
    """
    pages = _pages(parks_by_city(db), bot)
    if not 1 <= page <= len(pages):
        return wording.PAGE_GONE, ()
    shown = pages[page - 1]
    text = split_html([wording.PARKS_TITLE, *(_city_html(group, bot) for group in shown)])[0]
    city_buttons = [
        (group.city, buttons.data("city", city.id))
        for group in shown
        if (city := find_city(db, group.city)) is not None
    ]
    rows = [
        tuple(city_buttons[start : start + CITIES_A_ROW])
        for start in range(0, len(city_buttons), CITIES_A_ROW)
    ]
    return text, (*rows, turning(page, more=page < len(pages), verb="parks"))


def _pages(cities: Sequence[CityParks], bot: str) -> tuple[Sequence[CityParks], ...]:
    """The cities, as many to a page as a phone shows without scrolling far; a longer one goes on behind."""
    pages: list[list[CityParks]] = [[]]
    length = links = 0
    for city in (part for each in cities for part in _parts(each, bot)):
        needed = visible_length(_city_html(city, bot))
        links += 1 + len(city.parks)
        full = length + needed > CHARACTERS_A_PAGE or links > LINKS_A_PAGE
        if pages[-1] and (full or len(pages[-1]) == CITIES_A_PAGE):
            pages.append([])
            length, links = 0, 1 + len(city.parks)
        pages[-1].append(city)
        length += needed
    return tuple(pages)


def _parts(city: CityParks, bot: str) -> list[CityParks]:
    """A city whose parks need more than a page, in parts that each fit on one."""
    parts: list[CityParks] = []
    shown: list[tuple[StoredPark, int]] = []
    for park in city.parks:
        longer = _city_html(replace(city, parks=(*shown, park)), bot)
        if shown and (visible_length(longer) > CHARACTERS_A_PAGE or len(shown) + 2 > LINKS_A_PAGE):
            parts.append(replace(city, parks=tuple(shown)))
            shown = []
        shown.append(park)
    return [*parts, replace(city, parks=tuple(shown))]


def _city_html(group: CityParks, bot: str) -> str:
    """A city and its parks, those with briefs in front of those with none yet."""
    told = [
        park_link_html(bot, park.id, park.name) + wording.COUNT_MARK.format(count=count)
        for park, count in group.parks
        if count
    ]
    untold = [park_link_html(bot, park.id, park.name) for park, count in group.parks if not count]
    title = f"<b>{html.escape(group.city or wording.OTHER_PLACES)}</b>"
    lines = [title, wording.LIST_SEPARATOR.join(told)]
    if untold and told:
        lines.append(wording.PARKS_WITHOUT_NEWS.format(parks=wording.LIST_SEPARATOR.join(untold)))
    elif untold:
        lines = [title + wording.NO_NEWS_MARK, wording.LIST_SEPARATOR.join(untold)]
    return "\n".join(lines)


COMMAND = Command(
    "parks",
    wording.ABOUT_PARKS,
    list_parks,
    spoken=wording.SAY_PARKS,
    after="search",
    group=Group.LOOK,
)
PRESSES: dict[str, OnPress] = {"parks": OnPress(turn, shows_below=True)}
