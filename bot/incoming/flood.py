"""Flood control: how much of one user is answered, so that nobody else has to wait.

A user may send a burst and then one thing a second, which is what Telegram lets a bot say in one chat. What
comes faster is not answered; the user is told so once, and may go on after a pause.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

BURST = 20
PER_SECOND = 1.0
MOST_USERS_REMEMBERED = 10_000


class Verdict(Enum):
    """What is to be done with an update: answer it, say that it is too fast, or let it go."""

    ANSWER = "answer"
    SAY_SO = "say so"
    LET_GO = "let go"


@dataclass(slots=True)
class _Account:
    left: float
    at: float
    told: bool = False


class FloodGate:
    """Counts what each user sends; `clock` gives seconds that only grow."""

    def __init__(
        self,
        *,
        burst: int = BURST,
        per_second: float = PER_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._accounts: dict[int, _Account] = {}

    def judge(self, user_id: int) -> Verdict:
        """The verdict on one more update of this user, at this moment."""
        moment = self._clock()
        account = self._accounts.pop(user_id, None) or _Account(self._burst, moment)
        # Popped and entered again, the accounts stand in the order of their last use.
        self._accounts[user_id] = account
        account.left = min(self._burst, account.left + (moment - account.at) * self._per_second)
        account.at = moment
        if len(self._accounts) > MOST_USERS_REMEMBERED:
            del self._accounts[next(iter(self._accounts))]
        if account.left >= 1:
            account.left -= 1
            account.told = False
            return Verdict.ANSWER
        if account.told:
            return Verdict.LET_GO
        account.told = True
        return Verdict.SAY_SO
