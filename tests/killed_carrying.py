"""Opens files of before 0.1.0, and keeps what a process that is killed at each step leaves behind.

    python -m tests.killed_carrying FOLDER ENDING

FOLDER/0/bot.db is left by a kill at the first step, and so on; the last one by none. A step is a statement
that writes, a stretch of the copy, and what comes before and after a file is on the disk for good. A kill
-9 leaves the files as they are at that moment, so they are copied then, and no process need be killed.
"""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage import database
from storage.files import carrying_over
from storage.files.migrating import migrate
from storage.files.syncing import sync
from tests.earlier_files import TABLES, lay_earlier_files

PAGES_AT_ONCE = 20


def main(folder: Path, ending: str) -> None:
    """Opens one file, looking at it at every step."""
    steps = itertools.count()
    opening = folder / "opening"
    opening.mkdir()
    lay_earlier_files(opening / "bot.db")

    def step(*_: object) -> None:
        shutil.copytree(opening, folder / str(next(steps)))

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

    def traced(connection: sqlite3.Connection, *arguments: Any) -> None:
        connection.set_trace_callback(lambda sql: None if sql.startswith(("SELECT", "select")) else step())
        migrate(connection, *arguments)
        step()

    vars(database)["migrate"] = traced
    vars(carrying_over).update(open_to_look=opened, sync=around(sync))
    database.Database(opening / f"bot.db{ending}", tables=TABLES[ending]).close()
    step()
    shutil.rmtree(opening)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
