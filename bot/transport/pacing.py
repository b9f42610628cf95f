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
        self._asking: set[int] = set()  # the updates whose answers people wait for
        self._go_on: asyncio.TimerHandle | None = None
        self._may_go = asyncio.Event()
        self._may_go.set()

    def rest(self, telegram_id: int) -> float:
        """Seconds until this place may be sent something; 0 when it may now."""
        return max(0.0, self._next_in_chat.get(telegram_id, 0.0) - seconds_now())

    async def turn(self, telegram_id: int) -> None:
        """Returns when a push may go. Whether its place rests is to be asked before."""
        async with self._order:
            await self.people_first()
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

    async def people_first(self) -> None:
        """Returns when a push may begin as far as people are concerned who wait for answers."""
        await self._may_go.wait()

    def asks(self, update_id: int) -> None:
        """Whoever sent this update waits for an answer from now on: no push is begun, for a moment.

        Where others have been waiting, the moment is theirs: people who ask without a pause stop no pushes.
        """
        if not self._asking:
            self._may_go.clear()
            loop = asyncio.get_running_loop()
            self._go_on = loop.call_later(SECONDS_FOR_AN_ANSWER, self._may_go.set)
        self._asking.add(update_id)

    def is_answered(self, update_id: int) -> None:
        """Nobody waits for the answer to this update any more."""
        self._asking.discard(update_id)
        if not self._asking and self._go_on is not None:
            self._go_on.cancel()
            self._go_on = None
            self._may_go.set()

    @contextlib.contextmanager
    def somebody_waits(self, update_id: int) -> Iterator[None]:
        """While what runs in the block answers an update, its sender waits for it."""
        self.asks(update_id)
        try:
            yield
        finally:
            self.is_answered(update_id)


def gap_in(telegram_id: int) -> float:
    """Seconds between two messages into one place."""
    return SECONDS_BETWEEN_MESSAGES_IN_GROUP if telegram_id < 0 else SECONDS_BETWEEN_MESSAGES_IN_CHAT
