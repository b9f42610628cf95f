"""Opens files of before 0.1.0, each in a process that is killed at another step.

    python -m tests.killed_carrying FOLDER ENDING

FOLDER/0/bot.db is left by a kill at the first step, and so on; the last one by none. A step is a statement
that writes, a stretch of the copy, and what comes before and after a file is on the disk for good.
"""

from __future__ import annotations

import itertools
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage import carrying_over, database
from tests.earlier_files import TABLES, lay_earlier_files

PAGES_AT_ONCE = 20


def open_and_die(path: Path, ending: str, at: int) -> None:
    """Opens the file and is killed at a step, counted from 0."""
    steps = itertools.count()

    def step(*_: object) -> None:
        if next(steps) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any) -> Any:
            step()
            result = function(*arguments)
            step()
            return result

        return called

    class Copying(sqlite3.Connection):
        def backup(self, target: sqlite3.Connection, **_: Any) -> None:
            super().backup(target, pages=PAGES_AT_ONCE, progress=step)

    def opened(file: Path, **_: Any) -> sqlite3.Connection:
        return sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, factory=Copying)

    migrate = database.migrate

    def traced(connection: sqlite3.Connection, *arguments: Any) -> None:
        connection.set_trace_callback(lambda sql: None if sql.startswith(("SELECT", "select")) else step())
        migrate(connection, *arguments)
        step()

    database.migrate = traced
    carrying_over.open_to_look = opened
    carrying_over.sync = around(carrying_over.sync)
    database.Database(path, tables=TABLES[ending]).close()


def main(folder: Path, ending: str) -> None:
    """Kills one process after the other, until one isn't."""
    status = -1
    for step in itertools.count():
        if status == 0:
            return
        path = folder / str(step) / "bot.db"
        path.parent.mkdir()
        lay_earlier_files(path)
        child = os.fork()
        if not child:
            open_and_die(path.with_name(path.name + ending), ending, step)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in (0, -signal.SIGKILL), status


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
