"""A leak that is planted in a process is seen by what the soak measures, and is not taken for flat."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.run_bot_process import Serving
from tests.soak.bot_machine import BotMachine, Sample
from tests.soak.flatness import LEAST_SECONDS, PARTS, bumps
from tests.waiting import until_seen

# At each line that it reads it takes more of one thing, keeps it, and says so in its log; of the log itself
# it writes more with every line.
PROCESS = """
import os, sys, threading
what, kept = sys.argv[1], []
ever = threading.Event()
for number, line in enumerate(sys.stdin):
    if what == "memory":
        kept.append(b"x" * 3_000_000)
    elif what == "threads":
        threading.Thread(target=ever.wait, daemon=True).start()
    elif what == "open files":
        kept += [os.open(os.devnull, os.O_RDONLY) for _ in range(3)]
    more = number * 40 if what == "log" else 0
    print("taken", number, "." * more, file=sys.stderr, flush=True)
os._exit(0)
"""
SAMPLES = 5 * PARTS
STEP_SECONDS = LEAST_SECONDS / SAMPLES


@contextlib.asynccontextmanager
async def leaking(what: str, folder: Path) -> AsyncIterator[tuple[BotMachine, Serving]]:
    """A process that leaks this, where the machine has the bot's."""
    machine = BotMachine(folder, {})
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROCESS, what,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    machine._serving = serving = Serving(process)
    try:
        yield machine, serving
    finally:
        process.kill()
        await serving.ended()


async def sampled(what: str, folder: Path) -> list[Sample]:
    """What is measured while it leaks, as if so much time lay between."""
    async with leaking(what, folder) as (machine, serving):
        assert isinstance(serving.process, asyncio.subprocess.Process)
        stdin = serving.process.stdin
        assert stdin is not None
        for number in range(SAMPLES):
            stdin.write(b"\n")
            await until_seen(lambda: f"taken {number} " in serving.log)  # noqa: B023
            machine.take_sample()
        return [
            dataclasses.replace(each, at=number * STEP_SECONDS) for number, each in enumerate(machine.samples)
        ]


@pytest.mark.parametrize("what", ["memory", "threads", "open files", "log", "nothing"])
async def test_a_planted_leak_is_found_and_nothing_else(tmp_path: Path, what: str) -> None:
    samples = await sampled(what, tmp_path)
    assert len(samples) == SAMPLES
    assert [bump.partition(":")[0] for bump in bumps(samples)] == ([] if what == "nothing" else [what])
