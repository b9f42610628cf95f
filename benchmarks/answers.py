"""How long `/park` takes over HTTP, beside a bare echo bot in the same run.

    python benchmarks/answers.py [--users 200] [--rounds 6]

Two bots serve at the same time, each in a process of its own against a Bot API on loopback: this one with
10,000 articles about 2,700 parks, and an echo bot with the same transport, flow control and durable inbox.
In turn, all users (new ones each round) ask at once; an answer's time is from the user's sending to the
message in their chat. The first round warms up and doesn't count.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.made_library import PARKS, SEED, Library, connect, park_name
from playground.standin.bot_api import BotApi
from playground.standin.changes import Event
from playground.standin.loopback import Loopback
from playground.standin.message import Message
from storage.database import Database

ARTICLES = 10_000
WORDS = 100
PATIENCE_SECONDS = 60
MEDIAN_GOAL, P99_GOAL = 1.4, 2.0


@dataclass
class Contender:
    """A running bot and its Telegram; `times` are seconds from question to answer."""

    api: BotApi
    times: list[float] = field(default_factory=list)
    waiting: dict[int, float] = field(default_factory=dict)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def watch(self, event: Event) -> None:
        """Notes when a waiting user gets a message."""
        message = event.subject
        if event.kind != "message" or not isinstance(message, Message) or not message.from_bot:
            return
        asked = self.waiting.pop(message.chat.id, None)
        if asked is not None:
            self.times.append(time.perf_counter() - asked)
            if not self.waiting:
                self.done.set()

    async def round(self, users: range, chance: random.Random) -> None:
        """All of these users ask at once; returns when all have their answers."""
        self.done.clear()
        people = [self.api.user(number, started=True) for number in users]
        for person in people:
            question = f"/park {park_name(chance.randint(1, PARKS))}"
            self.waiting[person.id] = time.perf_counter()
            person.send(question)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.done.wait()


@contextlib.asynccontextmanager
async def serving(script: Path, folder: Path) -> AsyncIterator[Contender]:
    """A bot in a process of its own, with its database in `folder`."""
    api = BotApi(log_size=0)
    contender = Contender(api)
    api.observers.append(contender.watch)
    async with Loopback(api) as server:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(script),
            cwd=folder,
            env=os.environ
            | {
                "DATABASE": str(folder / "bot.db"),
                "TELEGRAM_BOT_TOKEN": api.token,
                "TELEGRAM_API_URL": server.url,
                "LOG_LEVEL": "ERROR",
            },
        )
        try:
            yield contender
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            await process.wait()


def fill(path: Path) -> None:
    """Stores the parks and articles."""
    library = Library(WORDS, ARTICLES)
    with Database(path) as database:
        library.store_parks(database)
        connection = connect(path)
        library.fill(connection, 0, ARTICLES)
        connection.close()


def told(name: str, times: list[float]) -> tuple[float, float]:
    """Prints a line and returns the median and the 99th percentile in milliseconds."""
    median, p99 = statistics.median(times) * 1000, sorted(times)[int(len(times) * 0.99)] * 1000
    print(f"{name:<6} median {median:7.1f} ms   p99 {p99:7.1f} ms   {len(times)} answers")
    return median, p99


async def main(users: int, rounds: int) -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / "park", Path(name) / "echo"]
        for folder in folders:
            folder.mkdir()
        fill(folders[0] / "bot.db")
        async with (
            serving(ROOT / "run_bot.py", folders[0]) as park,
            serving(ROOT / "benchmarks" / "echo_bot.py", folders[1]) as echo,
        ):
            for number in range(rounds + 1):
                who = range(1 + number * users, 1 + (number + 1) * users)
                for contender in (park, echo):
                    await contender.round(who, random.Random(SEED + number))
                    if number == 0:
                        contender.times.clear()
    print(f"{users} users at once, {ARTICLES:,} articles, {PARKS:,} parks, {rounds} rounds in turn")
    park_median, park_p99 = told("/park", park.times)
    echo_median, echo_p99 = told("echo", echo.times)
    print(
        f"ratio  median {park_median / echo_median:.2f} (goal {MEDIAN_GOAL})"
        f"   p99 {park_p99 / echo_p99:.2f} (goal {P99_GOAL})"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=6)
    options = parser.parse_args()
    asyncio.run(main(options.users, options.rounds))
