"""The typing sign for whoever waits longer than half a second."""

from __future__ import annotations

import asyncio
import logging
from contextvars import ContextVar
from functools import wraps

from telegram import Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.context import Context, Handle

log = logging.getLogger(__name__)

QUIET_SECONDS = 0.5
# core.telegram.org/bots/api#sendchataction: the sign shows for 5 seconds or less.
AGAIN_SECONDS = 4.5

_running_timer: ContextVar[asyncio.TimerHandle | None] = ContextVar("typing sign", default=None)


def with_typing_sign(handle: Handle) -> Handle:
    """The handler, which shows that the bot is typing from QUIET_SECONDS on until it is done."""

    @wraps(handle)
    async def patient(update: Update, context: Context) -> None:
        loop = asyncio.get_running_loop()
        signs: list[asyncio.Task[None]] = []
        # A timer costs next to nothing; most handlers are done before a task would be needed.
        timer = loop.call_later(QUIET_SECONDS, lambda: signs.append(loop.create_task(_show(update, context))))
        _running_timer.set(timer)
        try:
            await handle(update, context)
        finally:
            timer.cancel()
            for sign in signs:
                sign.cancel()
            await asyncio.gather(*signs, return_exceptions=True)

    return patient


def answer_is_ready() -> None:
    """No sign is needed any more: the answer only has to be sent, which a further call would delay."""
    timer = _running_timer.get()
    if timer is not None:
        timer.cancel()


async def _show(update: Update, context: Context) -> None:
    chat, message = update.effective_chat, update.effective_message
    if chat is None:
        return
    topic = (
        message.message_thread_id
        if message is not None and getattr(message, "is_topic_message", False)
        else None
    )
    try:
        while True:
            await context.bot.send_chat_action(chat.id, ChatAction.TYPING, message_thread_id=topic)
            await asyncio.sleep(AGAIN_SECONDS)
    except TelegramError as error:
        log.info("The typing sign could not be shown: %s", error)
