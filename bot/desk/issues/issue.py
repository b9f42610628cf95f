"""/issue 12: one published issue with its articles and receipts; from here it is mended and taken back."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards import buttons, paging
from bot.cards.article_card import link_html
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import show, tell
from bot.cards.punctuation import widened
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context, Parts
from bot.desk.articles.open_article import show_article
from bot.desk.draft.asking import in_rows
from bot.desk.draft.holding import attend
from bot.desk.draft.preview import press_open
from bot.desk.draft.seat import Seat
from bot.desk.issues.issue_article import find_article
from bot.desk.notes.day_words import moment_words
from bot.desk.notes.issue_lines import (
    article_line,
    clipped,
    headline_of,
    receipt_lines,
    source_of,
)
from bot.desk.notes.naming_editors import name_of
from bot.people.sender import person_of
from storage.archive import published_issues, revisions
from storage.archive.published_issues import IssueUnknown, PublishedArticle, PublishedIssue, Receipt
from storage.archive.revisions import Revision
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.desk import drafts, reinstating
from storage.desk.issues import COMMAND_LINE
from storage.moments import now

LARGEST_NUMBER = 10**15
BUTTONS_A_ROW = 5
# As many lines as fit a message, each with parks, headline and state.
ARTICLES_A_PAGE = 15
MOST_VERSIONS = 8
BRIEF_SHOWN = 600
BRIEF_OF_VERSION = 200
PARK_OF_VERSION = 60


_Numbered = tuple[int, PublishedArticle]


@dataclass(frozen=True, slots=True)
class _Record:
    issue: PublishedIssue
    who: str
    articles: tuple[PublishedArticle, ...]
    pushes: Receipt
    corrections: Receipt
    copies: int
    taken_back: int  # articles that were retracted last, all at once


async def issue(update: Update, context: Context) -> None:
    """Answers with the issue of that number; in private alone, for others would read it."""
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        await reply(update, wording.ONLY_IN_PRIVATE)
        return
    said = context.argument.strip().removeprefix("第").removesuffix("号").strip()
    if not said.isdecimal() or int(said) > LARGEST_NUMBER:
        await reply(update, wording.ISSUE_USAGE)
        return
    await reply(update, *await issue_page(context.parts, int(said)))


async def press_issue(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`issue:<issue>`: shows it in place."""
    [issue_id] = _numbers(query, ids, 1)
    await tell(query)
    await show(query, *await issue_page(context.parts, issue_id))


async def press_page(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`i_page:<issue>:<page>`: shows that page of its articles in place."""
    issue_id, page = _numbers(query, ids, 2)
    shown = await issue_page(context.parts, issue_id, page)
    await tell(query)
    await show(query, *shown)


async def press_versions(
    update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]
) -> None:
    """`i_versions:<issue>:<article>`: shows what the article said and who changed it when."""
    issue_id, article_id = _numbers(query, ids, 2)
    database, zone = context.parts.database, context.parts.settings.timezone
    article, states = await database.read(_versions, issue_id, article_id)
    await tell(query)
    lines = [wording.VERSIONS_TITLE.format(headline=html.escape(headline_of(article)))]
    lines += [_version_line(state, who, zone) for state, who in states[-MOST_VERSIONS:]]
    back = ((wording.BUTTON_TO_ISSUE, buttons.data("i_article", issue_id, article_id)),)
    await show(query, "\n\n".join(lines), (back,))


async def press_mend(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`i_mend:<issue>[:<article>]`: opens the issue as a draft of itself, or the draft that there is of it.

    With an article that is opened in it.
    """
    issue_id, article_id = _numbers(query, (*ids, 0) if len(ids) == 1 else ids, 2)
    draft_id = await context.parts.database.write(draft_of_issue, issue_id, person_of(update))
    if draft_id is None:
        await tell(query, wording.NOTHING_LEFT_TO_MEND)
        return
    await attend(Seat.of(update, context), draft_id, _open_at, draft_id, article_id)


async def _open_at(seat: Seat, draft_id: int, article_id: int) -> None:
    """Sends the draft's preview below, and opens that article of it; 0, or one it hasn't, opens none."""
    await press_open(seat, draft_id)
    articles = (await seat.draft(draft_id)).issue.articles
    key = next((each.key for each in articles if article_id and each.article_id == article_id), None)
    if key is not None:
        await show_article(replace(seat, query=None), draft_id, key)  # in the preview, not in the card


async def issue_page(parts: Parts, issue_id: int, page: int = 1) -> tuple[str, Buttons]:
    """An issue's card, with a page of its articles, and its buttons; a sentence where there is none."""
    try:
        record = await parts.database.read(_read, issue_id)
    except IssueUnknown:
        return wording.ISSUE_UNKNOWN.format(issue=issue_id), ()
    numbered = paging.page_of(tuple(enumerate(record.articles, 1)), page, ARTICLES_A_PAGE)
    return _text(record, numbered.shown, parts.settings.timezone), _buttons(record, numbered)


def _text(record: _Record, numbered: Sequence[_Numbered], zone: str) -> str:
    found = record.issue
    head = wording.ISSUE_HEAD.format(
        issue=found.id,
        source=html.escape(source_of(found)),
        file=html.escape(found.source_name[:BRIEF_OF_VERSION]),
        state=wording.ISSUE_STATES[found.state],
        who=record.who,
        when=moment_words(found.stored_at, zone),
    )
    if found.link:
        head += "\n" + link_html(found.link)
    if not found.full_text:
        head += "\n" + wording.BRIEFS_ALONE
    articles = "\n".join(article_line(number, article) for number, article in numbered)
    receipts = "\n".join(receipt_lines(record.pushes, record.corrections, record.copies))
    return "\n\n".join(filter(None, (head, articles, receipts)))


def _buttons(record: _Record, page: paging.Page[_Numbered]) -> Buttons:
    issue_id = record.issue.id
    row: list[Button] = [
        (str(number), buttons.data("i_article", issue_id, article.id)) for number, article in page.shown
    ]
    turning = paging.turning(page.number, more=page.more, verb="i_page", ids=(issue_id,))
    opening = tuple(filter(None, (*in_rows(row, BUTTONS_A_ROW), turning)))
    refresh = (wording.BUTTON_REFRESH, buttons.data("issue", issue_id))
    if record.taken_back > 1:
        label = wording.BUTTON_REINSTATE_TOGETHER.format(count=record.taken_back)
        opening = (*opening, ((label, buttons.data("r_undo", issue_id, 0)),))
    if record.issue.state == published_issues.RETRACTED:
        return (*opening, (refresh,))
    mend = (wording.BUTTON_MEND_ISSUE, buttons.data("i_mend", issue_id))
    retract = (wording.BUTTON_RETRACT_ISSUE, buttons.data("r_ask", issue_id, 0))
    return (*opening, (mend, retract), (refresh, _rights(record.issue)))


def _rights(found: PublishedIssue) -> Button:
    label = wording.BUTTON_BRIEF_ALONE if found.full_text else wording.BUTTON_ALLOW_FULL_TEXT
    return label, buttons.data("i_rights", found.id, int(not found.full_text))


def _version_line(state: Revision, who: str, zone: str) -> str:
    return wording.VERSION_LINE.format(
        number=state.number,
        when=moment_words(state.stored_at, zone),
        who=who,
        park=html.escape(clipped(state.park, PARK_OF_VERSION)) or wording.WITHOUT_PARK,
        headline=html.escape(widened(state.headline[:BRIEF_OF_VERSION])),
        brief=html.escape(widened(state.brief[:BRIEF_OF_VERSION])),
    )


def _numbers(query: CallbackQuery, ids: tuple[int, ...], count: int) -> tuple[int, ...]:
    if len(ids) != count:
        raise ForeignButton(query.data)
    return ids


def _read(db: Db, issue_id: int) -> _Record:
    found = published_issues.get_issue(db, issue_id)
    return _Record(
        found,
        _who(db, found.editor_id),
        published_issues.articles_of(db, issue_id),
        published_issues.receipt(db, issue_id),
        published_issues.receipt_of_corrections(db, issue_id),
        published_issues.possible_copies(db, issue_id),
        len(reinstating.taken_back_together(db, issue_id)),
    )


def _versions(db: Db, issue_id: int, article_id: int) -> tuple[PublishedArticle, list[tuple[Revision, str]]]:
    article = find_article(db, issue_id, article_id)
    states = revisions.revisions_of(db, article_id)
    return article, [(state, _who(db, state.editor_id)) for state in states]


def _who(db: Db, person: int | None) -> str:
    if person is None:
        return wording.BY_NOBODY
    return wording.BY_COMMAND_LINE if person == COMMAND_LINE else name_of(db, person)


def draft_of_issue(db: Db, issue_id: int, person: int) -> int | None:
    """The open draft of a published issue, made where there is none; None where all of it is retracted."""
    existing = drafts.open_draft_of(db, issue_id)
    if existing is not None:
        return existing.id
    try:
        again = published_issues.prepared_again(db, issue_id)
    except IssueUnknown as error:
        raise ForeignButton(f"issue {issue_id}") from error
    return drafts.save_draft(db, person, again, now()) if again.articles else None


COMMAND = Command(
    "issue",
    wording.ABOUT_ISSUE,
    issue,
    argument=wording.ISSUE_NUMBER,
    for_editors=True,
    for_private=True,
    after="issues",
    example=wording.EXAMPLE_ISSUE,
    group=Group.PAGES,
)
PRESSES: dict[str, OnPress] = {
    "issue": OnPress(press_issue, shows_below=True),
    "i_page": OnPress(press_page, shows_below=True),
    "i_versions": OnPress(press_versions, shows_below=True),
    "i_mend": OnPress(press_mend, shows_below=True),
}
