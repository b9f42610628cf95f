"""Ctrl-C at any moment of a command ends it without a trace: while the program is still being loaded, too."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("loaded", ["asyncio", "bot.terminal.arguments.arguments"])
def test_ctrl_c_while_it_is_loaded_prints_no_trace(loaded: str, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", str(ROOT / "run_bot.py"), "repeats", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stderr is not None
        told = []
        for line in program.stderr:
            told.append(line)
            if line.rsplit("|", 1)[-1].strip() == loaded:
                break
        program.send_signal(signal.SIGINT)
        told += program.stderr
    assert program.returncode == 0
    assert not [line for line in told if not line.startswith("import time:")]
