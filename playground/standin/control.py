"""Steering a stand-in that runs in a process of its own: what people do and what goes wrong."""

from __future__ import annotations

import inspect
import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from playground.standin import call_faults
from playground.standin.bot_api import Answer, BotApi
from playground.standin.changes import Event
from playground.standin.message import Message

_OUTCOMES: dict[str, Callable[..., call_faults.Outcome]] = {
    "error": call_faults.Error,
    "dropped": call_faults.Dropped,
    "timed_out": call_faults.TimedOut,
    "garbage": lambda: call_faults.Garbage(),
    "slow": call_faults.Slow,
}


_ANSWER_SECONDS = 60.0


class Control:
    """Answers /control/<verb>; parameters and answers are JSON.

    - `counts`: messages from the bot so far, edits, and the updates not confirmed yet
    - `send` user_id, text: a user writes to the bot
    - `ask` user_id, text: the same, and its answer is the bot's answer
    - `messages` chat_id: the texts that stand in a chat, and how often each was edited
    - `delete` chat_id, message_id: somebody deletes a message
    - `uneditable` chat_id, message_id (all from the bot without one): edits are refused from now on
    - `inject` method, outcome (error, dropped, timed_out, garbage, slow), `with` the fields of the outcome,
      and what BotApi.inject takes besides
    - `heal`: nothing goes wrong any more
    """

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._counts: Counter[str] = Counter()
        api.observers.append(self._count)

    def _count(self, event: Event) -> None:
        if isinstance(event.subject, Message) and event.subject.from_bot:
            self._counts[event.kind] += 1

    async def answer(self, verb: str, parameters: Mapping[str, Any]) -> Answer:
        """The answer to one verb: 404 for an unknown one, 400 for wrong parameters."""
        verbs: dict[str, Callable[[Mapping[str, Any]], Any]] = {
            "counts": self._answer_counts,
            "send": self._send,
            "ask": self._ask,
            "messages": self._messages,
            "delete": self._delete,
            "uneditable": self._make_uneditable,
            "inject": self._inject,
            "heal": self._heal,
        }
        if verb not in verbs:
            return Answer(404, b'{"error":"no such verb"}')
        try:
            result = verbs[verb](parameters)
            if inspect.isawaitable(result):
                result = await result
        except (KeyError, TypeError, ValueError) as problem:
            return Answer(400, json.dumps({"error": repr(problem)}).encode())
        return Answer(200, json.dumps(result, ensure_ascii=False).encode())

    def _answer_counts(self, _: Mapping[str, Any]) -> Any:
        return {
            "messages": self._counts["message"],
            "edits": self._counts["edit"],
            "pending_updates": len(self._api.updates),
        }

    def _send(self, parameters: Mapping[str, Any]) -> Any:
        message = self._api.user(int(parameters["user_id"])).send(str(parameters["text"]))
        return {"message_id": message.message_id}

    async def _ask(self, parameters: Mapping[str, Any]) -> Any:
        user = self._api.user(int(parameters["user_id"]))
        return {"text": (await user.ask(str(parameters["text"]), within=_ANSWER_SECONDS)).text}

    def _messages(self, parameters: Mapping[str, Any]) -> Any:
        chat = self._api.chats[int(parameters["chat_id"])]
        return [
            {
                "id": message.message_id,
                "from_bot": message.from_bot,
                "text": message.text,
                "edits": message.edits,
            }
            for message in chat.messages
        ]

    def _delete(self, parameters: Mapping[str, Any]) -> Any:
        chat = self._api.chats[int(parameters["chat_id"])]
        message = chat.find(int(parameters["message_id"]))
        if message is None:
            raise ValueError("no such message")
        chat.remove(message)
        return {}

    def _make_uneditable(self, parameters: Mapping[str, Any]) -> Any:
        numbers = [int(parameters["message_id"])] if "message_id" in parameters else []
        self._api.make_uneditable(int(parameters["chat_id"]), *numbers)
        return {}

    def _inject(self, parameters: Mapping[str, Any]) -> Any:
        outcome = _OUTCOMES[str(parameters["outcome"])](**parameters.get("with", {}))
        rest = {name: parameters[name] for name in ("times", "chat_id", "every") if name in parameters}
        self._api.inject(str(parameters["method"]), outcome, **rest)
        return {}

    def _heal(self, _: Mapping[str, Any]) -> Any:
        self._api.faults.clear()
        return {}
