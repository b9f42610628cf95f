"""Delivery: what is due is packed, committed, sent, marked sent; in this order, so that nothing is lost."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.buttons import markup
from bot.context import Rooms
from bot.pacing import Pacer
from bot.packing import pack
from storage import articles, chats, deliveries, messages
from storage.articles import Card
from storage.database import Db, StorageError
from storage.messages import PendingMessage
from storage.moments import now
from storage.schedule import held_until

log = logging.getLogger(__name__)

CHATS_A_ROUND = 30
FIRST_PAUSE = dt.timedelta(seconds=2)
LONGEST_PAUSE = dt.timedelta(minutes=10)
MOST_TRIES = 12
# Telegram's words for a chat that is not there for us any more.
GONE = ("chat not found", "user not found", "peer_id_invalid", "bot was kicked", "have no rights to send")


class Delivery:
    """Sends what is due, whenever it is woken, until it is told to stop."""

    def __init__(self, rooms: Rooms, bot: Bot) -> None:
        self._rooms = rooms
        self._bot = bot
        self._pacer = Pacer()
        self._stopping = False

    async def run(self) -> None:
        """Works until `stop`. Raises InvalidToken when Telegram refuses the token; nothing else ends it."""
        while not self._stopping:
            await self._rooms.wake_delivery.wait()
            self._rooms.wake_delivery.clear()
            try:
                await self.drain()
            except StorageError as error:
                log.error("Delivery rests until the database can be written: %s", error)

    def stop(self) -> None:
        """Lets `run` return after the messages that are on their way."""
        self._stopping = True
        self._rooms.wake_delivery.set()

    async def drain(self) -> None:
        """Packs and sends until nothing that is due can be sent at this moment."""
        while not self._stopping:
            packed = await self._pack_due()
            ready = await self._rooms.database.read(messages.pending_messages, now(), CHATS_A_ROUND)
            if not ready and not packed:
                return
            results = await asyncio.gather(*map(self._send, ready), return_exceptions=True)
            for result in results:
                if isinstance(result, BaseException):
                    raise result

    async def _pack_due(self) -> int:
        database = self._rooms.database
        chat_ids = await database.read(deliveries.chats_with_due, now(), CHATS_A_ROUND)
        schedules = await database.read(chats.schedules_of, chat_ids)
        for chat_id, schedule in schedules.items():
            moment = now()
            until = held_until(schedule, moment, database.defaults)
            if until is not None:
                await database.write(deliveries.hold, chat_id, until, moment)
                continue
            due = await database.read(_due_cards, chat_id)
            packed = pack(due, silent=schedule.is_silent(moment, database.defaults))
            await database.write(messages.commit_messages, chat_id, packed, moment)
        return len(chat_ids)

    async def _send(self, message: PendingMessage) -> None:
        await self._pacer.wait(message.telegram_id)
        database = self._rooms.database
        try:
            sent = await self._bot.send_message(
                message.telegram_id,
                message.text,
                parse_mode=ParseMode.HTML,
                reply_markup=markup(message.buttons),
                message_thread_id=message.thread_id or None,
                disable_web_page_preview=True,
                disable_notification=message.silent or None,
            )
        except InvalidToken:
            raise
        except RetryAfter as error:
            pause = error.retry_after
            seconds = pause.total_seconds() if isinstance(pause, dt.timedelta) else float(pause)
            log.warning("Chat %d has to rest for %g s", message.chat_id, seconds)
            await database.write(
                messages.hold_chat, message.telegram_id, now() + dt.timedelta(seconds=seconds)
            )
        except ChatMigrated as error:
            log.info("Chat %d has become a supergroup", message.chat_id)
            await database.write(chats.migrate, message.telegram_id, error.new_chat_id)
        except Forbidden as error:
            await self._switch_off(message, error.message)
        except BadRequest as error:
            if any(words in error.message.casefold() for words in GONE):
                await self._switch_off(message, error.message)
            else:
                await self._park(message, error.message)
        except TelegramError as error:
            await self._try_later(message, str(error))
        else:
            await database.write(messages.mark_sent, message.id, sent.message_id, now())

    async def _switch_off(self, message: PendingMessage, reason: str) -> None:
        log.info("Chat %d is switched off: %s", message.chat_id, reason)
        await self._rooms.database.write(chats.switch_off, message.telegram_id, reason, now())

    async def _park(self, message: PendingMessage, reason: str) -> None:
        log.error("Message %d to chat %d is parked: %s", message.id, message.chat_id, reason)
        await self._rooms.database.write(messages.park_message, message.id, reason)

    async def _try_later(self, message: PendingMessage, reason: str) -> None:
        if message.attempts + 1 >= MOST_TRIES:
            await self._park(message, reason)
            return
        pause = min(FIRST_PAUSE * 2**message.attempts, LONGEST_PAUSE)
        log.warning("Message %d was not taken, next try in %s: %s", message.id, pause, reason)
        await self._rooms.database.write(messages.mark_retry, message.id, reason, now() + pause)


def _as_timedelta(pause: int | dt.timedelta) -> dt.timedelta:
    return pause if isinstance(pause, dt.timedelta) else dt.timedelta(seconds=pause)


def _due_cards(db: Db, chat_id: int) -> list[tuple[int, Card]]:
    """A chat's due deliveries with their cards, oldest first."""
    rows = deliveries.due_rows(db, chat_id, now())
    cards = {card.id: card for card in articles.cards_of(db, [row.article_id for row in rows])}
    return [(row.id, cards[row.article_id]) for row in rows]
