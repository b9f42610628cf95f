"""How many messages a second, durable, beside python-telegram-bot's own loop and the bare transports.

    python benchmarks/delivery.py [--messages 3000] [--large 100000] [--growth 1000000]

Everything talks to `python -m playground.standin.loopback` in a process of its own, in one run and in turn,
and sends the same message, text and buttons, without a limit to its rate:

- durable: this bot's broadcast from published issue to last mark: rows, packing, commits, sends, marks
- plain loop: python-telegram-bot's `Bot.send_message` over its own transport, at its best concurrency
- raw: the same sendMessage posted over aiohttp, at its best concurrency, and over httpx; nothing around it
- ceiling: what the stand-in itself can take, from clients of several processes

Then memory and cost a message at 1,000 and `--large` deliveries, cost with `--growth` old rows in the tables,
the time publishing takes, and the time `/park` takes with and without a broadcast.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import statistics
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.broadcast import durable, message_of_a_broadcast, stand_in
from benchmarks.park_times import p95, park_times
from benchmarks.plain_senders import Pace, ceiling, plain_loop, raw_aiohttp, raw_httpx

ROUNDS = 3
AT_ONCE = (4, 16, 64)


async def throughput(messages: int) -> None:
    """The broadcast beside its peers."""
    async with stand_in(messages) as url:
        message = await message_of_a_broadcast(url)
        few = messages // 3
        await raw_aiohttp(url, message, few, 16)  # warms up the stand-in
        loops = {at_once: await plain_loop(url, message, few, at_once) for at_once in AT_ONCE}
        raws = {at_once: await raw_aiohttp(url, message, few, at_once) for at_once in AT_ONCE}
        best, best_raw = (max(tried, key=lambda at_once: tried[at_once].rate) for tried in (loops, raws))
        peers: dict[str, Callable[[], Awaitable[Pace]]] = {
            "plain loop": lambda: plain_loop(url, message, messages, best),
            "raw aiohttp": lambda: raw_aiohttp(url, message, messages, best_raw),
            "raw httpx": lambda: raw_httpx(url, message, messages, best),
        }
        paces: dict[str, list[Pace]] = {name: [] for name in ("durable", *peers)}
        commits = 0.0
        for _ in range(ROUNDS):
            made = await durable(url, messages)
            commits = made["commits"]
            paces["durable"].append(Pace(made["rate"], made["cpu_ms"]))
            for name, measure in peers.items():
                paces[name].append(await measure())
        most = await ceiling(url, message, messages * 2)
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
    for name, tried, used in (("plain loop", loops, best), ("raw aiohttp", raws, best_raw)):
        tries = ", ".join(f"{at_once}: {pace.rate:.0f}" for at_once, pace in tried.items())
        print(f"  {name} by concurrency: {tries}; {used} is used")
    print(f"  {commits:.0f} commits for {messages} durable messages")
    print(f"  the stand-in takes at most {most:.0f} from two processes at once")


async def growth(small: int, large: int, old_rows: int) -> None:
    """Memory and cost against the number of deliveries and of old rows."""
    print("cost against size (unpaced)")
    for followers, rows in ((small, 0), (small, 10_000), (small, old_rows), (large, 0), (large, old_rows)):
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
