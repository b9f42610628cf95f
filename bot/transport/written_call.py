"""A call whose body is written already. A broadcast is one text to very many: it is written once for all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class WrittenCall:
    """Stands in for the library's RequestData, which is made of an object for each parameter.

    `to` is Telegram's number of the chat, `rest` all other parameters as a JSON object with at least one.
    """

    to: int
    rest: bytes
    contains_files = False

    @property
    def body(self) -> bytes:
        """All parameters as JSON."""
        return b'{"chat_id": "%d", ' % self.to + self.rest[1:]

    @property
    def json_parameters(self) -> dict[str, str]:
        """All parameters, for a way that takes them one by one."""
        parameters: dict[str, str] = json.loads(self.body)
        return parameters

    @property
    def parameters(self) -> dict[str, Any]:
        """The same."""
        return self.json_parameters
