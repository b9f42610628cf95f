"""Drafts that lie on the desk for a day: the editor who has each is reminded of it once."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable

from bot import wording
from bot.cards import buttons
from bot.context import Parts
from bot.desk.draft.holding import tell_editor
from bot.desk.draft.preview_page import shown_file
from bot.desk.notes.day_words import ago
from bot.desk.notes.naming_editors import name_of
from storage.database import Db
from storage.desk import drafts
from storage.moments import now
from storage.people import editors

FORGOTTEN_AFTER = dt.timedelta(hours=24)
LOOK_EVERY_SECONDS = 600


async def remind_of_forgotten_drafts(parts: Parts) -> None:
    """Reminds editors of the drafts that nobody has touched for a day."""
    if await parts.database.write(_remind, tuple(parts.settings.owner_ids)):
        parts.wake_delivery.set()


def _remind(db: Db, owners: tuple[int, ...]) -> int:
    """Owes each holder a notice, in the transaction that marks the draft; returns how many.

    What somebody has left who is no editor any more, the owners are reminded of; what nobody has taken, all
    editors.
    """
    moment = now()
    forgotten = drafts.forgotten_drafts(db, before=moment - FORGOTTEN_AFTER, moment=moment)
    for draft in forgotten:
        stays = draft.editor_id in owners or editors.is_editor(db, draft.editor_id)
        form = wording.DRAFT_FORGOTTEN if stays else wording.DRAFT_LEFT_BEHIND
        told: Iterable[int] = (draft.editor_id,) if stays else owners
        if draft.editor_id == drafts.NOBODY:
            form = wording.DRAFT_NOT_TAKEN_LONG
            told = sorted({*owners, *(editor.person for editor in editors.present(db))})
        text = form.format(
            name=name_of(db, draft.editor_id),
            file=shown_file(draft.issue),
            source=html.escape(
                wording.source_line(draft.issue.newspaper, draft.issue.published_on, draft.issue.page)
            ),
            when=ago(draft.touched_at, moment),
        )
        rows = (((wording.BUTTON_OPEN_DRAFT, buttons.data("d_open", draft.id)),),)
        for person in told:
            tell_editor(db, person, text, rows)
    return len(forgotten)
