"""The search benchmark runs as its first lines say, on a small scale, and fills the tables that are there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parent.parent.parent / "benchmarks" / "search.py"


def test_it_measures_both_orders(tmp_path: Path) -> None:
    command = [sys.executable, str(BENCHMARK), "--sizes", "200", "--queries", "14"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "200 articles" in run.stdout and "newest" in run.stdout and "best" in run.stdout
