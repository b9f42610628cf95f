"""Killed at any step of a command, what is published is as it was or as the command makes it.

Given once more, the command comes to the same end, and nobody is owed anything twice.
"""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.killed_writing import NEVER
from tests.run_bot_process import environment
from tests.terminal.published import (
    CORRECTED_PAGE,
    NEW_ARTICLE,
    contents,
    lay_page,
    publish_to,
    query,
)
from tests.warm import lay_dictionary, shared_folder

ROOT = Path(__file__).parent.parent.parent
FEWEST_STEPS = 8
COMMANDS = {
    "publish": ["publish", "page.txt"],
    "correct": ["issue", "correct", "--add", "page.txt"],
    "edit": [
        *("issue", "edit", "1", "1", "--headline", "新标题", "--park", "东山未来产业园", "--new-park"),
        *("--brief", "库容8000吨", "--date", "2026-04-05"),
    ],
    "retract": ["issue", "retract", "1", "--reason", "来源有误"],
}


@functools.cache
def killing(cache: Path) -> subprocess.Popen[str]:
    """The process that carries commands out and kills them; it ends with ours, which closes its input."""
    lay_dictionary(cache)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.killed_writing", str(cache)],
        cwd=ROOT,
        env=environment(cache) | {"DATABASE": "bot.db", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_at_every_step(folder: Path, command: list[str], *, first: int = 1) -> None:
    """Leaves a folder for every step from the first on; at the last the command is not killed."""
    process = killing(shared_folder() / "jieba")
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps([str(folder), first, command]) + "\n")
    process.stdin.flush()
    if process.stdout.readline() != "done\n":
        killing.cache_clear()
        raise AssertionError(f"{command} ended otherwise: its errors are above")


def number_of_steps(folder: Path) -> int:
    return sum(each.name.isdecimal() for each in folder.iterdir())


def owed_twice(folder: Path) -> list[tuple[Any, ...]]:
    return query(
        folder,
        "SELECT chat_id, kind, subject, version FROM deliveries GROUP BY 1, 2, 3, 4 HAVING count(*) > 1",
    )


@pytest.mark.slow
@pytest.mark.parametrize("what", COMMANDS)
async def test_it_is_as_before_or_done_and_given_again_it_is_done(tmp_path: Path, what: str) -> None:
    start = tmp_path / "start"
    start.mkdir()
    await publish_to(start, 1, 2)
    lay_page(start, CORRECTED_PAGE + NEW_ARTICLE)
    it_is_as_before_or_done(tmp_path, COMMANDS[what])


def it_is_as_before_or_done(tmp_path: Path, command: list[str]) -> None:
    """Kills a command at every step, begun with what is in the folder `start`, and gives it again."""
    start = tmp_path / "start"
    shutil.rmtree(start / "jieba", ignore_errors=True)
    before = contents(start / "bot.db")
    kill_at_every_step(tmp_path, command)
    steps = number_of_steps(tmp_path)
    done = contents(tmp_path / str(steps) / "bot.db")
    assert done != before and steps > FEWEST_STEPS
    came_out = []
    for step in range(1, steps + 1):
        found = contents(tmp_path / str(step) / "bot.db")
        assert found in (before, done), f"half done before step {step}"
        came_out.append(found == done)
        assert not owed_twice(tmp_path / str(step))
    assert came_out == sorted(came_out) and not came_out[0]
    assert came_out.count(True) >= 2, "killed between the commit and the word of it, it is done"
    again_it_comes_to_the_same_end(tmp_path, command, steps, done, came_out)


def again_it_comes_to_the_same_end(
    folder: Path, command: list[str], steps: int, done: dict[str, Any], came_out: list[bool]
) -> None:
    """Given again where it was killed: just before the commit, just behind it, at the very end."""
    first_done = came_out.index(True) + 1
    for step in (first_done - 1, first_done, steps):
        again = folder / f"again-{step}"
        again.mkdir()
        shutil.copytree(folder / str(step), again / "start")
        kill_at_every_step(again, command, first=NEVER)
        assert contents(again / str(NEVER) / "bot.db") == done
