"""A disk that takes no writes: owners hear of it at once, though nothing can be stored, and when it is over.

The news of every other trouble is owed by a row in the database; here there can be none, so the first message
is sent straight away, and only the last one is owed. A start while it lasts tells it again; what comes back
before its end is told does not.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import html
import logging

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot import wording
from bot.context import Parts
from storage.database import StorageError
from storage.moments import now
from storage.operating import clock
from storage.operating.troubles import SETTLED_AFTER

log = logging.getLogger(__name__)


class RefusedWrites:
    """Whether the disk takes what is written, as often as it is looked at."""

    def __init__(self, bot: Bot | None = None) -> None:
        self._bot = bot
        self._since: dt.datetime | None = None
        self._told = False
        self._over_at: dt.datetime | None = None  # of the last one that owners have heard of

    async def look(self, parts: Parts) -> tuple[dt.datetime, dt.datetime] | None:
        """From when to when nothing could be written, where that is over and owners have heard of it.

        Owners are told at the second look that finds it so: what is over by then needs nobody.
        """
        words = await _refusal(parts)
        if not words:
            since, told, self._since, self._told = self._since, self._told, None, False
            if since is None:
                return None
            log.info("The disk takes writes again")
            if not told:
                return None
            self._over_at = now()
            return since, self._over_at
        if self._since is None:
            self._since = now()
            log.warning("The disk takes no writes, and what has to be written waits: %s", words)
        elif not self._told:
            self._told = True
            if self._is_settled:
                await self._tell(parts, words)
        return None

    @property
    def _is_settled(self) -> bool:
        """Whether the end of the last one has been told, or there was none."""
        over_at = self._over_at
        return over_at is None or not over_at <= now() < over_at + SETTLED_AFTER

    async def _tell(self, parts: Parts, words: str) -> None:
        log.error("This needs a person: the disk takes no writes: %s", words)
        if self._bot is None:
            return
        text = wording.DISK_TAKES_NOTHING.format(detail=html.escape(words, quote=False))
        for owner in sorted(parts.settings.owner_ids):
            try:
                await self._bot.send_message(owner, text, parse_mode=ParseMode.HTML)
            except TelegramError as error:
                log.warning("Owner %d could not be told that the disk takes no writes: %s", owner, error)


async def _refusal(parts: Parts) -> str:
    """With which words the disk refuses, tried now where it did before; empty where it takes writes."""
    if parts.database.refused:
        with contextlib.suppress(StorageError):
            await parts.database.write(clock.note, now())  # as upkeep does every minute
    # What is refused to the other file is tried again by whoever keeps and marks updates.
    return parts.database.refused or parts.incoming.refused
