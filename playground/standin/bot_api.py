"""Telegram's Bot API for tests and the demo: as strict as Telegram, in Telegram's words, without Telegram.

`in_process_request` beside this serves it to python-telegram-bot without a port, `loopback` over HTTP.
"""

from __future__ import annotations

import asyncio
import inspect
import itertools
import json
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playground.standin import call_faults, refusal
from playground.standin.call import Call, Upload
from playground.standin.call_faults import FaultPlan, Outcome
from playground.standin.methods import METHODS
from playground.standin.person import Person
from playground.standin.press import PATIENCE_SECONDS
from playground.standin.refusal import Refusal
from playground.standin.telegram import Telegram

TEST_TOKEN = "1234567890:test-token-of-the-playground-000000"
BOT_USERNAME = "park_briefs_bot"
BOT_NAME = "园区快报"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_CALLS_TOLD = 6  # of what a bot did, where it did not do what was waited for


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the bot: an HTTP status and a body."""

    status: int
    body: bytes


class BotApi(Telegram):
    """One bot's Telegram and the way to it: the methods it calls, the faults they meet, the calls so far.

    `log_size` bounds `calls`; None keeps every call. What else it takes is for `Telegram`.
    """

    def __init__(
        self,
        token: str = TEST_TOKEN,
        *,
        username: str = BOT_USERNAME,
        name: str = BOT_NAME,
        log_size: int | None = None,
        **of_telegram: Any,
    ) -> None:
        me = Person(int(token.partition(":")[0]), name, username=username, is_bot=True)
        super().__init__(me, **of_telegram)
        self.token = token
        self.faults = FaultPlan()
        self.calls: deque[Call] = deque(maxlen=log_size)
        self._numbers = itertools.count(1)

    def inject(
        self, method: str, outcome: Outcome, times: int | None = 1, chat_id: int | None = None, every: int = 1
    ) -> None:
        """Let the next `times` calls of a method end with an outcome; the rest as in `FaultPlan.add`."""
        self.faults.add(method, outcome, times, chat_id, every)

    def calls_of(self, method: str, chat_id: int | None = None) -> list[Call]:
        """The calls of one method, oldest first; of one chat where it is given."""
        return [
            call
            for call in self.calls
            if call.method.lower() == method.lower() and chat_id in (None, call.chat_id)
        ]

    async def wait_until(
        self, condition: Callable[[], object], within: float = PATIENCE_SECONDS, what: str = ""
    ) -> None:
        """Wait until a condition holds. Raises TimeoutError naming `what`, and the calls there were."""
        try:
            await super().wait_until(condition, within, what)
        except TimeoutError as error:
            last = "; ".join(str(call) for call in list(self.calls)[-_CALLS_TOLD:])
            raise TimeoutError(f"{error}; the last calls: {last or 'none'}") from None

    # --- what the bot calls

    async def handle(
        self, token: str, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None
    ) -> Answer:
        """Answer one call, faults included.

        Raises call_faults.ConnectionDropped where the connection is to be closed without an answer, and
        call_faults.NoAnswer where the bot is to wait in vain.
        """
        if token != self.token:
            return _refuse(refusal.unauthorized() if _TOKEN.fullmatch(token) else refusal.not_found())
        call = Call(method, params, files or {}, next(self._numbers))
        self.calls.append(call)
        outcome = self.faults.strike(call)
        if isinstance(outcome, call_faults.Error):
            call.fault = outcome.description
            return self._finish(call, Refusal(outcome.code, outcome.description, dict(outcome.parameters)))
        if isinstance(outcome, call_faults.Slow):
            await asyncio.sleep(outcome.seconds)
            outcome = None
        if outcome is None or outcome.applied:
            answer = await self._apply(call)
            if outcome is None:
                return answer
        return self._lose(call, outcome)

    async def _apply(self, call: Call) -> Answer:
        method = METHODS.get(call.method.lower())
        if method is None:
            return self._finish(call, Refusal(404, "Not Found: method not found"))
        try:
            result = method(self, call)
            if inspect.isawaitable(result):
                result = await result
        except Refusal as refused:
            return self._finish(call, refused)
        call.applied = True
        return self._finish(call, result)

    def _finish(self, call: Call, result: Any) -> Answer:
        if isinstance(result, Refusal):
            call.status, call.refused = result.code, result.description
            answer = _refuse(result)
        else:
            call.status = 200
            answer = Answer(200, _encode({"ok": True, "result": result}))
        self.changes.wake()
        return answer

    def _lose(
        self, call: Call, outcome: call_faults.Dropped | call_faults.TimedOut | call_faults.Garbage
    ) -> Answer:
        call.fault = type(outcome).__name__
        call.status = 0
        self.changes.wake()
        if isinstance(outcome, call_faults.Garbage):
            call.status = outcome.status
            return Answer(outcome.status, outcome.body)
        if isinstance(outcome, call_faults.Dropped):
            raise call_faults.ConnectionDropped
        raise call_faults.NoAnswer

    def download(self, token: str, path: str) -> Answer:
        """A file by the path that getFile gave."""
        try:
            if token != self.token:
                raise refusal.not_found()
            return Answer(200, self.files.download(path))
        except Refusal as refused:
            return _refuse(refused)


def _refuse(refused: Refusal) -> Answer:
    return Answer(refused.code, _encode(refused.to_json()))


def _encode(body: dict[str, Any]) -> bytes:
    return _ENCODER.encode(body).encode("utf-8", "replace")
