"""Publishing a draft, or giving it up: said with the number of those it goes to, and called back for a
while.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import OnPress
from bot.desk.draft.deciding import brings_new, corrects
from bot.desk.draft.holding import at_desk
from bot.desk.draft.preview_page import shown_title
from bot.desk.draft.retold import look
from bot.desk.draft.seat import Seat
from bot.desk.publishing.newspaper_card import ask_if_unknown
from bot.people.publications import record_publication
from storage.archive.revisions import SameArticle
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.deliveries.receivers import Receivers, owed_of_issue
from storage.desk import drafts, issues
from storage.desk.drafts import Draft
from storage.desk.issues import Published
from storage.desk.outdated import DraftOutdated
from storage.desk.reach import reached
from storage.moments import now
from storage.people import deeds


async def press_push(seat: Seat, draft_id: int) -> None:
    """`push:<draft>`: publishes and pushes."""
    await _leave(seat, draft_id, push=True)


async def press_store(seat: Seat, draft_id: int) -> None:
    """`store:<draft>`: publishes, pushes nothing."""
    await _leave(seat, draft_id, push=False)


async def press_correct(seat: Seat, draft_id: int, sounds: int) -> None:
    """`correct:<draft>:<1 with a sound>`: puts right what is stored and what was sent."""
    await _leave(seat, draft_id, push=bool(sounds))


async def press_discard(seat: Seat, draft_id: int) -> None:
    """`discard:<draft>`: closes the draft."""
    await seat.draft(draft_id)
    draft = await seat.context.parts.database.write(_discard, draft_id, seat.person)
    await seat.tell(wording.DISCARDED)
    await seat.show(draft_id, f"{shown_title(draft.issue)}\n\n<b>{wording.DISCARDED}</b>", ())


async def _leave(seat: Seat, draft_id: int, *, push: bool) -> None:
    """Lets a draft publish itself in a while, in which it can be called back; without that while, at once."""
    parts = seat.context.parts
    if await look(parts, draft_id):
        raise DraftOutdated  # the editor hasn't seen what it tells again
    issue = (await seat.draft(draft_id)).issue
    if not brings_new(issue) and not corrects(issue):
        await seat.tell(wording.NOTHING_NEW)
        return
    if await ask_if_unknown(seat, draft_id):
        return
    seconds = parts.settings.undo_seconds
    if seconds:
        at = now() + dt.timedelta(seconds=seconds)
        draft, to = await parts.database.write(_schedule, draft_id, seat.person, at, push=push)
        rows = (((wording.UNDO, buttons.data("d_back", draft_id)),),)
        text = leaving_text(draft, to, wording.IN_SECONDS.format(seconds=seconds))
        await seat.show(draft_id, text, rows)
        return
    try:
        owners = parts.settings.owner_ids
        published = await parts.database.write(_publish_held, draft_id, seat.person, owners, push=push)
    except SameArticle as error:
        await seat.tell(wording.SAME_ARTICLE.format(article=error.article_id))
        return
    parts.wake_delivery.set()
    to = await parts.database.read(owed_of_issue, published.issue_id)
    await seat.tell(published_sentence(published, to, push=push))
    draft = await parts.database.read(drafts.get_draft, draft_id)
    await seat.show(draft_id, *published_page(draft, published, to, push=push))


def leaving_text(draft: Draft, to: Receivers, when: str) -> str:
    """What is said of a draft that is about to publish itself, HTML."""
    form = wording.LEAVES_TO_BE_CORRECTED
    if brings_new(draft.issue):
        pushed = wording.LEAVES_PUSHED if any(to) else wording.LEAVES_PUSHED_NOBODY
        form = pushed if draft.pushed else wording.LEAVES_STORED
    return f"{shown_title(draft.issue)}\n\n<b>{form.format(when=when, to=wording.receivers(*to))}</b>"


def published_page(draft: Draft, published: Published, to: Receivers, *, push: bool) -> tuple[str, Buttons]:
    """What stands in place of the preview of a draft that has been published, and a button to the issue."""
    sentence = published_sentence(published, to, push=push)
    rows: Buttons = ()
    if draft.issue_id is not None:
        label = wording.OPEN_ISSUE.format(issue=draft.issue_id)
        rows = (((label, buttons.data("issue", draft.issue_id)),),)
    return f"{shown_title(draft.issue)}\n\n<b>{sentence}</b>", rows


def published_sentence(published: Published, to: Receivers, *, push: bool) -> str:
    """What an editor is told who has published; `to` whom it is owed."""
    sentences = []
    if published.added:
        pushed = wording.PUBLISHED_AND_PUSHED if any(to) else wording.PUBLISHED_PUSHED_NOBODY
        form = pushed if push else wording.PUBLISHED
        sentences.append(form.format(added=published.added, to=wording.receivers(*to)))
    if published.retold:
        sentences.append(wording.PUBLISHED_RETOLD.format(retold=published.retold))
    if published.corrected or published.chats_corrected:
        messages = wording.being_edited(published.chats_corrected)
        sentences.append(wording.CORRECTED_ARTICLES.format(corrected=published.corrected, messages=messages))
    return "".join(sentences) or wording.NOTHING_NEW


def publish_recorded(
    db: Db, draft_id: int, person: int, owners: Collection[int], *, push: bool, moment: dt.datetime
) -> Published:
    """Publishes a draft, records who did, and lets the other owners know. Raises what `publish_draft` raises.

    `push` pushes what is new, or has a correction sound where nothing is.
    """
    issue = drafts.get_draft(db, draft_id).issue
    fresh = brings_new(issue)
    published = issues.publish_draft(
        db, draft_id, push=push, moment=moment, editor_id=person, sounds=push and not fresh
    )
    closed = drafts.get_draft(db, draft_id)
    record_publication(
        db,
        person,
        owners,
        published,
        push=push,
        moment=moment,
        of_issue=closed.issue_id,
    )
    return published


def _publish_held(db: Db, draft_id: int, person: int, owners: Collection[int], *, push: bool) -> Published:
    drafts.held_draft(db, draft_id, person)
    return publish_recorded(db, draft_id, person, owners, push=push, moment=now())


def _schedule(db: Db, draft_id: int, person: int, at: dt.datetime, *, push: bool) -> tuple[Draft, Receivers]:
    draft = drafts.schedule_draft(db, draft_id, person, at, push=push, moment=now())
    return draft, reached(db, draft.issue)


def _discard(db: Db, draft_id: int, person: int) -> Draft:
    drafts.held_draft(db, draft_id, person)
    draft = drafts.close_draft(db, draft_id, drafts.DISCARDED)
    deeds.record(db, person, deeds.DISCARDED, now(), detail=draft.issue.source_name)
    return draft


PRESSES: dict[str, OnPress] = {
    "push": at_desk(press_push),
    "store": at_desk(press_store),
    "correct": at_desk(press_correct, ids=2),
    "discard": at_desk(press_discard),
}
