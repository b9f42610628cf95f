"""/issues: what is on the desk and what was published, each a tap away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import CallbackQuery, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.paging import offset_of, page_of, turning
from bot.cards.pressing import show_page
from bot.cards.reply import reply
from bot.commands import Command
from bot.context import Context, Parts
from bot.desk.asking import in_rows
from bot.desk.issue_lines import draft_line, issue_line, name_on_button
from bot.desk.naming_editors import name_of
from storage import drafts, published_issues
from storage.database import Db
from storage.drafts import Draft
from storage.messages import Button, Buttons
from storage.moments import now
from storage.published_issues import PublishedIssue, Receipt

ISSUES_A_PAGE = 5
DRAFTS_A_PAGE = 10
DRAFTS_A_ROW = 2


@dataclass(frozen=True, slots=True)
class _Found:
    drafts: tuple[tuple[Draft, str], ...]
    issues: tuple[tuple[PublishedIssue, Receipt], ...]
    more: bool


async def issues(update: Update, context: Context) -> None:
    """Answers with the open drafts and the newest issues; in private alone, for others would read it."""
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        await reply(update, wording.ONLY_IN_PRIVATE)
        return
    text, rows = await _page(context.parts, 1)
    await reply(update, text, rows)


async def press_page(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`issues:<page>`: shows that page in place."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    text, rows = await _page(context.parts, ids[0])
    await show_page(query, text, rows)


async def _page(parts: Parts, page: int) -> tuple[str, Buttons]:
    found = await parts.database.read(_read, page)
    if not found.drafts and not found.issues:
        return (wording.ISSUES_NONE if page == 1 else wording.PAGE_GONE), ()
    lines, rows = list[str](), list[tuple[Button, ...]]()
    if found.drafts:
        lines.append(wording.ISSUES_DRAFTS)
        zone = parts.settings.timezone
        lines += [draft_line(draft, holder, zone, now()) for draft, holder in found.drafts]
        rows += _draft_buttons([draft for draft, _ in found.drafts])
    if found.issues:
        lines.append(wording.ISSUES_PUBLISHED)
        lines += [issue_line(issue, receipt) for issue, receipt in found.issues]
        rows.append(tuple((str(issue.id), buttons.data("issue", issue.id)) for issue, _ in found.issues))
    rows.append(turning(page, more=found.more, verb="issues"))
    return "\n\n".join(lines), tuple(row for row in rows if row)


def _read(db: Db, page: int) -> _Found:
    offset = offset_of(page, ISSUES_A_PAGE)
    listed = published_issues.list_issues(db, limit=ISSUES_A_PAGE + 1, offset=offset)
    on_desk = page_of(drafts.open_drafts(db), page, DRAFTS_A_PAGE)
    return _Found(
        tuple((draft, name_of(db, draft.editor_id)) for draft in on_desk.shown),
        tuple((issue, published_issues.receipt(db, issue.id)) for issue in listed[:ISSUES_A_PAGE]),
        on_desk.more or len(listed) > ISSUES_A_PAGE,
    )


def _draft_buttons(listed: Sequence[Draft]) -> Buttons:
    """A row each to keep a draft from publishing itself, then the others, which are opened."""
    cancelling: list[Button] = []
    opening: list[Button] = []
    for draft in listed:
        name = name_on_button(draft.issue.source_name)
        if draft.publish_at is None:
            opening.append((name, buttons.data("d_open", draft.id)))
        else:
            label = wording.BUTTON_CANCEL_FILE.format(file=name)
            cancelling.append((label, buttons.data("d_back", draft.id)))
    return (*in_rows(cancelling, 1), *in_rows(opening, DRAFTS_A_ROW))


COMMAND = Command(
    "issues",
    wording.ABOUT_ISSUES,
    issues,
    for_editors=True,
    for_private=True,
    after="done",
)
PRESSES: dict[str, OnPress] = {"issues": OnPress(press_page, shows_below=True)}
