"""Drafts that come by themselves, out of a folder or from a source: offered to all editors."""

from __future__ import annotations

import html

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import OnPress
from bot.desk.draft.holding import at_desk, tell_editor
from bot.desk.draft.preview_page import shown_title
from bot.desk.draft.seat import Seat
from bot.desk.draft.showing import show_page
from storage.archive.prepared import PreparedIssue
from storage.database import Db
from storage.desk import drafts
from storage.moments import now
from storage.people import editors


def offer(db: Db, owner_ids: frozenset[int], issue: PreparedIssue, whence: str) -> int:
    """Keeps a draft that nobody has, and owes every editor a message with a button to take it.

    `whence` says where it comes from, plain text. Returns the draft's number.
    """
    draft_id = drafts.save_draft(db, drafts.NOBODY, issue, now())
    text = wording.OFFERED.format(whence=html.escape(whence), title=shown_title(issue))
    row = (
        (wording.BUTTON_TAKE, buttons.data("n_take", draft_id)),
        (wording.BUTTON_ONLY_LOOK, buttons.data("d_look", draft_id, 1)),
    )
    tell_editors(db, owner_ids, text, row)
    return draft_id


def tell_editors(db: Db, owner_ids: frozenset[int], text: str, row: tuple[tuple[str, str], ...] = ()) -> None:
    """Owes every editor, and every owner, a message, HTML."""
    for person in sorted(owner_ids | {editor.person for editor in editors.present(db)}):
        tell_editor(db, person, text, (row,) if row else ())


async def press_take(seat: Seat, draft_id: int) -> None:
    """`n_take:<draft>`: gives a draft to whoever presses first; others are told who has it."""
    await seat.context.parts.database.write(_take_first, draft_id, seat.person)
    await seat.check_has(draft_id)
    await show_page(seat, draft_id)


def _take_first(db: Db, draft_id: int, person: int) -> None:
    """Raises DraftUnknown."""
    draft = drafts.get_draft(db, draft_id)
    if draft.state == drafts.OPEN and draft.editor_id == drafts.NOBODY:
        drafts.take_over(db, draft_id, person, now())


PRESSES: dict[str, OnPress] = {"n_take": at_desk(press_take)}
