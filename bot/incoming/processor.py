"""The processor: users are handled concurrently, one user's updates in order, each marked done at its end."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Coroutine
from typing import Any

from telegram import ReplyParameters, Update
from telegram.error import TelegramError
from telegram.ext import BaseUpdateProcessor

from bot import wording
from bot.context import Parts
from bot.incoming.answering import is_passing
from bot.incoming.flood import FloodGate, Verdict
from bot.incoming.queue import DurableQueue
from bot.incoming.waiting_for_disk import Handle, WaitingForDisk
from bot.people.roles import is_owner, may_publish
from bot.people.sender import person_of
from storage.database import StorageError
from storage.incoming import incoming
from storage.moments import now

log = logging.getLogger(__name__)

MAX_CONCURRENT_UPDATES = 1024
# When an update that was handled is marked again, where the disk or a lock was in the way.
FIRST_MARK_PAUSE_SECONDS = 0.5
LONGEST_MARK_PAUSE_SECONDS = 30.0


class OrderedProcessor(BaseUpdateProcessor):
    """Handles users concurrently and one user's updates in order, and marks each update done at its end.

    What a user sends too fast is not handled (see bot/incoming/flood.py), and doesn't wait either, so that it
    takes no place that another user's update needs. Owners and editors may be as fast as they like.

    An update that comes again, its answer having been held back, is not carried out when its user has done
    something else since, which it might undo: the user is told to ask once more. So is whoever sent what may
    have ended the bot again and again.
    """

    def __init__(self, queue: DurableQueue, parts: Parts) -> None:
        super().__init__(MAX_CONCURRENT_UPDATES)
        self._queue = queue
        self._replayed = queue.replayed
        self._parts = parts
        self._incoming = parts.incoming
        self._gate = FloodGate()
        self._last: dict[int, asyncio.Event] = {}
        self._marking: set[asyncio.Task[None]] = set()
        self._waiting: dict[int, set[int]] = {}  # each user's updates that are to come again
        self._disk = WaitingForDisk(parts)

    def handle_again_by(self, handle: Handle) -> None:
        """What handles an update that waited for the disk: the application, made after this."""
        self._disk.handle = handle

    def stop(self) -> None:
        """Nobody waits for the disk any more; the next start handles what did."""
        self._disk.stop()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Waits for the same user's earlier update, handles this one, marks it done."""
        if not isinstance(update, Update):
            await coroutine
            return
        try:
            await self._process(update, coroutine)
        finally:
            self._parts.pacer.is_answered(update.update_id)

    async def _process(self, update: Update, coroutine: Awaitable[Any]) -> None:
        key = person_of(update)
        comes_again = self._queue.comes_again(update.update_id)
        if not comes_again and not is_owner(self._parts, key) and _is_asking(update):
            verdict = self._gate.judge(key)
            # A page that an editor pastes comes in dozens of messages at once.
            if verdict is not Verdict.ANSWER and not may_publish(self._parts, key):
                await self._turn_away(update, coroutine, verdict)
                return
        began = time.perf_counter()
        before, finished = self._last.get(key), asyncio.Event()
        self._last[key] = finished
        try:
            await self._wait_for(before, coroutine)
            if update.update_id in self._replayed:
                self._replayed.discard(update.update_id)
                await self._incoming.write(incoming.count_replay, update.update_id)
            if comes_again and not await self._incoming.read(incoming.is_open, update.update_id):
                _close(coroutine)  # the chat has had everything about it deleted since
                self._no_longer_waits(update, key)
                return
            overtaken = update.update_id in self._queue.overtaken and _is_asking(update)
            if overtaken or update.update_id in self._queue.given_up:
                _close(coroutine)
                coroutine = self._say_missed(update)
            with self._parts.pacer.somebody_waits(update.update_id):
                await coroutine
            handled = await self._disk.see_through(update)
            if not handled or update.update_id in self._parts.unanswered:
                self._parts.unanswered.discard(update.update_id)
                self._handle_again(update, key)
            else:
                self._no_longer_waits(update, key)
                earlier = {number for number in self._waiting.get(key, ()) if number < update.update_id}
                self._queue.overtaken |= earlier
                await self._mark_done(update.update_id)
        except StorageError as error:
            log.error("Update %d can't be looked up, and is not handled: %s", update.update_id, error)
            _close(coroutine)
            self._handle_again(update, key)
        finally:
            self._parts.counts.updates_handled.inc()
            self._parts.counts.answer_seconds.observe(time.perf_counter() - began)
            finished.set()
            if self._last.get(key) is finished:
                del self._last[key]

    def _handle_again(self, update: Update, key: int) -> None:
        pause = self._queue.put_again(update)
        if pause is None:
            self._no_longer_waits(update, key)
            log.warning("Update %d is kept for the next start", update.update_id)
        else:
            self._waiting.setdefault(key, set()).add(update.update_id)
            log.warning("Update %d is handled again in %g s", update.update_id, pause)

    def _no_longer_waits(self, update: Update, key: int) -> None:
        self._queue.answered(update.update_id)
        waiting = self._waiting.get(key, set())
        waiting.discard(update.update_id)
        if not waiting:
            self._waiting.pop(key, None)

    async def _say_missed(self, update: Update) -> None:
        """Tells a user that an update was not answered in its time. A pressed button says nothing now."""
        message = update.message
        if message is None:
            return
        to = ReplyParameters(message.message_id, allow_sending_without_reply=True)
        try:
            await message.reply_text(wording.MISSED, reply_parameters=to)
        except TelegramError as error:
            log.warning("A user could not be told of an update that was missed: %s", error)
            if is_passing(error):
                self._parts.unanswered.add(update.update_id)

    async def _turn_away(self, update: Update, coroutine: Awaitable[Any], verdict: Verdict) -> None:
        """Ends an update unhandled, telling its user where that has not been said yet."""
        _close(coroutine)
        self._replayed.discard(update.update_id)
        if verdict is Verdict.SAY_SO:
            log.info("%d sends too fast", person_of(update))
            try:
                await _say_too_fast(update)
            except TelegramError as error:
                log.warning("A user who sends too fast could not be told: %s", error)
        await self._mark_done(update.update_id)

    async def _mark_done(self, update_id: int) -> None:
        """Marks an update, later where that can't be now: its user's next one doesn't wait for it."""
        try:
            await self._incoming.write(incoming.done, update_id, now())
        except StorageError as error:
            log.error("Update %d is handled but not marked, trying again: %s", update_id, error)
            marking = asyncio.create_task(self._mark_later(update_id))
            self._marking.add(marking)
            marking.add_done_callback(self._marking.discard)

    async def _mark_later(self, update_id: int) -> None:
        pause = FIRST_MARK_PAUSE_SECONDS
        while True:
            await asyncio.sleep(pause)
            try:
                await self._incoming.write(incoming.done, update_id, now())
            except StorageError:
                pause = min(2 * pause, LONGEST_MARK_PAUSE_SECONDS)
            else:
                log.info("Update %d is marked now", update_id)
                return

    @staticmethod
    async def _wait_for(before: asyncio.Event | None, coroutine: Awaitable[Any]) -> None:
        if before is None:
            return
        try:
            await before.wait()
        except asyncio.CancelledError:
            _close(coroutine)
            raise

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Gives up marking what could not be marked; the next start replays it."""
        for marking in self._marking:
            marking.cancel()
        await asyncio.gather(*self._marking, return_exceptions=True)


def _close(coroutine: Awaitable[Any]) -> None:
    """Gives up a handler that is not to be begun."""
    if isinstance(coroutine, Coroutine):
        coroutine.close()


def _is_asking(update: Update) -> bool:
    """Whether the update is a person's message or press; changes of membership always count."""
    return update.message is not None or update.callback_query is not None


async def _say_too_fast(update: Update) -> None:
    if update.callback_query is not None:
        await update.callback_query.answer(wording.TOO_FAST)
    elif update.message is not None:
        await update.message.reply_text(wording.TOO_FAST, allow_sending_without_reply=True)
