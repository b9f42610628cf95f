"""A running bot: replay what was left, poll, deliver, and stop without losing anything."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import AsyncIterator

from telegram import BotCommandScopeChat
from telegram.error import BadRequest, NetworkError, TelegramError

from bot import wording
from bot.application import ALLOWED_UPDATES, ParkBriefs
from bot.commands import menu
from bot.context import Context, Rooms
from bot.delivery import Delivery
from bot.incoming import DurableQueue
from bot.status_log import LOG_EVERY_SECONDS, log_status
from storage import deliveries, incoming
from storage.moments import now

log = logging.getLogger(__name__)

WAKE_EVERY_SECONDS = 2
INCOMING_KEPT = dt.timedelta(days=7)
FIRST_CONNECT_PAUSE_SECONDS = 1.0
LONGEST_CONNECT_PAUSE_SECONDS = 60.0


class StoppedEarly(Exception):
    """The bot was told to stop before it had reached Telegram."""


@contextlib.asynccontextmanager
async def running(
    application: ParkBriefs, rooms: Rooms, *, stop: asyncio.Event | None = None
) -> AsyncIterator[Delivery]:
    """Runs the application and its delivery while the block runs, then drains both.

    Raises telegram.error.InvalidToken when Telegram refuses the token, and StoppedEarly where `stop` is set
    while Telegram can't be reached yet.
    """
    await _connect(application, stop or asyncio.Event())
    delivery = Delivery(rooms, application.bot)
    assert application.updater is not None and application.job_queue is not None
    try:
        await _open(application, rooms)
        application.job_queue.run_repeating(
            _wake,
            interval=WAKE_EVERY_SECONDS,
            first=0,
            name="wake delivery",
            job_kwargs={"misfire_grace_time": None, "coalesce": True},
        )
        application.job_queue.run_repeating(
            log_status,
            interval=LOG_EVERY_SECONDS,
            first=LOG_EVERY_SECONDS,
            name="log status",
            job_kwargs={"misfire_grace_time": None, "coalesce": True},
        )
        await application.start()
        await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1)
        sending = asyncio.create_task(delivery.run(), name="delivery")
        try:
            yield delivery
        finally:
            await application.updater.stop()
            delivery.stop()
            await sending
            await application.stop()
    finally:
        await application.shutdown()


async def _wake(context: Context) -> None:
    """The one repeating job: something may have become due, or been published by another process."""
    context.rooms.wake_delivery.set()


async def _connect(application: ParkBriefs, stop: asyncio.Event) -> None:
    """Asks Telegram who we are, as often as it takes for the network to be there. Raises StoppedEarly."""
    pause = FIRST_CONNECT_PAUSE_SECONDS
    while True:
        try:
            await application.initialize()
            return
        except NetworkError as error:
            log.warning("Telegram could not be reached, next try in %g s: %s", pause, error)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        if stop.is_set():
            raise StoppedEarly
        pause = min(pause * 2, LONGEST_CONNECT_PAUSE_SECONDS)


async def _open(application: ParkBriefs, rooms: Rooms) -> None:
    await rooms.database.write(incoming.forget_done, now() - INCOMING_KEPT)
    if await rooms.database.write(deliveries.follow_defaults, rooms.database.defaults, now()):
        log.info("TIMEZONE or DIGEST_TIME has changed: what waits has got its new time")
    queue = application.update_queue
    assert isinstance(queue, DurableQueue)
    replayed = await queue.replay(application.bot)
    if replayed:
        log.info("Replaying %d updates that an earlier run left unhandled", replayed)
    try:
        await application.bot.set_my_commands(menu())
        await _set_owners_menus(application, rooms)
        await application.bot.set_my_description(wording.BOT_DESCRIPTION)
        await application.bot.set_my_short_description(wording.BOT_SHORT_DESCRIPTION)
    except TelegramError as error:
        log.warning("Menu and description could not be set: %s", error)


async def _set_owners_menus(application: ParkBriefs, rooms: Rooms) -> None:
    """Gives owners the menu with their own commands; an owner who never wrote to the bot has no chat yet."""
    for owner_id in rooms.settings.owner_ids:
        try:
            await application.bot.set_my_commands(menu(owner=True), scope=BotCommandScopeChat(owner_id))
        except BadRequest as error:
            log.info("Owner %d has no menu until the next start: %s", owner_id, error)
