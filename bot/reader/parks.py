"""/parks: every park by city, with the number of briefs about it, a page at a time."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import split_html
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.paging import turning
from bot.cards.pressing import show_page
from bot.cards.reply import reply
from bot.commands import Command
from bot.context import Context
from storage.cities import CityParks, find_city, parks_by_city
from storage.database import Db
from storage.messages import Buttons
from storage.stored_parks import StoredPark

CHARACTERS_A_PAGE = 1200
CITIES_A_PAGE = 12
CITIES_A_ROW = 4


async def list_parks(update: Update, context: Context) -> None:
    """Answers with the first page of the list."""
    text, rows = await context.parts.database.read(_page, 1)
    await reply(update, text, rows)


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`parks:<page>`: shows that page in place."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    text, rows = await context.parts.database.read(_page, ids[0])
    await show_page(query, text, rows)


def _page(db: Db, page: int) -> tuple[str, Buttons]:
    """A page of cities, each with its parks, and a button to each city; no buttons where there is no page."""
    pages = _pages(parks_by_city(db))
    if not 1 <= page <= len(pages):
        return wording.PAGE_GONE, ()
    shown = pages[page - 1]
    text = split_html([wording.PARKS_TITLE, *map(_city_html, shown)])[0]
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


def _pages(cities: Sequence[CityParks]) -> tuple[Sequence[CityParks], ...]:
    """The cities, as many to a page as a phone shows without scrolling far; a longer one goes on behind."""
    pages: list[list[CityParks]] = [[]]
    length = 0
    for city in (part for each in cities for part in _parts(each)):
        needed = len(_city_html(city))
        if pages[-1] and (length + needed > CHARACTERS_A_PAGE or len(pages[-1]) == CITIES_A_PAGE):
            pages.append([])
            length = 0
        pages[-1].append(city)
        length += needed
    return tuple(pages)


def _parts(city: CityParks) -> list[CityParks]:
    """A city whose parks need more than a page, in parts that each fit on one."""
    parts: list[CityParks] = []
    shown: list[tuple[StoredPark, int]] = []
    for park in city.parks:
        if shown and len(_city_html(replace(city, parks=(*shown, park)))) > CHARACTERS_A_PAGE:
            parts.append(replace(city, parks=tuple(shown)))
            shown = []
        shown.append(park)
    return [*parts, replace(city, parks=tuple(shown))]


def _city_html(group: CityParks) -> str:
    names = [
        html.escape(park.name) + (wording.COUNT_MARK.format(count=count) if count else "")
        for park, count in group.parks
    ]
    return f"<b>{html.escape(group.city or wording.OTHER_PLACES)}</b>\n{wording.LIST_SEPARATOR.join(names)}"


COMMAND = Command(
    "parks",
    wording.ABOUT_PARKS,
    list_parks,
    spoken=wording.SAY_PARKS,
    after="search",
)
PRESSES: dict[str, OnPress] = {"parks": OnPress(turn, shows_below=True)}
