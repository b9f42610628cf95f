"""Polling: updates are asked for, committed, and only then confirmed to Telegram."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import math
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.incoming.queue import DurableQueue
from bot.transport.aiohttp_request import READ_SECONDS
from bot.transport.contact import Contact
from bot.transport.push_call import is_foreign, seconds_of

log = logging.getLogger(__name__)

POLL = dt.timedelta(seconds=10)
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
CONFLICT_PAUSE_SECONDS = 5.0
# A predecessor that was killed may leave a poll behind that Telegram has not given up yet.
CONFLICT_PATIENCE_SECONDS = 60.0
CONFLICT_FORGOTTEN_SECONDS = 45.0
GOODBYE_SECONDS = 1.5
# How often it is said that polls get no answer.
HANGING_SAID_SECONDS = 60.0


class PolledElsewhere(Exception):
    """Somebody else has been asking for this bot's updates for over a minute."""

    def __init__(
        self,
        what: str = "another program polls Telegram with the same token: stop it, or take a token of its own "
        "from @BotFather",
    ) -> None:
        super().__init__(what)


class WebhookElsewhere(PolledElsewhere):
    """Somebody else has been setting a webhook for this bot for over a minute."""

    def __init__(self) -> None:
        super().__init__(
            "another program sets a webhook with the same token, which takes this bot's updates: stop it, or "
            "take a token of its own from @BotFather"
        )


class Polling:
    """Asks Telegram for updates until it is told to stop."""

    def __init__(self, bot: Bot, queue: DurableQueue, allowed: Sequence[str], contact: Contact) -> None:
        self._bot = bot
        self._queue = queue
        self._allowed = allowed
        self._contact = contact
        self._conflict_since = self._last_conflict = -math.inf
        self._webhook_removed = False
        self._hanging_since: float | None = None
        self._hanging_said = -math.inf
        self._offset: int | None = None
        self._stopping = asyncio.Event()
        self._asking: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Polls until `stop`. Raises InvalidToken and PolledElsewhere; nothing else ends it."""
        pause = FIRST_PAUSE_SECONDS
        while not self._stopping.is_set():
            wait = 0.0
            self._asking = asyncio.create_task(self._ask(), name="asking for updates")
            try:
                await self._asking
                pause = FIRST_PAUSE_SECONDS
                self._answered()
            except asyncio.CancelledError:
                if not self._stopping.is_set():
                    raise
            except InvalidToken as error:
                if not is_foreign(error):
                    raise
                wait, pause = self._failed(error, pause)
            except Conflict as error:
                self._contact.answered()
                self._conflict(error)
                wait = CONFLICT_PAUSE_SECONDS
            except RetryAfter as error:
                self._contact.answered()
                wait = seconds_of(error)
                log.warning("Telegram wants %g s without a poll", wait)
            except TimedOut:
                self._hangs()
                wait = FIRST_PAUSE_SECONDS
            except Exception as error:
                wait, pause = self._failed(error, pause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), wait)
        await self._say_goodbye()

    def stop(self) -> None:
        """Lets `run` return; what is not committed yet is not confirmed either and comes again."""
        self._stopping.set()
        if self._asking is not None:
            self._asking.cancel()

    async def _ask(self) -> None:
        if not self._webhook_removed:
            await self._bot.delete_webhook()
            self._webhook_removed = True
        raws = await self._updates(POLL)
        self._contact.brought()
        if raws:
            await self._queue.put_raw(raws, self._bot)
            self._offset = raws[-1]["update_id"] + 1

    async def _updates(self, wait: dt.timedelta) -> Sequence[Mapping[str, Any]]:
        """What getUpdates answers, as it came.

        The library's own `get_updates` reads all of it at once: one update that it can't read would keep
        the others away, and would come again with every poll.
        """
        seconds = int(wait.total_seconds())
        asked = {"offset": self._offset, "timeout": seconds, "allowed_updates": list(self._allowed)}
        answer: Sequence[Mapping[str, Any]] = await self._bot._post(
            "getUpdates", asked, read_timeout=READ_SECONDS + seconds
        )
        return answer

    def _hangs(self) -> None:
        """Says once a minute that polls get no answer."""
        self._contact.unanswered()
        now = asyncio.get_running_loop().time()
        if self._hanging_since is None:
            self._hanging_since = now
        if now - self._hanging_said >= HANGING_SAID_SECONDS:
            self._hanging_said = now
            log.warning("Telegram has not answered for %d s: no updates come in", now - self._hanging_since)

    def _answered(self) -> None:
        if self._hanging_since is not None:
            log.info("Telegram answers again")
        self._hanging_since, self._hanging_said = None, -math.inf

    def _failed(self, error: Exception, pause: float) -> tuple[float, float]:
        """Logs a fault; returns how long to wait now and what the pause is the next time."""
        if isinstance(error, TelegramError):
            self._contact.unanswered()
            log.warning("No updates from Telegram, next try in %g s: %s", pause, error)
        else:
            log.error("Updates could not be taken, next try in %g s", pause, exc_info=error)
        return pause, min(pause * 2, LONGEST_PAUSE_SECONDS)

    def _conflict(self, error: Conflict) -> None:
        now = asyncio.get_running_loop().time()
        # The two programs take turns, so a poll that succeeded in between says nothing.
        if now - self._last_conflict > CONFLICT_FORGOTTEN_SECONDS:
            self._conflict_since = now
        self._last_conflict = now
        is_webhook = "webhook" in error.message.casefold()
        if now - self._conflict_since > CONFLICT_PATIENCE_SECONDS:
            raise (WebhookElsewhere if is_webhook else PolledElsewhere) from None
        if is_webhook:
            log.warning("A webhook has been set, which takes this bot's updates; it is removed: %s", error)
            self._webhook_removed = False
        else:
            log.warning("Another program polls Telegram with the same token: %s", error)

    async def _say_goodbye(self) -> None:
        """Confirms what is committed, so that it doesn't come again; if it does, nothing is lost."""
        if self._offset is None:
            return
        try:
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self._updates(dt.timedelta())
        except (TelegramError, TimeoutError) as error:
            log.info("The last updates could not be confirmed and may come again: %s", error)
