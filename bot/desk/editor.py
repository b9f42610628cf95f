"""The editor's desk: a file comes in, a preview goes back, a button publishes it."""

from __future__ import annotations

import html
import logging
from collections.abc import Collection

from telegram import CallbackQuery, Document, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import TelegramError

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import BLANK_LINE, card_html, split_html
from bot.cards.buttons import ForeignButton, OnPress, markup
from bot.cards.reply import reply
from bot.context import Context
from bot.people.publications import record_publication
from bot.people.roles import may_publish
from bot.people.sender import person_of
from bot.transport.telegram_limits import DOWNLOAD_BYTES
from bot.working.worker import TaskTooBig, TaskTooSlow, WorkerFault
from parsing.unreadable import UnreadableDocument
from storage import articles, deeds, issues, stored_parks
from storage.articles import Card
from storage.database import Db
from storage.issues import DraftClosed, DraftUnknown, Published
from storage.messages import Buttons
from storage.moments import now
from storage.prepared import PreparedArticle, PreparedIssue

log = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024


async def receive_file(update: Update, context: Context) -> None:
    """Reads an editor's file and shows what would be published; tells others that only editors publish."""
    message, user = update.effective_message, update.effective_user
    assert message is not None and message.document is not None
    if not may_publish(context.parts, person_of(update)):
        await reply(update, wording.ONLY_EDITORS)
        return
    assert user is not None
    if (message.document.file_size or 0) > DOWNLOAD_BYTES:
        await reply(update, wording.FILE_TOO_LARGE.format(limit=DOWNLOAD_BYTES // MEGABYTE))
        return
    await message.reply_chat_action(ChatAction.TYPING)
    try:
        issue = await _read(message.document, context)
    except _Unread as failure:
        await reply(update, str(failure))
        return
    known = await context.parts.database.read(_count_known, issue)
    draft_id = await context.parts.database.write(issues.save_draft, user.id, issue, now())
    texts = _preview(issue, known)
    for text in texts[:-1]:
        await reply(update, text)
    await reply(update, texts[-1], _decisions(draft_id))


class _Unread(Exception):
    """The file was not read; the message is what the editor is told."""


async def _read(document: Document, context: Context) -> PreparedIssue:
    """The file as an issue. Raises _Unread with the sentence for the editor."""
    from bot.working.page_reading import prepare_issue

    try:
        file = await document.get_file()
        data = bytes(await file.download_as_bytearray())
    except TelegramError as error:
        log.warning("A file could not be fetched: %s", error)
        raise _Unread(wording.DOWNLOAD_FAILED) from error
    known_parks = await context.parts.database.read(stored_parks.known_parks)
    name, limits = document.file_name or "", context.parts.settings.limits
    try:
        return await context.parts.worker.run(prepare_issue, data, name, limits, known_parks)
    except UnreadableDocument as error:
        raise _Unread(
            wording.UNREADABLE.format(reason=wording.UNREADABLE_REASONS[error.reason.value])
        ) from error
    except WorkerFault as error:
        log.error("Reading %r failed: %s", name, error)
        reason = wording.READING_CRASHED
        if isinstance(error, TaskTooSlow):
            reason = wording.READING_TOO_SLOW
        elif isinstance(error, TaskTooBig):
            reason = wording.READING_TOO_BIG
        raise _Unread(wording.READING_FAILED.format(reason=reason)) from error


def _count_known(db: Db, issue: PreparedIssue) -> int:
    return sum(articles.find_article(db, issue, article) is not None for article in issue.articles)


def _preview(issue: PreparedIssue, known: int) -> tuple[str, ...]:
    head = wording.PREVIEW_TITLE.format(
        file=html.escape(issue.source_name),
        source=html.escape(wording.source_line(issue.newspaper, issue.published_on, issue.page)),
        count=len(issue.articles),
    )
    if issue.date_assumed:
        head += wording.DATE_ASSUMED
    if known:
        head += "\n" + wording.PREVIEW_KNOWN.format(known=known)
    cards = [f"{number}. {_article_html(article, issue)}" for number, article in enumerate(issue.articles, 1)]
    return split_html([head, *cards])


def _article_html(article: PreparedArticle, issue: PreparedIssue) -> str:
    park = wording.WITHOUT_PARK
    if article.park is not None:
        park = article.park.name + ("" if article.park.confirmed else wording.PREVIEW_NEW_PARK)
    card = Card(
        id=0,
        revision=0,
        headline=article.article.headline,
        brief=article.brief.text,
        park_id=None,
        park=park,
        newspaper=issue.newspaper,
        published_on=issue.published_on,
        page=issue.page,
        key_figures=article.key_figures,
    )
    return card_html(card)


def _decisions(draft_id: int) -> Buttons:
    return (
        ((wording.PUBLISH_AND_PUSH, buttons.data("push", draft_id)),),
        (
            (wording.PUBLISH_ONLY, buttons.data("store", draft_id)),
            (wording.DISCARD, buttons.data("discard", draft_id)),
        ),
    )


async def press_push(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`push:<draft>`: publishes and pushes."""
    await _decide(context, query, ids, push=True)


async def press_store(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`store:<draft>`: publishes, pushes nothing."""
    await _decide(context, query, ids, push=False)


async def press_discard(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`discard:<draft>`: closes the draft."""
    await _decide(context, query, ids, push=None)


async def _decide(context: Context, query: CallbackQuery, ids: tuple[int, ...], *, push: bool | None) -> None:
    """Carries out an editor's decision on a draft; None discards it."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    parts, person = context.parts, query.from_user.id
    try:
        if push is None:
            await parts.database.write(_discard, ids[0], person)
            sentence = wording.DISCARDED
        else:
            owners = parts.settings.owner_ids
            published = await parts.database.write(_publish, ids[0], person, owners, push=push)
            sentence = published_sentence(published, push=push)
            context.parts.wake_delivery.set()
    except DraftClosed as error:
        await query.answer(wording.DRAFT_CLOSED[error.state])
        await query.edit_message_reply_markup(None)
        return
    except DraftUnknown:
        await query.answer(wording.DRAFT_UNKNOWN)
        return
    await query.answer(sentence)
    shown = getattr(query.message, "text_html", None)
    text = f"{shown}{BLANK_LINE}<b>{sentence}</b>" if shown else sentence
    fitting = split_html(text.split(BLANK_LINE))
    await query.edit_message_text(
        fitting[0] if len(fitting) == 1 else sentence, parse_mode=ParseMode.HTML, reply_markup=markup(())
    )


def _publish(db: Db, draft_id: int, person: int, owners: Collection[int], *, push: bool) -> Published:
    """Publishes a draft, and lets the owners know who did."""
    moment = now()
    published = issues.publish_draft(db, draft_id, push=push, moment=moment)
    record_publication(db, person, owners, published, push=push, moment=moment)
    return published


def _discard(db: Db, draft_id: int, person: int) -> None:
    discarded = issues.discard_draft(db, draft_id)
    deeds.record(db, person, deeds.DISCARDED, now(), detail=discarded.source_name)


def published_sentence(published: Published, *, push: bool) -> str:
    """What an editor is told who has published."""
    if not published.added:
        return wording.NOTHING_NEW
    if push:
        return wording.PUBLISHED_AND_PUSHED.format(added=published.added, chats=published.chats_owed)
    return wording.PUBLISHED.format(added=published.added)


PRESSES: dict[str, OnPress] = {
    "push": OnPress(press_push),
    "store": OnPress(press_store),
    "discard": OnPress(press_discard),
}
