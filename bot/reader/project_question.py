"""Answers questions about projects in plain words from the ledger, or not at all."""

from __future__ import annotations

import datetime as dt
import html

from telegram import Update

from bot import wording
from bot.cards.article_card import BLANK_LINE
from bot.cards.project_card import open_button, project_line, promise_html
from bot.cards.reply import reply
from bot.context import Context
from bot.names.asked_sum import Sums
from bot.names.project_question import ProjectQuestion, read_question
from bot.names.resolving import spelt
from bot.reader.today import today_here
from projects.outcomes import Outcome
from projects.project import Stage
from storage import asked_projects, cities, projects, stored_parks
from storage.asked_projects import Asked
from storage.database import Db
from storage.messages import Buttons
from storage.projects import Project, StoredPromise

MOST_SHOWN = 10


async def answer_project_question(update: Update, context: Context, text: str) -> bool:
    """Answers a text that asks about projects; False where it asks something else, or of no known place."""
    today = await today_here(update, context)
    question = read_question(text, today)
    if question is None:
        return False
    answer = await context.parts.database.read(_answer, question, today)
    if answer is None:
        return False
    await reply(update, *answer)
    return True


def _answer(db: Db, question: ProjectQuestion, today: dt.date) -> tuple[str, Buttons] | None:
    place, park_ids = _place(db, question.places)
    if question.places and park_ids is None:
        return None
    sums, period = question.sums or Sums(), question.period
    first, last = (period.first, period.last) if period else (None, None)
    outcomes = question.fate.value if question.fate else ()
    asked = Asked(question.stages, first, last, sums.least, sums.most, sums.beyond, park_ids, outcomes)
    found, total = asked_projects.projects_matching(db, asked, today, limit=MOST_SHOWN)
    title = _title(question, place)
    if not total:
        return None if question.is_plain else (wording.NO_SUCH_PROJECTS.format(asked=title), ())
    head = f"<b>{wording.SUCH_PROJECTS.format(asked=title, total=total)}</b>"
    if total > len(found):
        head += "\n" + wording.NEWEST_SHOWN.format(count=len(found))
    lines = [_line(db, each, asked, today) for each in found]
    return BLANK_LINE.join((head, *lines)), tuple((open_button(each),) for each in found)


def _line(db: Db, project: Project, asked: Asked, today: dt.date) -> str:
    """A project in the answer, with the promise for which it is there, if it is."""
    promised = [
        promise_html(promise)
        for promise in projects.promises_of(db, project.id, today)
        if _concerns(promise, asked, today)
    ]
    return "\n".join((project_line(project, with_park=True), *promised[-1:]))


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


def _place(db: Db, names: tuple[str, ...]) -> tuple[str, tuple[int, ...] | None]:
    """The first of these names that is known, and the parks there: a park with those in it, or a city's."""
    for name in names:
        meaning = spelt(db, name)
        if meaning is None or meaning.newspapers:
            continue
        if meaning.city is not None:
            return name, tuple(park.id for park, _ in cities.parks_in_city(db, meaning.city.name))
        if meaning.park is not None:
            return name, stored_parks.family_of(db, meaning.park.id)
    return "", None


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
