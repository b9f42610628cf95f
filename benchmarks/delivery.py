"""How many messages a second, durable, beside python-telegram-bot's own loop and the bare transports.

    python benchmarks/delivery.py [--messages 3000] [--large 100000] [--growth 1000000]

Everything talks to `python -m playground.loopback` in a process of its own, in one run and in turn:

- durable: this bot's broadcast from published issue to last mark: rows, packing, commits, sends, marks
- plain loop: python-telegram-bot's `Bot.send_message` over its own transport, at its best concurrency
- raw: the same sendMessage posted over aiohttp and over httpx, nothing around it
- ceiling: what the stand-in itself can take, from clients of several processes

Then memory and cost a message at 1,000 and `--large` deliveries, cost with `--growth` old rows in the tables,
the time publishing takes, and the time `/park` takes with and without a broadcast.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import aiohttp
import httpx
from pydantic import SecretStr
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.application import build_application
from bot.configuration import Settings
from bot.context import Rooms
from bot.rooms import open_database, open_rooms
from bot.running import running
from playground.bot_api import TEST_TOKEN
from storage import issues, park_import
from storage.database import Database, Db
from storage.moments import now
from tests.made_issues import LINYI, made_article, made_issue

UNPACED = 1_000_000
ROUNDS = 3
TEXT = "<b>园区快报</b> · 1 条\n\n<b>临猗新事</b>\n临猗新事，今天开工。\n<i>科学导报 · 2026年4月4日</i>"
MEGABYTE = 1024 * 1024


# --- the other side


@contextlib.asynccontextmanager
async def stand_in(users: int) -> AsyncIterator[str]:
    """A Bot API in a process of its own; its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "playground.loopback", "--users", str(users)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


def counts(url: str) -> dict[str, int]:
    """What the stand-in has counted."""
    with urllib.request.urlopen(f"{url}/control/counts") as answer:
        counted: dict[str, int] = json.load(answer)
        return counted


def say(url: str, user_id: int, text: str) -> None:
    """Lets a person write to the bot."""
    body = json.dumps({"user_id": user_id, "text": text}).encode()
    request = urllib.request.Request(
        f"{url}/control/send", body, {"Content-Type": "application/json"}, method="POST"
    )
    urllib.request.urlopen(request).close()


# --- what is measured


@dataclass(frozen=True)
class Pace:
    """Messages a second, and milliseconds of this process's CPU for each."""

    rate: float
    cpu_ms: float


async def side_by_side(post: Callable[[int], Awaitable[object]], messages: int, at_once: int) -> Pace:
    """The pace of `messages` calls of `post`, `at_once` of them at a time."""
    numbers = iter(range(1, messages + 1))

    async def work() -> None:
        for number in numbers:
            await post(number)

    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(work() for _ in range(at_once)))
    return Pace(messages / (time.perf_counter() - began), 1000 * (time.process_time() - cpu) / messages)


async def plain_loop(url: str, messages: int, at_once: int) -> Pace:
    """python-telegram-bot as it comes."""
    bot = Bot(
        TEST_TOKEN,
        base_url=f"{url}/bot",
        request=HTTPXRequest(connection_pool_size=at_once, pool_timeout=30),
        get_updates_request=HTTPXRequest(),
    )
    async with bot:

        async def post(number: int) -> object:
            return await bot.send_message(number, TEXT, parse_mode="HTML")

        return await side_by_side(post, messages, at_once)


async def raw_aiohttp(url: str, messages: int, at_once: int) -> Pace:
    """sendMessage over aiohttp as this bot sends it, as JSON, and nothing else."""
    address = f"{url}/bot{TEST_TOKEN}/sendMessage"
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=at_once)) as session:

        async def post(number: int) -> object:
            body = {"chat_id": number, "text": TEXT, "parse_mode": "HTML"}
            async with session.post(address, json=body) as response:
                return await response.read()

        return await side_by_side(post, messages, at_once)


async def raw_httpx(url: str, messages: int, at_once: int) -> Pace:
    """sendMessage over httpx and nothing else."""
    address = f"{url}/bot{TEST_TOKEN}/sendMessage"
    limits = httpx.Limits(max_connections=at_once)
    async with httpx.AsyncClient(limits=limits, timeout=60) as client:

        async def post(number: int) -> object:
            data = {"chat_id": str(number), "text": TEXT, "parse_mode": "HTML"}
            return (await client.post(address, data=data)).content

        return await side_by_side(post, messages, at_once)


def _raw_process(url: str, messages: int, at_once: int) -> tuple[float, float]:
    began = time.time()
    asyncio.run(raw_aiohttp(url, messages, at_once))
    return began, time.time()


async def ceiling(url: str, messages: int) -> float:
    """What the stand-in takes from two processes at once."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        await asyncio.to_thread(pool.starmap, _raw_process, [(url, 10, 16)] * 2)
        spans = await asyncio.to_thread(pool.starmap, _raw_process, [(url, messages // 2, 16)] * 2, 1)
    return messages / (max(end for _, end in spans) - min(began for began, _ in spans))


class Broadcast:
    """A bot of ours with followers, in a folder of its own."""

    def __init__(self, folder: Path, url: str, followers: int, rate: int) -> None:
        self.url = url
        self.followers = followers
        self.settings = Settings(_env_file=None).model_copy(
            update={
                "telegram_bot_token": SecretStr(TEST_TOKEN),
                "telegram_api_url": url,
                "database": folder / "bot.db",
                "send_rate": rate,
            }
        )
        self.commits = 0

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[Rooms]:
        """The bot, running, everybody following one park."""
        with open_rooms(self.settings) as rooms:
            rooms.database.write_now(_follow, self.followers)
            self._count_commits(rooms.database)
            async with running(build_application(rooms), rooms):
                yield rooms

    def _count_commits(self, database: Database) -> None:
        commit = database._commit

        def counting(*arguments: Any) -> None:
            self.commits += 1
            commit(*arguments)

        database._commit = counting  # type: ignore[method-assign] - counted here, not in the bot

    async def publish(self, rooms: Rooms, headline: str) -> float:
        """Publishes an article to all; seconds until it is committed."""
        began = time.perf_counter()
        issue = made_issue(made_article(headline))
        published = await rooms.database.write(issues.publish, issue, push=True, moment=now())
        assert published.chats_owed == self.followers, published
        rooms.wake_delivery.set()
        return time.perf_counter() - began

    async def sent_all(self, rooms: Rooms) -> None:
        """Waits for the last mark."""
        while await rooms.database.read(_owed):  # noqa: ASYNC110 - a database tells nobody
            await asyncio.sleep(0.02)


def _follow(db: Db, followers: int) -> None:
    park_id = park_import.ensure_park(db, LINYI)
    numbers = range(1, followers + 1)
    db.conn.executemany(
        "INSERT OR IGNORE INTO chats (id, telegram_id, kind, digest, created_at)"
        " VALUES (?, ?, 'private', 'now', '2026')",
        [(number, number) for number in numbers],
    )
    db.conn.executemany(
        "INSERT OR IGNORE INTO follows (chat_id, kind, park_id, followed_at) VALUES (?, 'park', ?, '2026')",
        [(number, park_id) for number in numbers],
    )


def _owed(db: Db) -> int:
    return int(db.execute("SELECT EXISTS (SELECT 1 FROM turns)").fetchone()[0])


def _grow(db: Db, rows: int, followers: int) -> None:
    """Old deliveries and their messages: what a few years leave behind."""
    article = made_issue(made_article("旧事"))
    issues.publish(db, article, push=False, moment=now())
    article_id = db.execute("SELECT max(id) FROM articles").fetchone()[0]
    db.execute(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        INSERT INTO messages (chat_id, text, buttons, state, packed_at, sent_at, telegram_message_id)
        SELECT 1 + i % ?, ?, '[]', 'sent', '2025', '2025', i FROM n
        """,
        [rows, followers, TEXT],
    )
    db.execute(
        """
        INSERT INTO deliveries (chat_id, kind, article_id, revision, due_at, state, message_id, owed_at)
        SELECT chat_id, 'push', ?, id, '2025', 'sent', id, '2025' FROM messages WHERE packed_at = '2025'
        """,
        [article_id],
    )


def resident() -> float:
    """Megabytes of memory this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


class Peak:
    """The most memory held while it runs."""

    def __init__(self) -> None:
        self.megabytes = 0.0

    async def __aenter__(self) -> Peak:
        self._watching = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._watching.cancel()

    async def _watch(self) -> None:
        while True:
            self.megabytes = max(self.megabytes, resident())
            await asyncio.sleep(0.1)


async def durable(url: str, followers: int, *, old_rows: int = 0) -> dict[str, float]:
    """A broadcast: messages a second, seconds to publish, CPU a message, commits, peak memory."""
    with tempfile.TemporaryDirectory() as name:
        broadcast = Broadcast(Path(name), url, followers, UNPACED)
        if old_rows:
            with open_database(broadcast.settings) as database:
                database.write_now(_follow, followers)
                database.write_now(_grow, old_rows, followers)
        async with broadcast.serving() as rooms, Peak() as peak:
            before = counts(url)["messages"]
            began, cpu = time.perf_counter(), time.process_time()
            publishing = await broadcast.publish(rooms, "临猗新事")
            await broadcast.sent_all(rooms)
            took = time.perf_counter() - began
            cpu = time.process_time() - cpu
            assert counts(url)["messages"] - before == followers
        return {
            "rate": followers / took,
            "publishing": publishing,
            "cpu_ms": 1000 * cpu / followers,
            "commits": broadcast.commits,
            "peak": peak.megabytes,
        }


@dataclass(frozen=True)
class ParkTimes:
    """Milliseconds from a person's /park to its answer."""

    quiet: list[float]
    publishing: list[float]
    broadcast: list[float]


async def park_times(url: str, rate: int, followers: int, asked: int) -> ParkTimes:
    """How long /park takes with nothing else, while an issue is written for all, and during its broadcast."""
    with tempfile.TemporaryDirectory() as name:
        broadcast = Broadcast(Path(name), url, followers, rate)
        async with broadcast.serving() as rooms:
            await rooms.database.write(
                issues.publish, made_issue(made_article("先前的事")), push=False, moment=now()
            )
            async with aiohttp.ClientSession() as session:
                quiet = [await _ask(session, url, followers + 1 + n % 50) for n in range(asked)]
                publishing = asyncio.create_task(broadcast.publish(rooms, "临猗新事"))
                meanwhile = []
                while not publishing.done():
                    meanwhile.append(await _ask(session, url, followers + 1 + len(meanwhile) % 50))
                await publishing
                busy = [await _ask(session, url, followers + 1 + n % 50) for n in range(asked)]
                assert await rooms.database.read(_owed), "the broadcast ended before the last question"
        return ParkTimes(quiet, meanwhile, busy)


async def _ask(session: aiohttp.ClientSession, url: str, user_id: int) -> float:
    began = time.perf_counter()
    async with session.post(f"{url}/control/ask", json={"user_id": user_id, "text": "/park 临猗"}) as answer:
        assert answer.status == 200, await answer.text()
        await answer.read()
    return 1000 * (time.perf_counter() - began)


def p95(times: list[float]) -> float:
    """The time that 95 of 100 don't exceed."""
    return statistics.quantiles(times, n=20)[-1]


async def throughput(messages: int) -> None:
    """The broadcast beside its peers."""
    async with stand_in(messages) as url:
        await raw_aiohttp(url, messages // 3, 16)  # warms up the stand-in
        loops = {at_once: await plain_loop(url, messages // 3, at_once) for at_once in (4, 16, 64)}
        best = max(loops, key=lambda at_once: loops[at_once].rate)
        peers: dict[str, Callable[[], Awaitable[Pace]]] = {
            "plain loop": lambda: plain_loop(url, messages, best),
            "raw aiohttp": lambda: raw_aiohttp(url, messages, 64),
            "raw httpx": lambda: raw_httpx(url, messages, best),
        }
        paces: dict[str, list[Pace]] = {"durable": []} | {name: [] for name in peers}
        commits = 0.0
        for _ in range(ROUNDS):
            made = await durable(url, messages)
            commits = made["commits"]
            paces["durable"].append(Pace(made["rate"], made["cpu_ms"]))
            for name, measure in peers.items():
                paces[name].append(await measure())
        most = await ceiling(url, messages * 2)
    print(f"messages a second over HTTP, {messages} messages, median of {ROUNDS} in turn")
    ours = statistics.median(pace.rate for pace in paces["durable"])
    for name, measured in paces.items():
        rates = [pace.rate for pace in measured]
        middle = statistics.median(rates)
        cpu = statistics.median(pace.cpu_ms for pace in measured)
        print(
            f"  {name:<12} {middle:5.0f}  ({min(rates):.0f}–{max(rates):.0f}), {cpu:.2f} ms CPU each;"
            f" durable is {ours / middle:.2f} ×"
        )
    tried = ", ".join(f"{at_once}: {pace.rate:.0f}" for at_once, pace in loops.items())
    print(f"  plain loop by concurrency: {tried}; {best} is used")
    print(f"  {commits:.0f} commits for {messages} durable messages")
    print(f"  the stand-in takes at most {most:.0f} from two processes at once")


async def growth(small: int, large: int, old_rows: int) -> None:
    """Memory and cost against the number of deliveries and of old rows."""
    print("cost against size (unpaced)")
    for followers, rows in ((small, 0), (small, 10_000), (small, old_rows), (large, 0)):
        async with stand_in(followers) as url:
            made = await in_a_process(url, followers, rows)
        print(
            f"  {followers:>7} deliveries, {rows:>8} old rows: {made['rate']:6.0f}/s,"
            f" {made['cpu_ms']:.2f} ms CPU each, publishing {made['publishing']:.2f} s,"
            f" peak {made['peak']:.0f} MB"
        )


async def in_a_process(url: str, followers: int, rows: int) -> dict[str, float]:
    """`durable` in a fresh process, so that memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        made: dict[str, float] = await asyncio.to_thread(pool.apply, _durable, (url, followers, rows))
        return made


def _durable(url: str, followers: int, rows: int) -> dict[str, float]:
    return asyncio.run(durable(url, followers, old_rows=rows))


async def answers(followers: int, asked: int) -> None:
    """/park with nothing else, while an issue is written for all followers, and while it is sent to them."""
    print(f"/park from question to answer, with {followers} followers")
    for rate in (30, 1000):
        async with stand_in(followers + 50) as url:
            times = await park_times(url, rate, followers, asked)
        usual = p95(times.quiet)
        print(f"  SEND_RATE={rate}")
        for name, measured in (
            ("quiet", times.quiet),
            ("publishing", times.publishing),
            ("broadcast", times.broadcast),
        ):
            print(
                f"    {name:<10} p95 {p95(measured):6.1f} ms ({p95(measured) / usual:.2f} ×), median"
                f" {statistics.median(measured):.1f}, longest {max(measured):.1f}, {len(measured)} questions"
            )


async def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--messages", type=int, default=3_000)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--growth", type=int, default=1_000_000, metavar="ROWS")
    parser.add_argument("--asked", type=int, default=200)
    parser.add_argument("--only", choices=("throughput", "growth", "answers"))
    options = parser.parse_args()
    if options.only in (None, "throughput"):
        await throughput(options.messages)
    if options.only in (None, "growth"):
        await growth(options.small, options.large, options.growth)
    if options.only in (None, "answers"):
        await answers(options.large, options.asked)


if __name__ == "__main__":
    asyncio.run(main())
