"""The window: how many pushes are on the way at once. Enough for the rate, no queue in front of answers."""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections import deque
from collections.abc import AsyncIterator

# Telegram takes no more than this from anybody (core.telegram.org/bots/faq#broadcasting-to-users).
HIGHEST_RATE = 1000
FEWEST_AT_ONCE = 16
SPARE = 2.0
ANSWERS_MEASURED = 200
# A call that takes longer than this doesn't hold back others any more.
LONGEST_IN_WINDOW_SECONDS = 1.0


class Window:
    """As many at once as the rate needs over a connection as quick as this one is at its best.

    What is in the window waits for Telegram, so a larger one would add nothing but waiting to everybody's
    calls (Little's law: calls under way = calls a second × seconds a call). The quickest of the last answers
    says how long a call takes that need not wait.
    """

    def __init__(self, rate: int) -> None:
        self._rate = min(rate, HIGHEST_RATE)
        self._limit = FEWEST_AT_ONCE
        self._inside = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._times: list[float] = []

    @contextlib.asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place in the window, for one call."""
        loop = asyncio.get_running_loop()
        while self._inside >= self._limit:
            free: asyncio.Future[None] = loop.create_future()
            self._waiting.append(free)
            await free
        self._inside += 1
        began = loop.time()
        leave = contextlib.ExitStack()
        leave.callback(self._leave)
        late = loop.call_later(LONGEST_IN_WINDOW_SECONDS, leave.close)
        try:
            yield
        finally:
            late.cancel()
            leave.close()  # does nothing the second time
            self._measure(loop.time() - began)

    def _leave(self) -> None:
        self._inside -= 1
        for _ in range(min(len(self._waiting), max(self._limit - self._inside, 0))):
            free = self._waiting.popleft()
            if not free.done():
                free.set_result(None)

    def _measure(self, seconds: float) -> None:
        self._times.append(seconds)
        if len(self._times) >= ANSWERS_MEASURED:
            self._limit = max(FEWEST_AT_ONCE, math.ceil(self._rate * min(self._times) * SPARE))
            self._times.clear()
