"""The webhook: Telegram brings updates itself, and hears "taken" of each only when it is committed.

python-telegram-bot's own `start_webhook` is not used. It makes an Update of what came before that is kept, so
that one it can't read is refused and repeated for ever; it writes what people say, and wrong secrets, to the
log; it takes 100 MB before it looks whose they are, and compares secrets in a time that tells of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import hmac
import json
import logging
import math
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from aiohttp import web
from telegram import Bot
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.incoming.polling import PolledElsewhere, WebhookElsewhere
from bot.incoming.queue import DurableQueue
from bot.incoming.webhook_server import WebhookServer
from bot.settings.webhook_address import WebhookAddress
from bot.transport.contact import Contact
from bot.transport.push_call import is_foreign, seconds_of
from storage.database import StorageError

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_SECONDS = 15.0
LARGEST_ID = 2**63 - 1  # what SQLite numbers rows with
# How often Telegram is asked whether the webhook is still ours, and what keeps it from bringing updates.
LOOK_EVERY_SECONDS = 30.0
LOOK_AGAIN_SECONDS = 5.0  # where it was not ours
TAKEN_OVER_PATIENCE = 12  # looks in a row: a minute
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
STOPPING_SECONDS = 1.5
STRANGERS_SAID_SECONDS = 60.0


class CannotListen(Exception):
    """The address that updates are to arrive at can't be had."""


class Webhook:
    """Listens at `address` and has Telegram bring updates there, until it is told to stop."""

    def __init__(
        self, bot: Bot, queue: DurableQueue, allowed: Sequence[str], address: WebhookAddress, contact: Contact
    ) -> None:
        self._bot = bot
        self._queue = queue
        self._allowed = allowed
        self._address = address
        self._contact = contact
        self._stopping = asyncio.Event()
        self._is_set = False
        self._taken_over = 0
        self._last_fault: dt.datetime | None = None
        self._strangers = 0
        self._strangers_said = -math.inf

    async def run(self) -> None:
        """Takes updates until `stop`. Raises CannotListen, InvalidToken and PolledElsewhere.

        The webhook stays set when it ends: Telegram keeps what comes for a day. Polling takes it away.
        """
        runner = web.ServerRunner(WebhookServer(self._answer), shutdown_timeout=STOPPING_SECONDS)
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, self._address.host, self._address.port).start()
            except (OSError, UnicodeError) as error:  # no name of a machine has an empty part, or a long one
                raise CannotListen(getattr(error, "strerror", None) or str(error)) from error
            await self._keep_set()
        finally:
            await runner.cleanup()

    def stop(self) -> None:
        """Lets `run` return; what is not committed yet is not taken either and comes again."""
        self._stopping.set()

    # --- what Telegram is told

    async def _keep_set(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self._stopping.is_set():
            wait = pause
            try:
                await self._look()
                wait = LOOK_EVERY_SECONDS if not self._taken_over else LOOK_AGAIN_SECONDS
                pause = FIRST_PAUSE_SECONDS
            except InvalidToken as error:
                if not is_foreign(error):
                    raise
                self._contact.unanswered()
                log.warning("Something other than Telegram answered, next try in %g s: %s", pause, error)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            except RetryAfter as error:
                self._contact.answered()
                wait = seconds_of(error)
                log.warning("Telegram wants %g s before it is asked about the webhook again", wait)
            except TelegramError as error:
                self._contact.unanswered()
                log.warning("The webhook could not be looked after, next try in %g s: %s", pause, error)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), wait)

    async def _look(self) -> None:
        """Sets the webhook where it isn't ours. Raises TelegramError, PolledElsewhere, WebhookElsewhere."""
        if not self._is_set:
            await self._set()
            return
        info = await self._bot.get_webhook_info()
        self._contact.brought()
        if info.url == self._address.url:
            self._taken_over = 0
            self._say_what_keeps_updates_away(info.last_error_date, info.last_error_message or "")
            return
        self._taken_over += 1
        if self._taken_over > TAKEN_OVER_PATIENCE:
            raise WebhookElsewhere if info.url else PolledElsewhere
        how = "set by another program" if info.url else "taken away by another program that polls"
        log.warning("The webhook has been %s with the same token; it is set again", how)
        await self._set()

    async def _set(self) -> None:
        """What waits at Telegram is kept: it comes to the webhook as it would have come to a poll."""
        await self._bot.set_webhook(
            self._address.url, allowed_updates=self._allowed, secret_token=self._address.secret
        )
        self._contact.brought()
        if not self._is_set:
            log.info("Telegram brings updates to %s", self._address)
        self._is_set = True

    def _say_what_keeps_updates_away(self, when: dt.datetime | None, what: str) -> None:
        if when is not None and when != self._last_fault:
            log.warning("Telegram could not bring an update: %s", what)
        self._last_fault = when

    # --- what Telegram brings

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        """Takes one update, and says in the log, without its words, what should not have happened."""
        try:
            return await self._take(request)
        except (web.HTTPException, ConnectionError):  # too much for us; they are gone
            raise
        except web.RequestPayloadError:  # says that it is packed or cut into parts, and isn't
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        except Exception as error:
            log.error("What came to the webhook could not be taken: %s", type(error).__name__)
            return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)

    async def _take(self, request: web.BaseRequest) -> web.Response:
        """Takes one update; 2xx only when it is committed. Nothing of a refusal tells a stranger why."""
        if request.path != self._address.path:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        if request.method != "POST":
            return web.Response(status=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": "POST"})
        if not self._is_from_telegram(request):
            self._say_strangers()
            return web.Response(status=HTTPStatus.FORBIDDEN)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                raw = _read(await request.read())
        except TimeoutError:
            return web.Response(status=HTTPStatus.REQUEST_TIMEOUT)
        except ValueError as error:
            log.warning("What came to the webhook with the right secret is no update: %s", error)
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return web.Response(status=await self._keep(raw))

    async def _keep(self, raw: Mapping[str, Any]) -> HTTPStatus:
        try:
            await self._queue.put_one(raw, self._bot)
        except StorageError as error:
            log.error("Update %d can't be kept, Telegram is to bring it again: %s", raw["update_id"], error)
            return HTTPStatus.SERVICE_UNAVAILABLE
        except Exception as error:
            log.error("Update %d can't be kept: %s", raw["update_id"], type(error).__name__)
            return HTTPStatus.INTERNAL_SERVER_ERROR
        self._contact.brought()
        return HTTPStatus.OK

    def _is_from_telegram(self, request: web.BaseRequest) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, self._address.secret.encode())

    def _say_strangers(self) -> None:
        """Says once a minute that requests come without the secret."""
        self._strangers += 1
        now = asyncio.get_running_loop().time()
        if now - self._strangers_said >= STRANGERS_SAID_SECONDS:
            log.warning("%d requests came to the webhook without its secret", self._strangers)
            self._strangers, self._strangers_said = 0, now


def _read(body: bytes) -> dict[str, Any]:
    """The update in a body. Raises ValueError, which tells nothing of what stands there."""
    try:
        raw = json.loads(body, parse_constant=_no_number)
        json.dumps(raw, allow_nan=False)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    except ValueError:
        raise ValueError("it is no JSON") from None
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if type(number) is not int or not 0 <= number <= LARGEST_ID:
        raise ValueError("it has no number")
    update: dict[str, Any] = raw
    return update


def _no_number(_: str) -> None:
    raise ValueError
