"""Many places that answer "gone" at once: then it is the way that is at fault, not they.

A wrong token, a Bot API server that lost its data or a fault of Telegram's says of everybody what is true of
nobody. To switch them all off would silence the bot for good.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from bot.delivery.outage import FIRST_OUTAGE_PAUSE_SECONDS, LONGEST_OUTAGE_PAUSE_SECONDS
from bot.transport.loop_clock import seconds_now

WITHIN_SECONDS = 60.0
FEWEST_GONE = 5
SHARE_GONE = 0.5  # of the places tried, to be exceeded


@dataclass(frozen=True, slots=True)
class Masses:
    """The places that answer "gone" within a minute, of so many tried; `are_new` the first time."""

    places: frozenset[int]
    tried: int
    are_new: bool


class Departures:
    """The answers of the last minute, and whether too many of them say that a place is gone."""

    def __init__(self) -> None:
        # When each place last answered so, the longest ago first.
        self._tried: OrderedDict[int, float] = OrderedDict()
        self._gone: OrderedDict[int, float] = OrderedDict()
        self._last = False
        self._pause = FIRST_OUTAGE_PAUSE_SECONDS
        self._until = 0.0

    @property
    def last(self) -> bool:
        """Whether too many are gone, and none has taken a message since."""
        return self._last

    @property
    def seconds_left(self) -> float:
        """Seconds until the next try."""
        return max(0.0, self._until - seconds_now())

    def answered(self, telegram_id: int, *, gone: bool) -> None:
        """A place has answered; what isn't "gone" shows that the way is open."""
        _note(self._tried, telegram_id)
        if gone:
            _note(self._gone, telegram_id)
        elif self._last:
            self._last = False
            self._gone.clear()
            self._pause, self._until = FIRST_OUTAGE_PAUSE_SECONDS, 0.0

    def masses(self) -> Masses | None:
        """The places gone in masses; None where those who left have each left for themselves."""
        gone, tried = len(self._gone), len(self._tried)
        if not self._last and (gone < FEWEST_GONE or gone <= SHARE_GONE * tried):
            return None
        are_new, self._last = not self._last, True
        self._until = seconds_now() + self._pause
        self._pause = min(self._pause * 2, LONGEST_OUTAGE_PAUSE_SECONDS)
        return Masses(frozenset(self._gone), tried, are_new)


def _note(answers: OrderedDict[int, float], telegram_id: int) -> None:
    now = seconds_now()
    answers[telegram_id] = now
    answers.move_to_end(telegram_id)
    while next(iter(answers.values())) <= now - WITHIN_SECONDS:
        answers.popitem(last=False)
