"""Buttons of announcements: what keeps one from being carried out is said in its place."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards.buttons import ForeignButton, OnPress
from bot.context import Context
from bot.desk.draft.seat import Seat
from bot.desk.notes.naming_editors import name_of
from storage.letters.announcements import AnnouncementUnknown, NotOpen, OfAnother

Work = Callable[..., Coroutine[Any, Any, None]]


def at_announcement(work: Work, *, ids: int = 1) -> OnPress:
    """A button whose first number is an announcement's; `work` gets the seat and its `ids` numbers."""

    async def press(update: Update, context: Context, query: CallbackQuery, given: tuple[int, ...]) -> None:
        if len(given) != ids:
            raise ForeignButton(query.data)
        seat = Seat.of(update, context)
        try:
            await work(seat, *given)
        except AnnouncementUnknown:
            await seat.tell(wording.ANNOUNCE_GONE)
        except OfAnother as error:
            name = await context.parts.database.read(name_of, error.person)
            await seat.tell(wording.ANNOUNCE_OF_ANOTHER.format(name=name))
        except NotOpen as error:
            await seat.tell(wording.ANNOUNCE_NOT_NOW.format(state=wording.ANNOUNCE_STATES[error.state]))
        await seat.tell()

    return OnPress(press, shows_below=True)
