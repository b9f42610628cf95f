"""Answers: where they go, and in which form."""

from __future__ import annotations

import html

from telegram import Chat, Message, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards.typing_sign import answer_is_ready
from bot.people.acting import acting_for
from bot.transport.answer_call import send_answer
from storage.chats.chats import Place
from storage.deliveries.messages import Buttons


async def reply(update: Update, text: str, buttons: Buttons = ()) -> None:
    """Answers an update in its chat and topic with an HTML message, be it deleted meanwhile."""
    message = update.effective_message
    assert message is not None
    answer_is_ready()
    await send_answer(message, for_whom(text), buttons)


def for_whom(text: str) -> str:
    """The text, headed by the name of the channel it is about, where that isn't the chat it stands in."""
    acting = acting_for()
    if acting is None:
        return text
    return wording.OF_CHANNEL.format(title=html.escape(acting.place.title)) + "\n" + text


def place_of(update: Update) -> Place:
    """The place that an answer is about: the one acted for, else the one an update came from."""
    acting = acting_for()
    if acting is not None:
        return acting.place
    chat, message = update.effective_chat, update.effective_message
    assert chat is not None
    topic = isinstance(message, Message) and message.is_topic_message
    thread_id = message.message_thread_id if topic and message is not None else None
    return Place(chat.id, thread_id or 0, str(chat.type), _title(chat))


def _title(chat: Chat) -> str:
    if chat.type == ChatType.PRIVATE:
        return chat.full_name or ""
    return chat.title or ""
