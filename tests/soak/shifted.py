"""`run_bot.py` by a clock that can be set while it runs, as an operator or a hypervisor does.

SOAK_CLOCK names a file with the seconds that the clock is ahead; SIGUSR1 says that it has changed.
SIGUSR2 has it say where each thread stands.
"""

from __future__ import annotations

import datetime as dt
import faulthandler
import os
import signal
import sys
from pathlib import Path

import run_bot
from storage import moments

CLOCK_FILE = "SOAK_CLOCK"


def main(arguments: list[str]) -> int:
    """Is `run_bot.py` from here on; returns its exit status."""
    file = Path(os.environ[CLOCK_FILE])
    ahead = dt.timedelta()

    def look(*_: object) -> None:
        nonlocal ahead
        ahead = dt.timedelta(seconds=float(file.read_text()))

    look()
    signal.signal(signal.SIGUSR1, look)
    faulthandler.register(signal.SIGUSR2)
    moments.clock = lambda: moments.system_clock() + ahead
    return run_bot.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
