"""A serve that is killed at a step of what the desk writes, and its database looked at from outside."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

from playground.standin.loopback import Loopback
from tests.processes import start_run_bot
from tests.run_bot_process import Serving, environment
from tests.warm import lay_dictionary, lay_new_files

KILLED = -9
# Each takes two starts; what lies between two writes is tried once, from either side by one of the tests.
BEFORE, BEHIND, STEPS_A_WRITE = 0, 1, 2


class Desk:
    """What the desk has written, looked at from outside."""

    def __init__(self, folder: Path) -> None:
        lay_new_files(folder / "bot.db")
        self._path = folder / "bot.db"

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with contextlib.closing(sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()

    def is_through(self, uploads: int) -> bool:
        """Whether so many uploads were made, and their editors know what became of each."""
        return self.rows("SELECT count(*), coalesce(min(told), 1) FROM uploads") == [(uploads, 1)]

    def drafts(self) -> Counter[object]:
        """How many drafts there are of each file."""
        names = self.rows("SELECT json_extract(prepared, '$.source_name') FROM drafts")
        return Counter(name for (name,) in names)


@contextlib.asynccontextmanager
async def dying(folder: Path, server: Loopback, step: int, **settings: str) -> AsyncIterator[Serving]:
    """A serve that is killed at this step of what the desk writes."""
    lay_dictionary(folder / "jieba")
    variables = {"TELEGRAM_API_URL": server.url, "TELEGRAM_BOT_TOKEN": server.api.token, "OWNER_IDS": "7"}
    process = await start_run_bot(
        str(step),
        folder=folder,
        environment=environment(folder, **variables | settings),
        output=False,
        program="tests.dying_desk",
    )
    started = Serving(process)
    try:
        yield started
    finally:
        if process.returncode is None:
            await started.kill()
