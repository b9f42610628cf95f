"""`python -m tests.soak --minutes 15 --seed 1`: soaks, prints the books, exits 1 where they don't agree."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.minutes import minutes
from tests.processes import START
from tests.soak.soak import Soak

DEFAULT_MINUTES = 15.0


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description="Soaks the bot.")
    parser.add_argument("--minutes", type=minutes, default=DEFAULT_MINUTES)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="the same seed, the same chances")
    parser.add_argument("--keep", type=Path, help="a new folder for the bot's files and logs, which stays")
    options = parser.parse_args()
    if options.keep is not None:
        try:
            options.keep.mkdir(parents=True)
        except OSError as error:
            parser.error(f"--keep {options.keep}: {error.strerror}; name a new folder")
    os.environ[START] = "alone"  # as an operator starts it: its memory is all its own
    print(f"soaking for {options.minutes:g} minutes, seed {options.seed}", flush=True)
    with contextlib.ExitStack() as stack:
        if options.keep is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="park-briefs-soak-")))
        else:
            folder = options.keep
        soak = Soak(folder, random.Random(options.seed), seconds=options.minutes * 60)
        findings = asyncio.run(soak.run())
    for line in soak.report():
        print(line)
    for finding in findings:
        print(f"WRONG {finding}")
    print("the books agree" if not findings else f"{len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
