"""Turns: one request at a time at a host, with a pause between two, and few at once in all."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from bot.fetching.refused import FetchRefused, Reason

PAUSE_SECONDS = 1.0
MOST_AT_ONCE = 4
MOST_WAITING = 50
MOST_HOSTS = 500


@dataclass
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    free_at: float = 0.0


class Turns:
    """Who may ask now; `pause` are the seconds between two requests at a host."""

    def __init__(self, pause: float = PAUSE_SECONDS) -> None:
        self._pause = pause
        self._hosts: dict[str, _Host] = {}
        self._room = asyncio.Semaphore(MOST_AT_ONCE)

    @contextlib.asynccontextmanager
    async def of(self, host: str, delay: float = 0.0) -> AsyncIterator[None]:
        """A turn at a host, `delay` seconds after the last one at least. Raises FetchRefused for a crowd."""
        here = self._hosts.get(host) or self._make(host)
        if here.waiting >= MOST_WAITING:
            raise FetchRefused(Reason.BUSY_HERE, f"too much is asked of {host} at once")
        here.waiting += 1
        loop = asyncio.get_running_loop()
        try:
            async with here.lock:
                await asyncio.sleep(max(0.0, here.free_at + max(delay - self._pause, 0.0) - loop.time()))
                async with self._room:
                    try:
                        yield
                    finally:
                        here.free_at = loop.time() + self._pause
        finally:
            here.waiting -= 1

    def _make(self, host: str) -> _Host:
        if len(self._hosts) >= MOST_HOSTS:
            idle = min(
                (name for name, each in self._hosts.items() if not each.waiting),
                key=lambda name: self._hosts[name].free_at,
                default=None,
            )
            if idle is None:
                raise FetchRefused(Reason.BUSY_HERE, "too many sites are asked at once")
            del self._hosts[idle]
        made = self._hosts[host] = _Host()
        return made
