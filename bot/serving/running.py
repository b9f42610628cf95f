"""A running bot: replay what was left, poll, deliver, and stop without losing anything."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Coroutine
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from apscheduler.schedulers import SchedulerNotRunningError
from telegram import (
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot import wording
from bot.commands import Audience, menu
from bot.context import Parts
from bot.delivery.delivery import Delivery
from bot.desk.intake.intake import Intake
from bot.incoming.answering import Answers
from bot.incoming.polling import PolledElsewhere, Polling
from bot.incoming.processor import OrderedProcessor
from bot.incoming.queue import DurableQueue
from bot.incoming.webhook import CannotListen, Webhook
from bot.newsroom.getting import getting
from bot.newsroom.inbox import Inbox
from bot.newsroom.watching import Watching
from bot.operating.service_manager import ServiceManager
from bot.owner import restored
from bot.serving.application import ALLOWED_UPDATES, ParkBriefs
from bot.serving.menus import EditorsMenus
from bot.serving.recurring import add_jobs
from bot.serving.upkeep import Upkeep
from bot.transport.push_call import is_foreign
from storage.database import FileLost, StorageUnavailable
from storage.deliveries import deliveries
from storage.incoming import incoming
from storage.moments import now
from storage.operating import account, clock
from storage.people import invitations

T = TypeVar("T")

log = logging.getLogger(__name__)

FIRST_CONNECT_PAUSE_SECONDS = 1.0
LONGEST_CONNECT_PAUSE_SECONDS = 60.0
# Together under the ten seconds that service managers give a process before they kill it.
PARTS_SECONDS = 2.0
DRAIN_SECONDS = 4.0
_SCOPES = {
    Audience.GROUP: BotCommandScopeAllGroupChats(),
    Audience.GROUP_ADMINS: BotCommandScopeAllChatAdministrators(),
}


class StoppedEarly(Exception):
    """The bot was told to stop before it had reached Telegram."""


class PartDied(Exception):
    """A part of the bot ended that should not have; the cause says why."""


@contextlib.asynccontextmanager
async def running(
    application: ParkBriefs,
    parts: Parts,
    *,
    stop: asyncio.Event | None = None,
    manager: ServiceManager | None = None,
) -> AsyncIterator[Delivery]:
    """Runs the application, what brings its updates and its delivery while the block runs, then drains them.

    `stop` ends the block's waiting: it is set here where a part comes to its end by itself, and what ended it
    is raised behind the block: InvalidToken when Telegram refuses the token, PolledElsewhere, CannotListen,
    PartDied, storage.database.FileLost. `manager` is told where Telegram can't be reached yet. Raises
    storage.operating.account.OtherAccount where the database is another bot's, and StoppedEarly where `stop`
    is set while Telegram can't be reached yet.
    """
    stop = stop or asyncio.Event()
    try:
        await _connect(application, parts, stop, manager or ServiceManager())
    except BaseException:
        await application.bot.request.shutdown()  # an application that never got going doesn't do it
        raise
    queue = application.update_queue
    assert isinstance(queue, DurableQueue) and application.job_queue is not None
    delivery = Delivery(parts, application.bot)
    receiving = _receiving(application, queue, parts)
    intake = Intake(parts, application.bot)
    inbox = None if parts.settings.inbox is None else Inbox(parts, parts.settings.inbox)
    watching = Watching(parts, getting(parts.fetcher))
    upkeep = Upkeep(parts, delivery, application.job_queue.scheduler)
    try:
        await _recover(application, queue, parts, stop)
        menus = EditorsMenus(application.bot, parts)
        await _introduce(application, parts, menus, stop)
        add_jobs(application.job_queue, menus, application.bot, application.create_task)
        await application.start()
        tasks = [
            asyncio.create_task(receiving.run(), name="receiving of updates"),
            asyncio.create_task(delivery.run(), name="delivery"),
            asyncio.create_task(intake.run(), name="desk"),
            asyncio.create_task(upkeep.run(), name="upkeep"),
            asyncio.create_task(watching.run(), name="look at sources"),
        ]
        if inbox is not None:
            tasks.append(asyncio.create_task(inbox.run(), name="inbox"))
        for part in tasks:
            part.add_done_callback(lambda _: stop.set())
        try:
            yield delivery
        finally:
            upkeep.stop()
            intake.stop()
            watching.stop()
            if inbox is not None:
                inbox.stop()
            await _drain(application, receiving, delivery, tasks)
        _raise_what_ended(tasks)
    finally:
        await application.shutdown()


def _receiving(application: ParkBriefs, queue: DurableQueue, parts: Parts) -> Polling | Webhook:
    """How updates come: Telegram brings them where there is a webhook, and is asked for them where not."""
    address = parts.settings.webhook
    if address is None:
        return Polling(application.bot, queue, ALLOWED_UPDATES, parts.contact)
    return Webhook(application.bot, queue, ALLOWED_UPDATES, address, parts.contact)


async def _drain(
    application: ParkBriefs, receiving: Polling | Webhook, delivery: Delivery, tasks: list[asyncio.Task[None]]
) -> None:
    """Stops within PARTS_SECONDS + DRAIN_SECONDS; what can't be finished is left for the next start."""
    limiter = application.bot.rate_limiter
    assert isinstance(limiter, Answers)
    limiter.stop()
    processor = application.update_processor
    assert isinstance(processor, OrderedProcessor)
    processor.stop()
    receiving.stop()
    delivery.stop()
    _, unfinished = await asyncio.wait(tasks, timeout=PARTS_SECONDS)
    for part in unfinished:
        log.warning("The %s did not stop by itself", part.get_name())
        part.cancel()
    await asyncio.gather(delivery.finish(DRAIN_SECONDS), _stop_handling(application))


async def _stop_handling(application: ParkBriefs) -> None:
    try:
        async with asyncio.timeout(DRAIN_SECONDS):
            await application.stop()
    except TimeoutError:
        log.warning("Some updates are still being handled; the next start handles them again")
        assert application.job_queue is not None
        with contextlib.suppress(SchedulerNotRunningError):
            await application.job_queue.stop(wait=False)


def _raise_what_ended(tasks: list[asyncio.Task[None]]) -> None:
    for part in tasks:
        error = None if part.cancelled() else part.exception()
        if isinstance(error, InvalidToken | PolledElsewhere | CannotListen | FileLost):
            raise error
        if error is not None:
            raise PartDied(f"{part.get_name()} ended: {type(error).__name__}: {error}") from error


async def _connect(
    application: ParkBriefs, parts: Parts, stop: asyncio.Event, manager: ServiceManager
) -> None:
    """Asks Telegram who we are, as often as it takes for the network to be there. Raises StoppedEarly.

    To the service manager the bot has started then too: to be started anew would bring no network.
    """
    pause = FIRST_CONNECT_PAUSE_SECONDS
    while True:
        try:
            await application.initialize()
            parts.contact.answered()
            return
        except InvalidToken as error:
            if not is_foreign(error):
                raise
            log.warning("Something other than Telegram answered, next try in %g s: %s", pause, error)
        except TelegramError as error:
            log.warning("Telegram could not be reached, next try in %g s: %s", pause, error)
        parts.contact.unanswered()
        manager.ready("Telegram can't be reached yet; trying again")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        if stop.is_set():
            raise StoppedEarly
        pause = min(pause * 2, LONGEST_CONNECT_PAUSE_SECONDS)


async def _recover(application: ParkBriefs, queue: DurableQueue, parts: Parts, stop: asyncio.Event) -> None:
    """Queues what an earlier run left unhandled. Raises StoppedEarly while the disk refuses."""
    while True:
        try:
            changed = parts.database.write(deliveries.follow_defaults, parts.database.defaults, now())
            if await _unless_stopped(changed, stop):
                log.info("TIMEZONE or DIGEST_TIME has changed: what waits has got its new time")
            claimed = parts.database.write(account.claim, application.bot.id)
            await _unless_stopped(claimed, stop)
            if await parts.database.read(account.has_left):  # a move that was broken off
                await _unless_stopped(parts.incoming.write(incoming.drop_all), stop)
                await _unless_stopped(parts.database.write(account.note_dropped), stop)
            noted = parts.database.write(invitations.note_bot, application.bot.username)
            await _unless_stopped(noted, stop)
            back = await _unless_stopped(parts.database.write(clock.take_up, now()), stop)
            if back:
                log.warning("The clock was set back by %s since the last run: what waits follows it", back)
            owners, zone = tuple(parts.settings.owner_ids), ZoneInfo(parts.settings.timezone)
            await _unless_stopped(parts.database.write(restored.ask_owners, owners, zone, now()), stop)
            replayed = await _unless_stopped(queue.replay(application.bot), stop)
            break
        except StorageUnavailable as error:
            log.error(
                "The database can't be written, next try in %g s: %s", FIRST_CONNECT_PAUSE_SECONDS, error
            )
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), FIRST_CONNECT_PAUSE_SECONDS)
        if stop.is_set():
            raise StoppedEarly
    if replayed:
        log.info("Replaying %d updates that an earlier run left unhandled", replayed)


async def _unless_stopped(work: Coroutine[Any, Any, T], stop: asyncio.Event) -> T:
    """What the work returns. Raises StoppedEarly where `stop` is set before: a locked file may hold it up."""
    working = asyncio.create_task(work, name="recovering")
    stopped = asyncio.create_task(stop.wait(), name="stop")
    await asyncio.wait((working, stopped), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not working.done():
        working.cancel()
        raise StoppedEarly
    return await working


async def _introduce(application: ParkBriefs, parts: Parts, menus: EditorsMenus, stop: asyncio.Event) -> None:
    """Sets the menu and what the bot says of itself, unless it is told to stop meanwhile."""
    with contextlib.suppress(StoppedEarly):
        await _unless_stopped(_tell_about_itself(application, parts, menus), stop)


async def _tell_about_itself(application: ParkBriefs, parts: Parts, menus: EditorsMenus) -> None:
    try:
        await application.bot.set_my_commands(menu())
        for audience, scope in _SCOPES.items():
            await application.bot.set_my_commands(menu(audience), scope=scope)
        await _set_owners_menus(application, parts)
        await menus.follow()
        await application.bot.set_my_description(wording.BOT_DESCRIPTION)
        await application.bot.set_my_short_description(wording.BOT_SHORT_DESCRIPTION)
    except TelegramError as error:
        log.warning("Menu and description could not be set: %s", error)


async def _set_owners_menus(application: ParkBriefs, parts: Parts) -> None:
    """Gives owners the menu with their own commands; an owner who never wrote to the bot has no chat yet."""
    for owner_id in parts.settings.owner_ids:
        try:
            await application.bot.set_my_commands(menu(Audience.OWNER), scope=BotCommandScopeChat(owner_id))
        except BadRequest as error:
            log.info("Owner %d has no menu until the next start: %s", owner_id, error)
