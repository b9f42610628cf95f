"""Delivery: what is due is packed, committed, sent, marked sent; in this order, so that nothing is lost.

Each chat whose turn has come gets one visit: its oldest message is tried once. Visits run side by side, a
chat has one at a time, and what comes next for it waits for the next turn; so no chat holds up another, and
a crash can repeat at most one message a chat.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import html
import logging
from collections import deque

from telegram import Bot
from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot import wording
from bot.context import Parts
from bot.delivery.departures import Departures
from bot.delivery.due_work import commit, edit_all, find_work, pack_all
from bot.delivery.ledger import GAP, GROUP_GAP, Ledger
from bot.delivery.outage import Outage
from bot.delivery.window import Window
from bot.people.telling import tell_owners
from bot.transport.aiohttp_request import Unreachable
from bot.transport.loop_clock import seconds_now
from bot.transport.push_call import Meaning, meaning, seconds_of, send
from storage import chats, holds, messages, pauses, turns
from storage.carriers import mark_uneditable
from storage.database import Db, StorageClosed, StorageError
from storage.messages import PendingMessage, SentMessage
from storage.moments import now

log = logging.getLogger(__name__)

# Enough to reach the rate over a connection whose answers take a second, few enough to stay a short queue.
VISITS_PER_RATE = 2
FEWEST_VISITS, MOST_VISITS = 32, 128
FIRST_PAUSE = dt.timedelta(seconds=2)
LONGEST_PAUSE = dt.timedelta(minutes=10)
MOST_TRIES = 12
# So many chats told to rest within a second are a limit on the whole bot.
CHATS_FOR_A_PAUSE = 5
SECONDS_FOR_A_PAUSE = 1.0
REST_AFTER_FAULT_SECONDS = 2.0
LONGEST_SLEEP_SECONDS = 60.0
REFILL_BELOW = 0.5
# How long a chat waits whose message is on its way already, from the chat that was merged into it.
REST_OF_MERGED_CHAT = dt.timedelta(seconds=1)


class Delivery:
    """Sends what is due, whenever it is woken, until it is told to stop."""

    def __init__(self, parts: Parts, bot: Bot) -> None:
        self._parts = parts
        self._bot = bot
        self._ledger = Ledger(parts.database)
        rate = parts.settings.send_rate
        self._most_visits = min(max(VISITS_PER_RATE * rate, FEWEST_VISITS), MOST_VISITS)
        self._window = Window(rate)
        self._visits: dict[int, asyncio.Task[None]] = {}
        self._on_the_way: set[int] = set()
        self._messages: set[int] = set()  # whose visits these are; a message may change its chat meanwhile
        self._choosing = asyncio.Lock()
        self._more_wait = False
        self._stopping = False
        self._refused_token: TelegramError | None = None
        self._paused_until: dt.datetime | None = None
        self._told_to_rest: deque[tuple[float, int, dt.datetime]] = deque(maxlen=CHATS_FOR_A_PAUSE)
        self._outage = Outage()
        self._departures = Departures(parts.database, self._ledger, parts.settings.owner_ids)
        self._looked_at = now()

    async def run(self) -> None:
        """Works until `stop`. Raises InvalidToken when Telegram refuses the token; nothing else ends it."""
        self._paused_until = await self._ledger.write(pauses.sending_paused_until)
        await self._departures.take_up()
        while not self._stopping:
            self._parts.wake_delivery.clear()
            try:
                await self._departures.settle()
                started = await self._start_visits()
                sleep = 0.0 if started else await self._seconds_to_sleep()
            except StorageClosed:
                raise
            except StorageError as error:
                log.error("Delivery rests until the database can be used: %s", error)
                sleep = REST_AFTER_FAULT_SECONDS
            except Exception:
                log.exception("Delivery met a fault of its own and goes on")
                sleep = REST_AFTER_FAULT_SECONDS
            if self._refused_token is not None:
                raise self._refused_token
            if not self._stopping:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._parts.wake_delivery.wait(), sleep)

    def end_pause(self) -> None:
        """Ends a pause of all sending: the clock that was to tell its end has been set back."""
        self._paused_until = None
        self._looked_at = now()
        self._parts.wake_delivery.set()

    def stop(self) -> None:
        """Lets `run` return; visits that have not begun to send are given up, what they hold is committed."""
        self._stopping = True
        for chat_id, visit in self._visits.items():
            if chat_id not in self._on_the_way:
                visit.cancel()
        self._parts.wake_delivery.set()

    async def finish(self, patience: float) -> None:
        """Waits up to `patience` seconds for the messages that are on their way, after `stop`."""
        visits = list(self._visits.values())
        if not visits:
            return
        _, unfinished = await asyncio.wait(visits, timeout=patience)
        if unfinished:
            log.warning(
                "%d messages are still on their way; the next start tries them again", len(unfinished)
            )
        for visit in unfinished:
            visit.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)

    async def drain(self) -> None:
        """Packs and sends until nothing that is due can be sent at this moment."""
        while not self._stopping:
            started = await self._start_visits()
            if self._visits:
                await asyncio.wait(list(self._visits.values()), return_when=asyncio.FIRST_COMPLETED)
            elif not started:
                return

    async def _start_visits(self) -> int:
        """Starts a visit to each chat whose turn it is, as far as there is room; returns how many."""
        async with self._choosing:
            room = self._room()
            if room <= 0 or self._stopping:
                return 0
            self._looked_at = now()
            limit = room + len(self._visits)
            busy = frozenset(self._visits)
            database = self._parts.database
            work = await database.read(find_work, self._looked_at, limit, busy, database.defaults)
            self._more_wait = work.more
            ready = await self._about_to_try(work.ready)
            if len(ready) < len(work.chat_ids):
                going = {message.chat_id for message in ready}
                packed, edits = pack_all(work.due, work.silent), edit_all(work.to_edit, work.silent)
                idle = set(work.chat_ids).difference(going, work.held)
                held = {chat_id: until for chat_id, until in work.held.items() if chat_id not in going}
                ready += await database.write(commit, packed, edits, idle, held, now())
            for message in ready:
                if message.id in self._messages:
                    later = now() + REST_OF_MERGED_CHAT
                    await database.write(turns.settle, [message.chat_id], later)
                    continue
                self._messages.add(message.id)
                name = f"visit to chat {message.chat_id}"
                self._visits[message.chat_id] = asyncio.create_task(self._visit(message), name=name)
            return len(work.chat_ids)

    async def _about_to_try(self, ready: tuple[PendingMessage, ...]) -> tuple[PendingMessage, ...]:
        """Marks as tried what is ready; returns what of it there is still."""
        fresh = [message.id for message in ready if not message.tried]
        if not fresh:
            return ready
        still = await self._parts.database.write(messages.mark_tried, fresh)
        return tuple(message for message in ready if message.tried or message.id in still)

    def _room(self) -> int:
        """How many visits may be started now."""
        if self._refused_token is not None or self._is_paused():
            return 0
        if self._is_doubtful():
            # One chat at a time finds out whether Telegram is back, or is itself again.
            return 0 if self._visits or self._seconds_left() > 0 else 1
        return self._most_visits - len(self._visits)

    def _may_go(self) -> bool:
        """Whether a visit that has waited may send: what held up all sending may have come up meanwhile."""
        if self._stopping or self._is_paused() or self._refused_token is not None:
            return False
        return not self._is_doubtful() or (len(self._visits) == 1 and self._seconds_left() == 0)

    def _is_doubtful(self) -> bool:
        """Whether the way to Telegram seems to be at fault."""
        return self._outage.lasts or self._departures.lasts

    def _seconds_left(self) -> float:
        return max(self._outage.seconds_left, self._departures.seconds_left)

    def _is_paused(self) -> bool:
        return self._paused_until is not None and self._paused_until > now()

    async def _seconds_to_sleep(self) -> float:
        """Seconds until something can be done, if nobody wakes us before."""
        if self._is_paused():
            assert self._paused_until is not None
            wait = (self._paused_until - now()).total_seconds()
        elif self._is_doubtful():
            wait = self._seconds_left() if not self._visits else LONGEST_SLEEP_SECONDS
        elif self._room() <= 0 or (self._more_wait and self._visits):
            wait = LONGEST_SLEEP_SECONDS  # the end of a visit wakes us
        else:
            at = await self._parts.database.read(turns.next_after, self._looked_at)
            wait = LONGEST_SLEEP_SECONDS if at is None else (at - now()).total_seconds()
        if (settle := self._departures.seconds_to_settle) is not None:
            wait = min(wait, settle)
        return min(max(wait, 0.0), LONGEST_SLEEP_SECONDS)

    async def _visit(self, message: PendingMessage) -> None:
        """Tries a chat's oldest message once and writes down what became of it."""
        try:
            rest = self._parts.pacer.rest(message.telegram_id)
            if rest > 0:
                later = now() + dt.timedelta(seconds=rest)
                await self._ledger.write(_rest_untried, message, later)
                return
            await self._parts.pacer.turn(message.telegram_id)
            if self._may_go():
                await self._try(message)
            else:  # its turn stays where it is
                await self._was_not_taken(message)
        except StorageClosed:
            log.warning("Message %d: the database was closed before its end was written", message.id)
        except Exception:
            log.exception("Message %d to chat %d met a fault of our own", message.id, message.chat_id)
            # Its turn has not moved; without a rest it would be tried as fast as the machine can.
            await asyncio.sleep(REST_AFTER_FAULT_SECONDS)
        finally:
            self._visits.pop(message.chat_id, None)
            self._on_the_way.discard(message.chat_id)
            self._messages.discard(message.id)
            if not self._more_wait or len(self._visits) <= self._most_visits * REFILL_BELOW:
                self._parts.wake_delivery.set()

    async def _try(self, message: PendingMessage) -> None:
        try:
            place = await self._window.enter()
            try:
                if not self._may_go():
                    await self._was_not_taken(message)
                    return
                self._on_the_way.add(message.chat_id)
                telegram_id = await send(self._bot, message, paid=self._parts.settings.paid_broadcast)
            finally:
                self._window.leave(place)
        except TelegramError as error:
            await self._failed(message, error)
        else:
            self._outage.answered()
            sent = SentMessage(message.id, message.chat_id, telegram_id, doubled=message.tried)
            await self._ledger.mark_sent(sent)
            await self._departures.taken(message.telegram_id)
            if message.after_hold:
                log.info("Chat %d takes messages again", message.chat_id)
                await self._ledger.write(holds.end, message.chat_id, now())

    async def _failed(self, message: PendingMessage, error: TelegramError) -> None:
        """Does what an error calls for. Only explicit answers switch a chat off."""
        says = meaning(error, in_topic=bool(message.thread_id))
        if says is Meaning.NOT_TAKEN:
            await self._try_later(message, error)
            return
        self._outage.answered()
        await self._was_not_taken(message)
        if says is Meaning.CHAT_GONE:
            await self._departures.gone(message.telegram_id, error.message)
            return
        self._departures.answered(message.telegram_id)
        match says:
            case Meaning.TOKEN_REFUSED:
                self._refused_token = error
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
                owners = tuple(self._parts.settings.owner_ids)
                await self._ledger.write(_lose_topic, message, error.message, owners, now())
            case Meaning.UNEDITABLE:
                log.warning("Message %d can't be edited any more: %s", message.id, error.message)
                await self._ledger.write(_give_up_edit, message, error.message, now())
            case Meaning.MESSAGE_REFUSED:
                await self._park(message, error.message)

    async def _was_not_taken(self, message: PendingMessage) -> None:
        """Notes of a message that was to be tried for the first time that it surely does not stand there."""
        if not message.tried:
            await self._ledger.write(messages.mark_untried, message.id)

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
        told = self._told_to_rest
        told.append((seconds_now(), message.telegram_id, until))
        recent = [entry for entry in told if entry[0] >= seconds_now() - SECONDS_FOR_A_PAUSE]
        if len({telegram_id for _, telegram_id, _ in recent}) < CHATS_FOR_A_PAUSE:
            return
        everybody = min(end for _, _, end in recent)
        if self._paused_until is None or everybody > self._paused_until:
            self._paused_until = everybody
            log.warning("%d chats have to rest at once: nothing is sent until %s", len(recent), everybody)
            await self._ledger.write(pauses.pause_sending, everybody)

    async def _try_later(self, message: PendingMessage, error: TelegramError) -> None:
        reason = str(error) or type(error).__name__
        self._outage.unanswered(message.chat_id)
        counts = not self._outage.lasts and not isinstance(error, Unreachable)
        if isinstance(error, Unreachable):
            await self._was_not_taken(message)
        if counts and message.attempts + 1 >= MOST_TRIES:
            await self._park(message, reason)
            return
        pause = min(FIRST_PAUSE * 2**message.attempts, LONGEST_PAUSE)
        log.warning("Message %d was not taken, next try in %s: %s", message.id, pause, reason)
        await self._ledger.write(_retry, message, reason, now() + pause, counts)

    async def _park(self, message: PendingMessage, reason: str) -> None:
        log.error("Message %d to chat %d is parked: %s", message.id, message.chat_id, reason)
        await self._ledger.write(_park, message, reason, now())


def _rest_untried(db: Db, message: PendingMessage, until: dt.datetime) -> None:
    if not message.tried:
        messages.mark_untried(db, message.id)
    turns.settle(db, [message.chat_id], until)


def _give_up_edit(db: Db, message: PendingMessage, reason: str, moment: dt.datetime) -> None:
    mark_uneditable(db, message.id, reason)
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
