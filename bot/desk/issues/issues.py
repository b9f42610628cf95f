"""/issues: what is on the desk and what was published, each a tap away."""

from __future__ import annotations

import html
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
from bot.commands import Command, Group
from bot.context import Context, Parts
from bot.desk.draft.asking import in_rows
from bot.desk.notes.issue_lines import draft_line, issue_line, name_on_button
from bot.desk.notes.naming_editors import name_of
from parsing.newspaper_names import LONGEST_NEWSPAPER, newspaper_name
from storage.archive import newspapers, published_issues
from storage.archive.newspapers import Newspaper
from storage.archive.published_issues import PublishedIssue, Receipt
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.desk import drafts
from storage.desk.drafts import Draft
from storage.moments import now

ISSUES_A_PAGE = 5
DRAFTS_A_PAGE = 10
DRAFTS_A_ROW = 2
ALL_NEWSPAPERS = 0
NEWSPAPERS_OFFERED = 4
NAME_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Found:
    drafts: tuple[tuple[Draft, str], ...]
    issues: tuple[tuple[PublishedIssue, Receipt], ...]
    more: bool
    newspapers: tuple[Newspaper, ...]


async def issues(update: Update, context: Context) -> None:
    """Answers with the open drafts and the newest issues; in private alone, for others would read it."""
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        await reply(update, wording.ONLY_IN_PRIVATE)
        return
    newspaper = None
    if context.argument:
        newspaper = await context.parts.database.read(newspapers.find_newspaper, context.argument)
        if newspaper is None:
            named = html.escape(newspaper_name(context.argument)[:LONGEST_NEWSPAPER])
            await reply(update, wording.ISSUES_NONE_OF_PAPER.format(newspaper=named))
            return
    text, rows = await _page(context.parts, 1, 0 if newspaper is None else newspaper.id)
    await reply(update, text, rows)


async def press_page(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`issues:<page>[:<newspaper>]`: shows that page in place, of all newspapers or of one."""
    if len(ids) not in (1, 2):
        raise ForeignButton(query.data)
    text, rows = await _page(context.parts, *ids)
    await show_page(query, text, rows)


async def _page(parts: Parts, page: int, newspaper_id: int = ALL_NEWSPAPERS) -> tuple[str, Buttons]:
    found = await parts.database.read(_read, page, newspaper_id)
    if not found.drafts and not found.issues:
        return (wording.ISSUES_NONE if page == 1 and not newspaper_id else wording.PAGE_GONE), ()
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
    behind = (newspaper_id,) if newspaper_id else ()
    rows.append(turning(page, more=found.more, verb="issues", behind=behind))
    rows += _newspaper_buttons(found.newspapers, newspaper_id)
    return "\n\n".join(lines), tuple(row for row in rows if row)


def _read(db: Db, page: int, newspaper_id: int) -> _Found:
    offset = offset_of(page, ISSUES_A_PAGE)
    known = newspapers.known_newspapers(db, most=NEWSPAPERS_OFFERED)
    newspaper = newspapers.get_newspaper(db, newspaper_id) if newspaper_id else None
    if newspaper_id and newspaper is None:
        return _Found((), (), False, known)
    listed = published_issues.list_issues(
        db, limit=ISSUES_A_PAGE + 1, offset=offset, newspaper_id=None if newspaper is None else newspaper.id
    )
    open_drafts = [
        draft
        for draft in drafts.open_drafts(db)
        if newspaper is None or newspapers.find_newspaper(db, draft.issue.newspaper) == newspaper
    ]
    on_desk = page_of(open_drafts, page, DRAFTS_A_PAGE)
    return _Found(
        tuple((draft, name_of(db, draft.editor_id)) for draft in on_desk.shown),
        tuple((issue, published_issues.receipt(db, issue.id)) for issue in listed[:ISSUES_A_PAGE]),
        on_desk.more or len(listed) > ISSUES_A_PAGE,
        known,
    )


def _newspaper_buttons(known: Sequence[Newspaper], chosen: int) -> Buttons:
    """A button for each newspaper but the one that is shown, where there are several, and one for all."""
    if len(known) < 2:
        return ()
    row = [
        (wording.ISSUES_OF_PAPER.format(newspaper=each.name[:NAME_SHOWN]), buttons.data("issues", 1, each.id))
        for each in known
        if each.id != chosen
    ]
    if chosen:
        row.append((wording.ISSUES_OF_ALL_PAPERS, buttons.data("issues", 1)))
    return in_rows(row, DRAFTS_A_ROW)


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
    argument=wording.ISSUES_ARGUMENT,
    for_editors=True,
    for_private=True,
    after="done",
    example=wording.EXAMPLE_PAPER,
    group=Group.PAGES,
)
PRESSES: dict[str, OnPress] = {"issues": OnPress(press_page, shows_below=True)}
