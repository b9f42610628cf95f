"""/due: promises of projects that fall due in a stretch of time, of a park, a city or all."""

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
from bot.cards.project_card import LISTS, open_button, promise_html
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context
from bot.names.asked_period import Period, month_around
from bot.names.asked_place import EVERYWHERE, AskedPlace, place_meant, place_named, place_numbered
from bot.names.due_question import DueQuestion, read_due_question, read_place_and_time
from bot.names.odd_time import names_beside_odd_time
from bot.names.period_number import number_of, period_beside, period_numbered
from bot.names.resolving import understand
from bot.reader.named_park import ask_which
from bot.reader.odd_time import answer_odd_time, say_odd_time
from bot.reader.today import today_here
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.projects import projects
from storage.projects.projects import StoredPromise

PROMISES_A_PAGE = 8
OF_PARK, OF_CITY = "due", "due_city"


async def due(update: Update, context: Context) -> None:
    """Answers with what falls due this month or in the named time, in the named place or everywhere."""
    today = await today_here(update, context)
    question = read_place_and_time(context.argument, today)
    if await _answer(update, context, question, today):
        return
    if names_beside_odd_time(question.names) is not None:
        await say_odd_time(update, context.argument)
        return
    name = question.names[0]
    meaning = await understand(context.parts, name)
    if meaning.park is None and meaning.city is None:
        await ask_which(update, context, name, meaning, verb=OF_PARK)
        return
    where = await context.parts.database.read(place_meant, meaning)
    assert where is not None
    await reply(update, *await context.parts.database.read(due_page, where, question.period, 1, today))


async def answer_due_question(update: Update, context: Context, text: str) -> bool:
    """Answers a text that asks what falls due; False where it asks something else, or of no known place."""
    today = await today_here(update, context)
    question = read_due_question(text, today)
    if question is None:
        return False
    if await _answer(update, context, question, today):
        return True
    return await answer_odd_time(update, context, text, question.names)


async def _answer(update: Update, context: Context, question: DueQuestion, today: dt.date) -> bool:
    where = await context.parts.database.read(place_named, question.names)
    if where is None:
        return False
    await reply(update, *await context.parts.database.read(due_page, where, question.period, 1, today))
    return True


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`due:<park>[:<period>[:<page>]]`, park 0 being all: shows that page."""
    await _show(update, context, query, OF_PARK, ids)


async def turn_city(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`due_city:<city>[:<period>[:<page>]]`: shows that page."""
    await _show(update, context, query, OF_CITY, ids)


async def _show(
    update: Update, context: Context, query: CallbackQuery, verb: str, ids: tuple[int, ...]
) -> None:
    if not 1 <= len(ids) <= 3:
        raise ForeignButton(query.data)
    today = await today_here(update, context)
    period = period_numbered(ids[1]) if len(ids) > 1 else month_around(today)
    if period is None:
        raise ForeignButton(query.data)
    page = ids[2] if len(ids) > 2 else 1
    is_city = verb == OF_CITY
    where = await context.parts.database.read(lambda db: place_numbered(db, ids[0], is_city=is_city))
    if where is None:
        await show_page(query, wording.CITY_GONE if is_city else wording.PARK_GONE, ())
        return
    await show_page(query, *await context.parts.database.read(due_page, where, period, page, today))


def due_page(db: Db, where: AskedPlace, period: Period, page: int, today: dt.date) -> tuple[str, Buttons]:
    """A page of what falls due in a stretch of time; text and buttons."""
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
    if not total and projects.being_read(db, where.park_ids):
        return wording.ALL_BEING_READ, (others,)
    if not total:
        return wording.NOTHING_DUE.format(where=_named(where), days=days), (others,)
    if not found:
        return wording.PAGE_GONE, ()
    head = f"<b>{wording.DUE_TITLE.format(where=_named(where), days=days, total=total)}</b>"
    lines = [f"{number}. {_line(promise)}" for number, promise in enumerate(found, offset + 1)]
    more = offset + len(found) < total
    pages = turning(page, more=more, verb=_verb(where), ids=(where.number, number_of(period)))
    rows = (*((_open(promise, where, period),) for promise in found), pages, others)
    return BLANK_LINE.join((head, *lines)), tuple(row for row in rows if row)


def _verb(where: AskedPlace) -> str:
    return OF_CITY if where.is_city else OF_PARK


def _named(where: AskedPlace) -> str:
    if where.number == EVERYWHERE:
        return ""
    form = wording.DUE_IN_CITY if where.is_city else wording.DUE_IN_PARK
    return form.format(name=html.escape(where.name))


def _line(promise: StoredPromise) -> str:
    return wording.DUE_LINE.format(
        day=wording.date(promise.due_on) if promise.due_on else "",
        project=html.escape(promise.project),
        park=html.escape(promise.park),
        promise=promise_html(promise, with_day=False),
    )


def _open(promise: StoredPromise, where: AskedPlace, period: Period) -> Button:
    back = (LISTS.index(_verb(where)) + 1, where.number, number_of(period))
    return open_button(promise.project, promise.project_id, back)


def _others(where: AskedPlace, period: Period) -> tuple[Button, ...]:
    """Buttons to what falls due before and after."""
    labels = wording.DUE_BESIDE[period.length] if period.is_even else wording.DUE_OF_ANOTHER_YEAR
    beside = (period_beside(period, away) for away in (-1, 1))
    return tuple(
        (label, buttons.data(_verb(where), where.number, number_of(other)))
        for label, other in zip(labels, beside, strict=True)
        if other is not None
    )


COMMAND = Command(
    "due",
    wording.ABOUT_DUE,
    due,
    argument=wording.PLACE_OR_NONE,
    spoken=wording.SAY_DUE,
    after="projects",
    example=wording.EXAMPLE_DUE,
    group=Group.FIND,
)
PRESSES: dict[str, OnPress] = {
    OF_PARK: OnPress(turn, shows_below=True),
    OF_CITY: OnPress(turn_city, shows_below=True),
}
