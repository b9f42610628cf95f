"""/feedback, and 纠错 under an article: what a reader writes to the editors, asked for or in one go."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.deep_link import deep_link
from bot.cards.pressing import change_in_place, send_below, tell
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context, Handle
from bot.people.sender import person_of
from bot.reader.behind_command import BEHIND_COMMAND
from bot.reader.letter_writing import (
    LONGEST_LETTER,
    Answer,
    cleaned,
    length_of,
    may_write,
    take,
)
from storage.archive import articles
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.letters import letters
from storage.letters.letters import Written
from storage.moments import now
from storage.people import awaited

WHAT = "letter"  # is awaited; its key is the article's number
NOTHING_IN_PARTICULAR = 0
PAYLOAD = "letter"
COMMAND_SIGNS = ("/", "／")
HEADLINE_SHOWN = 100


async def feedback(update: Update, context: Context) -> None:
    """Takes what stands behind the command as a letter, or asks for one; in private alone."""
    chat, message = update.effective_chat, update.effective_message
    assert message is not None
    if chat is None or chat.type != ChatType.PRIVATE:
        link = wording.LETTER_LINK.format(url=deep_link(context.bot.username, PAYLOAD))
        await reply(update, wording.LETTER_IN_PRIVATE.format(link=link))
    elif context.args:
        await _take(update, context, message, _behind(message.text or "", context.args), None)
    else:
        await reply(update, *await _ask(context, person_of(update), chat.id, NOTHING_IN_PARTICULAR))


async def press_letter(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`letter:<article>`: asks for a letter about it, or with 0 about nothing in particular.

    Pressed elsewhere than in private, it leads there.
    """
    if len(ids) != 1:
        raise ForeignButton(query.data)
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        # core.telegram.org/bots/api#answercallbackquery: a link may open the bot with a parameter.
        await query.answer(url=deep_link(context.bot.username, f"{PAYLOAD}_{ids[0]}"))
        return
    await tell(query)
    await send_below(query, *await _ask(context, person_of(update), chat.id, ids[0]))


async def press_leave(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`letter_no`: nothing is written after all; that nothing is awaited any more holds for every button."""
    if ids:
        raise ForeignButton(query.data)
    await tell(query)
    await change_in_place(query, wording.LETTER_LEFT)


async def ask_from_link(update: Update, context: Context, article_id: int) -> None:
    """Asks for a letter, where a link was opened that leads here from a group or channel."""
    chat = update.effective_chat
    assert chat is not None
    await reply(update, *await _ask(context, person_of(update), chat.id, article_id))


def letters_first(handle: Handle, take_first: Callable[[Update, Context], Awaitable[bool]]) -> Handle:
    """The handler, which gets of private messages only those that `take_first` doesn't take."""

    async def handle_behind_letters(update: Update, context: Context) -> None:
        if not await take_first(update, context):
            await handle(update, context)

    return handle_behind_letters


async def take_asked(update: Update, context: Context) -> bool:
    """Takes a message for the letter that was asked for; False where none was, or it is something else.

    One that was taken already, when the update comes again after a crash, is answered again.
    """
    message, chat, person = update.effective_message, update.effective_chat, person_of(update)
    database = context.parts.database
    if message is None or chat is None:
        return False
    if not database.glance(awaited.is_asked, person):
        known = database.glance(letters.brought_by, _brought(message, person))
        if known is None:
            return False
        await reply(update, wording.LETTER_TAKEN.format(number=known))
        return True
    asked = await database.read(awaited.awaited_of, person, now())
    if asked is None or asked.what != WHAT or asked.telegram_chat_id != chat.id:
        return False
    if not message.text:
        await reply(update, wording.LETTER_TEXT_ONLY)
    elif message.text.startswith(COMMAND_SIGNS):  # a command in Chinese, which Telegram doesn't know for one
        await database.write(awaited.stop, person)
        return False
    elif message.text.strip() == wording.BUTTON_CANCEL:
        await database.write(awaited.stop, person)
        await reply(update, wording.LETTER_LEFT)
    else:
        await _take(update, context, message, message.text, asked.key or None)
    return True


async def _take(
    update: Update, context: Context, message: Message, written: str, article_id: int | None
) -> None:
    """Keeps a letter and says so, or why not."""
    text, parts = cleaned(written), context.parts
    if not text:
        await reply(update, wording.LETTER_EMPTY)
        return
    if (count := length_of(text)) > LONGEST_LETTER:
        await reply(update, wording.LETTER_TOO_LONG.format(count=count, most=LONGEST_LETTER))
        return
    owners, person, moment = tuple(parts.settings.owner_ids), person_of(update), now()
    lately = parts.letters_lately.counts(person, moment)
    brought = _brought(message, person)
    answer = await parts.database.write(take, brought, text, article_id, lately, owners, moment)
    if answer.is_new:
        parts.letters_lately.note(person, moment)
    await reply(update, answer.sentence)


async def _ask(context: Context, person: int, chat_id: int, article_id: int) -> tuple[str, Buttons]:
    """Waits for a letter and returns what asks for it; or why there is no use in writing one."""
    parts, moment = context.parts, now()
    lately = parts.letters_lately.counts(person, moment)
    owners = tuple(parts.settings.owner_ids)
    found = await parts.database.write(_await_letter, person, chat_id, article_id, lately, owners, moment)
    if isinstance(found, Answer):
        return found.sentence, ()
    if found is None:
        return wording.ARTICLE_GONE, ()
    about = wording.LETTER_ABOUT.format(headline=html.escape(found)) if found else ""
    leave = ((wording.BUTTON_CANCEL, buttons.data("letter_no")),)
    return wording.LETTER_ASK.format(about=about, most=LONGEST_LETTER), (leave,)


def _await_letter(
    db: Db,
    person: int,
    chat_id: int,
    article_id: int,
    lately: tuple[int, int],
    owners: tuple[int, ...],
    moment: dt.datetime,
) -> Answer | str | None:
    """The headline of the article that is asked about, empty for none; None where it is gone."""
    headline = ""
    if article_id != NOTHING_IN_PARTICULAR:
        card = articles.get_card(db, article_id)
        if card is None:
            return None
        headline = card.headline[:HEADLINE_SHOWN]
    refused = may_write(db, person, lately, owners, moment)
    if refused is not None:
        return refused
    awaited.ask(db, person, chat_id, 0, article_id, WHAT, moment)
    return headline


def _brought(message: Message, person: int) -> Written:
    return Written(person, message.message_id, message.date)


def _behind(text: str, words: list[str]) -> str:
    """What stands behind a command with its lines, given the words of it."""
    if not text.split()[-1].endswith(words[-1]):  # of a spoken command, whose end is taken for a blank
        text = text.rstrip(BEHIND_COMMAND)
    head, *_ = text.rsplit(None, len(words) - 1)
    return text[len(head) - len(words[0]) :]


COMMAND = Command(
    "feedback",
    wording.ABOUT_FEEDBACK,
    feedback,
    argument=wording.FEEDBACK_TEXT,
    spoken=wording.SAY_FEEDBACK,
    for_private=True,
    after="resume",
    example=wording.EXAMPLE_FEEDBACK,
    group=Group.OTHER,
    rare=True,
)
PRESSES: dict[str, OnPress] = {
    "letter": OnPress(press_letter, shows_below=True),
    "letter_no": OnPress(press_leave),
}
