"""One `serve` per database: a lock that the kernel lets go of when the process ends, however it ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.refusal import ALREADY_RUNNING, Refusal


class AlreadyRunning(Refusal):
    """Another process serves this database."""

    def __init__(self, database: Path) -> None:
        super().__init__(
            f"another serve is running on {database}; stop it first, or set DATABASE to another file",
            ALREADY_RUNNING,
        )


@contextmanager
def sole_server(database: Path) -> Iterator[None]:
    """Holds the serve lock of a database. Raises AlreadyRunning where another process holds it."""
    path = database.with_name(database.name + ".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(database) from None
        yield
