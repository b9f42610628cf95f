"""Answers questions about projects in plain words from the ledger, or not at all."""

from __future__ import annotations

import datetime as dt
import html

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards.article_card import BLANK_LINE
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.paging import offset_of, turning
from bot.cards.pressing import show_page
from bot.cards.project_card import investor_html, open_button, project_line, promise_html
from bot.cards.reply import reply
from bot.context import Context
from bot.names.asked_place import AskedPlace, place_named, place_numbered
from bot.names.asked_sum import Sums
from bot.names.project_question import ProjectQuestion, read_question
from bot.names.question_number import NoSuchQuestion, numbers_of, question_numbered
from bot.reader.odd_time import answer_odd_time
from bot.reader.today import today_here
from projects.outcomes import Outcome
from projects.project import Stage
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.projects import asked_projects, projects
from storage.projects.asked_projects import Asked
from storage.projects.projects import Project, StoredPromise

PROJECTS_A_PAGE = 10
VERB = "asked"


async def answer_project_question(update: Update, context: Context, text: str) -> bool:
    """Answers a text that asks about projects; False where it asks something else, or of no known place."""
    today = await today_here(update, context)
    question = read_question(text, today)
    if question is None:
        return False
    place = await context.parts.database.read(place_named, question.places)
    if place is None:
        return await answer_odd_time(update, context, text, question.places)
    answer, rows = await context.parts.database.read(question_page, question, place, 1, today)
    if not rows and question.is_plain and question.places:
        return False
    await reply(update, answer, rows)
    return True


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`asked:<three numbers of a question>:<page>` (bot/names/question_number.py): shows that page."""
    if len(ids) != 4:
        raise ForeignButton(query.data)
    try:
        question, number, is_city = question_numbered(ids[:3])
    except NoSuchQuestion as error:
        raise ForeignButton(query.data) from error
    today = await today_here(update, context)
    place = await context.parts.database.read(lambda db: place_numbered(db, number, is_city=is_city))
    if place is None:
        await show_page(query, wording.CITY_GONE if is_city else wording.PARK_GONE, ())
        return
    await show_page(query, *await context.parts.database.read(question_page, question, place, ids[3], today))


def question_page(
    db: Db, question: ProjectQuestion, place: AskedPlace, page: int, today: dt.date
) -> tuple[str, Buttons]:
    """A page of the projects that are asked for; no buttons where there is none. Raises ForeignButton."""
    sums, period = question.sums or Sums(), question.period
    first, last = (period.first, period.last) if period else (None, None)
    outcomes = question.fate.value if question.fate else ()
    asked = Asked(question.stages, first, last, sums.least, sums.most, sums.beyond, place.park_ids, outcomes)
    offset = offset_of(page, PROJECTS_A_PAGE)
    found, total = asked_projects.projects_matching(db, asked, today, limit=PROJECTS_A_PAGE, offset=offset)
    title = _title(question, place.name)
    if not found and page == 1 and projects.being_read(db, place.park_ids):
        return wording.ALL_BEING_READ, ()
    if not found:
        none = wording.NO_SUCH_PROJECTS.format(asked=title) if title else wording.NO_PROJECTS_YET
        return (none if page == 1 else wording.PAGE_GONE), ()
    named = wording.SUCH_PROJECTS if title else wording.ALL_PROJECTS
    head = f"<b>{named.format(asked=title, total=total)}</b>"
    if total > len(found):
        head += "\n" + wording.NEWEST_SHOWN.format(first=offset + 1, last=offset + len(found))
    lines = [_line(db, each, asked, today) for each in found]
    more = offset + len(found) < total
    pages = turning(page, more=more, verb=VERB, ids=numbers_of(question, place))
    rows = (*((open_button(each.name, each.id),) for each in found), pages)
    return BLANK_LINE.join((head, *lines)), tuple(row for row in rows if row)


def _line(db: Db, project: Project, asked: Asked, today: dt.date) -> str:
    """A project in the answer, with the money or the promise for which it is there, if it is."""
    promised = [
        promise_html(promise)
        for promise in projects.promises_of(db, project.id, today)
        if _concerns(promise, asked, today)
    ]
    by_sum = asked.least is not None or asked.most is not None
    investor = investor_html(projects.time_line(db, project.id)) if by_sum else ""
    return "\n".join((project_line(project, with_park=True), *filter(None, (investor,)), *promised[-1:]))


def _concerns(promise: StoredPromise, asked: Asked, today: dt.date) -> bool:
    """Whether a project is asked for because of this promise."""
    if asked.stages and promise.step not in asked.stages:
        return False
    if asked.first and asked.last and not (promise.due_on and asked.first <= promise.due_on <= asked.last):
        return False
    if asked.outcomes:
        return promise.outcome in asked.outcomes
    ahead = bool(asked.stages and asked.last and asked.last >= today)
    return ahead and promise.outcome is not Outcome.PUT_OFF


def _title(question: ProjectQuestion, place: str) -> str:
    """The question as it was understood."""
    period = question.period
    parts = [
        place,
        wording.period(period.first, period.last) if period else "",
        _stage(question),
        _sums(question.sums) if question.sums else "",
        wording.FATES[question.fate.name] if question.fate else "",
    ]
    return html.escape(wording.QUESTION_SEPARATOR.join(part for part in parts if part))


def _stage(question: ProjectQuestion) -> str:
    if question.not_yet:
        return wording.STAGE_NOT_YET.format(stage=question.stage)
    return wording.STAGE_BUILDING if question.stage is Stage.BUILDING else str(question.stage or "")


def _sums(sums: Sums) -> str:
    least = "" if sums.least is None else wording.yuan(sums.least)
    most = "" if sums.most is None else wording.yuan(sums.most)
    if least and most:
        return wording.SUM_BETWEEN.format(least=least, most=most)
    if least:
        return (wording.SUM_OVER if sums.beyond else wording.SUM_FROM).format(sum=least)
    return (wording.SUM_UNDER if sums.beyond else wording.SUM_UP_TO).format(sum=most)


PRESSES: dict[str, OnPress] = {VERB: OnPress(turn, shows_below=True)}
