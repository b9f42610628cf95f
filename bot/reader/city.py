"""A city's answer: its parks to choose from, and the newest briefs about any of them."""

from __future__ import annotations

import html
from collections.abc import Callable

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.listing import BRIEFS_A_PAGE, has_more, list_buttons, list_html, offset_of
from bot.cards.paging import page_of, turning
from bot.cards.pressing import show_page
from bot.context import Context
from storage.archive import newest_articles
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.parks import cities

PARKS_A_PAGE = 10
PageOf = Callable[[Db, int, int], tuple[str, Buttons]]


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`city:<id>[:<page>]`: shows that page of the city's parks in place."""
    await _show(context, query, city_page, ids)


async def turn_news(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`city_news:<id>[:<page>]`: shows that page of the city's briefs in place."""
    await _show(context, query, _news_page, ids)


async def _show(context: Context, query: CallbackQuery, page_of: PageOf, ids: tuple[int, ...]) -> None:
    if len(ids) not in (1, 2):
        raise ForeignButton(query.data)
    text, rows = await context.parts.database.read(page_of, ids[0], ids[1] if len(ids) == 2 else 1)
    await show_page(query, text, rows)


def city_page(db: Db, city_id: int, page: int) -> tuple[str, Buttons]:
    """A page of a city's parks, each a button; no buttons where city or page don't exist."""
    city = cities.get_city(db, city_id)
    inside = () if city is None else cities.parks_in_city(db, city.name)
    if city is None or not inside:
        return wording.CITY_GONE, ()
    parks = page_of(inside, page, PARKS_A_PAGE)
    if not parks.shown:
        return wording.PAGE_GONE, ()
    total = sum(count for _, count in inside)
    text = wording.CITY_PARKS.format(city=html.escape(city.name), parks=len(inside), total=total)
    without = sum(not count for _, count in inside)
    if total and without:
        text += "\n" + wording.CITY_PARKS_WITHOUT_NEWS.format(count=without)
    rows: list[tuple[Button, ...]] = [
        (
            (
                park.name + (wording.COUNT_MARK.format(count=count) if count else ""),
                buttons.data("park", park.id),
            ),
        )
        for park, count in parks.shown
    ]
    rows.append(turning(page, more=parks.more, verb="city", ids=(city_id,)))
    if total:
        rows.append(((wording.NEWS_OF_CITY.format(city=city.name), buttons.data("city_news", city_id)),))
    return text, tuple(row for row in rows if row)


def _news_page(db: Db, city_id: int, page: int) -> tuple[str, Buttons]:
    city = cities.get_city(db, city_id)
    if city is None:
        return wording.CITY_GONE, ()
    listing = newest_articles.newest_in_city(db, city.name, limit=BRIEFS_A_PAGE, offset=offset_of(page))
    if not listing.cards:
        return wording.PAGE_GONE, ()
    head = f"<b>{html.escape(city.name)}</b> " + wording.PARK_COUNT.format(total=listing.total)
    pages = turning(page, more=has_more(listing, page), verb="city_news", ids=(city_id,))
    back = ((wording.PARKS_OF_CITY.format(city=city.name), buttons.data("city", city_id)),)
    return list_html(head, listing.cards), list_buttons(listing.cards, pages, back)


PRESSES: dict[str, OnPress] = {
    "city": OnPress(turn, shows_below=True),
    "city_news": OnPress(turn_news, shows_below=True),
}
