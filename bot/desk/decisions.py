"""What becomes of a draft: published and pushed, published only, or given up."""

from __future__ import annotations

from collections.abc import Collection

from telegram import CallbackQuery, Update
from telegram.constants import ParseMode

from bot import wording
from bot.cards.article_card import BLANK_LINE, split_html
from bot.cards.buttons import ForeignButton, OnPress, markup
from bot.context import Context
from bot.people.publications import record_publication
from storage import deeds, drafts, issues
from storage.database import Db
from storage.drafts import DraftClosed, DraftUnknown
from storage.issues import Published
from storage.moments import now


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
    published = issues.publish_draft(db, draft_id, push=push, moment=moment, editor_id=person)
    record_publication(db, person, owners, published, push=push, moment=moment)
    return published


def _discard(db: Db, draft_id: int, person: int) -> None:
    discarded = drafts.close_draft(db, draft_id, drafts.DISCARDED)
    deeds.record(db, person, deeds.DISCARDED, now(), detail=discarded.issue.source_name)


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
