"""Signs of life for the service manager, as long as the bot really lives."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Sequence

from bot.operating.service_manager import ServiceManager
from storage.database import Database

log = logging.getLogger(__name__)

# How many signs are given in the time after which the manager takes the bot for dead.
SIGNS_IN_A_TIME = 4


@contextlib.asynccontextmanager
async def beating(manager: ServiceManager, files: Sequence[Database]) -> AsyncIterator[None]:
    """Gives signs of life while the block runs, if the manager wants any.

    That one is given shows that the loop runs. None is given while the writer of one of the files is gone, or
    has been at the same job for as long as the manager waits: then it starts the bot anew. A file that
    another process holds, or a full disk, is no such thing: there a new start would help nobody.
    """
    if manager.watchdog_seconds is None:
        yield
        return
    beat = asyncio.create_task(_beat(manager, files, manager.watchdog_seconds), name="heartbeat")
    try:
        yield
    finally:
        beat.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await beat


async def _beat(manager: ServiceManager, files: Sequence[Database], seconds: float) -> None:
    while True:
        stuck = [file.path.name for file in files if not file.is_writing_on(longest=seconds)]
        if stuck:
            log.critical("No sign of life: the writer of %s does not go on", ", ".join(stuck))
        else:
            manager.lives()
        await asyncio.sleep(seconds / SIGNS_IN_A_TIME)
