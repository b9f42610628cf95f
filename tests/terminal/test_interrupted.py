"""Ctrl-C at any moment of a command ends it without a trace, while the program is still being loaded, too.

But not where whoever started it has that ignored.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def start(tmp_path: Path, interrupt: signal.Handlers) -> subprocess.Popen[str]:
    """`repeats -`, which waits for lines, started where Ctrl-C is left as usual or ignored."""
    return subprocess.Popen(
        [sys.executable, "-X", "importtime", str(ROOT / "run_bot.py"), "repeats", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, interrupt),
    )


def until_loaded(program: subprocess.Popen[str], module: str) -> list[str]:
    """What the program tells until it has loaded a module."""
    assert program.stderr is not None
    told = []
    for line in program.stderr:
        told.append(line)
        if line.rsplit("|", 1)[-1].strip() == module:
            break
    return told


LOADED = pytest.mark.parametrize("loaded", ["asyncio", "bot.terminal.arguments.arguments"])


@LOADED
def test_ctrl_c_while_it_is_loaded_prints_no_trace(loaded: str, tmp_path: Path) -> None:
    with start(tmp_path, signal.SIG_DFL) as program:
        told = until_loaded(program, loaded)
        program.send_signal(signal.SIGINT)
        assert program.stderr is not None
        told += program.stderr
    assert program.returncode == 0
    assert not [line for line in told if not line.startswith("import time:")]


@LOADED
def test_where_ctrl_c_is_ignored_it_stays_so(loaded: str, tmp_path: Path) -> None:
    line = {
        "id": "a",
        "newspaper": "科学导报",
        "date": "2026-04-05",
        "park": "",
        "headline": "签约",
        "paragraphs": [],
    }
    with start(tmp_path, signal.SIG_IGN) as program:
        until_loaded(program, loaded)
        program.send_signal(signal.SIGINT)
        printed, _ = program.communicate(json.dumps(line))
    assert program.returncode == 0 and '"first"' in printed
