"""The methods that change or remove messages, and the answer to a pressed button."""

from __future__ import annotations

import datetime as dt
from typing import Any

from playground.standin import api_limits, entities, refusal, reply_markup
from playground.standin.access import check_access, check_editing
from playground.standin.call import Call
from playground.standin.message import Message
from playground.standin.press import CallbackAnswer
from playground.standin.send_methods import read_preview, read_text
from playground.standin.telegram import Telegram


def edit_message_text(telegram: Telegram, call: Call) -> Any:
    """editMessageText: text, keyboard and preview; a call without keyboard takes the keyboard away."""
    text, found = read_text(call, "text", "entities")
    if entities.is_blank(text):
        raise refusal.bad_request("message text is empty")
    if entities.utf16_length(text) > api_limits.MAX_TEXT:
        raise refusal.bad_request("MESSAGE_TOO_LONG")  # sendMessage says it in other words
    markup = reply_markup.parse(call, inline_only=True)
    message = _own_message(telegram, call)
    if message.document is not None or not message.text:
        raise refusal.bad_request("there is no text in the message to edit")
    preview = read_preview(call)
    has_link = any(entity.type in ("url", "text_link") for entity in found)
    if (text, found, markup, preview and has_link) == (
        message.text,
        message.entities,
        message.keyboard,
        message.preview and has_link,
    ):
        raise refusal.not_modified()
    _admit(telegram, message)
    message.text, message.entities, message.keyboard, message.preview = text, found, markup, preview
    return _edited(telegram, message)


def edit_message_reply_markup(telegram: Telegram, call: Call) -> Any:
    """editMessageReplyMarkup: the keyboard alone; without one it goes away."""
    markup = reply_markup.parse(call, inline_only=True)
    message = _own_message(telegram, call)
    if markup == message.keyboard:
        raise refusal.not_modified()
    _admit(telegram, message)
    message.keyboard = markup
    return _edited(telegram, message)


def delete_message(telegram: Telegram, call: Call) -> bool:
    """deleteMessage: own messages, and others' where the bot may delete; none older than 48 hours."""
    chat = telegram.find_chat(call)
    check_access(chat)
    message = chat.find(call.integer("message_id"))
    if message is None:
        raise refusal.bad_request("message to delete not found")
    _check_deletable(telegram, message)
    chat.remove(message)
    return True


def answer_callback_query(telegram: Telegram, call: Call) -> bool:
    """answerCallbackQuery: once for each press, and soon."""
    text = call.text("text")
    if len(text) > api_limits.MAX_CALLBACK_ANSWER:
        raise refusal.bad_request("MESSAGE_TOO_LONG")
    press = telegram.presses.pop(call.text("callback_query_id"), None)
    if press is None or telegram.clock() - press.pressed_at > api_limits.CALLBACK_SECONDS:
        raise refusal.bad_request("query is too old and response timeout expired or query ID is invalid")
    press.answer = CallbackAnswer(text, call.flag("show_alert"), call.text("url"))
    telegram.happened("answer", press)
    return True


def _own_message(telegram: Telegram, call: Call) -> Message:
    if not call.params.get("chat_id") and not call.params.get("message_id"):
        raise refusal.bad_request("message identifier is not specified")
    chat = telegram.find_chat(call)
    check_access(chat)
    message_id = call.integer("message_id")
    if message_id <= 0:
        raise refusal.bad_request("message identifier is not specified")
    message = chat.find(message_id)
    if message is None:
        raise refusal.edit_not_found()
    check_editing(message)
    return message


def _admit(telegram: Telegram, message: Message) -> None:
    """An edit counts against the flow as a message does."""
    telegram.flow.admit(message.chat.id, is_group=message.chat.is_group, paid=False)


def _edited(telegram: Telegram, message: Message) -> Any:
    message.edited_at = telegram.now()
    message.edits += 1
    telegram.happened("edit", message)
    return message.to_json()


def _check_deletable(telegram: Telegram, message: Message) -> None:
    is_old = telegram.now() - message.sent_at > dt.timedelta(hours=api_limits.DELETE_HOURS)
    chat = message.chat
    may = message.from_bot or chat.type == "private" or chat.bot.may("can_delete_messages")
    if chat.is_group and not message.from_bot and not chat.bot.is_admin:
        may = False
    if is_old or not may:
        raise refusal.bad_request("message can't be deleted")
