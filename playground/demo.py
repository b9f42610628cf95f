"""The whole bot without Telegram: its real Application over the stand-in, and the chat page in front."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from telegram import Update
from telegram.ext import Application

from playground.bot_api import BotApi
from playground.chat_page import ChatPage

READER_ID = 1001
EDITOR_ID = 1002
DEFAULT_PORT = 8080
_KEPT_CALLS = 1000  # enough to look at; a demo may run for days

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
MakeApplication = Callable[[BotApi], AnyApplication | AbstractAsyncContextManager[AnyApplication]]
DigestNow = Callable[[AnyApplication], Awaitable[str | None]]


@contextlib.asynccontextmanager
async def running(application: AnyApplication) -> AsyncIterator[None]:
    """Run an Application that polls, in the order and with the hooks of `Application.run_polling`."""
    updater = application.updater
    if updater is None:
        raise ValueError("the application needs an updater to poll with")
    await application.initialize()
    try:
        if application.post_init is not None:
            await application.post_init(application)
        await updater.start_polling(allowed_updates=Update.ALL_TYPES)
        await application.start()
        try:
            yield
        finally:
            await updater.stop()
            await application.stop()
            if application.post_stop is not None:
                await application.post_stop(application)
    finally:
        await application.shutdown()
        if application.post_shutdown is not None:
            await application.post_shutdown(application)


@contextlib.asynccontextmanager
async def demo(
    port: int, make_application: MakeApplication, *, digest_now: DigestNow | None = None
) -> AsyncIterator[ChatPage]:
    """The running demo: its page, with `page.api` behind it.

    `make_application` gets the stand-in and returns the Application, or an async context manager around it;
    it is to use `api.token`, and `playground.request.InProcessRequest(api)` both as `request` and as
    `get_updates_request`. EDITOR_ID is to be an owner. `digest_now` makes it digest time. Raises PortInUse.
    """
    # The bot remembers update and message ids of the last run in its database; the clock keeps them apart.
    first_id = int(time.time())
    api = BotApi(log_size=_KEPT_CALLS, first_update_id=first_id, first_message_id=first_id)
    # They may follow something since the last run, and Telegram doesn't forget who pressed start.
    reader = api.user(READER_ID, "读者", started=True)
    editor = api.user(EDITOR_ID, "编辑", started=True)
    current: list[AnyApplication] = []

    async def make_it_digest_time() -> str | None:
        assert digest_now is not None
        return await digest_now(current[0])

    page = ChatPage(
        api, reader, editor, port=port, digest_now=make_it_digest_time if digest_now is not None else None
    )
    async with contextlib.AsyncExitStack() as stack:
        listening = await stack.enter_async_context(page)
        made = make_application(api)
        if isinstance(made, Application):
            application = made
        else:
            application = await stack.enter_async_context(made)
        current.append(application)
        await stack.enter_async_context(running(application))
        yield listening


async def run_demo(
    port: int,
    make_application: MakeApplication,
    *,
    digest_now: DigestNow | None = None,
    ready: Callable[[str], Awaitable[None] | None] = print,
) -> None:
    """Run the demo until SIGINT or SIGTERM; `ready` is called with its address. Raises PortInUse."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    try:
        async with demo(port, make_application, digest_now=digest_now) as page:
            told = ready(page.url)
            if inspect.isawaitable(told):
                await told
            await stopped.wait()
    finally:
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(name)
