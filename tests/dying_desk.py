"""`run_bot.py` that kills itself, as kill -9 does, at the nth step of what the desk writes.

Arguments: the step's number, counted from 0, then those of `run_bot.py`. Each write of the desk has two
steps: before it is handed over, and when it is committed. DYING_WRITES names other writes than the desk's.
"""

from __future__ import annotations

import itertools
import os
import runpy
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from storage.database import Database
from tests.fork_server import RUN_BOT

# Of which modules the writes are counted: those of the desk, or those named in DYING_WRITES.
WRITING = tuple(os.environ.get("DYING_WRITES", "").split()) or (
    "bot.desk.",
    "bot.newsroom.announc",
    "storage.uploads",
    "storage.pastes",
    "storage.drafts",
)


def die_at(last: int) -> None:
    """Lets the process die at this step of the desk's writes."""
    steps = itertools.count()
    write = Database.write

    def step() -> None:
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    async def counted(self: Database, job: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        plain = job.func if isinstance(job, partial) else job
        if not plain.__module__.startswith(WRITING):
            return await write(self, job, *arguments, **named)
        step()
        result = await write(self, job, *arguments, **named)
        step()
        return result

    Database.write = counted  # type: ignore[method-assign]


if __name__ == "__main__":
    die_at(int(sys.argv[1]))
    sys.argv = [str(RUN_BOT), *sys.argv[2:]]
    runpy.run_path(str(RUN_BOT), run_name="__main__")
