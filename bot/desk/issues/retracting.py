"""撤回: an article or a whole issue is taken back, with a reason that readers are given; 恢复 undoes it."""

from __future__ import annotations

import html
from dataclasses import dataclass

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import show, tell
from bot.context import Context
from bot.desk.draft.asking import in_rows
from bot.desk.draft.seat import Seat
from bot.desk.issues.issue_article import find_article
from bot.desk.notes.issue_lines import headline_of
from bot.people.sender import person_of
from bot.people.telling import record_and_tell
from storage.archive import published_issues
from storage.archive.published_issues import PublishedArticle
from storage.database import Db
from storage.deliveries import corrections
from storage.deliveries.messages import Buttons
from storage.desk import issues, reinstating
from storage.moments import now
from storage.people import awaited, deeds
from storage.people.awaited import Awaited

OF_ARTICLE, OF_ISSUE = "retract_article", "retract_issue"
LONGEST_REASON = 60
TYPED = 0  # in place of the number of a reason that is offered


@dataclass(frozen=True, slots=True)
class _What:
    """What is to be retracted: one article of an issue, or with `article_id` 0 all of it that stands."""

    issue_id: int
    article_id: int
    articles: tuple[PublishedArticle, ...]

    @property
    def words(self) -> str:
        if self.article_id:
            return wording.RETRACTION_OF_ARTICLE.format(headline=html.escape(headline_of(self.articles[0])))
        return wording.RETRACTION_OF_ISSUE.format(issue=self.issue_id, count=len(self.articles))


async def press_ask(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`r_ask:<issue>:<article or 0>`: asks for the reason."""
    issue_id, article_id = _numbers(query, ids, 2)
    what = await context.parts.database.read(_what, issue_id, article_id)
    if not what.articles:
        await tell(query, wording.RETRACTED_ALREADY)
        return
    seat = Seat.of(update, context)
    kind, number = (OF_ARTICLE, article_id) if article_id else (OF_ISSUE, issue_id)
    await context.parts.database.write(awaited.ask, seat.person, seat.chat_id, 0, number, kind, now())
    await tell(query)
    row = [
        (reason, buttons.data("r_why", issue_id, article_id, number))
        for number, reason in enumerate(wording.RETRACT_REASONS, 1)
    ]
    back = ((wording.BUTTON_CANCEL, buttons.data("issue", issue_id)),)
    await show(query, wording.ASK_RETRACTION.format(what=what.words), (*in_rows(row, 2), back))
    seat.asks_here()


async def press_why(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`r_why:<issue>:<article or 0>:<reason>`: says what will happen, and asks once more."""
    issue_id, article_id, reason = _numbers(query, ids, 3)
    if not 1 <= reason <= len(wording.RETRACT_REASONS):
        raise ForeignButton(query.data)
    await tell(query)
    text = await _confirmation(context, issue_id, article_id, wording.RETRACT_REASONS[reason - 1])
    await show(query, text, _confirming(issue_id, article_id, reason))


async def take_reason(seat: Seat, asked: Awaited, text: str) -> None:
    """A typed reason: says what will happen, and asks once more."""
    reason = " ".join(text.split())
    if len(reason) > LONGEST_REASON:
        await seat.tell(wording.REASON_TOO_LONG.format(most=LONGEST_REASON))
        return
    database = seat.context.parts.database
    article_id = asked.key if asked.what == OF_ARTICLE else 0
    issue_id = await database.read(published_issues.issue_of_article, asked.key) if article_id else asked.key
    if issue_id is None:
        await seat.tell(wording.ARTICLE_GONE)
        return
    try:
        confirmation = await _confirmation(seat.context, issue_id, article_id, reason)
    except ForeignButton:  # somebody else was quicker
        await seat.tell(wording.RETRACTED_ALREADY)
        return
    await database.write(
        awaited.ask, seat.person, seat.chat_id, 0, asked.key, asked.what, now(), typed=reason
    )
    await seat.answer_below(confirmation, _confirming(issue_id, article_id, TYPED))


async def press_retract(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`r_do:<issue>:<article or 0>:<reason>:<1 with a sound>`: retracts."""
    issue_id, article_id, number, sounds = _numbers(query, ids, 4)
    parts, person = context.parts, person_of(update)
    if number > len(wording.RETRACT_REASONS) or sounds > 1:
        raise ForeignButton(query.data)
    owners = tuple(parts.settings.owner_ids)
    done = await parts.database.write(
        _retract, issue_id, article_id, number, person, owners, sounds=bool(sounds)
    )
    if done is None:
        await tell(query, wording.RETRACTED_ALREADY)
        return
    parts.wake_delivery.set()
    await tell(query)
    row = [
        (wording.BUTTON_REINSTATE, buttons.data("r_undo", issue_id, article_id)),
        (wording.BUTTON_TO_ISSUE, buttons.data("issue", issue_id)),
    ]
    text = wording.RETRACTED.format(count=done[0], messages=wording.being_edited(done[1]))
    await show(query, text, (tuple(row),))


async def press_undo(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`r_undo:<issue>:<article or 0>`: a retracted article stands again; 0: those retracted last, at once."""
    issue_id, article_id = _numbers(query, ids, 2)
    parts = context.parts
    owners = tuple(parts.settings.owner_ids)
    done = await parts.database.write(_reinstate, issue_id, article_id, person_of(update), owners)
    if done is None:
        await tell(query, wording.REINSTATED_ALREADY)
        return
    what, chats = done
    parts.wake_delivery.set()
    await tell(query)
    text = wording.REINSTATED.format(what=what, messages=wording.being_edited(chats))
    await show(query, text, (((wording.BUTTON_TO_ISSUE, buttons.data("issue", issue_id)),),))


async def _confirmation(context: Context, issue_id: int, article_id: int, reason: str) -> str:
    what, chats = await context.parts.database.read(_what_and_chats, issue_id, article_id)
    return wording.CONFIRM_RETRACTION.format(
        what=what.words, reason=html.escape(reason), chats=wording.to_be_struck(chats)
    )


def _confirming(issue_id: int, article_id: int, reason: int) -> Buttons:
    return (
        (
            (wording.BUTTON_RETRACT, buttons.data("r_do", issue_id, article_id, reason, 0)),
            (wording.BUTTON_RETRACT_WITH_SOUND, buttons.data("r_do", issue_id, article_id, reason, 1)),
        ),
        ((wording.BUTTON_CANCEL, buttons.data("issue", issue_id)),),
    )


def _numbers(query: CallbackQuery, ids: tuple[int, ...], count: int) -> tuple[int, ...]:
    if len(ids) != count:
        raise ForeignButton(query.data)
    return ids


def _what(db: Db, issue_id: int, article_id: int) -> _What:
    if article_id:
        found = find_article(db, issue_id, article_id)
        stands = found.state != published_issues.RETRACTED
        return _What(issue_id, article_id, (found,) if stands else ())
    articles = published_issues.articles_of(db, issue_id)
    return _What(issue_id, 0, tuple(each for each in articles if each.state != published_issues.RETRACTED))


def _what_and_chats(db: Db, issue_id: int, article_id: int) -> tuple[_What, int]:
    what = _what(db, issue_id, article_id)
    if not what.articles:
        raise ForeignButton(f"nothing stands of issue {issue_id}")
    return what, corrections.count_having(db, [article.id for article in what.articles])


def _retract(
    db: Db, issue_id: int, article_id: int, number: int, person: int, owners: tuple[int, ...], *, sounds: bool
) -> tuple[int, int] | None:
    """How many articles were retracted, and to how many chats that is owed; None where nothing stood."""
    what, moment = _what(db, issue_id, article_id), now()
    reason = _typed_reason(db, person, what) if number == TYPED else wording.RETRACT_REASONS[number - 1]
    if not what.articles:
        return None
    ids = [article.id for article in what.articles]
    chats = corrections.count_having(db, ids)
    for each in ids:
        issues.retract(db, each, reason, moment, sounds=sounds)
    awaited.stop(db, person)
    record_and_tell(
        db,
        owners,
        person,
        deeds.RETRACTED,
        moment,
        issue_id=issue_id,
        article_id=article_id or None,
        detail=wording.DEED_RETRACTED.format(reason=reason, chats=chats),
    )
    return len(ids), chats


def _reinstate(
    db: Db, issue_id: int, article_id: int, person: int, owners: tuple[int, ...]
) -> tuple[str, int] | None:
    """What stands again, HTML, and to how many chats that is owed; None where it stood."""
    moment = now()
    if article_id:
        ids = [article_id]
        what = wording.RETRACTION_OF_ARTICLE.format(
            headline=html.escape(headline_of(find_article(db, issue_id, article_id)))
        )
    else:
        ids = reinstating.taken_back_together(db, issue_id)
        what = wording.REINSTATED_TOGETHER.format(count=len(ids))
    having = corrections.count_having(db, ids)
    done = [reinstating.reinstate(db, each, moment, editor_id=person) for each in ids]
    if not any(each is not None for each in done):
        return None
    record_and_tell(
        db,
        owners,
        person,
        deeds.REINSTATED,
        moment,
        issue_id=issue_id,
        article_id=article_id or None,
        detail=wording.DEED_REINSTATED.format(chats=having),
    )
    return what, having


def _typed_reason(db: Db, person: int, what: _What) -> str:
    asked = awaited.awaited_of(db, person, now())
    wanted = (OF_ARTICLE, what.article_id) if what.article_id else (OF_ISSUE, what.issue_id)
    if asked is None or (asked.what, asked.key) != wanted or not asked.typed:
        raise ForeignButton("a reason that was never typed")
    return asked.typed


PRESSES: dict[str, OnPress] = {
    "r_ask": OnPress(press_ask, shows_below=True),
    "r_why": OnPress(press_why, shows_below=True),
    "r_do": OnPress(press_retract, shows_below=True),
    "r_undo": OnPress(press_undo, shows_below=True),
}
