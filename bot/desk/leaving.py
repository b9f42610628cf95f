"""Drafts whose moment has come: they publish themselves, and their preview says so."""

from __future__ import annotations

import logging

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot import wording
from bot.cards.buttons import markup
from bot.context import Parts
from bot.desk.holding import tell_editor
from bot.desk.publishing import publish_recorded, published_page
from storage import drafts
from storage.database import Db
from storage.drafts import Draft
from storage.issues import Published
from storage.moments import now
from storage.revisions import SameArticle

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0


async def publish_due_drafts(parts: Parts, bot: Bot) -> None:
    """Publishes every draft whose moment has come, each in a transaction of its own."""
    for draft_id in await parts.database.read(drafts.due_drafts, now()):
        try:
            done = await parts.database.write(_publish, draft_id, tuple(parts.settings.owner_ids))
        except SameArticle as error:
            await parts.database.write(_keep, draft_id, error.article_id)
            parts.wake_delivery.set()
            continue
        if done is not None:
            parts.wake_delivery.set()
            await _show(bot, *done)


def _publish(db: Db, draft_id: int, owners: tuple[int, ...]) -> tuple[Draft, Published] | None:
    """None where it was called back meanwhile, or somebody else was quicker."""
    draft = drafts.get_draft(db, draft_id)
    if draft.state != drafts.OPEN or draft.publish_at is None or draft.publish_at > now():
        return None
    published = publish_recorded(db, draft_id, draft.editor_id, owners, push=draft.pushed, moment=now())
    return drafts.get_draft(db, draft_id), published


def _keep(db: Db, draft_id: int, article_id: int) -> None:
    """A draft that can't be published stays with its editor, who is told why."""
    draft = drafts.call_back(db, draft_id, now())
    tell_editor(db, draft.editor_id, wording.SAME_ARTICLE.format(article=article_id))


async def _show(bot: Bot, draft: Draft, published: Published) -> None:
    if draft.preview is None:
        return
    chat_id, message_id = draft.preview
    text, rows = published_page(draft, published, push=draft.pushed)
    try:
        await bot.edit_message_text(
            text,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(rows),
            disable_web_page_preview=True,
        )
    except TelegramError as error:
        log.warning("The preview of draft %d could not be brought up to date: %s", draft.id, error)
