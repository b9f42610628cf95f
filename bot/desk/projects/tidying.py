"""An editor puts a published project right: 合并, 拆出, 改名, 不是项目, and takes that back."""

from __future__ import annotations

import contextlib
import datetime as dt
import html
from collections.abc import Callable

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress, Press
from bot.cards.pressing import show, show_page, tell
from bot.context import Context, Parts
from bot.desk.draft.seat import Seat
from bot.desk.projects.remaking import remake
from bot.desk.projects.tidy_page import merge_page, split_page, the_project, tidy_page
from bot.people.ruling import rule
from bot.people.sender import person_of
from bot.working.worker import WorkerNotStarted
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.moments import now
from storage.people import awaited
from storage.people.awaited import Awaited
from storage.projects import rulings
from storage.projects.decisions import DecisionUnknown
from storage.projects.rulings import (
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


async def press_name(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`p_name:<project>`: asks for a name."""
    [project_id] = _numbers(query, ids, 1)
    project = await context.parts.database.read(the_project, project_id)
    seat = Seat.of(update, context)
    await context.parts.database.write(awaited.ask, seat.person, seat.chat_id, 0, project.id, WHAT, now())
    await tell(query)
    text = wording.ASK_PROJECT_NAME.format(name=html.escape(project.name), most=LONGEST_NAME)
    await show(query, text, (((wording.BUTTON_CANCEL, buttons.data("p_edit", project.id)),),))
    seat.asks_here()


async def take_name(seat: Seat, asked: Awaited, text: str) -> None:
    """A typed name: the project has it from now on."""
    parts, project_id = seat.context.parts, asked.key
    try:
        await parts.database.write(
            _rule,
            seat.person,
            parts.settings.owner_ids,
            lambda db, moment: rulings.rename(db, seat.person, project_id, text, moment),
        )
    except NoName:
        await seat.tell(wording.PROJECT_NAME_TOO_LONG.format(most=LONGEST_NAME))
        return
    except ProjectUnknown:
        await seat.tell(wording.PROJECT_GONE)
        return
    await _remake(parts, project_id)
    zone = parts.settings.timezone
    await seat.answer_below(*await parts.database.read(tidy_page, project_id, zone))


def _asking(page: Callable[..., tuple[str, Buttons]], numbers: int) -> Press:
    """A press that shows this page of its numbers, from which a decision is chosen."""

    async def press(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
        await show_page(query, *await context.parts.database.read(page, *_numbers(query, ids, numbers)))

    return press


def _deciding(
    ruling: Callable[..., Ruled | None],
    numbers: int,
    *,
    shows: int = 0,
    already: str = wording.DECIDED_BEFORE,
) -> Press:
    """A press that carries out a ruling with its numbers; the one at `shows` is the project shown then."""

    async def press(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
        of_press, person = _numbers(query, ids, numbers), person_of(update)
        await _decide(
            update,
            context,
            query,
            of_press[shows],
            lambda db, moment: ruling(db, person, *of_press, moment),
            already=already,
        )

    return press


def _undo(db: Db, person: int, project_id: int, decision_id: int, moment: dt.datetime) -> Ruled | None:
    """Takes a decision about a project back, as the other rulings are called."""
    return rulings.undo(db, decision_id, moment)


async def _decide(
    update: Update,
    context: Context,
    query: CallbackQuery,
    project_id: int,
    job: Job,
    *,
    already: str,
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
    park_id = await parts.database.read(rulings.park_of, project_id)
    if park_id is not None:
        with contextlib.suppress(WorkerNotStarted):  # it stays due, and is read when one can be started
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


_PRESSES: dict[str, Press] = {
    "p_edit": press_edit,
    "p_merge": _asking(merge_page, 2),  # :<project>:<page>
    "p_into": _deciding(rulings.merge, 2, shows=1),  # :<project>:<other>
    "p_split": _asking(split_page, 1),  # :<project>
    "p_out": _deciding(rulings.split, 2),  # :<project>:<article>
    "p_name": press_name,
    "p_drop": _deciding(rulings.drop, 1),  # :<project>
    "p_undo": _deciding(_undo, 2, already=wording.UNDONE_BEFORE),  # :<project>:<decision>
}
PRESSES = {verb: OnPress(press, shows_below=True) for verb, press in _PRESSES.items()}
