"""Answers to people: they go at once, before any push, and a passing fault doesn't lose them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.counts import Counts
from bot.transport.pacing import Pacer
from bot.transport.push_call import seconds_of

log = logging.getLogger(__name__)

# A person waits half a minute for an answer, not longer; what then still fails is left for the next start.
PAUSES_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
LONGEST_REST_SECONDS = 60.0
TRIED_AGAIN = frozenset(
    {
        "sendMessage",
        "sendDocument",
        "sendPhoto",
        "editMessageText",
        "editMessageReplyMarkup",
        "answerCallbackQuery",
        "getFile",
        "getChat",
        "getChatAdministrators",
    }
)

Call = Callable[..., Coroutine[Any, Any, Any]]


def is_passing(error: BaseException | None) -> bool:
    """Whether the same call may well succeed later: no answer, an answer not Telegram's, or a rest."""
    if isinstance(error, RetryAfter) or type(error) is TelegramError:
        return True
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def is_moot(endpoint: str, error: TelegramError) -> bool:
    """Whether nothing is lost by the failure, so that what follows it should go on.

    The sign that somebody types; the notice of a button pressed while the bot was away, which Telegram takes
    for some seconds only; an edit that changes nothing.
    """
    words = error.message.casefold()
    if endpoint == "sendChatAction":
        return not isinstance(error, InvalidToken)
    if endpoint == "answerCallbackQuery":
        return "query is too old" in words or "query id is invalid" in words
    return endpoint.startswith("editMessage") and "message is not modified" in words


class Answers(BaseRateLimiter[None]):
    """What python-telegram-bot asks before each call that is not a push (see bot/transport/push_call.py)."""

    def __init__(self, pacer: Pacer, counts: Counts | None = None) -> None:
        self._pacer = pacer
        self._counts = counts or Counts()
        self._stopping = asyncio.Event()

    async def initialize(self) -> None:
        """Calls may be tried again from now on."""
        self._stopping.clear()

    async def shutdown(self) -> None:
        """Nothing to tidy."""

    def stop(self) -> None:
        """Nobody is waited for any more: what fails now fails at once."""
        self._stopping.set()

    async def process_request(
        self,
        callback: Call,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """Makes the call, again after a rest or a fault that passes; raises what the last try raised."""
        chat_id = data.get("chat_id")
        is_message = endpoint.startswith("send") and endpoint != "sendChatAction"
        if isinstance(chat_id, int) and is_message:
            self._pacer.answered(chat_id)
        try:
            answer = await self._call(callback, args, kwargs, endpoint, chat_id)
            if is_message:
                self._counts.message("answer", "taken")
            return answer
        except TelegramError as error:
            if is_message:
                self._counts.message("answer", "unanswered" if is_passing(error) else "refused")
            if not is_moot(endpoint, error):
                raise
            log.info("%s to chat %s is let go: %s", endpoint, chat_id, error)
            return True

    async def _call(
        self, callback: Call, args: Any, kwargs: dict[str, Any], endpoint: str, chat_id: object
    ) -> Any:
        if endpoint not in TRIED_AGAIN:
            return await callback(*args, **kwargs)
        for pause in PAUSES_SECONDS:
            try:
                return await callback(*args, **kwargs)
            except TelegramError as error:
                wait = seconds_of(error) if isinstance(error, RetryAfter) else pause
                if not is_passing(error) or wait > LONGEST_REST_SECONDS or self._stopping.is_set():
                    raise
                log.warning("%s to chat %s failed, next try in %g s: %s", endpoint, chat_id, wait, error)
                if await self._told_to_stop_within(wait):
                    raise
        return await callback(*args, **kwargs)

    async def _told_to_stop_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return False
        return True
