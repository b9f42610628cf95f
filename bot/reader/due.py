"""/due: promises of projects that fall due in a month, of a park or of all."""

from __future__ import annotations

import datetime as dt
import html

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import BLANK_LINE
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.paging import offset_of, turning
from bot.cards.pressing import show_page
from bot.cards.project_card import promise_html
from bot.cards.reply import reply
from bot.commands import Command
from bot.context import Context
from bot.names.resolving import spelt, understand
from bot.reader.named_park import ask_which
from bot.reader.today import today_here
from projects.days import month_end
from storage import projects, stored_parks
from storage.database import Db
from storage.messages import Button, Buttons
from storage.projects import StoredPromise

PROMISES_A_PAGE = 8
EVERY_PARK = 0
NAME_ON_BUTTON = 30
MONTHS_A_YEAR = 12


async def due(update: Update, context: Context) -> None:
    """Answers with this month's promises, of all parks or of the named one."""
    today = await today_here(update, context)
    park_id = EVERY_PARK
    if context.argument:
        name = context.argument
        meaning = await context.parts.database.read(spelt, name) or await understand(context.parts, name)
        if meaning.park is None:
            await ask_which(update, context, name, meaning, verb="due")
            return
        park_id = meaning.park.id
    await reply(update, *await context.parts.database.read(due_page, park_id, _month(today), 1, today))


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`due:<park>[:<month>[:<page>]]`, months counted from the year 0, park 0 being all: shows that page."""
    last = dt.date.max.year * MONTHS_A_YEAR
    if not 1 <= len(ids) <= 3 or (len(ids) > 1 and not MONTHS_A_YEAR <= ids[1] < last):
        raise ForeignButton(query.data)
    today = await today_here(update, context)
    month = ids[1] if len(ids) > 1 else _month(today)
    page = ids[2] if len(ids) > 2 else 1
    await show_page(query, *await context.parts.database.read(due_page, ids[0], month, page, today))


def due_page(db: Db, park_id: int, month: int, page: int, today: dt.date) -> tuple[str, Buttons]:
    """A page of what falls due in a month, of a park or of EVERY_PARK; text and buttons."""
    park = stored_parks.get_park(db, park_id) if park_id else None
    if park_id and park is None:
        return wording.PARK_GONE, ()
    year, index = divmod(month, MONTHS_A_YEAR)
    first = dt.date(year, index + 1, 1)
    offset = offset_of(page, PROMISES_A_PAGE)
    found, total = projects.promises_due(
        db,
        first,
        month_end(first.year, first.month),
        today,
        park_ids=stored_parks.family_of(db, park.id) if park else None,
        limit=PROMISES_A_PAGE,
        offset=offset,
    )
    days = wording.month_of(first)
    months = _months(park_id, month)
    if not total:
        return wording.NOTHING_DUE.format(days=days), (months,)
    if not found:
        return wording.PAGE_GONE, ()
    title = wording.DUE_OF_PARK if park else wording.DUE_TITLE
    name = html.escape(park.name) if park else ""
    head = f"<b>{title.format(days=days, total=total, park=name)}</b>"
    lines = [f"{number}. {_line(promise)}" for number, promise in enumerate(found, offset + 1)]
    more = offset + len(found) < total
    pages = turning(page, more=more, verb="due", ids=(park_id, month))
    rows = (*((_open(promise),) for promise in found), pages, months)
    return BLANK_LINE.join((head, *lines)), tuple(row for row in rows if row)


def _line(promise: StoredPromise) -> str:
    return wording.DUE_LINE.format(
        day=wording.date(promise.due_on) if promise.due_on else "",
        project=html.escape(promise.project),
        park=html.escape(promise.park),
        promise=promise_html(promise),
    )


def _open(promise: StoredPromise) -> Button:
    return promise.project[:NAME_ON_BUTTON], buttons.data("project", promise.project_id)


def _months(park_id: int, month: int) -> tuple[Button, ...]:
    return (
        (wording.MONTH_BEFORE, buttons.data("due", park_id, month - 1)),
        (wording.MONTH_AFTER, buttons.data("due", park_id, month + 1)),
    )


def _month(day: dt.date) -> int:
    """A month's number, counted from the year 0."""
    return day.year * MONTHS_A_YEAR + day.month - 1


COMMAND = Command(
    "due", wording.ABOUT_DUE, due, argument=wording.PARK_OR_NONE, spoken=wording.SAY_DUE, after="projects"
)
PRESSES: dict[str, OnPress] = {"due": OnPress(turn, shows_below=True)}
