"""What an editor types when asked for the answer to a letter."""

from __future__ import annotations

from telegram import Update

from bot import wording
from bot.cards.reply import reply
from bot.context import Context
from bot.newsroom.letter_card import settled_sentence
from bot.newsroom.letter_presses import WHAT
from bot.newsroom.letter_settling import LONGEST_ANSWER, Settled, Settling, answer
from bot.people.sender import person_of
from bot.reader.letter_writing import cleaned, length_of
from storage.database import Db
from storage.moments import now
from storage.people import awaited

COMMAND_SIGNS = ("/", "／")


async def take_answer(update: Update, context: Context) -> bool:
    """Takes an editor's text for the answer that was asked for; False where none was."""
    message, chat, person = update.effective_message, update.effective_chat, person_of(update)
    parts = context.parts
    if message is None or not message.text or chat is None:
        return False
    if not parts.database.glance(awaited.is_asked, person):
        return False
    asked = await parts.database.read(awaited.awaited_of, person, now())
    if asked is None or asked.what != WHAT or asked.telegram_chat_id != chat.id:
        return False
    if message.text.startswith(COMMAND_SIGNS):
        return False
    if message.text.strip() == wording.BUTTON_CANCEL:
        await parts.database.write(awaited.stop, person)
        await reply(update, wording.NOTHING_DONE)
        return True
    text = cleaned(message.text)
    if not text:
        await reply(update, wording.ANSWER_EMPTY)
    elif (count := length_of(text)) > LONGEST_ANSWER:
        await reply(update, wording.ANSWER_TOO_LONG.format(count=count, most=LONGEST_ANSWER))
    else:
        settled = await parts.database.write(_answer, person, asked.key, text)
        parts.wake_delivery.set()
        await reply(update, await parts.database.read(_told, settled))
    return True


def _answer(db: Db, person: int, letter_id: int, text: str) -> Settled:
    awaited.stop(db, person)
    return answer(db, letter_id, text, person, now())


def _told(db: Db, settled: Settled) -> str:
    """What the editor is told, HTML."""
    letter = settled.letter
    if letter is None:
        return f"{wording.LETTER_UNKNOWN}{wording.ANSWER_NOT_SENT}"
    if settled.settling is Settling.DONE:
        return wording.ANSWER_SENT.format(number=letter.id)
    return f"{settled_sentence(db, letter)}{wording.ANSWER_NOT_SENT}"
