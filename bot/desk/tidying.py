"""An editor puts a published project right: 合并, 拆出, 改名, 不是项目, and takes that back."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import show, show_page, tell
from bot.context import Context, Parts
from bot.desk.remaking import remake
from bot.desk.seat import Seat
from bot.desk.tidy_page import merge_page, split_page, the_project, tidy_page
from bot.people.ruling import rule
from bot.people.sender import person_of
from storage import awaited, project_rulings
from storage.awaited import Awaited
from storage.database import Db
from storage.moments import now
from storage.project_decisions import DecisionUnknown
from storage.project_rulings import (
    LONGEST_NAME,
    NoName,
    NotToldThere,
    OfTwoParks,
    ProjectUnknown,
    Ruled,
    ToldThereAlone,
)

WHAT = "project_name"
Job = Callable[[Db, dt.datetime], Ruled | None]


async def press_edit(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`p_edit:<project>`: shows what can be done to it."""
    [project_id] = _numbers(query, ids, 1)
    await tell(query)
    await _show(context, query, project_id)


async def press_merge(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`p_merge:<project>:<page>`: asks with which project it is one."""
    project_id, page = _numbers(query, ids, 2)
    await show_page(query, *await context.parts.database.read(merge_page, project_id, page))


async def press_into(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`p_into:<project>:<other>`: both are one."""
    project_id, other = _numbers(query, ids, 2)
    person = person_of(update)
    await _decide(
        update,
        context,
        query,
        other,
        lambda db, moment: project_rulings.merge(db, person, project_id, other, moment),
    )


async def press_split(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`p_split:<project>`: asks which article tells of something else."""
    [project_id] = _numbers(query, ids, 1)
    await show_page(query, *await context.parts.database.read(split_page, project_id))


async def press_out(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`p_out:<project>:<article>`: what the article tells isn't of it."""
    project_id, article_id = _numbers(query, ids, 2)
    person = person_of(update)
    await _decide(
        update,
        context,
        query,
        project_id,
        lambda db, moment: project_rulings.split(db, person, project_id, article_id, moment),
    )


async def press_name(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`p_name:<project>`: asks for a name."""
    [project_id] = _numbers(query, ids, 1)
    project = await context.parts.database.read(the_project, project_id)
    seat = Seat.of(update, context)
    await context.parts.database.write(awaited.ask, seat.person, seat.chat_id, 0, project.id, WHAT, now())
    await tell(query)
    text = wording.ASK_PROJECT_NAME.format(name=html.escape(project.name), most=LONGEST_NAME)
    await show(query, text, (((wording.BUTTON_CANCEL, buttons.data("p_edit", project.id)),),))


async def take_name(seat: Seat, asked: Awaited, text: str) -> None:
    """A typed name: the project has it from now on."""
    parts, project_id = seat.context.parts, asked.key
    try:
        await parts.database.write(
            _rule,
            seat.person,
            parts.settings.owner_ids,
            lambda db, moment: project_rulings.rename(db, seat.person, project_id, text, moment),
        )
    except NoName:
        await seat.tell(wording.PROJECT_NAME_TOO_LONG.format(most=LONGEST_NAME))
        return
    except ProjectUnknown:
        await seat.tell(wording.PROJECT_GONE)
        return
    await _remake(parts, project_id)
    zone = parts.settings.timezone
    await seat.show_below(*await parts.database.read(tidy_page, project_id, zone))


async def press_drop(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`p_drop:<project>`: it is none."""
    [project_id] = _numbers(query, ids, 1)
    person = person_of(update)
    await _decide(
        update,
        context,
        query,
        project_id,
        lambda db, moment: project_rulings.drop(db, person, project_id, moment),
    )


async def press_undo(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`p_undo:<project>:<decision>`: takes a decision back."""
    project_id, decision_id = _numbers(query, ids, 2)
    await _decide(
        update,
        context,
        query,
        project_id,
        lambda db, moment: project_rulings.undo(db, decision_id, moment),
        already=wording.UNDONE_BEFORE,
    )


async def _decide(
    update: Update,
    context: Context,
    query: CallbackQuery,
    project_id: int,
    job: Job,
    *,
    already: str = wording.DECIDED_BEFORE,
) -> None:
    """Decides, makes the park's ledger anew, and shows the project as it is then."""
    parts = context.parts
    try:
        ruled = await parts.database.write(_rule, person_of(update), parts.settings.owner_ids, job)
    except OfTwoParks as error:
        await tell(query, wording.PROJECTS_OF_TWO_PARKS.format(one=error.one, other=error.other))
        return
    except (ProjectUnknown, NotToldThere, ToldThereAlone, DecisionUnknown) as error:
        raise ForeignButton(query.data) from error
    await tell(query, already if ruled is None else "")
    await _remake(parts, project_id)
    await _show(context, query, project_id)


async def _show(context: Context, query: CallbackQuery, project_id: int) -> None:
    zone = context.parts.settings.timezone
    await show(query, *await context.parts.database.read(tidy_page, project_id, zone))


async def _remake(parts: Parts, project_id: int) -> None:
    park_id = await parts.database.read(project_rulings.park_of, project_id)
    if park_id is not None:
        await remake(parts, park_id)


def _rule(db: Db, person: int, owners: frozenset[int], job: Job) -> Ruled | None:
    moment = now()
    ruled = rule(db, person, owners, lambda db: job(db, moment), moment)
    awaited.stop(db, person)
    return ruled


def _numbers(query: CallbackQuery, ids: tuple[int, ...], count: int) -> tuple[int, ...]:
    if len(ids) != count:
        raise ForeignButton(query.data)
    return ids


PRESSES: dict[str, OnPress] = {
    "p_edit": OnPress(press_edit, shows_below=True),
    "p_merge": OnPress(press_merge, shows_below=True),
    "p_into": OnPress(press_into, shows_below=True),
    "p_split": OnPress(press_split, shows_below=True),
    "p_out": OnPress(press_out, shows_below=True),
    "p_name": OnPress(press_name, shows_below=True),
    "p_drop": OnPress(press_drop, shows_below=True),
    "p_undo": OnPress(press_undo, shows_below=True),
}
