"""An outage: Telegram gives no answers to anybody, so that no chat's tries should be counted."""

from __future__ import annotations

import logging

from bot.transport.loop_clock import seconds_now

log = logging.getLogger(__name__)

# Where so many chats in a row got no answer, Telegram can't be reached: then nobody's tries are counted.
OUTAGE_AFTER = 5
FIRST_OUTAGE_PAUSE_SECONDS = 1.0
LONGEST_OUTAGE_PAUSE_SECONDS = 30.0


class Outage:
    """Whether Telegram can be reached at all: it can't where chat after chat gets no answer."""

    def __init__(self) -> None:
        self._without_answer: set[int] = set()
        self._pause = FIRST_OUTAGE_PAUSE_SECONDS
        self._until = 0.0

    @property
    def lasts(self) -> bool:
        """Whether so many chats got no answer, and none got one since."""
        return len(self._without_answer) >= OUTAGE_AFTER

    @property
    def seconds_left(self) -> float:
        """Seconds until the next try."""
        return max(0.0, self._until - seconds_now())

    def answered(self) -> None:
        """Telegram said something, whatever it was."""
        if self.lasts:
            log.info("Telegram can be reached again")
        self._without_answer.clear()
        self._pause = FIRST_OUTAGE_PAUSE_SECONDS
        self._until = 0.0

    def unanswered(self, chat_id: int) -> None:
        """A chat's message got no answer."""
        lasted = self.lasts
        if len(self._without_answer) < OUTAGE_AFTER:
            self._without_answer.add(chat_id)
        if self.lasts and self.seconds_left == 0:
            if not lasted:
                log.warning("Telegram gives no answers; sending waits until it does")
            self._until = seconds_now() + self._pause
            self._pause = min(self._pause * 2, LONGEST_OUTAGE_PAUSE_SECONDS)
