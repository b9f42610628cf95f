"""The desk's own work, beside the handlers: what editors sent is read, what they paste is counted to them."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging

from telegram import Bot

from bot.context import Parts
from bot.desk.intake.live_message import LiveMessages
from bot.desk.intake.paste_messages import PasteMessages
from bot.desk.intake.reading import Reading
from storage.database import StorageClosed
from storage.desk import pastes
from storage.files.disk_refusal import Rests
from storage.moments import now

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 60.0
REST_AFTER_FAULT_SECONDS = 2.0
# A paste takes every text, so one that was forgotten is asked about and takes no more.
PASTE_LEFT_AFTER = dt.timedelta(days=1)


class Intake:
    """Works whenever it is woken by `parts.wake_desk`, until it is told to stop."""

    def __init__(self, parts: Parts, bot: Bot) -> None:
        self._parts = parts
        self._messages = LiveMessages(bot)
        self._reading = Reading(parts, bot, self._messages)
        self._pastes = PasteMessages(parts, self._messages)
        self._stopping = False
        self._rests = Rests(log, "The desk")

    async def run(self) -> None:
        """Works until `stop`; begins with what an earlier run has left."""
        wake = self._parts.wake_desk
        while not self._stopping:
            wake.clear()
            sleep = LOOK_EVERY_SECONDS
            try:
                await self._leave_old_pastes()
                await self._reading.look()
                await self._pastes.look()
                self._rests.over()
            except StorageClosed:
                raise
            except Exception as error:
                sleep = REST_AFTER_FAULT_SECONDS
                self._rests.after(error)
            if not self._stopping:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(wake.wait(), sleep)
        await asyncio.gather(self._reading.ended(), self._pastes.ended())

    def stop(self) -> None:
        """Lets `run` return; what is being read is read at the next start."""
        self._stopping = True
        self._reading.stop()
        self._pastes.stop()
        self._messages.stop()
        self._parts.wake_desk.set()

    async def _leave_old_pastes(self) -> None:
        before = now() - PASTE_LEFT_AFTER
        if await self._parts.database.read(pastes.has_old, before):
            await self._parts.database.write(pastes.leave_old, before)
