"""The ledger of what Telegram took: marks made together, so that a thousand messages cost a few commits."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from bot.transport.pacing import JITTER_SECONDS, SECONDS_BETWEEN_MESSAGES_IN_GROUP
from bot.transport.telegram_limits import SECONDS_BETWEEN_MESSAGES_IN_CHAT
from storage.database import Database, Db, StorageUnavailable
from storage.deliveries import messages, turns
from storage.deliveries.messages import SentMessage
from storage.moments import now

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 10.0
# Marks of so long are committed together; in a broadcast that is a dozen or more for one sync to disk.
GATHER_SECONDS = 0.015
GAP = dt.timedelta(seconds=SECONDS_BETWEEN_MESSAGES_IN_CHAT + JITTER_SECONDS)
GROUP_GAP = dt.timedelta(seconds=SECONDS_BETWEEN_MESSAGES_IN_GROUP + JITTER_SECONDS)


class Ledger:
    """Writes down what became of messages, and doesn't let go of it while the disk refuses.

    What Telegram took and nobody wrote down would be sent again, so the chat waits until it is written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sent: list[tuple[SentMessage, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def mark_sent(self, message: SentMessage) -> None:
        """Returns when the mark is committed, together with all that came in meanwhile."""
        marked: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sent.append((message, marked))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_marks(), name="marks of sent messages")
        await marked

    async def write(self, job: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`Database.write` that tries again for as long as the database can't be written."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                return await self._database.write(job, *args, **kwargs)
            except StorageUnavailable as error:
                log.error("What was sent can't be written down, next try in %g s: %s", pause, error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _write_marks(self) -> None:
        batch: list[tuple[SentMessage, asyncio.Future[None]]] = []
        try:
            while self._sent:
                await asyncio.sleep(GATHER_SECONDS)
                batch, self._sent = self._sent, []
                await self.write(_mark_and_settle, [message for message, _ in batch])
                for _, marked in batch:
                    if not marked.done():
                        marked.set_result(None)
        except BaseException as error:
            for _, marked in [*batch, *self._sent]:
                if not marked.done():
                    marked.set_exception(error)
            self._sent = []
            raise
        finally:
            self._writer = None


def _mark_and_settle(db: Db, sent: list[SentMessage]) -> None:
    messages.mark_sent(db, sent, now())
    turns.settle(db, [message.chat_id for message in sent], now(), gap=GAP, group_gap=GROUP_GAP)
