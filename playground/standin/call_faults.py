"""What can go wrong between a bot and Telegram, for tests to ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from playground.standin import refusal
from playground.standin.call import Call


@dataclass(frozen=True, slots=True)
class Error:
    """Telegram answers with an error and doesn't do what was asked."""

    code: int
    description: str
    parameters: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, refused: refusal.Refusal) -> Error:
        """The error that a refusal would be: `Error.of(refusal.blocked())`."""
        return cls(refused.code, refused.description, refused.parameters)


@dataclass(frozen=True, slots=True)
class Dropped:
    """The connection closes without an answer; with `applied` the call was carried out all the same."""

    applied: bool = False


@dataclass(frozen=True, slots=True)
class TimedOut:
    """No answer ever comes; with `applied` the call was carried out all the same."""

    applied: bool = False


@dataclass(frozen=True, slots=True)
class Garbage:
    """An answer that is not Telegram's, as from a proxy; with `applied` the call was carried out."""

    body: bytes = b"<html><body>It works!</body></html>"
    status: int = 200
    applied: bool = False


@dataclass(frozen=True, slots=True)
class Slow:
    """The right answer, `seconds` late."""

    seconds: float


Outcome = Error | Dropped | TimedOut | Garbage | Slow

ANSWER_LOST = Dropped(applied=True)
BAD_GATEWAY = Garbage(b"<html><body><h1>502 Bad Gateway</h1></body></html>", 502)
INTERNAL_ERROR = Error(500, "Internal Server Error")


class ConnectionDropped(Exception):
    """The bot's side of `Dropped`: the connection is gone and nothing was answered."""


class NoAnswer(Exception):
    """The bot's side of `TimedOut`: it waits in vain."""


@dataclass(slots=True)
class _Rule:
    method: str
    outcome: Outcome
    times: int | None
    chat_id: int | None
    every: int
    seen: int = 0

    def matches(self, call: Call) -> bool:
        if self.method != "*" and self.method.lower() != call.method.lower():
            return False
        return self.chat_id is None or self.chat_id == call.chat_id


class FaultPlan:
    """The faults still to come, in the order they were asked for."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []

    def add(
        self, method: str, outcome: Outcome, times: int | None = 1, chat_id: int | None = None, every: int = 1
    ) -> None:
        """Let the next `times` matching calls end with an outcome.

        `method` "*" is any; `times` None is for ever; `chat_id` narrows it to one chat; `every` N strikes
        each Nth matching call only.
        """
        if every < 1 or (times is not None and times < 1):
            raise ValueError("times and every must be 1 or more")
        self._rules.append(_Rule(method, outcome, times, chat_id, every))

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._rules.clear()

    def __len__(self) -> int:
        """How many rules have not run out."""
        return len(self._rules)

    def strike(self, call: Call) -> Outcome | None:
        """The outcome of a call; None where all goes well."""
        for rule in self._rules:
            if not rule.matches(call):
                continue
            rule.seen += 1
            if rule.seen % rule.every:
                continue
            if rule.times is not None:
                rule.times -= 1
                if rule.times == 0:
                    self._rules.remove(rule)
            return rule.outcome
        return None
