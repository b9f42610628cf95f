"""Answers questions about projects in plain words from the ledger, or not at all."""

from __future__ import annotations

import datetime as dt
import html

from telegram import Update

from bot import wording
from bot.cards.article_card import BLANK_LINE
from bot.cards.project_card import open_button, project_line
from bot.cards.reply import reply
from bot.context import Context
from bot.names.project_question import ProjectQuestion, read_question
from bot.names.resolving import spelt
from bot.reader.today import today_here
from storage import cities, projects, stored_parks
from storage.database import Db
from storage.messages import Buttons

MOST_SHOWN = 10


async def answer_project_question(update: Update, context: Context, text: str) -> bool:
    """Answers a text that asks about projects; False where it asks something else, or of no known place."""
    today = await today_here(update, context)
    question = read_question(text, today.year)
    if question is None:
        return False
    answer = await context.parts.database.read(_answer, question, today)
    if answer is None:
        return False
    await reply(update, *answer)
    return True


def _answer(db: Db, question: ProjectQuestion, today: dt.date) -> tuple[str, Buttons] | None:
    park_ids = None
    if question.place:
        park_ids = _parks(db, question.place)
        if park_ids is None:
            return None
    asked = projects.Asked(question.stage, question.year, question.least, question.most, park_ids)
    found, total = projects.projects_matching(db, asked, limit=MOST_SHOWN)
    title = _title(question)
    if not total:
        return wording.NO_SUCH_PROJECTS.format(asked=title), ()
    head = f"<b>{wording.SUCH_PROJECTS.format(asked=title, total=total)}</b>"
    if total > len(found):
        head += "\n" + wording.NEWEST_SHOWN.format(count=len(found))
    lines = [project_line(each, with_park=True) for each in found]
    return BLANK_LINE.join((head, *lines)), tuple((open_button(each),) for each in found)


def _parks(db: Db, place: str) -> tuple[int, ...] | None:
    """The parks of a place by its known name, a park with those in it or a city; None for anything else."""
    meaning = spelt(db, place)
    if meaning is None or meaning.newspapers:
        return None
    if meaning.city is not None:
        return tuple(park.id for park, _ in cities.parks_in_city(db, meaning.city.name))
    if meaning.park is None:
        return None
    return stored_parks.family_of(db, meaning.park.id)


def _title(question: ProjectQuestion) -> str:
    """The question as it was understood."""
    parts = [
        question.place,
        wording.YEAR_ASKED.format(year=question.year) if question.year else "",
        str(question.stage or ""),
        wording.SUM_FROM.format(sum=wording.yuan(question.least)) if question.least is not None else "",
        wording.SUM_UP_TO.format(sum=wording.yuan(question.most)) if question.most is not None else "",
    ]
    return html.escape(wording.QUESTION_SEPARATOR.join(part for part in parts if part))
