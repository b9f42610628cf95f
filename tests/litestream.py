"""Litestream's program for the test of another machine: from PATH, or installed beside Python by npm."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = "@flydotio/litestream-linux-x64"
VERSION = "1.0.1"  # it carries Litestream 0.3.13
REQUIRED = "PARKBRIEFS_REQUIRE_LITESTREAM"
NPM_SECONDS = 120.0


@functools.cache
def litestream() -> Path:
    """The program. Skips the test where there is none and none can be had, fails where it is REQUIRED."""
    if found := shutil.which("litestream"):
        return Path(found)
    folder = Path(sys.prefix) / "share" / "park-briefs-litestream"
    program = folder / "node_modules" / PACKAGE / "litestream"
    if program.exists():
        return program
    reason = "no npm"
    if npm := shutil.which("npm"):
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--silent", "--no-audit", "--ignore-scripts", f"{PACKAGE}@{VERSION}"]
        try:
            ended = subprocess.run(
                command, cwd=folder, capture_output=True, text=True, timeout=NPM_SECONDS, check=False
            )
            reason = ended.stderr.strip()[-300:]
        except subprocess.TimeoutExpired:
            reason = "npm did not end"
        if program.exists():
            program.chmod(0o755)
            return program
    if os.environ.get(REQUIRED):
        pytest.fail(f"Litestream is required here and can't be had: {reason}")
    pytest.skip(f"no Litestream ({PACKAGE}): {reason}")
