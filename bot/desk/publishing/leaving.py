"""Drafts whose moment has come: they publish themselves, and their preview says so."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot import wording
from bot.cards import buttons
from bot.cards.sent_card import change_sent
from bot.context import Parts
from bot.desk.draft.holding import tell_editor
from bot.desk.draft.preview_page import shown_file
from bot.desk.draft.retold import look
from bot.desk.notes.naming_editors import name_of
from bot.desk.publishing.publishing import publish_recorded, published_page
from storage.archive.revisions import SameArticle
from storage.database import Db, StorageError
from storage.deliveries.messages import Buttons
from storage.deliveries.receivers import Receivers, owed_of_issue
from storage.desk import drafts
from storage.desk.drafts import Draft
from storage.desk.issues import Published
from storage.desk.outdated import DraftOutdated
from storage.moments import now
from storage.people import editors

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0

Meanwhile = Callable[[Coroutine[Any, Any, None]], object]


async def publish_due_drafts(parts: Parts, bot: Bot, meanwhile: Meanwhile) -> None:
    """Publishes every draft whose moment has come, each in a transaction of its own, and has that shown.

    One that can't be published keeps no other from it, and neither does a chat where Telegram is slow to show
    it: showing is given to `meanwhile`, which runs it by itself. Raises StorageError.
    """
    for draft_id in await parts.database.read(drafts.due_drafts, now()):
        done = await _leave(parts, draft_id)
        parts.wake_delivery.set()
        if done is not None:
            meanwhile(_show(bot, *done))


async def _leave(parts: Parts, draft_id: int) -> tuple[Draft, Published, Receivers] | None:
    """Publishes a draft, or keeps it, and tells whom it concerns. Raises StorageError."""
    owners = tuple(parts.settings.owner_ids)
    try:
        await look(parts, draft_id)  # what others have published of it meanwhile isn't pushed again
        return await parts.database.write(_publish, draft_id, owners)
    except SameArticle as error:
        await parts.database.write(_keep, draft_id, error.article_id)
    except DraftOutdated:
        await parts.database.write(_keep_outdated, draft_id)
    except StorageError:
        raise
    except Exception:
        log.exception("Draft %d could not be published and stays on the desk", draft_id)
        await parts.database.write(_keep_broken, draft_id, owners)
    return None


def _publish(db: Db, draft_id: int, owners: tuple[int, ...]) -> tuple[Draft, Published, Receivers] | None:
    """None where it was called back meanwhile, somebody else was quicker, or who left it is no editor now."""
    draft = drafts.get_draft(db, draft_id)
    if draft.state != drafts.OPEN or draft.publish_at is None or draft.publish_at > now():
        return None
    if draft.editor_id not in owners and not editors.is_editor(db, draft.editor_id):
        _keep_for_owners(db, draft, owners)
        return None
    published = publish_recorded(db, draft_id, draft.editor_id, owners, push=draft.pushed, moment=now())
    return drafts.get_draft(db, draft_id), published, owed_of_issue(db, published.issue_id)


def _keep(db: Db, draft_id: int, article_id: int) -> None:
    """A draft that can't be published stays with its editor, who is told why."""
    draft = drafts.call_back(db, draft_id, now())
    tell_editor(db, draft.editor_id, wording.SAME_ARTICLE.format(article=article_id), _opening(draft_id))


def _keep_outdated(db: Db, draft_id: int) -> None:
    """A draft that was overtaken stays with its editor, on top of what is stored now."""
    draft = drafts.bring_up_to_date(db, draft_id, now())
    text = wording.DRAFT_OUTDATED_LATER.format(file=shown_file(draft.issue))
    tell_editor(db, draft.editor_id, text, _opening(draft_id))


def _keep_broken(db: Db, draft_id: int, owners: tuple[int, ...]) -> None:
    """A draft that breaks the bot isn't tried again before somebody wants it."""
    editor_id = drafts.let_go(db, draft_id)
    for person in {editor_id, *owners}:
        tell_editor(db, person, wording.DRAFT_BROKEN.format(draft=draft_id), _opening(draft_id))


def _keep_for_owners(db: Db, draft: Draft, owners: tuple[int, ...]) -> None:
    """A draft of somebody who may publish no more isn't published; an owner may take it over."""
    drafts.call_back(db, draft.id, now())
    text = wording.DRAFT_WITHOUT_EDITOR.format(
        file=shown_file(draft.issue), name=name_of(db, draft.editor_id)
    )
    for owner in owners:
        tell_editor(db, owner, text, _opening(draft.id))


def _opening(draft_id: int) -> Buttons:
    return (((wording.BUTTON_OPEN_DRAFT, buttons.data("d_open", draft_id)),),)


async def _show(bot: Bot, draft: Draft, published: Published, to: Receivers) -> None:
    if draft.preview is None:
        return
    text, rows = published_page(draft, published, to, push=draft.pushed)
    try:
        await change_sent(bot, draft.preview, text, rows)
    except TelegramError as error:
        log.warning("The preview of draft %d could not be brought up to date: %s", draft.id, error)
