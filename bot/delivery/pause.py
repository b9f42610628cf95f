"""A pause of all sending: where several chats are told to rest at once, that is meant for the whole bot."""

from __future__ import annotations

import datetime as dt
import logging
from collections import deque

from bot.delivery.ledger import Ledger
from bot.transport.loop_clock import seconds_now
from storage.deliveries import pauses
from storage.moments import now

log = logging.getLogger(__name__)

# So many chats told to rest within a second are a limit on the whole bot.
CHATS_FOR_A_PAUSE = 5
SECONDS_FOR_A_PAUSE = 1.0


class Pause:
    """Until when nothing is sent to anybody; kept over a restart."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._until: dt.datetime | None = None
        self._told_to_rest: deque[tuple[float, int, dt.datetime]] = deque(maxlen=CHATS_FOR_A_PAUSE)

    @property
    def lasts(self) -> bool:
        """Whether nothing may be sent now."""
        return self.seconds_left > 0

    @property
    def seconds_left(self) -> float:
        """Seconds until sending may go on."""
        return 0.0 if self._until is None else max(0.0, (self._until - now()).total_seconds())

    async def take_up(self) -> None:
        """Goes on where the last run was."""
        self._until = await self._ledger.write(pauses.sending_paused_until)

    def end(self) -> None:
        """Ends it: the clock that was to tell its end has been set back."""
        self._until = None

    async def told_to_rest(self, telegram_id: int, until: dt.datetime) -> None:
        """A place has been told to rest; several at once make a pause until the first may go on."""
        told = self._told_to_rest
        told.append((seconds_now(), telegram_id, until))
        recent = [entry for entry in told if entry[0] >= seconds_now() - SECONDS_FOR_A_PAUSE]
        if len({place for _, place, _ in recent}) < CHATS_FOR_A_PAUSE:
            return
        everybody = min(end for _, _, end in recent)
        if self._until is None or everybody > self._until:
            self._until = everybody
            log.warning("%d chats have to rest at once: nothing is sent until %s", len(recent), everybody)
            await self._ledger.write(pauses.pause_sending, everybody)
