"""The message that tells an editor how much of a paste has come."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from zoneinfo import ZoneInfo

from telegram.error import TelegramError

from bot import wording
from bot.cards import buttons
from bot.context import Parts
from bot.desk.intake.live_message import LiveMessages
from bot.incoming.answering import is_passing
from bot.settings.configuration import Settings
from storage.database import StorageError
from storage.deliveries.messages import Buttons
from storage.desk import pastes
from storage.desk.pastes import DROPPED, LEFT, OPEN, Paste

log = logging.getLogger(__name__)

# What an app cuts into several messages comes within a moment, and is counted in one.
GATHER_SECONDS = 0.7
# A Chinese character takes three bytes as UTF-8, in which a page's text is measured.
BYTES_PER_CHARACTER = 3


class PasteMessages:
    """Sees to it that each paste's message says how far it is."""

    def __init__(self, parts: Parts, messages: LiveMessages) -> None:
        self._parts = parts
        self._messages = messages
        self._at_work: dict[int, asyncio.Task[None]] = {}

    async def look(self) -> None:
        """Shows what isn't shown yet."""
        for paste in await self._parts.database.read(pastes.pastes_to_show):
            if paste.id not in self._at_work:
                task = asyncio.create_task(self._follow(paste), name=f"counting paste {paste.id}")
                self._at_work[paste.id] = task
                task.add_done_callback(partial(self._done, paste.id))

    def stop(self) -> None:
        """Shows nothing any more; the next start does."""
        for task in self._at_work.values():
            task.cancel()

    async def ended(self) -> None:
        """Returns when nothing is being shown any more, after `stop`."""
        await asyncio.gather(*self._at_work.values(), return_exceptions=True)

    def _done(self, paste_id: int, _: asyncio.Task[None]) -> None:
        del self._at_work[paste_id]

    async def _follow(self, paste: Paste) -> None:
        if paste.message_id is None and paste.state == OPEN:
            await asyncio.sleep(GATHER_SECONDS)
        shown = ""
        try:
            while (current := await self._parts.database.read(pastes.get_paste, paste.id)) is not None:
                if current.says == shown:
                    return
                await self._show(current)
                shown = current.says
        except StorageError as error:
            log.error("Paste %d is shown when the database can be used: %s", paste.id, error)

    async def _show(self, paste: Paste) -> None:
        on_sent = partial(self._note, paste)
        live = self._messages.of(paste.telegram_chat_id, paste.message_id, on_sent)
        try:
            await live.stand(
                paste_text(paste, self._parts.settings),
                () if paste.state == DROPPED else paste_buttons(paste.id),
            )
        except TelegramError as error:
            log.warning("Paste %d is not shown: %s", paste.id, error)
            if is_passing(error):
                return
        done = pastes.delete_paste if paste.state == DROPPED else partial(pastes.note_shown, says=paste.says)
        await self._parts.database.write(done, paste.id)

    async def _note(self, paste: Paste, message_id: int) -> None:
        if not await self._parts.database.write(pastes.note_message, paste.id, message_id):
            live = self._messages.of(paste.telegram_chat_id, message_id, partial(self._note, paste))
            live.show(wording.PASTE_GIVEN_TO_READ)


def paste_text(paste: Paste, settings: Settings) -> str:
    """How far a paste is, HTML."""
    if paste.state == DROPPED:
        return wording.PASTE_DROPPED
    if paste.state == LEFT:
        day = paste.touched_at.astimezone(ZoneInfo(settings.timezone)).date()
        text = wording.PASTE_LEFT.format(
            date=wording.date(day), parts=paste.parts, characters=paste.characters
        )
    elif paste.parts:
        text = wording.PASTE_COLLECTED.format(
            parts=paste.parts, characters=paste.characters, read=wording.PASTE_READ
        )
    else:
        text = wording.PASTE_OPENED.format(read=wording.PASTE_READ)
    if paste.refused:
        text += wording.PASTE_FULL.format(most=most_characters(settings), refused=paste.refused)
    return text


def paste_buttons(paste_id: int) -> Buttons:
    """What can be done with a paste."""
    return (
        (
            (wording.PASTE_READ, buttons.data("paste_read", paste_id)),
            (wording.PASTE_DROP, buttons.data("paste_drop", paste_id)),
        ),
    )


def most_characters(settings: Settings) -> int:
    """How many Chinese characters a paste may have."""
    return settings.limits.text_bytes // BYTES_PER_CHARACTER
