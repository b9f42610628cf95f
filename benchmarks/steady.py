"""How steady the tests are: the whole suite again and again, stopped at the first failure.

    python benchmarks/steady.py --rounds 20
    python benchmarks/steady.py --rounds 5 --load

Each round gives the tests another moment to begin at (tests/set_clock.py), so that none passes by the hour at
which it happens to be run. With --load every core is kept busy by something else meanwhile.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
# A working day, and the seconds before and after a day, a year, a digest's time and a leap day begin.
MOMENTS = (
    "2026-10-14T10:00:00+08:00",
    "2026-12-31T23:59:30+08:00",
    "2027-01-01T00:00:00+08:00",
    "2027-06-30T07:59:40+08:00",
    "2028-02-28T23:59:50+08:00",
    "2026-11-29T03:14:15+08:00",
)
LINES_TOLD = 40  # of what a failed round said
# A burner that nobody ends any more, its starter having been killed, ends itself.
BURNER_SECONDS = 1800
BURNER = f"import time\nend = time.time() + {BURNER_SECONDS}\nwhile time.time() < end: pass"


@contextlib.contextmanager
def busy_cores() -> Iterator[None]:
    """A process on each core that does nothing but work."""
    burners = [subprocess.Popen([sys.executable, "-c", BURNER]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


def run_round(moment: str, at_once: int) -> tuple[bool, list[str]]:
    """Runs the tests once; returns whether all passed, and the lines they printed."""
    command = [sys.executable, "-m", "pytest", "--numprocesses", str(at_once), "--dist", "worksteal"]
    environment = os.environ | {"PARKBRIEFS_TESTS_AT": moment}
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return ended.returncode == 0, ended.stdout.strip().splitlines()


def main() -> int:
    """The command line; 0 when every round passed."""
    parser = argparse.ArgumentParser(description="Runs all tests again and again.")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--at-once", type=int, default=3, help="how many tests run at a time")
    parser.add_argument("--load", action="store_true", help="keep every core busy meanwhile")
    options = parser.parse_args()
    for number in range(1, options.rounds + 1):
        moment = MOMENTS[(number - 1) % len(MOMENTS)]
        began = time.monotonic()
        with busy_cores() if options.load else contextlib.nullcontext():
            passed, lines = run_round(moment, options.at_once)
        load = ", every core busy" if options.load else ""
        last = lines[-1] if lines else "it said nothing"
        print(
            f"{number}/{options.rounds} at {moment}{load}: {last} ({time.monotonic() - began:.0f} s)",
            flush=True,
        )
        if not passed:
            print("\n".join(lines[-LINES_TOLD:]))
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
