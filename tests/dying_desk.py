"""`run_bot.py` that kills itself, as kill -9 does, at the nth step of what the desk writes.

Arguments: the step's number, counted from 0, then those of `run_bot.py`. Each write of the desk has two
steps: before it is handed over, and when it is committed. DYING_WRITES names other writes than the desk's.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import run_bot
from storage.database import Database

# Of which modules the writes are counted: those of the desk, or those named in DYING_WRITES.
WRITING = tuple(os.environ.get("DYING_WRITES", "").split()) or (
    "bot.desk.",
    "bot.newsroom.announc",
    "storage.desk.uploads",
    "storage.desk.pastes",
    "storage.desk.drafts",
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


def main(arguments: list[str]) -> int:
    """Is `run_bot.py` from here on, as long as it lives."""
    die_at(int(arguments[0]))
    return run_bot.main(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
