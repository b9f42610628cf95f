"""What is known against the locked packages: `make audit` runs it in an environment that has pip-audit.

    python deploy/audit.py LOCK…

Exit status: 0 nothing is known, or no source of advisories could be reached (it says so); 1 something is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

# Where advisories are asked for, in this order: one that can't be reached is followed by the next.
SOURCES = ("pypi", "osv")
TIMEOUT_SECONDS = 20


@dataclass(frozen=True)
class Verdict:
    """How many packages were looked up, which could not be, and what is known, a line each."""

    asked: int = 0
    unasked: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """What the program ends with."""
        return 1 if self.known else 0

    def lines(self) -> list[str]:
        """What is said of it."""
        if not self.asked:
            return [
                "NOT AUDITED: no source of advisories can be reached from here. Run `make audit` elsewhere."
            ]
        skipped = [f"not looked up: {', '.join(self.unasked)}"] if self.unasked else []
        return [
            *self.known,
            *skipped,
            f"{self.asked} packages looked up, {len(self.unasked)} not; {len(self.known)} advisories",
        ]


def verdict(reports: Iterable[dict[str, Any]]) -> Verdict:
    """What reports of pip-audit in JSON come to.

    A package that the source doesn't know is one that was not looked up: without a network pip-audit skips
    them all and says that nothing is known, which is no audit.
    """
    asked: set[str] = set()
    unasked: set[str] = set()
    known: set[str] = set()
    for package in (each for report in reports for each in report["dependencies"]):
        name = package["name"]
        if "skip_reason" in package:
            unasked.add(name)
            continue
        asked.add(name)
        for found in package["vulns"]:
            mended = ", ".join(found["fix_versions"]) or "nothing yet"
            known.add(f"{name} {package['version']}: {found['id']}, mended in {mended}")
    return Verdict(len(asked), tuple(sorted(unasked)), tuple(sorted(known)))


def report(source: str, lock: str) -> dict[str, Any] | None:
    """What pip-audit says of a file, asking one source; None where it could not say anything."""
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json"]
    asking = ["--vulnerability-service", source, "--timeout", str(TIMEOUT_SECONDS), "--requirement", lock]
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", *options, *asking], capture_output=True, text=True, check=False
    )
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        last = (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
        print(f"{source}: {last}", file=sys.stderr)
        return None
    return answer


def main(locks: Sequence[str]) -> int:
    """Asks each source until one answers, and prints what it knows."""
    said = Verdict()
    for source in SOURCES:
        reports = [report(source, lock) for lock in locks]
        said = verdict(each for each in reports if each is not None)
        if said.asked:
            break
    print("\n".join(said.lines()))
    return said.status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
