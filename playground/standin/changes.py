"""What changes at the stand-in, told to whoever watches or waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from playground.standin.chat import Chat
from playground.standin.message import Message
from playground.standin.press import Press


@dataclass(frozen=True, slots=True)
class Event:
    """Something changed.

    `kind` is message, edit, delete, answer, action, menu or member; `subject` is what changed, where it is
    one thing.
    """

    kind: str
    subject: Message | Press | Chat | None


class Changes:
    """The observers, who are called at each event, and those who wait for a condition to hold."""

    def __init__(self) -> None:
        self.observers: list[Callable[[Event], None]] = []
        self._waiting: set[asyncio.Future[None]] = set()

    def happened(self, kind: str, subject: Message | Press | Chat | None) -> None:
        """Tell the observers and whoever waits."""
        if self.observers:
            event = Event(kind, subject)
            for observer in list(self.observers):
                observer(event)
        self.wake()

    def wake(self) -> None:
        """Let those who wait look again."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()

    async def wait_until(self, condition: Callable[[], object], within: float) -> None:
        """Wait until a condition holds. Raises TimeoutError when it doesn't `within` so many seconds."""
        async with asyncio.timeout(within):
            while not condition():
                changed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                self._waiting.add(changed)
                await changed
