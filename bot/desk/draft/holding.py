"""Who has a draft: one editor changes it, another may take it over, and what is about to go out waits."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.context import Context
from bot.desk.draft.mending import ArticleChanged
from bot.desk.draft.preview_page import shown_file
from bot.desk.draft.seat import Seat
from bot.desk.draft.showing import show_page, show_to_look_at
from bot.desk.notes.day_words import ago, moment_words
from bot.desk.notes.naming_editors import name_of
from bot.working.worker import WorkerFault
from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Db
from storage.deliveries import messages
from storage.deliveries.messages import Buttons
from storage.desk import drafts
from storage.desk.drafts import Draft, DraftClosed, DraftHeld, DraftLeaving, DraftUnknown
from storage.desk.outdated import DraftOutdated
from storage.moments import now
from storage.people import awaited

log = logging.getLogger(__name__)

DeskPress = Callable[..., Coroutine[Any, Any, None]]


def at_desk(work: DeskPress, *, ids: int = 1) -> OnPress:
    """A button of a draft, whose first number is the draft's; `work` gets the seat and its `ids` numbers.

    What keeps it from being carried out is said in its place.
    """

    async def press(update: Update, context: Context, query: CallbackQuery, given: tuple[int, ...]) -> None:
        if len(given) != ids:
            raise ForeignButton(query.data)
        await attend(Seat.of(update, context), given[0], work, *given)

    return OnPress(press, shows_below=True)


async def attend(seat: Seat, draft_id: int, work: DeskPress, *given: object) -> None:
    """Does something to a draft, or says why that can't be: another has it, it is leaving, it has changed."""
    try:
        await work(seat, *given)
    except DraftUnknown:
        await seat.tell(wording.DRAFT_UNKNOWN)
    except DraftClosed as error:
        await seat.tell(wording.DRAFT_CLOSED[error.state])
        await seat.take_buttons_away()
    except DraftHeld as error:
        await _ask_to_take_over(seat, draft_id, error.editor_id)
    except DraftLeaving as error:
        zone = seat.context.parts.settings.timezone
        rows = (
            ((wording.BUTTON_CALL_BACK, buttons.data("d_back", draft_id)),),
            ((wording.BUTTON_BACK, buttons.data("d_preview", draft_id, 1)),),
        )
        await seat.show(
            draft_id, wording.DRAFT_LEAVING.format(when=moment_words(error.publish_at, zone)), rows
        )
    except ArticleChanged:
        await seat.tell(wording.ARTICLE_CHANGED)
        await show_page(seat, draft_id)
    except DraftOutdated:
        await seat.context.parts.database.write(drafts.bring_up_to_date, draft_id, now())
        await seat.tell(wording.DRAFT_OUTDATED)
        await show_page(seat, draft_id)
    except WorkerFault as error:
        log.error("An article of draft %d could not be made anew: %s", draft_id, error)
        await seat.tell(wording.MENDING_FAILED)
    await seat.tell()


async def press_take(seat: Seat, draft_id: int) -> None:
    """`d_take:<draft>`: gives the draft to whoever presses; its former holder is told."""
    if await seat.context.parts.database.write(_take_over, draft_id, seat.person):
        seat.context.parts.wake_delivery.set()
    await seat.draft(draft_id)
    await show_page(seat, draft_id)


async def press_look(seat: Seat, draft_id: int, page: int) -> None:
    """`d_look:<draft>:<page>`: shows a draft that somebody else has."""
    await show_to_look_at(seat, draft_id, page)


async def press_back(seat: Seat, draft_id: int) -> None:
    """`d_back:<draft>`: keeps a draft from publishing itself."""
    await seat.context.parts.database.write(_call_back, draft_id, seat.person)
    await show_page(seat, draft_id)


async def _ask_to_take_over(seat: Seat, draft_id: int, editor_id: int) -> None:
    draft, name = await seat.context.parts.database.read(_with_name, draft_id, editor_id)
    when = ago(draft.touched_at, now())
    rows: Buttons = (
        (
            (wording.BUTTON_TAKE_OVER, buttons.data("d_take", draft_id)),
            (wording.BUTTON_ONLY_LOOK, buttons.data("d_look", draft_id, 1)),
        ),
    )
    form = wording.DRAFT_NOT_TAKEN_ASK if editor_id == drafts.NOBODY else wording.DRAFT_HELD
    await seat.show_aside(form.format(file=shown_file(draft.issue), name=name, when=when), rows)


def _with_name(db: Db, draft_id: int, editor_id: int) -> tuple[Draft, str]:
    return drafts.get_draft(db, draft_id), name_of(db, editor_id)


def _take_over(db: Db, draft_id: int, person: int) -> bool:
    """Gives the draft away and tells its former holder; whether that is somebody else."""
    moment = now()
    former = drafts.take_over(db, draft_id, person, moment)
    if former == person:
        return False
    if former == drafts.NOBODY:
        return False
    awaited.stop(db, former)
    file = shown_file(drafts.get_draft(db, draft_id).issue)
    tell_editor(db, former, wording.TAKEN_OVER.format(name=name_of(db, person), file=file))
    return True


def _call_back(db: Db, draft_id: int, person: int) -> None:
    draft = drafts.get_draft(db, draft_id)
    if draft.state == drafts.OPEN and draft.editor_id != person:
        raise DraftHeld(draft.editor_id)
    drafts.call_back(db, draft_id, now())


def tell_editor(db: Db, person: int, text: str, rows: Buttons = ()) -> None:
    """Owes an editor a message, HTML, in their chat with the bot."""
    chat = chats.find_chat(db, person, 0) or chats.ensure_chat(db, Place(person, 0, "private", ""), now())
    messages.add_notice(db, chat.id, text, now(), buttons=rows)


PRESSES: dict[str, OnPress] = {
    "d_take": at_desk(press_take),
    "d_look": at_desk(press_look, ids=2),
    "d_back": at_desk(press_back),
}
