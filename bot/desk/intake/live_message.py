"""A message that tells how something stands and is edited as that changes, at Telegram's pace."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.cards.buttons import markup
from bot.transport.loop_clock import seconds_now
from storage.database import StorageError
from storage.deliveries.messages import Buttons

log = logging.getLogger(__name__)

# Edits count as messages do, of which a chat takes one a second (core.telegram.org/bots/faq).
SECONDS_BETWEEN_EDITS = 1.1

OnSent = Callable[[int], Awaitable[object]]


class LiveMessage:
    """One message in a chat, not sent yet where it has no `message_id`; `on_sent` is told of the new one's.

    However often it is told to change in a second, Telegram is asked once.
    """

    def __init__(self, bot: Bot, chat_id: int, message_id: int | None, on_sent: OnSent) -> None:
        self.chat_id = chat_id
        self.message_id = message_id
        self.on_sent = on_sent
        self._bot = bot
        self._wanted: tuple[str, Buttons] = ("", ())
        self._stands: tuple[str, Buttons] | None = None
        self._unnoted = False  # sent, and `on_sent` couldn't take the number
        self._free_at = 0.0
        self._must = False
        self._changing: asyncio.Task[None] | None = None

    def show(self, text: str, rows: Buttons = ()) -> None:
        """Shows this soon, unless something newer comes; what fails is shown with the next."""
        self._wanted = (text, rows)
        if self._changing is None or self._changing.done():
            self._changing = asyncio.create_task(self._change(), name="editing a message")

    async def stand(self, text: str, rows: Buttons = ()) -> None:
        """Returns when this stands in the chat, be it in a new message because the old one can't be edited.

        Raises TelegramError where it can't, and the StorageError of an `on_sent` that can't take the number.
        """
        self._must = True
        try:
            self.show(text, rows)
            assert self._changing is not None
            await self._changing
        finally:
            self._must = False

    def stop(self) -> None:
        """Changes nothing any more."""
        if self._changing is not None:
            self._changing.cancel()

    async def _change(self) -> None:
        while self._wanted != self._stands:
            if (wait := self._free_at - seconds_now()) > 0:
                await asyncio.sleep(wait)
            wanted = self._wanted
            try:
                await self._put(*wanted)
            except TelegramError as error:
                if self._must:
                    raise
                log.info("A message in chat %d is changed later: %s", self.chat_id, error)
                return
            except StorageError as error:
                if self._must:
                    raise
                log.warning("The number of a message in chat %d is kept later: %s", self.chat_id, error)
                continue
            finally:
                self._free_at = seconds_now() + SECONDS_BETWEEN_EDITS
            self._stands = wanted

    async def _put(self, text: str, rows: Buttons) -> None:
        if self._unnoted:
            await self._note()
        if self.message_id is not None:
            try:
                await self._bot.edit_message_text(
                    text,
                    self.chat_id,
                    self.message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=markup(rows),
                    disable_web_page_preview=True,
                )
            except BadRequest as error:
                if not self._must:
                    raise
                log.info("A message in chat %d is sent anew: %s", self.chat_id, error)
            else:
                return
        sent = await self._bot.send_message(
            self.chat_id,
            text,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(rows),
            disable_web_page_preview=True,
        )
        self.message_id, self._unnoted = sent.message_id, True
        await self._note()

    async def _note(self) -> None:
        assert self.message_id is not None
        await self.on_sent(self.message_id)
        self._unnoted = False


class LiveMessages:
    """The live messages in use: whoever tells of the same one shares it, so that the newest word is last."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._known: WeakValueDictionary[tuple[int, int], LiveMessage] = WeakValueDictionary()

    def of(self, chat_id: int, message_id: int | None, on_sent: OnSent) -> LiveMessage:
        """The live message with this number in a chat, or a new one; `on_sent` is the latest user's."""

        async def note(sent: int) -> None:
            self._known[chat_id, sent] = live
            await on_sent(sent)

        known = None if message_id is None else self._known.get((chat_id, message_id))
        live = known or LiveMessage(self._bot, chat_id, message_id, note)
        live.on_sent = note
        if message_id is not None:
            self._known[chat_id, message_id] = live
        return live

    def stop(self) -> None:
        """Changes none of them any more."""
        for live in list(self._known.values()):
            live.stop()
