"""The window: how many pushes are on the way at once. Enough for the rate, no queue in front of answers."""

from __future__ import annotations

import asyncio
import itertools
import math
from collections import deque

from bot.transport.telegram_limits import HIGHEST_RATE

FEWEST_AT_ONCE = 16
SPARE = 2.0
ANSWERS_MEASURED = 200
# A call that takes longer than this gives its place to another.
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
        self._began: dict[int, float] = {}  # the calls that hold a place, the oldest first
        self._calls = itertools.count()
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._quickest = math.inf
        self._measured = 0
        self._sweep: asyncio.TimerHandle | None = None

    async def enter(self) -> tuple[int, float]:
        """Waits for a place; returns what `leave` is to be given."""
        loop = asyncio.get_running_loop()
        while len(self._began) >= self._limit:
            free: asyncio.Future[None] = loop.create_future()
            self._waiting.append(free)
            try:
                await free
            except asyncio.CancelledError:
                self._let_in()  # the place may have been meant for this call
                raise
        call, now = next(self._calls), loop.time()
        self._began[call] = now
        if self._sweep is None:
            self._sweep = loop.call_later(LONGEST_IN_WINDOW_SECONDS, self._let_slow_ones_go)
        return call, now

    def leave(self, place: tuple[int, float]) -> None:
        """The call has come to its end."""
        call, began = place
        self._began.pop(call, None)
        self._let_in()
        self._quickest = min(self._quickest, asyncio.get_running_loop().time() - began)
        self._measured += 1
        if self._measured >= ANSWERS_MEASURED:
            self._limit = max(FEWEST_AT_ONCE, math.ceil(self._rate * self._quickest * SPARE))
            self._quickest, self._measured = math.inf, 0

    def _let_in(self) -> None:
        for _ in range(min(len(self._waiting), max(self._limit - len(self._began), 0))):
            free = self._waiting.popleft()
            if not free.done():
                free.set_result(None)

    def _let_slow_ones_go(self) -> None:
        """Calls that take long don't hold back others any more."""
        loop = asyncio.get_running_loop()
        now, self._sweep = loop.time(), None
        for call in [call for call, began in self._began.items() if began <= now - LONGEST_IN_WINDOW_SECONDS]:
            del self._began[call]
        self._let_in()
        if self._began:
            oldest = next(iter(self._began.values()))
            self._sweep = loop.call_at(oldest + LONGEST_IN_WINDOW_SECONDS, self._let_slow_ones_go)
