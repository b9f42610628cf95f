"""One answer to a person: the call alone.

python-telegram-bot makes an object of the message that comes back, with its chat, its bot and all that it
was sent with. Nobody reads that of an answer, and making it takes as long as finding out what to say
(benchmarks/answers.py).
"""

from __future__ import annotations

import json

from telegram import Message
from telegram.constants import ChatType

from bot.transport.inline_keyboard import inline_keyboard
from bot.transport.push_call import HTML, NO_PREVIEW
from storage.deliveries.messages import Buttons


async def send_answer(to: Message, text: str, buttons: Buttons = ()) -> None:
    """Sends an HTML text into the chat and topic of a message; in groups, as a reply to it while it is there.

    It goes the way of all calls that are no pushes (bot/incoming/answering.py). Raises TelegramError.
    """
    parameters: dict[str, str | int] = {
        "chat_id": to.chat.id,
        "text": text,
        "parse_mode": HTML,
        "link_preview_options": NO_PREVIEW,
    }
    if to.is_topic_message and to.message_thread_id:
        parameters["message_thread_id"] = str(to.message_thread_id)
    if to.direct_messages_topic is not None:
        parameters["direct_messages_topic_id"] = str(to.direct_messages_topic.topic_id)
    if to.chat.type != ChatType.PRIVATE:
        reply = {"message_id": to.message_id, "allow_sending_without_reply": True}
        parameters["reply_parameters"] = json.dumps(reply)
    if buttons:
        parameters["reply_markup"] = json.dumps(inline_keyboard(buttons), ensure_ascii=False)
    await to.get_bot()._post("sendMessage", parameters)
