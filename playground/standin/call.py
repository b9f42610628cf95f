"""One call of a Bot API method: its parameters as they came, and how they are read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playground.standin import refusal

_TEXT_TOLD = 40  # characters of a message's text


def as_integer(value: Any, complaint: str) -> int:
    """A number inside a JSON parameter; refuses anything else with `complaint`."""
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        raise refusal.bad_request(complaint) from None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    filename: str
    data: bytes
    mime_type: str


@dataclass(slots=True)
class Call:
    """A call and, once it is answered, what was answered.

    Parameters are strings (urlencoded, multipart) or JSON values; the readers below take both.
    `status` is the HTTP status, 0 while the call is running or when the answer was lost; `refused` is the
    description of a refusal, "" for a success; `applied` tells whether the method did its work.
    """

    method: str
    params: Mapping[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)
    number: int = 0
    status: int = 0
    refused: str = ""
    applied: bool = False
    fault: str = ""

    def __str__(self) -> str:
        """One short line for whoever wonders what happened."""
        told = [part for part in (self.text("text")[:_TEXT_TOLD], self.refused, self.fault) if part]
        return " ".join([f"{self.method}({self.chat_id or ''}) {self.status}", *map(repr, told)])

    @property
    def chat_id(self) -> int | None:
        """The chat the call is about, where it names one by number."""
        try:
            return int(self.params["chat_id"])
        except (KeyError, TypeError, ValueError, OverflowError):
            return None

    def text(self, name: str) -> str:
        """A string parameter, "" where it is missing."""
        value = self.params.get(name)
        if value is None:
            return ""
        text = value if isinstance(value, str) else json.dumps(value)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise refusal.bad_request("strings must be encoded in UTF-8") from None
        return text

    def integer(self, name: str, default: int = 0) -> int:
        """A number parameter; `default` where it is missing or no number, as Telegram does."""
        try:
            return int(self.params[name])
        except (KeyError, TypeError, ValueError, OverflowError):
            return default

    def flag(self, name: str) -> bool:
        """A boolean parameter: true, yes and 1 in any case are true."""
        return self.text(name).lower() in ("true", "yes", "1")

    def value(self, name: str, complaint: str) -> Any:
        """A JSON parameter, None where it is missing; `complaint` is what Telegram says of other text."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise refusal.bad_request(complaint) from None
