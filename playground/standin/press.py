"""A pressed button, and what the bot answers to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.standin.message import Message

if TYPE_CHECKING:
    from playground.standin.user import User

# How long an answer is waited for: it comes at once, but a busy machine may take its time.
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What a pressed button shows: a toast, or an alert that has to be closed; "" shows nothing."""

    text: str
    is_alert: bool
    url: str = ""


@dataclass(eq=False, slots=True)
class Press:
    """A pressed button; `answer` is None until the bot answers it."""

    id: str
    user: User
    message: Message
    data: str
    pressed_at: float
    answer: CallbackAnswer | None = None

    async def answered(self, within: float = PATIENCE_SECONDS) -> CallbackAnswer:
        """Wait for the bot's answer; TimeoutError when none comes within that many seconds."""
        await self.user.api.wait_until(lambda: self.answer is not None, within, f"answer to {self.data}")
        assert self.answer is not None
        return self.answer
