"""Serving: open, recover, run, drain."""

from __future__ import annotations

import asyncio
import logging
import signal
from functools import partial

from telegram.error import InvalidToken

from bot.application import build_application
from bot.configuration import ConfigurationError, Settings
from bot.context import Rooms
from bot.lock import sole_server
from bot.rooms import open_database, open_worker
from bot.running import running

log = logging.getLogger(__name__)


async def serve(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT. Raises ConfigurationError, AlreadyRunning."""
    settings.token  # noqa: B018 - says what is missing before anything is opened
    with sole_server(settings.database), open_database(settings) as database, open_worker(settings) as worker:
        rooms = Rooms(settings, database, worker)
        application = build_application(rooms)
        if not settings.owner_ids:
            log.warning("OWNER_IDS is not set, so nobody can publish; /id tells a person their number")
        try:
            async with running(application, rooms):
                log.info("Serving @%s from %s", application.bot.username, settings.database)
                await _stop_signal()
                log.info("Stopping")
        except InvalidToken as error:
            raise ConfigurationError(
                "TELEGRAM_BOT_TOKEN is refused by Telegram: check it with @BotFather (/mybots, API Token)"
            ) from error


async def _stop_signal() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, partial(asyncio.Event.set, stop))
    await stop.wait()
