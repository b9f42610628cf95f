"""Everything that goes wrong in the soak: at Telegram, on the way, on the machine, and with the clock."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable

from playground.standin import call_faults, refusal
from playground.standin.bot_api import BotApi
from tests.soak.bot_machine import BotMachine
from tests.soak.people import Place

METHODS = ("sendMessage", "sendMessage", "editMessageText", "answerCallbackQuery", "getFile", "*")
MOST_WAITING = 4  # faults that no call has met yet; more would be an outage without end
HOUR = 3600.0
FULL_DISK_SECONDS = (0.5, 2.0)
WRONG_CLOCK_SECONDS = (1.0, 4.0)
PAUSE_SECONDS = (0.2, 1.5)


class Weather:
    """Strikes at random; `struck` counts what happened by name."""

    def __init__(self, api: BotApi, machine: BotMachine, steady: list[Place], chance: random.Random) -> None:
        self.struck: Counter[str] = Counter()
        self._api = api
        self._machine = machine
        self._steady = steady
        self._chance = chance
        self._wrong_clock: asyncio.Task[None] | None = None

    async def rage(self, done: Callable[[], bool], *, restarts: bool) -> None:
        """One thing after the other goes wrong; with `restarts` the process ends as well, well or not."""
        strikes: list[tuple[int, Callable[[], Awaitable[None]]]] = [
            (20, self._fault),
            (3, self._rest_for_a_chat),
            (2, self._disk),
            (2, self._clock),
        ]
        if restarts:
            strikes += [(8, self._kill), (3, self._restart)]
        while not done():
            await asyncio.sleep(self._chance.uniform(*PAUSE_SECONDS))
            strike = self._chance.choices([each for _, each in strikes], [often for often, _ in strikes])[0]
            await strike()

    async def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._api.faults.clear()
        if self._wrong_clock is not None:
            await self._wrong_clock

    async def _fault(self) -> None:
        if len(self._api.faults) >= MOST_WAITING:
            self._api.faults.clear()
        chance = self._chance
        outcomes: tuple[call_faults.Outcome, ...] = (
            call_faults.INTERNAL_ERROR,
            call_faults.BAD_GATEWAY,
            call_faults.Garbage(),
            call_faults.Garbage(applied=True),
            call_faults.Dropped(),
            call_faults.ANSWER_LOST,
            call_faults.TimedOut(),
            call_faults.TimedOut(applied=True),
            call_faults.Slow(chance.uniform(0.1, 2)),
            call_faults.Error.of(refusal.too_many_requests(chance.randint(1, 3))),
        )
        outcome = chance.choice(outcomes)
        self.struck[type(outcome).__name__] += 1
        self._api.inject(chance.choice(METHODS), outcome, times=chance.choice((1, 1, 1, 3)))

    async def _rest_for_a_chat(self) -> None:
        self.struck["rest of a chat"] += 1
        rest = call_faults.Error.of(refusal.too_many_requests(self._chance.randint(1, 5)))
        self._api.inject("sendMessage", rest, chat_id=self._chance.choice(self._steady).chat.id)

    async def _disk(self) -> None:
        self.struck["full disk"] += 1
        await self._machine.fill_disk(self._chance.uniform(*FULL_DISK_SECONDS))

    async def _clock(self) -> None:
        """Goes on beside the rest: it is set between two commands, and a busy machine takes long for one."""
        ahead, seconds = (
            self._chance.choice((-2, -1, 1, 2, 26)) * HOUR,
            self._chance.uniform(*WRONG_CLOCK_SECONDS),
        )
        if self._wrong_clock is None or self._wrong_clock.done():
            self.struck["clock"] += 1
            self._wrong_clock = asyncio.create_task(self._set_clock(ahead, seconds), name="wrong clock")

    async def _set_clock(self, ahead: float, seconds: float) -> None:
        await self._machine.set_clock(ahead)
        await asyncio.sleep(seconds)
        await self._machine.set_clock(0)

    async def _kill(self) -> None:
        self.struck["kill -9"] += 1
        await self._machine.kill()

    async def _restart(self) -> None:
        self.struck["restart"] += 1
        await self._machine.restart()
