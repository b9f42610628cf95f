"""A worker's temporary folder is its own: private, empty at each start, gone with the bot, be it killed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.working.own_folder import OwnFolder, sweep
from bot.working.worker import Worker, WorkerDied

DIES = """
import os, sys
from pathlib import Path
from bot.working.own_folder import OwnFolder
folder = OwnFolder(Path(sys.argv[1])).open()
(folder / "page.pdf").touch()
os.kill(os.getpid(), 9)
"""


def leave_something() -> tuple[str, str]:
    """Leaves a file where libraries leave theirs; returns the folder and what a child would take for it."""
    number, name = tempfile.mkstemp()
    os.close(number)
    return str(Path(name).parent), os.environ["TMPDIR"]


def left() -> list[str]:
    return [each.name for each in Path(tempfile.gettempdir()).iterdir()]


def die() -> None:
    os._exit(7)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    with Worker(folder=tmp_path / "tmp") as made:
        yield made


def test_what_a_worker_leaves_is_private_and_gone_with_the_next_and_all_with_the_bot(
    worker: Worker, tmp_path: Path
) -> None:
    folder, for_children = worker.run_now(leave_something)
    assert Path(folder).parent == tmp_path / "tmp" and for_children == folder
    assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700
    assert len(worker.run_now(left)) == 1
    with pytest.raises(WorkerDied):
        worker.run_now(die)
    assert worker.run_now(left) == []
    worker.close()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_bot_left_goes_at_the_next_start_and_what_is_in_use_stays(tmp_path: Path) -> None:
    used, next_one = OwnFolder(tmp_path), OwnFolder(tmp_path)
    (used.open() / "page.pdf").touch()
    killed = subprocess.run([sys.executable, "-c", DIES, str(tmp_path)], check=False)
    assert killed.returncode == -9 and len(list(tmp_path.iterdir())) == 2
    next_one.open()
    assert {each.name for each in tmp_path.rglob("*.pdf")} == {"page.pdf"}
    assert len(list(tmp_path.iterdir())) == 2  # the one in use, and the new one
    used.close()
    next_one.close()
    assert not tmp_path.exists() or list(tmp_path.iterdir()) == []


def test_a_folder_that_can_t_be_made_keeps_nothing_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "tmp").touch()
    with Worker(folder=tmp_path / "tmp") as worker:
        assert worker.run_now(len, "four") == 4
    sweep(tmp_path)
    assert (tmp_path / "tmp").is_file()
