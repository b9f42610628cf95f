"""The whole bot without Telegram: the real thing over the stand-in, and the chat page in front."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime as dt
import logging
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot import wording
from bot.context import Parts
from bot.exit_status import ConfigurationError
from bot.serving.application import build_application
from bot.serving.lock import sole_server
from bot.serving.opening import open_parts
from bot.serving.running import running
from bot.settings.configuration import Settings
from bot.working.page_reading import prepare_issue
from playground.demo.chat_page import ChatPage
from playground.demo.made_months import Months
from playground.demo.seats import EDITOR_ID, OWNER_ID, READER_ID, seats_in
from playground.standin.bot_api import BotApi
from playground.standin.in_process_request import InProcessRequest
from playground.standin.port import PortInUse
from storage.deliveries import deliveries
from storage.desk import issues
from storage.moments import now
from storage.parks import stored_parks
from storage.people import editors

__all__ = ["EDITOR_ID", "OWNER_ID", "READER_ID", "PortInUse", "demo", "park_briefs", "run_demo"]

OWNER_IDS = frozenset({OWNER_ID})
DATABASE_NAME = "demo.db"
# Every file of the demo's database and of its incoming updates, as SQLite names them.
_DATABASE_FILES = ("", "-wal", "-shm", "-journal", "-incoming", "-incoming-wal", "-incoming-shm")
SAMPLE_PAGE = Path(__file__).parent.parent.parent / "samples" / "page-2026-04-04.txt"
# The sample page is shown as two newspapers, so that today and this week are not the same.
TODAYS_ARTICLES = 4
EARLIER = dt.timedelta(days=2)
_KEPT_CALLS = 1000  # enough to look at; a demo may run for days

_log = logging.getLogger(__name__)

B = TypeVar("B")
RunBot = Callable[[BotApi], AbstractAsyncContextManager[B]]
DigestNow = Callable[[B], Awaitable[str | None]]


@contextlib.asynccontextmanager
async def demo(
    port: int, run_bot: RunBot[B], *, digest_now: DigestNow[B] | None = None
) -> AsyncIterator[ChatPage]:
    """The chat page of a bot, with `page.api` behind it; port 0 takes a free one. "重新开始" makes both new.

    `run_bot` gets the stand-in and runs a bot over it while it is entered; OWNER_IDS are to be its owners.
    `digest_now` gets the running bot and makes it digest time. Raises PortInUse before the bot is started.
    """
    api = _new_telegram()
    page = ChatPage(api, seats_in(api), port=port)
    bot = contextlib.AsyncExitStack()
    turn = asyncio.Lock()

    async def begin() -> None:
        running = await bot.enter_async_context(run_bot(page.api))
        if digest_now is not None:
            page.digest_now = partial(digest_now, running)

    async def restart() -> None:
        async with turn:
            page.digest_now = None
            await bot.aclose()
            api = _new_telegram()
            page.begin_anew(api, seats_in(api))
            await begin()
            page.tell("anew", {})  # with what the new bot says of itself

    async with page:
        try:
            await begin()
            page.restart = restart
            yield page
        finally:
            page.restart = None
            async with turn:
                await bot.aclose()


def _new_telegram() -> BotApi:
    """A Telegram in which nothing was said; update and message ids go on from those of the last."""
    # The bot remembers those of the last run in its database; the clock keeps them apart.
    first_id = int(time.time())
    return BotApi(log_size=_KEPT_CALLS, first_update_id=first_id, first_message_id=first_id)


@contextlib.asynccontextmanager
async def park_briefs(
    settings: Settings, api: BotApi, *, months: bool = False, stopped: Callable[[], bool] = lambda: False
) -> AsyncIterator[Parts]:
    """The real bot over a stand-in, with a database of its own beside the configured one.

    It begins afresh every time, with the sample page as the news of today and of some days before, behind
    three months of made-up pages with `months`, of which no more is read once it is `stopped`. Raises
    AlreadyRunning where another demo has that database,
    ConfigurationError where it is the configured one.
    """
    own = settings.database.with_name(DATABASE_NAME)
    if own == settings.database:
        raise ConfigurationError(
            f"DATABASE is {DATABASE_NAME}, which the demo would begin afresh: give it another name"
        )
    settings = settings.model_copy(
        update={
            "telegram_bot_token": SecretStr(api.token),
            "owner_ids": OWNER_IDS,
            "database": own,
            "inbox": None,
        }
    )
    with contextlib.ExitStack() as stack:
        stack.enter_context(sole_server(own))
        _remove(own)
        parts = stack.enter_context(open_parts(settings))
        await parts.database.write(
            editors.add, EDITOR_ID, wording.DEMO_EDITOR, added_by=OWNER_ID, moment=now()
        )
        made = Months(parts, stopped) if months else None
        if made is not None:
            await made.load_newest()
        if not stopped():
            await _load_sample_page(parts)
        application = build_application(
            parts, request=InProcessRequest(api), get_updates_request=InProcessRequest(api)
        )
        async with running(application, parts), _meanwhile(made):
            yield parts


@contextlib.asynccontextmanager
async def _meanwhile(made: Months | None) -> AsyncIterator[None]:
    """Loads what is older while people begin; what isn't loaded at the end is left."""
    loading = asyncio.create_task(_load_older(made), name="loading of months")
    try:
        yield
    finally:
        if made is not None:
            made.stop()
        await loading


async def _load_older(made: Months | None) -> None:
    if made is None:
        return
    try:
        await made.load_older()
    except Exception:
        _log.exception("the older pages could not be loaded")


async def digest_now(parts: Parts) -> str:
    """Makes it digest time for every chat; returns what to tell the person who pressed."""
    due = await parts.database.write(deliveries.pull_forward, now())
    parts.wake_delivery.set()
    return wording.DEMO_DIGEST_TIME.format(count=due) if due else wording.DEMO_NOTHING_DUE


def _say(line: str) -> None:
    print(line, flush=True)


async def run_demo(settings: Settings, port: int, *, ready: Callable[[str], object] = _say) -> None:
    """Runs the demo until SIGINT or SIGTERM; `ready` is called with a line that names its address.

    Raises PortInUse, AlreadyRunning.
    """
    # A busy machine runs what recurs later than planned: nothing for who looks at a demo.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    try:
        run_bot = partial(park_briefs, settings, months=True, stopped=stopped.is_set)
        async with demo(port, run_bot, digest_now=digest_now) as page:
            if not stopped.is_set():
                ready(f"Park Briefs demo: {page.url} (it begins afresh each time; Ctrl-C ends it)")
            await stopped.wait()
    finally:
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(name)


def _remove(database: Path) -> None:
    """Deletes the database of an earlier demo. Raises ConfigurationError where it can't be."""
    for ending in _DATABASE_FILES:
        try:
            database.with_name(database.name + ending).unlink(missing_ok=True)
        except OSError as error:
            raise ConfigurationError(
                f"the last demo's {error.filename} can't be removed: {error.strerror}"
            ) from error


async def _load_sample_page(parts: Parts) -> None:
    """Publishes the sample page, dated anew: what the newspaper says is left as it is, its days are not."""
    known, limits = await parts.database.read(stored_parks.known_parks), parts.settings.limits
    data = SAMPLE_PAGE.read_bytes()
    issue = await parts.worker.run(prepare_issue, data, SAMPLE_PAGE.name, limits, known)
    today = now().astimezone(ZoneInfo(parts.settings.timezone)).date()
    for articles, day in (
        (issue.articles[TODAYS_ARTICLES:], today - EARLIER),
        (issue.articles[:TODAYS_ARTICLES], today),
    ):
        dated = dataclasses.replace(issue, articles=articles, published_on=day)
        await parts.database.write(issues.publish, dated, push=False, moment=now())
