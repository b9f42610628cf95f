"""`run_bot.py` that kills itself, as kill -9 does, before the nth step of a restore or backup.

Arguments: the step's number, then those of `run_bot.py`. A step makes, moves or takes away a name, or syncs.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import run_bot

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


def main(arguments: list[str]) -> int:
    """Is `run_bot.py` from here on, as long as it lives."""
    counted = dying_at(int(arguments[0]))
    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
    return run_bot.main(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
