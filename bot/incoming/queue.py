"""The queue: updates are committed before they are queued, and replayed at start."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Bot, CallbackQuery, InaccessibleMessage, Message, Update

from bot.counts import Counts
from bot.incoming.update_shape import OddUpdate, check_shape
from bot.transport.pacing import Pacer
from storage.database import Database, Db, StorageUnavailable
from storage.incoming import incoming
from storage.moments import now

log = logging.getLogger(__name__)

PAUSE_WHILE_UNAVAILABLE_SECONDS = 1.0
SAID_EVERY_TRIES = 60
# When an update is handled again whose answer could not be sent, as in an outage; about an hour in all.
AGAIN_AFTER_SECONDS = (30.0, 60.0, 120.0, 240.0, 480.0, 960.0, 1920.0)


class DurableQueue(asyncio.Queue[object]):
    """The queue between polling and handling. `put` returns when the update is safe on disk.

    python-telegram-bot confirms a batch to Telegram as soon as it is queued; from then on only we have it.
    """

    def __init__(self, file: Database, counts: Counts | None = None, pacer: Pacer | None = None) -> None:
        super().__init__()
        self._file = file
        self._counts = counts or Counts()
        self._pacer = pacer or Pacer()
        self._put_again: Counter[int] = Counter()
        self.replayed: set[int] = set()
        self.overtaken: set[int] = set()
        self.given_up: set[int] = set()

    async def put(self, item: object) -> None:
        """Commits an update and queues it; one that had arrived before is left out."""
        if isinstance(item, Update) and not await self._commit([(item.update_id, item.to_json())]):
            return
        await super().put(item)

    async def put_raw(self, raws: Sequence[Mapping[str, Any]], bot: Bot) -> None:
        """Commits a batch of updates as Telegram sent them, in one commit, and queues them as `put` does.

        One that the library can't read stays kept, and doesn't keep the others. Their senders wait for
        answers from here on, so that no push is begun before them (bot/transport/pacing.py).
        """
        unanswered = [raw["update_id"] for raw in raws]
        for update_id in unanswered:
            self._pacer.asks(update_id)
        try:
            new = await self._commit([(raw["update_id"], json.dumps(raw)) for raw in raws])
            for raw in raws:
                if raw["update_id"] in new and (update := _read(raw, bot)) is not None:
                    await super().put(update)
                    unanswered.remove(update.update_id)
        finally:
            for update_id in unanswered:  # by nobody any more
                self._pacer.is_answered(update_id)

    async def put_one(self, raw: Mapping[str, Any], bot: Bot) -> None:
        """Commits an update and queues it, like `put_raw`, but doesn't wait for a disk that refuses.

        Raises storage.database.StorageError where it isn't kept: whoever brought it is to bring it again.
        """
        new = await self._file.write(_keep_all, [(raw["update_id"], json.dumps(raw))])
        self._counts.updates_received.inc(len(new))
        if new and (update := _read(raw, bot)) is not None:
            await super().put(update)

    async def _commit(self, kept: Sequence[tuple[int, str]]) -> set[int]:
        """Keeps updates; returns the numbers of those that are new.

        While the disk refuses, this waits and tries again: an update that isn't safe must not be confirmed.
        """
        tries = 0
        while True:
            try:
                new = await self._file.write(_keep_all, kept)
            except StorageUnavailable as error:
                tries += 1
                if tries % SAID_EVERY_TRIES == 1:
                    log.error("Can't keep %d updates, trying again: %s", len(kept), error)
                await asyncio.sleep(PAUSE_WHILE_UNAVAILABLE_SECONDS)
            else:
                self._counts.updates_received.inc(len(new))
                return new

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
        self.given_up.discard(update_id)

    async def replay(self, bot: Bot) -> int:
        """Queues what an earlier run left unhandled; returns how many. To be called before polling starts.

        One that the library can't read counts as tried: a newer version of it may read it at a later start.
        """
        left = await self._file.write(incoming.take_open, now())
        if left.given_up:
            log.error("Given up after %d tries: updates %s", incoming.MAX_REPLAYS, sorted(left.given_up))
        if left.closed:
            log.error("Closed, their senders could not be told: updates %s", list(left.closed))
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
        self.given_up.update(left.given_up)
        return count


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
        check_shape(raw)
        return _within_reach(Update.de_json(dict(raw), bot), bot)
    except OddUpdate as error:
        reason = str(error)
    except Exception as error:
        reason = type(error).__name__
    log.error("Update %d can't be read, is kept and skipped: %s", raw["update_id"], reason)
    return None
