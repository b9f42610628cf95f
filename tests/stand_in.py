"""A python-telegram-bot Bot over the Bot API stand-in, both ways: in process, and over real HTTP."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from telegram import Bot
from telegram.request import HTTPXRequest

from playground.standin.bot_api import BotApi
from playground.standin.in_process_request import InProcessRequest
from playground.standin.loopback import Loopback

WAYS = ("in process", "over HTTP")


@contextlib.asynccontextmanager
async def bot_over(
    way: str, api: BotApi, *, token: str = "", read_timeout: float = 5.0
) -> AsyncIterator[Bot]:
    """A Bot whose Telegram is `api`; not initialized, so that its first call is the test's."""
    if way == "in process":
        yield Bot(
            token or api.token,
            request=InProcessRequest(api, read_timeout),
            get_updates_request=InProcessRequest(api, read_timeout),
        )
        return
    async with Loopback(api) as server, contextlib.AsyncExitStack() as stack:
        # Loading the certificates of the world takes longer than a test, and nothing here is https.
        plain = {"verify": False}
        requests = [
            await stack.enter_async_context(HTTPXRequest(read_timeout=read_timeout, httpx_kwargs=plain))
            for _ in range(2)
        ]
        yield Bot(
            token or api.token,
            base_url=f"{server.url}/bot",
            base_file_url=f"{server.url}/file/bot",
            request=requests[0],
            get_updates_request=requests[1],
        )
