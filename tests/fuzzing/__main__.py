"""`python -m tests.fuzzing --minutes 10`: seed after seed, to the end of the time or the first finding."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzzing.odd import FIRST_SEED, SEEDS, STEPS
from tests.minutes import minutes

PROJECT = Path(__file__).parent.parent.parent
FUZZED = ("tests/fuzzing", "tests/parsing/test_fuzz.py", "tests/standin/test_any_input.py")
SEEDS_A_ROUND = 5
STEPS_A_SEED = 300
DEFAULT_MINUTES = 10.0


def main() -> int:
    """The command line; returns the exit status: 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description="Fuzzes the bot.")
    parser.add_argument("--minutes", type=minutes, default=DEFAULT_MINUTES)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="the first seed")
    options = parser.parse_args()
    end = time.monotonic() + options.minutes * 60
    seed = options.seed
    while time.monotonic() < end:
        print(f"seeds {seed} to {seed + SEEDS_A_ROUND - 1}", flush=True)
        told = {FIRST_SEED: str(seed), SEEDS: str(SEEDS_A_ROUND), STEPS: str(STEPS_A_SEED)}
        status = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", *FUZZED, f"--hypothesis-seed={seed}"],
            cwd=PROJECT,
            env=os.environ | told,
            check=False,
        ).returncode
        if status:
            print(
                f"found with seed {seed}: {FIRST_SEED}={seed} {SEEDS}={SEEDS_A_ROUND} {STEPS}={STEPS_A_SEED}"
            )
            return 1
        seed += SEEDS_A_ROUND
    return 0


if __name__ == "__main__":
    sys.exit(main())
