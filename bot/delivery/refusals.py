"""Refusals: what Telegram answers in place of taking a message, and what each answer calls for."""

from __future__ import annotations

import datetime as dt
import html
import logging

from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot import wording
from bot.context import Parts
from bot.delivery.departures import Departures
from bot.delivery.ledger import GAP, GROUP_GAP, Ledger
from bot.delivery.outage import Outage
from bot.delivery.pause import Pause
from bot.people.telling import tell_owners
from bot.transport.aiohttp_request import Unreachable
from bot.transport.push_call import Meaning, meaning, seconds_of
from storage.archive.carriers import give_up_edit
from storage.chats import chats, holds
from storage.database import Db
from storage.deliveries import messages, turns
from storage.deliveries.messages import PendingMessage
from storage.moments import now

log = logging.getLogger(__name__)

FIRST_PAUSE = dt.timedelta(seconds=2)
LONGEST_PAUSE = dt.timedelta(minutes=10)
MOST_TRIES = 12
EDITED_IS_GONE = "the message to edit is gone"


class Refusals:
    """Writes down what each refusal means for its message and its chat.

    `of_token` is the error by which Telegram refused the bot itself, once it has.
    """

    def __init__(
        self,
        ledger: Ledger,
        outage: Outage,
        departures: Departures,
        pause: Pause,
        parts: Parts,
    ) -> None:
        self._ledger = ledger
        self._outage = outage
        self._departures = departures
        self._pause = pause
        self._owners = tuple(parts.settings.owner_ids)
        self._contact, self._counts = parts.contact, parts.counts
        self.of_token: TelegramError | None = None

    async def answered(self, message: PendingMessage, error: TelegramError) -> None:
        """Does what Telegram's answer to a message calls for. Only explicit ones switch a chat off."""
        in_topic = bool(message.topic if message.is_edit else message.thread_id)
        says = meaning(error, in_topic=in_topic, is_edit=message.is_edit)
        kind = "edit" if message.is_edit else "push"
        self._counts.refused(says)
        self._counts.message(kind, "unanswered" if says is Meaning.NOT_TAKEN else "refused")
        if says is Meaning.NOT_TAKEN:
            self._contact.unanswered()
            await self._try_later(message, error)
            return
        self._outage.answered()
        self._contact.answered()
        await self.was_not_taken(message)
        if says is Meaning.CHAT_GONE:
            await self._departures.gone(message.telegram_id, error.message)
            return
        self._departures.answered(message.telegram_id)
        match says:
            case Meaning.TOKEN_REFUSED:
                self.of_token = error
            case Meaning.CHAT_MUST_REST:
                assert isinstance(error, RetryAfter)
                await self._rest(message, dt.timedelta(seconds=seconds_of(error)))
            case Meaning.CHAT_MIGRATED:
                assert isinstance(error, ChatMigrated)
                log.info("Chat %d has become a supergroup", message.chat_id)
                await self._ledger.write(chats.migrate, message.telegram_id, error.new_chat_id, now())
            case Meaning.MAY_NOT_WRITE:
                await self._hold(message, error.message, alone=False)
            case Meaning.GENERAL_CLOSED:
                await self._hold(message, error.message, alone=True)
            case Meaning.TOPIC_LOST:
                log.warning("The topic of chat %d is closed or gone: %s", message.chat_id, error.message)
                await self._ledger.write(_lose_topic, message, error.message, self._owners, now())
            case Meaning.UNEDITABLE:
                await self._give_up_edit(message, error.message, for_good=True)
            case Meaning.UNEDITABLE_NOW:
                await self._give_up_edit(message, error.message, for_good=False)
            case Meaning.MESSAGE_REFUSED:
                await self._park(message, error.message)

    async def is_gone(self, message: PendingMessage) -> None:
        """Ends an edit of a message that is known to be gone."""
        await self.was_not_taken(message)
        await self._give_up_edit(message, EDITED_IS_GONE, for_good=True)

    async def was_not_taken(self, message: PendingMessage) -> None:
        """Notes of a message that was to be tried for the first time that it surely does not stand there."""
        if not message.tried:
            await self._ledger.write(messages.mark_untried, [message.id])

    async def _hold(self, message: PendingMessage, reason: str, *, alone: bool) -> None:
        """Keeps what a chat is owed until it may be written to again."""
        if await self._ledger.write(holds.hold, message.chat_id, reason, now(), alone=alone):
            log.warning("Chat %d is held: %s", message.chat_id, reason)
        else:
            log.warning("Chat %d was held for a week and is switched off: %s", message.chat_id, reason)

    async def _rest(self, message: PendingMessage, pause: dt.timedelta) -> None:
        """Lets a chat rest as long as Telegram wants; where several are told so at once, everybody."""
        until = now() + pause
        log.warning("Chat %d has to rest for %g s", message.chat_id, pause.total_seconds())
        await self._ledger.write(_let_rest, message, until, now())
        await self._pause.told_to_rest(message.telegram_id, until)

    async def _try_later(self, message: PendingMessage, error: TelegramError) -> None:
        reason = str(error) or type(error).__name__
        self._outage.unanswered(message.chat_id)
        counts = not self._outage.lasts and not isinstance(error, Unreachable)
        if isinstance(error, Unreachable):
            await self.was_not_taken(message)
        if counts and message.attempts + 1 >= MOST_TRIES:
            await self._park(message, reason)
            return
        pause = min(FIRST_PAUSE * 2**message.attempts, LONGEST_PAUSE)
        log.warning("Message %d was not taken, next try in %s: %s", message.id, pause, reason)
        await self._ledger.write(_retry, message, reason, now() + pause, counts)

    async def _park(self, message: PendingMessage, reason: str) -> None:
        log.error("Message %d to chat %d is parked: %s", message.id, message.chat_id, reason)
        await self._ledger.write(_park, message, reason, now())

    async def _give_up_edit(self, message: PendingMessage, reason: str, *, for_good: bool) -> None:
        log.warning("Message %d can't put another in order: %s", message.id, reason)
        await self._ledger.write(_give_up_edit, message, reason, now(), for_good)


def _give_up_edit(db: Db, message: PendingMessage, reason: str, moment: dt.datetime, for_good: bool) -> None:
    give_up_edit(db, message.id, reason, for_good=for_good)
    turns.settle(db, [message.chat_id], moment)


def _let_rest(db: Db, message: PendingMessage, until: dt.datetime, moment: dt.datetime) -> None:
    messages.rest_chat(db, message.telegram_id, until)
    turns.settle(db, [message.chat_id], moment)


def _retry(db: Db, message: PendingMessage, reason: str, not_before: dt.datetime, counts: bool) -> None:
    messages.mark_retry(db, message.id, reason, not_before, counts=counts)
    turns.settle(db, [message.chat_id], not_before)


def _park(db: Db, message: PendingMessage, reason: str, moment: dt.datetime) -> None:
    messages.park_message(db, message.id, reason)
    turns.settle(db, [message.chat_id], moment, gap=GAP, group_gap=GROUP_GAP)


def _lose_topic(
    db: Db, message: PendingMessage, reason: str, owners: tuple[int, ...], moment: dt.datetime
) -> None:
    """Lets a topic's messages go to the general one, and owes each owner a note of it."""
    if chats.lose_topic(db, message.chat_id, moment):
        group = html.escape(chats.title_of(db, message.chat_id))
        tell_owners(db, owners, wording.TOPIC_LOST.format(group=group, reason=html.escape(reason)), moment)
    turns.settle(db, [message.chat_id], moment, gap=GAP, group_gap=GROUP_GAP)
