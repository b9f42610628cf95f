"""Asking an editor to type something: the question stands in the draft's message."""

from __future__ import annotations

import math

from bot import wording
from bot.cards import buttons
from bot.desk.draft.seat import Seat
from storage.deliveries.messages import Button, Buttons
from storage.moments import now
from storage.people import awaited

OF_ISSUE = 0  # in place of an article's key


async def ask(
    seat: Seat,
    draft_id: int,
    key: int,
    what: str,
    text: str,
    rows: Buttons = (),
    *,
    typed: str = "",
    leave: str = wording.BUTTON_CANCEL,
) -> None:
    """Shows a question with its buttons and one to `leave` it, and waits for the next text of this editor.

    `typed` is what they wrote already, that the buttons are about.
    """
    await seat.context.parts.database.write(
        awaited.ask, seat.person, seat.chat_id, draft_id, key, what, now(), typed=typed
    )
    await seat.show(draft_id, text, (*rows, (leaving_button(draft_id, key, leave),)))


def leaving_button(draft_id: int, key: int, label: str = wording.BUTTON_CANCEL) -> Button:
    """Leaves a question: back to the article's card, or to the preview."""
    if key == OF_ISSUE:
        return label, buttons.data("d_preview", draft_id, 1)
    return label, buttons.data("d_article", draft_id, key)


def in_rows(row: list[Button], size: int) -> Buttons:
    """Buttons in rows of so many at most, about as many in each: four and three, not five and two."""
    size = math.ceil(len(row) / math.ceil(len(row) / size)) if row else size
    return tuple(tuple(row[start : start + size]) for start in range(0, len(row), size))
