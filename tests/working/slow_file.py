"""A page file that is being read as long as a test needs it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from pathlib import Path

from tests.running_bot import RunningBot


def until_there(path: Path) -> None:
    """What the process does: nothing until a file is there."""
    while not path.exists():
        time.sleep(0.02)


@contextlib.asynccontextmanager
async def slow_file(bot: RunningBot, folder: Path) -> AsyncIterator[asyncio.Task[None]]:
    """The process for page files is busy in this block, with the task that it gives."""
    released = folder / "released"
    reading = asyncio.create_task(bot.parts.worker.run(until_there, released))
    try:
        yield reading
    finally:
        released.touch()
        await reading
