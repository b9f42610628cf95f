"""Serving: open, recover, run, drain."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path

from telegram.error import InvalidToken

from bot.context import Parts
from bot.exit_status import ALREADY_RUNNING, FAULT, ConfigurationError, Refusal
from bot.incoming.polling import PolledElsewhere
from bot.incoming.webhook import CannotListen
from bot.operating.heartbeat import beating
from bot.operating.listening import listening
from bot.operating.service_manager import ServiceManager
from bot.program import program
from bot.serving.application import build_application
from bot.serving.lock import sole_server
from bot.serving.opening import open_parts
from bot.serving.running import PartDied, StoppedEarly, running
from bot.settings.configuration import Settings
from bot.transport.telegram_limits import MESSAGES_PER_SECOND
from storage.database import FileLost
from storage.keeping.pair import KeepingError
from storage.keeping.restore import finish
from storage.operating.account import OtherAccount

log = logging.getLogger(__name__)

# Python's own is 0.005: two hundred answers at once then wait twice as long (benchmarks/answers.py).
SWITCH_SECONDS = 0.0005
# What it makes is its own user's alone, also where no unit says so: what people asked and follow is in it.
UMASK = 0o077
_STOPPING = (signal.SIGTERM, signal.SIGINT)


async def serve(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT. Raises ConfigurationError, AlreadyRunning, Refusal."""
    settings.token, settings.proxy, settings.webhook, settings.local_files  # noqa: B018 - say what is missing or wrong before anything is opened
    # The loop and the threads that read the database hand the interpreter to each other many times an answer.
    sys.setswitchinterval(SWITCH_SECONDS)
    os.umask(UMASK)
    _end_at_a_signal()
    try:
        with sole_server(settings.database):
            _finish_restore(settings.database)
            with open_parts(settings) as parts:
                manager = ServiceManager.of(os.environ)
                async with listening(parts), beating(manager, (parts.database, parts.incoming)):
                    await _serve(parts, _stop_signal(), manager)
    except StoppedEarly:
        log.info("Stopped before Telegram was reached")


def _finish_restore(database: Path) -> None:
    try:
        if finish(database):
            log.warning("Finished a restore of %s that had been interrupted", database)
    except KeepingError as error:
        raise Refusal(str(error), FAULT) from error


async def _serve(parts: Parts, stop: asyncio.Event, manager: ServiceManager) -> None:
    settings = parts.settings
    application = build_application(parts)
    if settings.proxy is not None:
        log.info("Telegram is reached through the proxy %s (%s)", settings.proxy, settings.proxy.variable)
    elif settings.telegram_proxy is not None:
        log.warning("TELEGRAM_PROXY is not used: TELEGRAM_API_URL is on this machine")
    if not settings.owner_ids:
        log.warning("OWNER_IDS is not set, so nobody can name editors there; /id tells a person their number")
    if settings.send_rate > MESSAGES_PER_SECOND and not settings.paid_broadcast:
        log.warning(
            "SEND_RATE is %d; Telegram takes %d messages a second unless PAID_BROADCAST=1 pays for more",
            settings.send_rate,
            MESSAGES_PER_SECOND,
        )
    try:
        async with running(application, parts, stop=stop, manager=manager):
            log.info("Serving @%s from %s", application.bot.username, settings.database)
            manager.ready(f"Serving @{application.bot.username}")
            await stop.wait()
            log.info("Stopping")
            manager.stopping()
    except PolledElsewhere as error:
        raise Refusal(str(error), ALREADY_RUNNING) from error
    except OtherAccount as error:
        raise ConfigurationError(
            f"{error}, and TELEGRAM_BOT_TOKEN is of @{application.bot.username}: put its own token back, or "
            "set DATABASE to another file; where that account is gone for good, let this one take its place: "
            f"{program()} move account"
        ) from error
    except CannotListen as error:
        raise ConfigurationError(
            f"WEBHOOK_LISTEN can't be used: {error}: set it to a free address and port of this machine"
        ) from error
    except FileLost as error:
        raise Refusal(f"{error}: stopped; put back the right file and start again", FAULT) from error
    except PartDied as error:
        log.critical("The bot can't go on", exc_info=error)
        raise Refusal(f"the bot had to stop, start it again: {error}", FAULT) from error
    except InvalidToken as error:
        raise ConfigurationError(
            "TELEGRAM_BOT_TOKEN is refused by Telegram: check it with @BotFather (/mybots, API Token)"
        ) from error


def _end_at_a_signal() -> None:
    """Lets SIGTERM and SIGINT raise StoppedEarly, until `_stop_signal`.

    Opening the files may wait for another process, and the loop can't look at signals meanwhile.
    """

    def end(*_: object) -> None:
        raise StoppedEarly

    for number in _STOPPING:
        signal.signal(number, end)


def _stop_signal() -> asyncio.Event:
    """An event that SIGTERM or SIGINT sets."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in _STOPPING:
        loop.add_signal_handler(number, stop.set)
    return stop
