"""Plays the situations of docs/situations.md in their order, and prints what came of each.

python benchmarks/situations.py
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "situations.md"
_ROW = re.compile(
    r"^\| (?P<situation>[^|]+) \| (?P<outcome>[^|]+) \| (?P<tests>`\w+/test_[^|]+) \|$", re.MULTILINE
)
_TEST = re.compile(r"`(\w+/test_[^`]+)`")


def situations() -> list[tuple[str, list[str]]]:
    """Each situation with the tests that play it, as pytest names them from the project's folder."""
    text = DOCUMENT.read_text(encoding="utf-8")
    return [
        (row["situation"], [f"tests/{name}" for name in _TEST.findall(row["tests"])])
        for row in _ROW.finditer(text)
    ]


def main() -> int:
    """0 when every situation went as the document says."""
    went_wrong = 0
    for number, (situation, tests) in enumerate(situations(), 1):
        played = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", *tests], cwd=ROOT, capture_output=True, text=True
        )
        last = (played.stdout.strip().splitlines() or ["it said nothing"])[-1]
        went_wrong += played.returncode != 0
        outcome = "as told" if played.returncode == 0 else "NOT AS TOLD"
        print(f"{number:2} {outcome}: {situation} ({last})", flush=True)
    return min(went_wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
