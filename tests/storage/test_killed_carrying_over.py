"""Killed at any step of being carried over, a file is as it was or finished; nothing is lost."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from storage.database import Database
from tests.earlier_files import TABLES, carried_over, contents, lay_earlier_files

ROOT = Path(__file__).parent.parent.parent

FEWEST_STEPS = 10


def bytes_in(folder: Path) -> str:
    """A digest of all files in a folder, less SQLite's shared memory, which is made anew from the others."""
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        if not file.name.endswith("-shm"):
            digest.update(hashlib.sha256(file.name.encode()).digest())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@pytest.mark.parametrize("ending", TABLES)
def test_it_is_as_it_was_or_finished_and_opened_again_it_is_finished(tmp_path: Path, ending: str) -> None:
    lay_earlier_files(tmp_path / "bot.db")
    before = contents(tmp_path / f"bot.db{ending}")
    command = [sys.executable, "-m", "tests.killed_carrying", str(tmp_path), ending]
    subprocess.run(command, cwd=ROOT, check=True)
    came_out: list[bool] = []
    opened_before: set[str] = set()
    for step in range(len([each for each in tmp_path.iterdir() if each.is_dir()])):
        path = tmp_path / str(step) / f"bot.db{ending}"
        found = contents(path)
        came_out.append(found != before)
        assert found == before or carried_over(before, found)
        # Most kills leave the same files, byte for byte, which come to the same when they are opened.
        if (left := bytes_in(path.parent)) in opened_before:
            continue
        opened_before.add(left)
        with Database(path, tables=TABLES[ending]):
            pass
        assert carried_over(before, contents(path))
        kept = list(path.parent.glob("*0.1.0*"))
        assert kept and all(contents(each) == before for each in kept)
    assert came_out == sorted(came_out)  # what comes before the commit, what comes after it
    assert came_out.count(False) > FEWEST_STEPS and came_out[-1]
