"""The updates a bot has not confirmed yet, and the poll or the webhook that takes them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Collection
from typing import Any

from playground.standin import api_limits, refusal
from playground.standin.webhook import MAX_CONNECTIONS, Webhook

FIRST_UPDATE_ID = 700_000_001
# Kept from a bot that doesn't ask for them by name (core.telegram.org/bots/api#getupdates).
_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class UpdateQueue:
    """What getUpdates answers from. One bot, one waiting poll: a second poll ends the first with a 409."""

    def __init__(self, on_poll: Callable[[], None] = lambda: None, first_id: int = FIRST_UPDATE_ID) -> None:
        """`on_poll` is called whenever a poll begins or stops waiting, or has confirmed something."""
        self._on_poll = on_poll
        self._pending: deque[dict[str, Any]] = deque()
        self._next_id = first_id
        self._allowed: frozenset[str] = frozenset()
        self._waiting: asyncio.Future[None] | None = None
        self.webhook = Webhook(self, on_poll)

    def __len__(self) -> int:
        """How many updates are not confirmed."""
        return len(self._pending)

    @property
    def newest_id(self) -> int:
        """The number of the newest update; one less than the first will have where there was none yet."""
        return self._next_id - 1

    def is_confirmed(self, update_id: int) -> bool:
        """Whether the bot has told that it needs no update up to this number any more."""
        return not self._pending or self._pending[0]["update_id"] > update_id

    @property
    def is_polled(self) -> bool:
        """Whether a poll is waiting right now."""
        return self._waiting is not None

    def put(self, kind: str, body: dict[str, Any]) -> int | None:
        """Queue an update and return its id; None for a kind that the bot doesn't ask for."""
        if self._allowed:
            if kind not in self._allowed:
                return None
        elif kind in _NOT_BY_DEFAULT:
            return None
        update_id = self._next_id
        self._next_id += 1
        self._pending.append({"update_id": update_id, kind: body})
        self.webhook.look()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
        return update_id

    @property
    def pending(self) -> Collection[dict[str, Any]]:
        """The updates that are not confirmed, oldest first."""
        return self._pending

    @property
    def allowed(self) -> Collection[str]:
        """The kinds that the bot asked for; none where it asked for no choice."""
        return self._allowed

    def allow(self, kinds: Collection[str] | None) -> None:
        """What the bot asks for from now on; None leaves that as it is, no kind is Telegram's default."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    def took(self, update_id: int) -> None:
        """Forget an update that the webhook has taken."""
        for index, update in enumerate(self._pending):
            if update["update_id"] == update_id:
                del self._pending[index]
                self._on_poll()
                return

    def set_webhook(self, url: str, secret: str = "", max_connections: int = MAX_CONNECTIONS) -> None:
        """Set the address that updates go to instead; "" lets polls have them."""
        self.webhook.set(url, secret, max_connections)
        if url and self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(refusal.terminated_by_webhook())

    def drop_all(self) -> None:
        """Forget what is pending (deleteWebhook with drop_pending_updates)."""
        self._pending.clear()
        self._on_poll()

    async def get(
        self, offset: int, limit: int, wait: float, allowed: Collection[str] | None
    ) -> list[dict[str, Any]]:
        """Confirm everything before `offset` and return up to `limit` updates.

        Waits up to `wait` seconds for the first one. A negative offset keeps only that many of the newest.
        `allowed` None leaves the last choice as it is; an empty one is Telegram's default. Raises the
        Refusal with 409 when another poll comes in while this one waits, and where a webhook is set.
        """
        if self.webhook.url:
            raise refusal.webhook_is_active()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(refusal.terminated_by_other_poll())
        self._waiting = None
        self.allow(allowed)
        self._confirm(offset)
        if not self._pending and wait > 0:
            await self._wait_for_one(min(wait, api_limits.MAX_POLL_SECONDS))
        size = min(max(limit, 1), api_limits.MAX_UPDATES)
        return [self._pending[index] for index in range(min(size, len(self._pending)))]

    def _confirm(self, offset: int) -> None:
        pending = len(self._pending)
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
        if len(self._pending) < pending:
            self._on_poll()

    async def _wait_for_one(self, seconds: float) -> None:
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        self._on_poll()
        try:
            async with asyncio.timeout(seconds):
                await waiting
        except TimeoutError:
            pass
        finally:
            if self._waiting is waiting:
                self._waiting = None
            self._on_poll()
