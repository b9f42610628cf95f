"""/due: promises of projects that fall due in a month or year, of a park, a city or all."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import dataclass

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
from bot.names.asked_period import MONTHS_A_YEAR, Period, month_around, months, year_of
from bot.names.due_question import DueQuestion, read_due_question, read_place_and_time
from bot.names.resolving import Meaning, spelt, understand
from bot.reader.named_park import ask_which
from bot.reader.today import today_here
from storage import cities, projects, stored_parks
from storage.database import Db
from storage.messages import Button, Buttons
from storage.projects import StoredPromise

PROMISES_A_PAGE = 8
EVERYWHERE = 0
NAME_ON_BUTTON = 30
OF_PARK, OF_CITY = "due", "due_city"
# In buttons a month is counted from the year 0; a smaller number is a year. No news is as old as either.
FIRST_YEAR, FIRST_MONTH = 1900, 10_000
LAST_MONTH = dt.date.max.year * MONTHS_A_YEAR


@dataclass(frozen=True, slots=True)
class Where:
    """Whose promises are shown: a park's or a city's, by its number and what it is called; or all."""

    verb: str = OF_PARK
    number: int = EVERYWHERE
    name: str = ""
    park_ids: tuple[int, ...] | None = None


async def due(update: Update, context: Context) -> None:
    """Answers with what falls due this month, or in the named month or year, in the named place or in all."""
    today = await today_here(update, context)
    question = read_place_and_time(context.argument, today)
    if await _answer(update, context, question, today):
        return
    name = question.names[0]
    meaning = await understand(context.parts, name)
    if meaning.park is None and meaning.city is None:
        await ask_which(update, context, name, meaning, verb=OF_PARK)
        return
    where = await context.parts.database.read(_where_of, meaning)
    assert where is not None
    await reply(update, *await context.parts.database.read(due_page, where, question.period, 1, today))


async def answer_due_question(update: Update, context: Context, text: str) -> bool:
    """Answers a text that asks what falls due; False where it asks something else, or of no known place."""
    today = await today_here(update, context)
    question = read_due_question(text, today)
    return question is not None and await _answer(update, context, question, today)


async def _answer(update: Update, context: Context, question: DueQuestion, today: dt.date) -> bool:
    where = await context.parts.database.read(_where, question.names)
    if where is None:
        return False
    await reply(update, *await context.parts.database.read(due_page, where, question.period, 1, today))
    return True


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`due:<park>[:<month>[:<page>]]`, park 0 being all: shows that page."""
    await _show(update, context, query, OF_PARK, ids)


async def turn_city(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`due_city:<city>[:<month>[:<page>]]`: shows that page."""
    await _show(update, context, query, OF_CITY, ids)


async def _show(
    update: Update, context: Context, query: CallbackQuery, verb: str, ids: tuple[int, ...]
) -> None:
    if not 1 <= len(ids) <= 3:
        raise ForeignButton(query.data)
    today = await today_here(update, context)
    period = _period(ids[1]) if len(ids) > 1 else month_around(today)
    if period is None:
        raise ForeignButton(query.data)
    page = ids[2] if len(ids) > 2 else 1
    where = await context.parts.database.read(_where_numbered, verb, ids[0])
    if where is None:
        await show_page(query, wording.PARK_GONE if verb == OF_PARK else wording.CITY_GONE, ())
        return
    await show_page(query, *await context.parts.database.read(due_page, where, period, page, today))


def due_page(db: Db, where: Where, period: Period, page: int, today: dt.date) -> tuple[str, Buttons]:
    """A page of what falls due in a month or year; text and buttons."""
    offset = offset_of(page, PROMISES_A_PAGE)
    found, total = projects.promises_due(
        db,
        period.first,
        period.last,
        today,
        park_ids=where.park_ids,
        limit=PROMISES_A_PAGE,
        offset=offset,
    )
    days = wording.period(period.first, period.last)
    others = _others(where, period)
    if not total:
        return wording.NOTHING_DUE.format(where=_named(where), days=days), (others,)
    if not found:
        return wording.PAGE_GONE, ()
    head = f"<b>{wording.DUE_TITLE.format(where=_named(where), days=days, total=total)}</b>"
    lines = [f"{number}. {_line(promise)}" for number, promise in enumerate(found, offset + 1)]
    more = offset + len(found) < total
    pages = turning(page, more=more, verb=where.verb, ids=(where.number, _number(period)))
    rows = (*((_open(promise),) for promise in found), pages, others)
    return BLANK_LINE.join((head, *lines)), tuple(row for row in rows if row)


def _where(db: Db, names: tuple[str, ...]) -> Where | None:
    """The first of these names that is a known place; everywhere for none, None where none is known."""
    if not names:
        return Where()
    found = (_where_of(db, meaning) for name in names if (meaning := spelt(db, name)) is not None)
    return next((where for where in found if where is not None), None)


def _where_of(db: Db, meaning: Meaning) -> Where | None:
    if meaning.city is not None:
        return _where_numbered(db, OF_CITY, meaning.city.id)
    return None if meaning.park is None else _where_numbered(db, OF_PARK, meaning.park.id)


def _where_numbered(db: Db, verb: str, number: int) -> Where | None:
    if verb == OF_CITY:
        city = cities.get_city(db, number)
        if city is None:
            return None
        inside = cities.parks_in_city(db, city.name)
        return Where(OF_CITY, city.id, city.name, tuple(park.id for park, _ in inside))
    if number == EVERYWHERE:
        return Where()
    park = stored_parks.get_park(db, number)
    return None if park is None else Where(OF_PARK, park.id, park.name, stored_parks.family_of(db, park.id))


def _named(where: Where) -> str:
    if where.number == EVERYWHERE:
        return ""
    form = wording.DUE_IN_CITY if where.verb == OF_CITY else wording.DUE_IN_PARK
    return form.format(name=html.escape(where.name))


def _line(promise: StoredPromise) -> str:
    return wording.DUE_LINE.format(
        day=wording.date(promise.due_on) if promise.due_on else "",
        project=html.escape(promise.project),
        park=html.escape(promise.park),
        promise=promise_html(promise),
    )


def _open(promise: StoredPromise) -> Button:
    return promise.project[:NAME_ON_BUTTON], buttons.data("project", promise.project_id)


def _others(where: Where, period: Period) -> tuple[Button, ...]:
    """Buttons to what falls due before and after."""
    labels = (
        (wording.MONTH_BEFORE, wording.MONTH_AFTER)
        if period.is_month
        else (wording.YEAR_BEFORE, wording.YEAR_AFTER)
    )
    numbers = (_number(period) - 1, _number(period) + 1)
    return tuple(
        (label, buttons.data(where.verb, where.number, number))
        for label, number in zip(labels, numbers, strict=True)
        if _period(number) is not None
    )


def _number(period: Period) -> int:
    """The number of a month or year in buttons."""
    if period.is_month:
        return period.first.year * MONTHS_A_YEAR + period.first.month - 1
    return period.first.year


def _period(number: int) -> Period | None:
    """The month or year of a number; None for one that no button has."""
    if FIRST_YEAR <= number < FIRST_MONTH:
        return year_of(number)
    if not FIRST_MONTH <= number < LAST_MONTH:
        return None
    year, month = divmod(number, MONTHS_A_YEAR)
    return months(year, month + 1, month + 1)


COMMAND = Command(
    "due", wording.ABOUT_DUE, due, argument=wording.PLACE_OR_NONE, spoken=wording.SAY_DUE, after="projects"
)
PRESSES: dict[str, OnPress] = {
    OF_PARK: OnPress(turn, shows_below=True),
    OF_CITY: OnPress(turn_city, shows_below=True),
}
