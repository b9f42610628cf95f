"""Pictures as answers: one message with its text below, as far as Telegram takes it, else the text alone."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass

from telegram import CallbackQuery, InaccessibleMessage, Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.cards.buttons import markup
from bot.cards.pressing import send_below, topic_of
from bot.cards.reply import for_whom, reply
from bot.cards.typing_sign import answer_is_ready
from bot.transport.telegram_limits import CAPTION, visible_length
from storage.deliveries.messages import Buttons

# How Telegram says that a chat takes no pictures from us, or not this one; found by trying.
NO_PICTURES = ("not enough rights", "photo", "image")


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as a file, and what it is called."""

    data: bytes
    name: str


async def reply_photo(update: Update, photo: Photo | None, text: str, rows: Buttons = ()) -> None:
    """Answers with a picture above an HTML text; with the text alone where no picture is, or is taken."""
    message = update.effective_message
    assert message is not None
    if photo is None or not _fits(text):
        await reply(update, text, rows)
        return
    answer_is_ready()
    sent = message.reply_photo(
        photo.data,
        filename=photo.name,
        caption=for_whom(text),
        parse_mode=ParseMode.HTML,
        reply_markup=markup(rows),
        allow_sending_without_reply=True,
    )
    if not await _is_taken(sent):
        await reply(update, text, rows)


async def send_photo_below(query: CallbackQuery, photo: Photo | None, text: str, rows: Buttons = ()) -> None:
    """The same, into the chat and topic of the pressed button."""
    message = query.message
    if message is None:
        return
    if photo is None or not _fits(text):
        await send_below(query, text, rows)
        return
    assert isinstance(message, Message | InaccessibleMessage)
    sent = query.get_bot().send_photo(
        message.chat.id,
        photo.data,
        filename=photo.name,
        caption=for_whom(text),
        parse_mode=ParseMode.HTML,
        reply_markup=markup(rows),
        message_thread_id=topic_of(message),
    )
    if not await _is_taken(sent):
        await send_below(query, text, rows)


def _fits(text: str) -> bool:
    return visible_length(for_whom(text)) <= CAPTION


async def _is_taken(sending: Awaitable[Message]) -> bool:
    """Whether Telegram took the picture; False where it takes none here. Raises what else it answers."""
    try:
        await sending
    except BadRequest as error:
        if not any(words in error.message.casefold() for words in NO_PICTURES):
            raise
        return False
    return True
