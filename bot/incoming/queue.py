"""Incoming updates: committed before they are queued, handled in each user's order, replayed at start."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Coroutine, Mapping, Sequence
from typing import Any

from telegram import Bot, CallbackQuery, InaccessibleMessage, Message, ReplyParameters, Update
from telegram.error import TelegramError
from telegram.ext import BaseUpdateProcessor

from bot import wording
from bot.context import Parts
from bot.incoming.answering import is_passing
from bot.incoming.flood import FloodGate, Verdict
from bot.people.roles import is_owner
from bot.people.sender import person_of
from storage import incoming
from storage.database import Database, Db, StorageError, StorageUnavailable
from storage.moments import now

log = logging.getLogger(__name__)

MAX_CONCURRENT_UPDATES = 1024
PAUSE_WHILE_UNAVAILABLE_SECONDS = 1.0
# When an update is handled again whose answer could not be sent, as in an outage; about an hour in all.
AGAIN_AFTER_SECONDS = (30.0, 60.0, 120.0, 240.0, 480.0, 960.0, 1920.0)


class DurableQueue(asyncio.Queue[object]):
    """The queue between polling and handling. `put` returns when the update is safe on disk.

    python-telegram-bot confirms a batch to Telegram as soon as it is queued; from then on only we have it.
    """

    def __init__(self, file: Database) -> None:
        super().__init__()
        self._file = file
        self._put_again: Counter[int] = Counter()
        self.replayed: set[int] = set()
        self.overtaken: set[int] = set()

    async def put(self, item: object) -> None:
        """Commits an update and queues it; one that had arrived before is left out."""
        if isinstance(item, Update) and not await self._commit([(item.update_id, item.to_json())]):
            return
        await super().put(item)

    async def put_raw(self, raws: Sequence[Mapping[str, Any]], bot: Bot) -> None:
        """Commits a batch of updates as Telegram sent them, in one commit, and queues them as `put` does.

        One that the library can't read stays kept, and doesn't keep the others.
        """
        new = await self._commit([(raw["update_id"], json.dumps(raw)) for raw in raws])
        for raw in raws:
            if raw["update_id"] in new and (update := _read(raw, bot)) is not None:
                await super().put(update)

    async def _commit(self, kept: Sequence[tuple[int, str]]) -> set[int]:
        """Keeps updates; returns the numbers of those that are new.

        While the disk refuses, this waits and tries again: an update that isn't safe must not be confirmed.
        """
        while True:
            try:
                return await self._file.write(_keep_all, kept)
            except StorageUnavailable as error:
                log.error("Can't keep %d updates, trying again: %s", len(kept), error)
                await asyncio.sleep(PAUSE_WHILE_UNAVAILABLE_SECONDS)

    def put_again(self, update: Update) -> float | None:
        """Queues a kept update again after a pause, a longer one each time.

        Returns the pause in seconds, or None where it is left for the next start.
        """
        tries = self._put_again[update.update_id]
        if tries == len(AGAIN_AFTER_SECONDS):
            del self._put_again[update.update_id]
            return None
        self._put_again[update.update_id] += 1
        pause = AGAIN_AFTER_SECONDS[tries]
        asyncio.get_running_loop().call_later(pause, self.put_nowait, update)
        return pause

    def comes_again(self, update_id: int) -> bool:
        """Whether an update has been handled before, in this run or an earlier one, without an answer."""
        return update_id in self.replayed or update_id in self._put_again

    def answered(self, update_id: int) -> None:
        """Forgets the tries of an update that is handled."""
        self._put_again.pop(update_id, None)
        self.overtaken.discard(update_id)

    async def replay(self, bot: Bot) -> int:
        """Queues what an earlier run left unhandled; returns how many. To be called before polling starts.

        One that the library can't read counts as tried: a newer version of it may read it at a later start.
        """
        left = await self._file.write(incoming.take_open, now())
        if left.given_up:
            log.error("Given up after %d tries: updates %s", incoming.MAX_REPLAYS, left.given_up)
        count = 0
        for raw in map(json.loads, left.raws):
            update = _read(raw, bot)
            if update is None:
                await self._file.write(incoming.count_replay, raw["update_id"])
                continue
            self.replayed.add(update.update_id)
            await super().put(update)
            count += 1
        self.overtaken.update(left.overtaken)
        return count


class OrderedProcessor(BaseUpdateProcessor):
    """Handles users concurrently and one user's updates in order, and marks each update done at its end.

    What a user sends too fast is not handled (see bot/incoming/flood.py), and doesn't wait either, so that it
    takes no place that another user's update needs. Owners may be as fast as they like.

    An update that comes again, its answer having been held back, is not carried out when its user has done
    something else since, which it might undo: the user is told to ask once more.
    """

    def __init__(self, queue: DurableQueue, parts: Parts) -> None:
        super().__init__(MAX_CONCURRENT_UPDATES)
        self._queue = queue
        self._replayed = queue.replayed
        self._rooms = parts
        self._incoming = parts.incoming
        self._gate = FloodGate()
        self._last: dict[int, asyncio.Event] = {}
        self._waiting: dict[int, set[int]] = {}  # each user's updates that are to come again

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Waits for the same user's earlier update, handles this one, marks it done."""
        if not isinstance(update, Update):
            await coroutine
            return
        key = person_of(update)
        comes_again = self._queue.comes_again(update.update_id)
        if not comes_again and not is_owner(self._rooms, key) and _is_asking(update):
            verdict = self._gate.judge(key)
            if verdict is not Verdict.ANSWER:
                await self._turn_away(update, coroutine, verdict)
                return
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
            if update.update_id in self._queue.overtaken and _is_asking(update):
                _close(coroutine)
                coroutine = self._say_missed(update)
            with self._rooms.pacer.somebody_waits():
                await coroutine
            if update.update_id in self._rooms.unanswered:
                self._rooms.unanswered.discard(update.update_id)
                self._handle_again(update, key)
            else:
                self._no_longer_waits(update, key)
                earlier = {number for number in self._waiting.get(key, ()) if number < update.update_id}
                self._queue.overtaken |= earlier
                await self._incoming.write(incoming.done, update.update_id, now())
        except StorageError as error:
            log.error(
                "Update %d is handled but not marked, and will be replayed: %s", update.update_id, error
            )
        finally:
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
                self._rooms.unanswered.add(update.update_id)

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
        try:
            await self._incoming.write(incoming.done, update.update_id, now())
        except StorageError as error:
            log.error("Update %d is not marked, and will be replayed: %s", update.update_id, error)

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
        """Nothing to tidy."""


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


def _keep_all(db: Db, raws: Sequence[tuple[int, str]]) -> set[int]:
    """Commits raw updates; returns the numbers of those that are new."""
    return {update_id for update_id, raw in raws if incoming.keep(db, update_id, raw, now())}


def _within_reach(update: Update, bot: Bot) -> Update:
    """The update; a pressed button's message that Telegram no longer hands over is told to be so.

    Such a message has the date 0 (core.telegram.org/bots/api#inaccessiblemessage), which the library takes
    for a message of 1970.
    """
    query = update.callback_query
    if (
        query is None
        or not isinstance(query.message, Message)
        or query.message.date > dt.datetime.fromtimestamp(0, dt.UTC)
    ):
        return update
    message = InaccessibleMessage(query.message.chat, query.message.message_id)
    out_of_reach = CallbackQuery(query.id, query.from_user, query.chat_instance, message, query.data)
    for each in (message, out_of_reach):
        each.set_bot(bot)
    return Update(update.update_id, callback_query=out_of_reach)


def _read(raw: Mapping[str, Any], bot: Bot) -> Update | None:
    """The update in what Telegram sent; None, logged by its number alone, where the library can't read it.

    Telegram adds to what updates hold several times a year, and nothing of it may hold up the rest.
    """
    try:
        return _within_reach(Update.de_json(dict(raw), bot), bot)
    except Exception as error:
        log.error("Update %d can't be read, is kept and skipped: %s", raw["update_id"], type(error).__name__)
        return None
