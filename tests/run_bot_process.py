"""`run_bot.py` in a process of its own, as an operator runs it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playground.standin.press import PATIENCE_SECONDS
from playground.standin.user import User
from tests.leaks import LEAKS
from tests.processes import Process, start_run_bot
from tests.warm import lay_dictionary

SERVING = "Serving @"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    output: str
    errors: str


class Serving:
    """A running serve; `log` grows as it writes."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.log = ""
        self._reading = asyncio.create_task(self._read())
        self._grew = asyncio.Event()

    async def _read(self) -> None:
        assert self.process.stderr is not None
        while line := await self.process.stderr.readline():
            self.log += line.decode()
            LEAKS.logged(line.decode())
            self._grew.set()
        self._grew.set()

    async def says(self, words: str, *, within: float = PATIENCE_SECONDS) -> None:
        """Returns when the log holds these words; AssertionError when the process ends without them."""
        async with asyncio.timeout(within):
            while words not in self.log:
                assert not self._reading.done(), f"ended without saying {words!r}:\n{self.log}"
                self._grew.clear()
                await self._grew.wait()

    async def kill(self, *, within: float = PATIENCE_SECONDS) -> None:
        """kill -9; returns when its workers, which write to the same log, have ended too."""
        self.process.send_signal(signal.SIGKILL)
        await self.ended(within=within)

    async def stop(self, *, within: float = PATIENCE_SECONDS) -> int:
        """SIGTERM; returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return await self.ended(within=within)

    async def ended(self, *, within: float = PATIENCE_SECONDS) -> int:
        """Waits for the process to end by itself; returns the exit status."""
        async with asyncio.timeout(within):
            await self._reading
            return await self.process.wait()


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """Nothing of this machine's configuration, a database in `folder`, and these variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {"DATABASE": str(folder / "bot.db"), "PYTHONUTF8": "1", "OPS_LISTEN": ""} | variables


async def run(folder: Path, *arguments: str, variables: Mapping[str, str] | None = None) -> Ended:
    """Runs one command to its end in `folder`, where no .env lies."""
    lay_dictionary(folder / "jieba")
    process = await start_run_bot(
        *arguments, folder=folder, environment=environment(folder, **(variables or {}))
    )
    assert process.stdout is not None and process.stderr is not None
    async with asyncio.timeout(PATIENCE_SECONDS):
        output, errors = await asyncio.gather(process.stdout.read(), process.stderr.read())
        for line in errors.decode().splitlines():
            LEAKS.logged(line)
        return Ended(await process.wait(), output.decode(), errors.decode())


@contextlib.asynccontextmanager
async def serving(folder: Path, url: str, token: str, **variables: str) -> AsyncIterator[Serving]:
    """A serve on the database in `folder` and the Bot API at `url`; ended with the block if still running."""
    lay_dictionary(folder / "jieba")
    configured = {"TELEGRAM_API_URL": url, "TELEGRAM_BOT_TOKEN": token, "OWNER_IDS": "7"}
    started = Serving(
        await start_run_bot(
            folder=folder, environment=environment(folder, **configured | variables), output=False
        )
    )
    try:
        yield started
    finally:
        if started.process.returncode is None:
            await started.kill()


async def follow_at_once(reader: User) -> None:
    """Makes a reader follow a park and be pushed as published, by asking the bot."""
    await reader.ask("/follow 临猗")
    await reader.ask("/digest now")
