"""One `serve` per database: a lock that the kernel lets go of when the process ends, however it ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.exit_status import ALREADY_RUNNING, ConfigurationError, Refusal
from storage.files import private_files


class AlreadyRunning(Refusal):
    """Another process serves this database."""

    def __init__(self, database: Path) -> None:
        super().__init__(
            f"another serve is running on {database}; stop it first, or set DATABASE to another file",
            ALREADY_RUNNING,
        )


@contextmanager
def sole_server(database: Path) -> Iterator[None]:
    """Holds the serve lock of a database, whatever name it is opened by.

    Raises AlreadyRunning where another process holds it, ConfigurationError where no lock can be made.
    """
    try:
        real = database.resolve()
        path = real.with_name(real.name + ".lock")
        private_files.make_folder(path.parent)
        private_files.make_file(path)
        file = path.open("a")
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"DATABASE can't be used ({error}): set it to a file in a folder that can be written"
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(database) from None
        yield
