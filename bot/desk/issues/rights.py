"""可以登全文 and 只登简报: whether readers may have the whole text, of a draft or of a published issue."""

from __future__ import annotations

from dataclasses import replace

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import show, tell
from bot.context import Context
from bot.desk.draft.holding import at_desk
from bot.desk.draft.mending import change
from bot.desk.draft.seat import Seat
from bot.desk.draft.showing import show_page
from bot.desk.issues.issue import issue_page
from bot.people.sender import person_of
from bot.people.telling import record_and_tell
from storage.archive import published_issues, rights
from storage.archive.prepared import PreparedIssue
from storage.archive.published_issues import IssueUnknown
from storage.database import Db
from storage.moments import now
from storage.people import deeds


async def press_draft(seat: Seat, draft_id: int, allowed: int) -> None:
    """`d_rights:<draft>:<0 or 1>`: readers may have the whole texts of what is made of it, or not."""

    def changed(issue: PreparedIssue) -> PreparedIssue:
        if issue.of_issue is not None or allowed not in (0, 1):
            raise ForeignButton(f"rights of a draft: {allowed}")
        return replace(issue, full_text=bool(allowed))

    await change(seat, draft_id, changed)
    await seat.tell(_told(bool(allowed)))
    await show_page(seat, draft_id)


async def press_issue(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`i_rights:<issue>:<0 or 1>`: readers may have its whole texts from now on, or not any more."""
    if len(ids) != 2 or ids[1] not in (0, 1):
        raise ForeignButton(query.data)
    issue_id, allowed = ids[0], bool(ids[1])
    parts = context.parts
    await parts.database.write(_set, issue_id, allowed, person_of(update), parts.settings.owner_ids)
    parts.wake_delivery.set()  # the owners are told
    await tell(query, _told(allowed))
    await show(query, *await issue_page(parts, issue_id))


def _set(db: Db, issue_id: int, allowed: bool, person: int, owner_ids: frozenset[int]) -> None:
    try:
        published_issues.get_issue(db, issue_id)
    except IssueUnknown as error:
        raise ForeignButton(f"issue {issue_id}") from error
    if rights.set_full_text(db, issue_id, allowed):
        detail = wording.DEED_RIGHTS[allowed]
        record_and_tell(db, owner_ids, person, deeds.RIGHTS_CHANGED, now(), issue_id=issue_id, detail=detail)


def _told(allowed: bool) -> str:
    return wording.FULL_TEXT_ALLOWED if allowed else wording.FULL_TEXT_DENIED


PRESSES: dict[str, OnPress] = {
    "d_rights": at_desk(press_draft, ids=2),
    "i_rights": OnPress(press_issue, shows_below=True),
}
