"""The buttons under a letter: to put its article right, to answer it, to close it, to mute its reader."""

from __future__ import annotations

import html
import re

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import send_below, show, tell
from bot.context import Context
from bot.desk.articles.open_article import show_article
from bot.desk.draft.holding import attend
from bot.desk.draft.seat import Seat
from bot.desk.draft.showing import show_preview
from bot.desk.issues.issue import draft_of_issue
from bot.newsroom.letter_card import letter_card, settled_sentence
from bot.newsroom.letter_settling import LONGEST_ANSWER, Settling, close, mute, unmute_person
from bot.people.sender import person_of
from storage.archive import published_issues
from storage.database import Db
from storage.letters import letters
from storage.letters.letters import Letter
from storage.moments import now
from storage.people import awaited

WHAT = "letter_answer"  # is awaited; its key is the letter's number
_TAG = re.compile("<[^<>]+>")


async def press_close(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`l_close:<letter>`: closes it."""
    letter_id, parts, person = _number(query, ids), context.parts, person_of(update)
    settled = await parts.database.write(close, letter_id, person, now())
    letter = settled.letter
    if letter is None:
        await tell(query, wording.LETTER_UNKNOWN)
        return
    mine = letter.state == letters.CLOSED and letter.settled_by == person
    if settled.settling is Settling.DONE or mine:
        await tell(query, wording.LETTER_CLOSED.format(number=letter_id))
    else:
        await tell(query, plain(await parts.database.read(settled_sentence, letter)))
    await _show_anew(context, query, letter)


async def press_answer(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`l_answer:<letter>`: asks for what its reader is to be told."""
    letter = await _open_letter(context, query, ids)
    chat = update.effective_chat
    if letter is None or chat is None:
        return
    await context.parts.database.write(awaited.ask, person_of(update), chat.id, 0, letter.id, WHAT, now())
    await tell(query)
    text = wording.LETTER_ASK_ANSWER.format(number=letter.id, most=LONGEST_ANSWER)
    await send_below(query, text, (((wording.BUTTON_CANCEL, buttons.data("l_leave")),),))


async def press_leave(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`l_leave`: no answer after all; that none is awaited any more holds for every button."""
    if ids:
        raise ForeignButton(query.data)
    await tell(query)
    await show(query, wording.NOTHING_DONE, ())


async def press_mend(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`l_mend:<letter>`: opens its article on the desk; when that is published, the reader is told."""
    letter_id, database = _number(query, ids), context.parts.database
    letter = await database.read(letters.get_letter, letter_id)
    if letter is None:
        await tell(query, wording.LETTER_UNKNOWN)
        return
    draft_id = await database.write(_go_to_mend, letter, person_of(update))
    if draft_id is None:
        await tell(query, wording.LETTER_WITHOUT_ARTICLE)
        return
    await tell(query)
    # Without the button, so that the draft is shown below and the letter stays where it is.
    seat = Seat.of(update, context)
    seat.query = None
    await attend(seat, draft_id, _show_in_draft, draft_id, letter.article_id)


async def press_mute(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`l_mute:<letter>`: takes no more letters of its reader."""
    letter_id, parts = _number(query, ids), context.parts
    owners = tuple(parts.settings.owner_ids)
    done, count = await parts.database.write(mute, owners, letter_id, person_of(update), now())
    if done is Settling.DONE:
        parts.wake_delivery.set()
        said = wording.READER_MUTED.format(count=count)
    else:
        said = wording.LETTER_UNKNOWN if done is Settling.UNKNOWN else wording.READER_MUTED_ALREADY
    await tell(query, said)
    await _show_number_anew(context, query, letter_id)


async def press_unmute(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`l_unmute:<letter>`: takes its reader's letters again."""
    letter_id, parts = _number(query, ids), context.parts
    letter = await parts.database.read(letters.get_letter, letter_id)
    if letter is None or letter.person is None:
        await tell(query, wording.LETTER_UNKNOWN)
        return
    owners = tuple(parts.settings.owner_ids)
    done = await parts.database.write(unmute_person, owners, letter.person, person_of(update), now())
    parts.wake_delivery.set()
    await tell(query, wording.READER_UNMUTED if done is Settling.DONE else wording.READER_NOT_MUTED)
    await _show_number_anew(context, query, letter_id)


async def _open_letter(context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> Letter | None:
    """The letter, if it is open still; otherwise whoever pressed is told who was quicker."""
    letter = await context.parts.database.read(letters.get_letter, _number(query, ids))
    if letter is None:
        await tell(query, wording.LETTER_UNKNOWN)
        return None
    if letter.state == letters.OPEN:
        return letter
    await tell(query, plain(await context.parts.database.read(settled_sentence, letter)))
    await _show_anew(context, query, letter)
    return None


async def _show_number_anew(context: Context, query: CallbackQuery, letter_id: int) -> None:
    letter = await context.parts.database.read(letters.get_letter, letter_id)
    if letter is not None:
        await _show_anew(context, query, letter)


async def _show_anew(context: Context, query: CallbackQuery, letter: Letter) -> None:
    """Shows at once under the pressed button how a letter stands; the other copies follow in their turn."""
    zone = context.parts.settings.timezone
    await show(query, *await context.parts.database.read(letter_card, letter, zone))


async def _show_in_draft(seat: Seat, draft_id: int, article_id: int) -> None:
    """Shows an article of a draft below, or the draft, where it isn't in that any more."""
    draft = await seat.draft(draft_id)
    keys = [article.key for article in draft.issue.articles if article.article_id == article_id]
    if draft.preview is not None or not keys:
        await show_preview(seat.context.bot, seat.context.parts, draft_id, seat.chat_id)
    if keys:
        await show_article(seat, draft_id, keys[0])


def _go_to_mend(db: Db, letter: Letter, person: int) -> int | None:
    """The draft in which its article can be put right; None where there is no such article any more."""
    if letter.card is None or letter.card.retracted:
        return None
    issue_id = published_issues.issue_of_article(db, letter.card.id)
    draft_id = None if issue_id is None else draft_of_issue(db, issue_id, person)
    if draft_id is not None:
        letters.note_mending(db, letter.id, person)
    return draft_id


def plain(sentence: str) -> str:
    """A sentence of HTML as a passing line."""
    return html.unescape(_TAG.sub("", sentence))


def _number(query: CallbackQuery, ids: tuple[int, ...]) -> int:
    if len(ids) != 1:
        raise ForeignButton(query.data)
    return ids[0]


PRESSES: dict[str, OnPress] = {
    "l_close": OnPress(press_close, shows_below=True),
    "l_answer": OnPress(press_answer, shows_below=True),
    "l_leave": OnPress(press_leave, shows_below=True),
    "l_mend": OnPress(press_mend, shows_below=True),
    "l_mute": OnPress(press_mute, shows_below=True),
    "l_unmute": OnPress(press_unmute, shows_below=True),
}
