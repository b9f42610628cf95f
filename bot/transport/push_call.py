"""One push to Telegram, and what its answer means."""

from __future__ import annotations

import datetime as dt
import json
from enum import Enum, auto
from functools import lru_cache

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.transport.inline_keyboard import inline_keyboard
from bot.transport.written_call import WrittenCall
from storage.deliveries.messages import Buttons, PendingMessage

# Telegram's words for what can't pass: the reader pressed "stop", an account or a group is no more, the bot
# was thrown out. They come in a 403, and in a 400 where the Bot API server passes on Telegram's own.
GONE = (
    "bot was blocked by the user",
    "user_is_blocked",
    "user is deactivated",
    "user_deactivated",
    "input_user_deactivated",
    "bot was kicked",
    "chat was deleted",
    "group is deactivated",
)
# Words, in a 400, for a place that takes nothing at present, or is not found there: rights come back, and a
# Bot API server that lost its data finds the chat again. Telegram once said the first to every channel for
# hours. Any other 403 means the same.
MAY_NOT_WRITE = (
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "administrator privileges",
    "chat_admin_required",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "user_banned_in_channel",
    "channel_private",
    "chat_forbidden",
    "chat not found",
    "user not found",
    "peer_id_invalid",
)
HTML = ParseMode.HTML.value
NO_PREVIEW = '{"is_disabled": true}'
# Its words for a message that can't be put in order any more, and for one that is in order.
UNEDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
    "message_edit_time_expired",
)
NOT_MODIFIED = "message is not modified"
# Telegram's words for a topic that was closed or deleted.
TOPIC_LOST = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid", "topic_hidden")


class Meaning(Enum):
    """What a failed try says."""

    TOKEN_REFUSED = auto()
    CHAT_MUST_REST = auto()
    CHAT_MIGRATED = auto()
    CHAT_GONE = auto()
    MAY_NOT_WRITE = auto()  # in the whole place, for now
    GENERAL_CLOSED = auto()  # the General topic of a forum alone
    TOPIC_LOST = auto()
    UNEDITABLE = auto()  # the message that was to be edited is gone, or too old for it
    UNEDITABLE_NOW = auto()  # its topic is closed, which says nothing about where new messages go
    MESSAGE_REFUSED = auto()
    NOT_TAKEN = auto()  # no answer, or none of Telegram's own: it may have been taken or not


class NoAnswerOfTelegrams(TelegramError):
    """The answer was well-formed JSON and yet nothing that Telegram says."""


async def send(bot: Bot, message: PendingMessage, *, paid: bool = False) -> int:
    """Sends a message as it was committed, or puts its text in place of another's; returns Telegram's id of
    it.

    Raises telegram.error.TelegramError; `meaning` tells what it means. The answer's Message object is not
    built: a broadcast needs its id only.
    """
    if message.is_edit:
        return await _edit(bot, message)
    rest = _written(message.text, message.buttons, message.thread_id, silent=message.silent, paid=paid)
    return await _post(bot, "sendMessage", WrittenCall(message.telegram_id, rest))


# Of a broadcast all messages are alike but for where they go.
@lru_cache(maxsize=64)
def _written(text: str, buttons: Buttons, thread_id: int, *, silent: bool, paid: bool) -> bytes:
    parameters = _common(text)
    if thread_id:
        parameters["message_thread_id"] = str(thread_id)
    if buttons:
        parameters["reply_markup"] = json.dumps(inline_keyboard(buttons), ensure_ascii=False)
    if silent:
        parameters["disable_notification"] = "true"
    if paid:
        parameters["allow_paid_broadcast"] = "true"
    return json.dumps(parameters).encode()


def _common(text: str) -> dict[str, str]:
    return {"text": text, "parse_mode": HTML, "link_preview_options": NO_PREVIEW}


async def _edit(bot: Bot, message: PendingMessage) -> int:
    assert message.edits is not None
    parameters = _common(message.text)
    parameters["message_id"] = str(message.edits)
    parameters["reply_markup"] = json.dumps(inline_keyboard(message.buttons), ensure_ascii=False)
    call = WrittenCall(message.telegram_id, json.dumps(parameters).encode())
    try:
        return await _post(bot, "editMessageText", call)
    except BadRequest as error:
        if NOT_MODIFIED in error.message.casefold():
            return message.edits
        raise


async def _post(bot: Bot, method: str, call: WrittenCall) -> int:
    try:
        sent = await bot.request.post(f"{bot.base_url}/{method}", call)  # type: ignore[arg-type]  # see there
    except (KeyError, TypeError, AttributeError) as error:
        raise NoAnswerOfTelegrams(f"an answer without a result ({error!r})") from error
    if not isinstance(sent, dict) or not isinstance(sent.get("message_id"), int):
        raise NoAnswerOfTelegrams("an answer without a message")
    message_id: int = sent["message_id"]
    return message_id


def meaning(error: TelegramError, *, in_topic: bool, is_edit: bool = False) -> Meaning:
    """What an error of `send` says. Only Telegram's own explicit answers say anything about a chat.

    `in_topic` is where the message goes, of an edit where the chat is at home.
    """
    if isinstance(error, RetryAfter):
        return Meaning.CHAT_MUST_REST
    if isinstance(error, ChatMigrated):
        return Meaning.CHAT_MIGRATED
    if is_foreign(error):
        return Meaning.NOT_TAKEN
    if isinstance(error, InvalidToken):
        return Meaning.TOKEN_REFUSED
    if not isinstance(error, Forbidden | BadRequest):
        return Meaning.NOT_TAKEN
    return _refusal(error, in_topic=in_topic, is_edit=is_edit)


def _refusal(error: Forbidden | BadRequest, *, in_topic: bool, is_edit: bool) -> Meaning:
    words = error.message.casefold()
    if says_gone(words):
        return Meaning.CHAT_GONE
    if isinstance(error, Forbidden):
        return Meaning.MAY_NOT_WRITE
    if any(no in words for no in UNEDITABLE):
        return Meaning.UNEDITABLE
    if any(lost in words for lost in TOPIC_LOST):
        if not in_topic:
            return Meaning.GENERAL_CLOSED
        return Meaning.UNEDITABLE_NOW if is_edit else Meaning.TOPIC_LOST
    return Meaning.MAY_NOT_WRITE if any(no in words for no in MAY_NOT_WRITE) else Meaning.MESSAGE_REFUSED


def says_gone(reason: str) -> bool:
    """Whether Telegram's words for a refusal say that a place is gone for good."""
    words = reason.casefold()
    return any(gone in words for gone in GONE)


def is_foreign(error: TelegramError) -> bool:
    """Whether an error was made of a body that is not Telegram's JSON: something in between spoke.

    The library raises it from what the body could not be read for; it repeats a refused token's error.
    """
    cause: BaseException | None = error.__cause__
    while isinstance(cause, InvalidToken):
        cause = cause.__cause__
    return cause is not None


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram wants us to wait."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, dt.timedelta) else float(pause)
