"""The webhook: updates are posted to the bot instead of waiting for its polls, again until it takes them.

The rules and words are those of core.telegram.org/bots/api#setwebhook and of the Bot API server. Updates
of one chat go one after the other, those of several side by side. There is no TLS here: where `tls_ends_at`
names a port of this machine, the stand-in posts to it as the proxy would that ends TLS before the bot; where
it names none, nothing is posted.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Collection
from typing import Any, Protocol
from urllib.parse import urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from playground.standin import refusal
from playground.standin.call import Call
from playground.standin.port import HOST

MAX_CONNECTIONS = 40  # where the bot doesn't say
MOST_CONNECTIONS = 100
PORTS = (80, 88, 443, 8443)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_SECRET = 256
ANSWER_SECONDS = 60.0


class Queue(Protocol):
    """Where the updates wait."""

    @property
    def pending(self) -> Collection[dict[str, Any]]: ...

    def took(self, update_id: int) -> None: ...


class Webhook:
    """Posts what waits in a queue; `url` "" is no webhook. `again_seconds` is the pause before a repetition.

    `on_refusal` is called whenever an update was not taken.
    """

    def __init__(self, queue: Queue, on_refusal: Callable[[], None]) -> None:
        self._queue = queue
        self._on_refusal = on_refusal
        self._connections = MAX_CONNECTIONS
        self._tasks: dict[int, asyncio.Task[None]] = {}  # by the chat whose update is on its way
        self.url = ""
        self.secret = ""
        self.tls_ends_at: int | None = None
        self.again_seconds = 1.0
        self.posts = 0  # also those that were not taken
        self.last_error: tuple[int, str] | None = None

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Posts there from now on, with everything that waits."""
        if url != self.url:
            self.last_error = None
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        self.url, self.secret, self._connections = url, secret, max_connections
        self.look()

    def look(self) -> None:
        """Posts the oldest update of each chat of which none is on its way."""
        if not self.url or self.tls_ends_at is None:
            return
        for update in list(self._queue.pending):
            if len(self._tasks) >= self._connections:
                return
            chat = _chat_of(update)
            if chat not in self._tasks:
                self._tasks[chat] = asyncio.get_running_loop().create_task(self._post(chat, update))

    def to_json(self) -> dict[str, Any]:
        """The WebhookInfo, without the kinds of updates."""
        info: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._queue.pending),
        }
        if self.url:
            info["max_connections"] = self._connections
        if self.last_error is not None:
            info["last_error_date"], info["last_error_message"] = self.last_error
        return info

    async def _post(self, chat: int, update: dict[str, Any]) -> None:
        while (wrong := await self._wrong_with(update)) is not None:
            self.last_error = (int(time.time()), wrong)
            self._on_refusal()
            await asyncio.sleep(self.again_seconds)
        del self._tasks[chat]
        self._queue.took(update["update_id"])
        self.look()

    async def _wrong_with(self, update: dict[str, Any]) -> str | None:
        """Posts once; what went wrong, None where the bot has taken it."""
        path = urlsplit(self.url).path or "/"
        headers = {"Content-Type": "application/json"} | ({SECRET_HEADER: self.secret} if self.secret else {})
        client = AsyncHTTPClient(force_instance=True)
        self.posts += 1
        try:
            await client.fetch(
                f"http://{HOST}:{self.tls_ends_at}{path}",
                method="POST",
                headers=headers,
                body=json.dumps(update, ensure_ascii=False),
                request_timeout=ANSWER_SECONDS,
            )
        except HTTPClientError as error:
            return f"Wrong response from the webhook: {error.code} {error.message}"
        except OSError as error:
            return error.strerror or "Connection refused"
        finally:
            client.close()
        return None


def asked(call: Call) -> tuple[str, str, int]:
    """The url, secret and number of connections of a setWebhook; a Refusal where Telegram takes them not."""
    url, secret = call.text("url"), call.text("secret_token")
    if url:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname:
            raise refusal.bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        try:
            port = parts.port or 443
        except ValueError:
            port = 0
        if port not in PORTS:
            raise refusal.bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if len(secret) > LONGEST_SECRET:
        raise refusal.bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise refusal.bad_request("secret token contains unallowed characters")
    return url, secret, min(max(call.integer("max_connections", MAX_CONNECTIONS), 1), MOST_CONNECTIONS)


def _chat_of(update: dict[str, Any]) -> int:
    """The chat that an update is of; those of none go one after the other."""
    for body in update.values():
        if isinstance(body, dict):
            chat = body.get("chat") or body.get("message", {}).get("chat", {})
            return int(chat.get("id", 0))
    return 0
