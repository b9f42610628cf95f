"""/projects: a park's projects, the one heard of last first; and the card of one."""

from __future__ import annotations

import datetime as dt
import html

from telegram import CallbackQuery, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import BLANK_LINE
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.paging import offset_of, turning
from bot.cards.pressing import send_below, show_page, tell
from bot.cards.project_card import (
    LISTS,
    back_row,
    open_button,
    project_buttons,
    project_html,
    project_line,
    says_html,
)
from bot.cards.project_news import PROMISE_SAID
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from bot.names.project_name import names_in_question
from bot.names.resolving import spelt, understand
from bot.people.roles import may_publish
from bot.people.sender import person_of
from bot.reader.named_park import ask_which
from bot.reader.today import today_here
from projects.project import Stage
from storage.archive import articles
from storage.chats import follows
from storage.chats.chats import Place
from storage.chats.follows import Kind, Target
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.parks import stored_parks
from storage.projects import projects
from storage.projects.projects import Project

PROJECTS_A_PAGE = 8
STAGES = tuple(Stage)


async def list_projects(update: Update, context: Context) -> None:
    """Answers with the projects of the named park, or asks which park is meant."""
    name = context.argument
    if not name:
        await reply(update, wording.NAME_A_PARK.format(command="projects"))
        return
    meaning = await context.parts.database.read(spelt, name)
    if meaning is None and await answer_named_project(update, context, name):
        return
    meaning = meaning or await understand(context.parts, name)
    if meaning.park is None:
        await ask_which(update, context, name, meaning, verb="projects")
        return
    await reply(update, *await context.parts.database.read(projects_page, meaning.park.id, 1, None))


async def answer_named_project(update: Update, context: Context, text: str) -> bool:
    """Answers a text that asks after a project by its name with the card; asks which, where several have it.

    False where there is none of that name, and for the name of a park.
    """
    names = names_in_question(text)
    found = await context.parts.database.read(_called, names) if names else ()
    if len(found) == 1:
        today = await today_here(update, context)
        place = place_of(update)
        await reply(update, *await context.parts.database.read(project_page, found[0].id, today, place))
    elif found:
        lines = [project_line(each, with_park=True) for each in found]
        text = BLANK_LINE.join((wording.WHICH_PROJECT.format(count=len(found)), *lines))
        await reply(update, text, tuple((open_button(each.name, each.id),) for each in found))
    return bool(found)


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`projects:<park>[:<page>[:<stage>]]`, stages as `STAGES` numbers them from 1: shows that page."""
    if len(ids) not in (1, 2, 3) or (len(ids) == 3 and not 1 <= ids[2] <= len(STAGES)):
        raise ForeignButton(query.data)
    stage = STAGES[ids[2] - 1] if len(ids) == 3 else None
    page = ids[1] if len(ids) > 1 else 1
    await show_page(query, *await context.parts.database.read(projects_page, ids[0], page, stage))


async def show_project(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`project:<id>[:<list>:<number>:<number>]`: shows its card in place, with a button back to the list."""
    if not ids:
        raise ForeignButton(query.data)
    back = back_row(ids[1:])
    today = await today_here(update, context)
    place = place_of(update)
    text, rows = await context.parts.database.read(project_page, ids[0], today, place)
    if rows and back:
        rows = (*rows[:-1], (*rows[-1], *back))
    if rows and place.kind == ChatType.PRIVATE and may_publish(context.parts, person_of(update)):
        rows += (((wording.BUTTON_TIDY_PROJECT, buttons.data("p_edit", ids[0])),),)
    await show_page(query, text, rows)


async def show_says(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`project_says:<project>:<article>[:1]`: sends where the article says what the project's line tells, or
    its promise.
    """
    if len(ids) not in (2, 3) or ids[2:] not in ((), (PROMISE_SAID,)):
        raise ForeignButton(query.data)
    today = await today_here(update, context)
    text = await context.parts.database.read(_says, ids, today)
    if text is None:
        await tell(query, wording.ARTICLE_GONE)
        return
    await send_below(query, text)


def _called(db: Db, names: tuple[str, ...]) -> tuple[Project, ...]:
    """The projects called by the first of these names that is any project's, unless it is a park's too."""
    for name in names:
        if found := projects.projects_named(db, name, limit=PROJECTS_A_PAGE):
            return found if spelt(db, name) is None else ()
    return ()


def projects_page(db: Db, park_id: int, page: int, stage: Stage | None) -> tuple[str, Buttons]:
    """A page of a park's projects, all or those at a stage; no buttons where it doesn't exist."""
    park = stored_parks.get_park(db, park_id)
    if park is None:
        return wording.PARK_GONE, ()
    family = stored_parks.family_of(db, park.id)
    offset = offset_of(page, PROJECTS_A_PAGE)
    found, total = projects.projects_of(db, family, stage=stage, limit=PROJECTS_A_PAGE, offset=offset)
    name = html.escape(park.name)
    if not total:
        nothing = wording.PROJECTS_BEING_READ if projects.being_read(db, family) else wording.NO_PROJECTS
        return nothing.format(park=name), (_to_park(park.id),)
    if not found:
        return wording.PAGE_GONE, ()
    title = wording.PROJECTS_AT_STAGE if stage else wording.PROJECTS_TITLE
    head = f"<b>{title.format(park=name, total=total, stage=stage)}</b>"
    counts = projects.stages_of(db, family)
    if stage is None:
        head += "\n" + _stages_html(counts)
    lines = [project_line(each, with_park=each.park_id != park.id) for each in found]
    number = 0 if stage is None else STAGES.index(stage) + 1
    more = offset + len(found) < total
    pages = turning(page, more=more, verb="projects", ids=(park.id,), behind=(number,) if number else ())
    back = (LISTS.index("projects") + 1, park.id, page if stage is None else 1)
    opening = ((open_button(each.name, each.id, back),) for each in found)
    rows = (*opening, pages, *_stage_rows(park.id, counts, stage))
    return BLANK_LINE.join((head, *lines)), tuple(row for row in rows if row)


def project_page(db: Db, project_id: int, today: dt.date, place: Place) -> tuple[str, Buttons]:
    """A project's card, as the chat of a place sees it: text and buttons; no buttons where there is none."""
    project = projects.get_project(db, project_id)
    if project is None:
        return wording.PROJECT_GONE, ()
    lines = projects.time_line(db, project.id)
    promises = projects.promises_of(db, project.id, today)
    here = follows.followed_at(db, place.telegram_id, place.thread_id)
    followed = Target(Kind.PROJECT, project.id) in {each.target for each in here}
    return project_html(project, lines, promises), project_buttons(project, lines, followed=followed)


def _says(db: Db, ids: tuple[int, ...], today: dt.date) -> str | None:
    project_id, article_id = ids[:2]
    project, card = projects.get_project(db, project_id), articles.get_card(db, article_id)
    article = articles.get_article(db, article_id)
    if project is None or card is None or article is None or card.retracted:
        return None
    line = next((each for each in projects.time_line(db, project.id) if each.article_id == article_id), None)
    if line is None:
        return None
    span = line.evidence or line.named
    if PROMISE_SAID in ids[2:]:
        told = projects.promises_of(db, project.id, today)
        span = next((each.what for each in told if each.article_id == article_id), span)
    return says_html(article, card, project.name, span)


def _stages_html(counts: dict[Stage | None, int]) -> str:
    told = [(stage, counts[stage]) for stage in (*STAGES, None) if counts.get(stage)]
    return " · ".join(
        wording.STAGE_AND_COUNT.format(stage=stage or wording.NO_STAGE, count=count) for stage, count in told
    )


def _stage_rows(park_id: int, counts: dict[Stage | None, int], shown: Stage | None) -> Buttons:
    """Buttons for the stages that have projects, where there is more than one, and for all of them."""
    if shown is not None:
        return (((wording.ALL_STAGES, buttons.data("projects", park_id)),),)
    there = [stage for stage in STAGES if counts.get(stage)]
    if len(there) < 2:
        return ()
    row = [(str(stage), buttons.data("projects", park_id, 1, STAGES.index(stage) + 1)) for stage in there]
    return tuple(tuple(row[at : at + 4]) for at in range(0, len(row), 4))


def _to_park(park_id: int) -> tuple[tuple[str, str], ...]:
    return ((wording.BRIEFS_OF_PARK, buttons.data("park", park_id)),)


COMMAND = Command(
    "projects",
    wording.ABOUT_PROJECTS,
    list_projects,
    argument=wording.PARK_NAME,
    spoken=wording.SAY_PROJECTS,
    after="parks",
    example=wording.EXAMPLE_PARK,
    group=Group.FIND,
)
PRESSES: dict[str, OnPress] = {
    "projects": OnPress(turn, shows_below=True),
    "project": OnPress(show_project, shows_below=True),
    "project_says": OnPress(show_says, shows_below=True),
}
