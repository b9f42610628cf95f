"""Pacing: how fast Telegram lets a bot send, over all and into one chat."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Iterator

from bot.transport.loop_clock import seconds_now
from bot.transport.telegram_limits import (
    HIGHEST_RATE,
    MESSAGES_PER_MINUTE_IN_GROUP,
    MESSAGES_PER_SECOND,
    SECONDS_BETWEEN_MESSAGES_IN_CHAT,
)

SECONDS_A_MINUTE = 60
SECONDS_BETWEEN_MESSAGES_IN_GROUP = SECONDS_A_MINUTE / MESSAGES_PER_MINUTE_IN_GROUP
# Messages may come to Telegram closer together than they left.
JITTER_SECONDS = 0.05
MOST_CHATS_REMEMBERED = 10_000
# A push lets people go first for so long, and no longer: somebody may be waiting for a page to be read.
SECONDS_FOR_AN_ANSWER = 0.05


class Pacer:
    """Gives each push its turn; answers go at once, and the pushes give way by as much.

    Group ids are negative at Telegram, and groups have a limit of their own.
    """

    def __init__(self, per_second: int = MESSAGES_PER_SECOND) -> None:
        self._gap = 1 / per_second
        self._next_overall = 0.0
        # When the last second's messages went; above the highest rate Telegram knows nothing is counted.
        self._counted = per_second <= HIGHEST_RATE
        self._last_second: deque[float] = deque(maxlen=per_second if self._counted else 1)
        self._next_in_chat: dict[int, float] = {}
        self._order = asyncio.Lock()
        self._people_waiting = 0
        self._courtesy_ends = 0.0
        self._nobody_waits = asyncio.Event()
        self._nobody_waits.set()

    def rest(self, telegram_id: int) -> float:
        """Seconds until this place may be sent something; 0 when it may now."""
        return max(0.0, self._next_in_chat.get(telegram_id, 0.0) - seconds_now())

    async def turn(self, telegram_id: int) -> None:
        """Returns when a push may go. Whether its place rests is to be asked before."""
        async with self._order:
            if self._people_waiting and seconds_now() < self._courtesy_ends:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._nobody_waits.wait(), self._courtesy_ends - seconds_now())
            while (wait := self._wait_overall()) > 0:  # noqa: ASYNC110 - answers may have gone meanwhile
                await asyncio.sleep(wait)
            self._took(telegram_id)

    def answered(self, telegram_id: int) -> None:
        """Counts an answer that goes out now."""
        self._took(telegram_id)

    def _wait_overall(self) -> float:
        now = seconds_now()
        wait = self._next_overall - now
        if self._counted and len(self._last_second) == self._last_second.maxlen:
            # Turns that came late may crowd the next ones together; no second may hold more for it.
            wait = max(wait, self._last_second[0] + 1 + JITTER_SECONDS - now)
        return wait

    def _took(self, telegram_id: int) -> None:
        now = seconds_now()
        self._next_overall = max(now, self._next_overall) + self._gap
        self._last_second.append(now)
        self._next_in_chat[telegram_id] = now + gap_in(telegram_id) + JITTER_SECONDS
        if len(self._next_in_chat) > MOST_CHATS_REMEMBERED:
            self._next_in_chat = {chat: free for chat, free in self._next_in_chat.items() if free > now}

    @contextlib.contextmanager
    def somebody_waits(self) -> Iterator[None]:
        """While a person waits for an answer, no push is begun, for a moment."""
        if not self._people_waiting:
            self._courtesy_ends = seconds_now() + SECONDS_FOR_AN_ANSWER
        self._people_waiting += 1
        self._nobody_waits.clear()
        try:
            yield
        finally:
            self._people_waiting -= 1
            if not self._people_waiting:
                self._nobody_waits.set()


def gap_in(telegram_id: int) -> float:
    """Seconds between two messages into one place."""
    return SECONDS_BETWEEN_MESSAGES_IN_GROUP if telegram_id < 0 else SECONDS_BETWEEN_MESSAGES_IN_CHAT
