"""The HTTP server that a webhook arrives at: it stands in front of strangers, so it gives none of them much.

aiohttp by itself takes any number of connections, keeps one that says nothing for an hour, and writes what
they send to the log: who opens a thousand leaves the bot without files to open.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage
from aiohttp.web_protocol import RequestHandler

# An update holds a message and the one it replies to, of 4,096 characters each: some dozen kilobytes.
MOST_BYTES = 1024 * 1024
# Telegram brings forty at once, over connections that its proxy keeps.
MOST_CONNECTIONS = 128
# For so long nothing may come over a connection, also of a request that is not whole.
SILENT_SECONDS = 75.0
# What is left of a body after the answer is read for so long, so that the answer arrives.
LINGERING_SECONDS = 2.0

_strangers = logging.getLogger(f"{__name__}.strangers")
_strangers.disabled = True  # what they send stands in no log


class WebhookServer(web.Server):
    """Answers by `answer`; of more than MOST_CONNECTIONS the one that was made first is let go."""

    def __init__(self, answer: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]) -> None:
        super().__init__(
            answer,
            request_factory=_request,
            access_log=None,
            logger=_strangers,
            keepalive_timeout=SILENT_SECONDS,
            lingering_time=LINGERING_SECONDS,
        )
        self._made: dict[RequestHandler, asyncio.Transport] = {}

    def connection_made(self, handler: RequestHandler, transport: asyncio.Transport) -> None:
        """A connection was made (aiohttp says)."""
        super().connection_made(handler, transport)
        self._made[handler] = transport
        if len(self._made) > MOST_CONNECTIONS:
            self._made.pop(next(iter(self._made))).abort()

    def connection_lost(self, handler: RequestHandler, exc: BaseException | None = None) -> None:
        """A connection has ended (aiohttp says)."""
        self._made.pop(handler, None)
        super().connection_lost(handler, exc)


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: asyncio.Task[None],
) -> web.BaseRequest:
    """A request of what aiohttp tells of it, whose body may have MOST_BYTES."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=MOST_BYTES)
