"""How long `/park` takes while the bot has other work: an issue to write and to send to very many."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from benchmarks.broadcast import Broadcast, owed, settled
from storage.desk import issues
from storage.moments import now
from tests.made_issues import made_article, made_issue


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
        async with broadcast.serving() as parts:
            await settled(parts)
            await parts.database.write(
                issues.publish, made_issue(made_article("先前的事")), push=False, moment=now()
            )
            async with aiohttp.ClientSession() as session:
                quiet = [await _ask(session, url, followers + 1 + n % 50) for n in range(asked)]
                publishing = asyncio.create_task(broadcast.publish(parts, "临猗新事"))
                meanwhile: list[float] = []
                while not publishing.done():
                    meanwhile.append(await _ask(session, url, followers + 1 + len(meanwhile) % 50))
                await publishing
                busy = [await _ask(session, url, followers + 1 + n % 50) for n in range(asked)]
                assert await parts.database.read(owed), "the broadcast ended before the last question"
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
