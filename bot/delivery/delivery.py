"""Delivery: what is due is packed, committed, sent, marked sent; in this order, so that nothing is lost.

Each chat whose turn has come gets one visit: its oldest message is tried once. Visits run side by side, a
chat has one at a time, and what comes next for it waits for the next turn; so no chat holds up another, and
a crash can repeat at most one message a chat.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.context import Parts
from bot.delivery.departures import Departures
from bot.delivery.due_work import commit, find_work, set_all
from bot.delivery.ledger import Ledger
from bot.delivery.outage import Outage
from bot.delivery.pause import Pause
from bot.delivery.refusals import Refusals
from bot.delivery.window import Window
from bot.transport.push_call import send
from storage.chats import holds
from storage.database import Db, StorageClosed, StorageError
from storage.deliveries import messages, turns
from storage.deliveries.messages import PendingMessage, SentMessage
from storage.moments import now

log = logging.getLogger(__name__)

# Enough to reach the rate over a connection whose answers take a second, few enough to stay a short queue: at
# most what goes out in a quarter of a second at the highest rate. They are found and committed half as many
# at a time, and to find and commit few costs almost as much as many.
VISITS_PER_RATE = 2
FEWEST_VISITS, MOST_VISITS = 32, 256
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
        # Whose visits these are; a message may change its chat meanwhile.
        self._messages: dict[int, PendingMessage] = {}
        self._given_up: list[int] = []  # messages marked as tried that were not, when all was to stop
        self._choosing = asyncio.Lock()
        self._more_wait = False
        self._stopping = False
        self._outage = Outage()
        self._departures = Departures(parts.database, self._ledger, parts.settings.owner_ids)
        self._pause = Pause(self._ledger)
        self._refusals = Refusals(self._ledger, self._outage, self._departures, self._pause, parts)
        self._looked_at = now()

    async def run(self) -> None:
        """Works until `stop`. Raises InvalidToken when Telegram refuses the token; nothing else ends it."""
        await self._pause.take_up()
        await self._departures.take_up()
        said = ""  # of what it rests for; it may look many times until the disk takes writes again
        while not self._stopping:
            self._parts.wake_delivery.clear()
            try:
                await self._departures.settle()
                started = await self._start_visits()
                sleep, said = 0.0 if started else await self._seconds_to_sleep(), ""
            except StorageClosed:
                raise
            except StorageError as error:
                level = logging.DEBUG if said == str(error) else logging.ERROR
                log.log(level, "Delivery rests until the database can be used: %s", error)
                said = str(error)
                sleep = REST_AFTER_FAULT_SECONDS
            except Exception:
                log.exception("Delivery met a fault of its own and goes on")
                sleep = REST_AFTER_FAULT_SECONDS
            if self._refusals.of_token is not None:
                raise self._refusals.of_token
            if not self._stopping:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._parts.wake_delivery.wait(), sleep)

    def end_pause(self) -> None:
        """Ends a pause of all sending: the clock that was to tell its end has been set back."""
        self._pause.end()
        self._looked_at = now()
        self._parts.wake_delivery.set()

    def stop(self) -> None:
        """Lets `run` return; visits that have not begun to send are given up, what they hold is committed."""
        self._stopping = True
        for message in self._messages.values():
            visit = self._visits.get(message.chat_id)
            if visit is not None and message.chat_id not in self._on_the_way:
                visit.cancel()
                if not message.tried:
                    self._given_up.append(message.id)
        self._parts.wake_delivery.set()

    async def finish(self, patience: float) -> None:
        """Waits up to `patience` seconds for the messages that are on their way, after `stop`.

        Those given up are as they were before: nobody has to think that they may stand there.
        """
        visits = list(self._visits.values())
        if self._given_up:
            try:
                marked = self._parts.database.write(messages.mark_untried, self._given_up)
                await asyncio.wait_for(marked, patience)
            except (StorageError, TimeoutError) as error:
                log.error(
                    "Of %d messages it can't be noted that they were not sent: %s", len(self._given_up), error
                )
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
                going = frozenset(message.chat_id for message in ready)
                packed, edits = set_all(work)
                ready += await database.write(commit, work, packed, edits, going, now())
            for message in ready:
                if message.id in self._messages:
                    later = now() + REST_OF_MERGED_CHAT
                    await database.write(turns.settle, [message.chat_id], later)
                    continue
                self._messages[message.id] = message
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
        if self._refusals.of_token is not None or self._pause.lasts:
            return 0
        if self._is_doubtful():
            # One chat at a time finds out whether Telegram is back, or is itself again.
            return 0 if self._visits or self._seconds_left() > 0 else 1
        return self._most_visits - len(self._visits)

    def _may_go(self) -> bool:
        """Whether a visit that has waited may send: what held up all sending may have come up meanwhile."""
        if self._stopping or self._pause.lasts or self._refusals.of_token is not None:
            return False
        return not self._is_doubtful() or (len(self._visits) == 1 and self._seconds_left() == 0)

    def _is_doubtful(self) -> bool:
        """Whether the way to Telegram seems to be at fault."""
        return self._outage.lasts or self._departures.lasts

    def _seconds_left(self) -> float:
        return max(self._outage.seconds_left, self._departures.seconds_left)

    async def _seconds_to_sleep(self) -> float:
        """Seconds until something can be done, if nobody wakes us before."""
        if self._pause.lasts:
            wait = self._pause.seconds_left
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
                await self._refusals.was_not_taken(message)
        except StorageClosed:
            log.warning("Message %d: the database was closed before its end was written", message.id)
        except Exception:
            log.exception("Message %d to chat %d met a fault of our own", message.id, message.chat_id)
            # Its turn has not moved; without a rest it would be tried as fast as the machine can.
            await asyncio.sleep(REST_AFTER_FAULT_SECONDS)
        finally:
            self._visits.pop(message.chat_id, None)
            self._on_the_way.discard(message.chat_id)
            self._messages.pop(message.id, None)
            if not self._more_wait or len(self._visits) <= self._most_visits * REFILL_BELOW:
                self._parts.wake_delivery.set()

    async def _try(self, message: PendingMessage) -> None:
        if message.is_edit and message.edits is None:
            await self._refusals.is_gone(message)
            return
        try:
            place = await self._window.enter()
            try:
                await self._parts.pacer.people_first()
                if not self._may_go():
                    await self._refusals.was_not_taken(message)
                    return
                self._on_the_way.add(message.chat_id)
                telegram_id = await send(self._bot, message, paid=self._parts.settings.paid_broadcast)
            finally:
                self._window.leave(place)
        except TelegramError as error:
            await self._refusals.answered(message, error)
        else:
            self._outage.answered()
            self._parts.contact.answered()
            self._parts.counts.message("edit" if message.is_edit else "push", "taken")
            sent = SentMessage(message.id, message.chat_id, telegram_id, doubled=message.tried)
            await self._ledger.mark_sent(sent)
            await self._departures.taken(message.telegram_id)
            if message.after_hold:
                log.info("Chat %d takes messages again", message.chat_id)
                await self._ledger.write(holds.end, message.chat_id, now())


def _rest_untried(db: Db, message: PendingMessage, until: dt.datetime) -> None:
    if not message.tried:
        messages.mark_untried(db, [message.id])
    turns.settle(db, [message.chat_id], until)
