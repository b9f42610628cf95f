"""Pacing: how fast Telegram lets a bot send, over all and into one chat."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

from bot.limits import (
    MESSAGES_PER_MINUTE_IN_GROUP,
    MESSAGES_PER_SECOND,
    SECONDS_BETWEEN_MESSAGES_IN_CHAT,
)

SECONDS_A_MINUTE = 60
SECONDS_BETWEEN_MESSAGES_IN_GROUP = SECONDS_A_MINUTE / MESSAGES_PER_MINUTE_IN_GROUP
MOST_CHATS_REMEMBERED = 10_000
# A push lets people go first for so long, and no longer: somebody may be waiting for a page to be read.
SECONDS_FOR_AN_ANSWER = 0.05


class Pacer:
    """Gives each push its turn; answers go at once, and the pushes give way by as much.

    Group ids are negative at Telegram, and groups have a limit of their own.
    """

    def __init__(self, per_second: float = MESSAGES_PER_SECOND) -> None:
        self._gap = 1 / per_second
        self._next_overall = 0.0
        self._next_in_chat: dict[int, float] = {}
        self._people_waiting = 0
        self._nobody_waits = asyncio.Event()
        self._nobody_waits.set()

    def rest(self, telegram_id: int) -> float:
        """Seconds until this place may be sent something; 0 when it may now."""
        return max(0.0, self._next_in_chat.get(telegram_id, 0.0) - _clock())

    async def turn(self, telegram_id: int) -> None:
        """Returns when a push may go. Whether its place rests is to be asked before."""
        now = _clock()
        at = max(now, self._next_overall)
        self._took(telegram_id, at)
        if at > now:
            await asyncio.sleep(at - now)
        if self._people_waiting:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._nobody_waits.wait(), SECONDS_FOR_AN_ANSWER)

    def answered(self, telegram_id: int) -> None:
        """Counts an answer that goes out now."""
        self._took(telegram_id, max(_clock(), self._next_overall))

    @contextlib.contextmanager
    def somebody_waits(self) -> Iterator[None]:
        """While a person waits for an answer, no push is begun, for a moment."""
        self._people_waiting += 1
        self._nobody_waits.clear()
        try:
            yield
        finally:
            self._people_waiting -= 1
            if not self._people_waiting:
                self._nobody_waits.set()

    def _took(self, telegram_id: int, at: float) -> None:
        self._next_overall = at + self._gap
        self._next_in_chat[telegram_id] = at + gap_in(telegram_id)
        if len(self._next_in_chat) > MOST_CHATS_REMEMBERED:
            now = _clock()
            self._next_in_chat = {chat: free for chat, free in self._next_in_chat.items() if free > now}


def gap_in(telegram_id: int) -> float:
    """Seconds between two messages into one place."""
    return SECONDS_BETWEEN_MESSAGES_IN_GROUP if telegram_id < 0 else SECONDS_BETWEEN_MESSAGES_IN_CHAT


def _clock() -> float:
    return asyncio.get_running_loop().time()
