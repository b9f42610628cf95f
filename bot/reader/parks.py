"""/parks: every park by city, with the number of briefs about it."""

from __future__ import annotations

import html
from collections.abc import Sequence

from telegram import CallbackQuery, Update
from telegram.constants import ParseMode

from bot import buttons, wording
from bot.buttons import ForeignButton, Press, markup
from bot.cards import split_html
from bot.commands import Command
from bot.context import Context
from bot.reply import reply
from storage.messages import Buttons
from storage.parks import CityParks, parks_by_city

LIST_SEPARATOR = "、"


async def list_parks(update: Update, context: Context) -> None:
    """Answers with the first page of the list."""
    pages = _pages(await context.rooms.database.read(parks_by_city))
    await reply(update, pages[0], _turning(1, len(pages)))


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`parks:<page>`: shows that page in place."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    pages = _pages(await context.rooms.database.read(parks_by_city))
    page = ids[0]
    if not 1 <= page <= len(pages):
        await query.answer(wording.PAGE_GONE)
        return
    await query.answer()
    await query.edit_message_text(
        pages[page - 1], parse_mode=ParseMode.HTML, reply_markup=markup(_turning(page, len(pages)))
    )


def _pages(cities: Sequence[CityParks]) -> tuple[str, ...]:
    return split_html([wording.PARKS_TITLE, *map(_city_html, cities)])


def _city_html(group: CityParks) -> str:
    names = [html.escape(park.name) + (f"（{count}）" if count else "") for park, count in group.parks]
    return f"<b>{html.escape(group.city or wording.OTHER_PLACES)}</b>\n{LIST_SEPARATOR.join(names)}"


def _turning(page: int, pages: int) -> Buttons:
    row = []
    if page > 1:
        row.append((wording.PREVIOUS, buttons.data("parks", page - 1)))
    if page < pages:
        row.append((wording.NEXT, buttons.data("parks", page + 1)))
    return (tuple(row),) if row else ()


COMMAND = Command(50, "parks", wording.ABOUT_PARKS, list_parks)
PRESSES: dict[str, Press] = {"parks": turn}
