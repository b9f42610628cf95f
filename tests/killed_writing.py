"""Commands of `run_bot.py`, each carried out in a process that is killed at another step.

    python -m tests.killed_writing CACHE

Loads the dictionary once, its cache being in the folder CACHE, and takes requests from its standard input, a
line of JSON each: a folder, a number FIRST, the command's arguments. It answers each with a line when it is
done. folder/start is what the command begins with. folder/1 is left by a kill before the first step, and so
on from the step FIRST; the last one by none. A step is a statement on a connection to the database that may
change it; the last comes before the command says what it has done.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import run_bot
from bot.terminal.runs import issues, lists, projects
from bot.working.worker import Worker
from storage import moments
from summaries.words import load_dictionary, prepare_jieba
from tests.set_clock import USUAL_MOMENT, SetClock

NEVER = 2_000  # no command takes so many steps
ONLY_READS = ("SELECT", "PRAGMA")

LOADED = (
    "issues.issue_pages",
    "issues.issue_edit",
    "issues.issue_retraction",
    "projects.project_command",
    "archive.story_command",
    "archive.papers_command",
)


def carry_out_and_die(arguments: list[str], at: int) -> int:
    """Carries out a command and is killed before a step, counted from 1; returns its exit status."""
    steps = itertools.count(1)

    def step(statement: str = "") -> None:
        if not statement.lstrip().upper().startswith(ONLY_READS) and next(steps) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    connect = sqlite3.connect

    def connect_traced(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **kwargs)
        connection.set_trace_callback(step)
        return connection

    vars(sqlite3)["connect"] = connect_traced
    for each in (issues, lists, projects):
        vars(each)["print_told"] = lambda *_, **__: step()
    return run_bot.main(arguments)


def task_at_once(_: Worker, task: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What the worker would return, without its process, which takes longer than all the steps."""
    return task(*args, **kwargs)


def get_ready(cache: Path) -> None:
    """Loads what each command would, and lets all moments be one, so that what was done can be compared."""
    prepare_jieba(cache)
    load_dictionary()
    Worker.run_now = task_at_once  # type: ignore[assignment, method-assign]
    for name in LOADED:
        __import__(f"bot.terminal.{name}")
    clock = SetClock(USUAL_MOMENT)
    clock.stand_at(USUAL_MOMENT)
    moments.clock = clock


def kill_at_each(folder: Path, first: int, arguments: list[str]) -> None:
    """Kills one process after the other, until one isn't."""
    for step in range(first, NEVER + 1):
        own = folder / str(step)
        shutil.copytree(folder / "start", own)
        child = os.fork()
        if not child:
            os.chdir(own)
            os._exit(carry_out_and_die(arguments, step))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status == 0:
            return
        assert status == -signal.SIGKILL, status
    raise AssertionError("it never comes to its end")


def main(cache: Path) -> None:
    """Serves until its standard input ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a command prints is no answer
    get_ready(cache)
    for line in sys.stdin:
        folder, first, arguments = json.loads(line)
        kill_at_each(Path(folder), first, arguments)
        print("done", file=answers, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
