"""`run_bot.py` that kills itself, as kill -9 does, before the nth step of a restore or backup.

Arguments: the step's number, then those of `run_bot.py`. A step makes, moves or takes away a name, or syncs.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
from collections.abc import Callable
from typing import Any

from tests.fork_server import RUN_BOT

STEPS = ("rename", "replace", "unlink", "link", "rmdir", "mkdir", "fsync")


def dying_at(step: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Makes functions of the system steps, before the nth of which the process dies."""
    taken = 0

    def counted(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal taken
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*arguments, **named)

        return call

    return counted


if __name__ == "__main__":
    counted = dying_at(int(sys.argv[1]))
    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
    sys.argv = [str(RUN_BOT), *sys.argv[2:]]
    runpy.run_path(str(RUN_BOT), run_name="__main__")
