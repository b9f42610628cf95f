"""A file that a command was given: read at once, no more of it than is wanted."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.exit_status import BAD_INPUT, Refusal


@contextmanager
def given_file(path: Path, most: int) -> Iterator[bytes]:
    """The first `most` bytes and one more, by which is seen that it has more; what has no end ends there.

    A pipe is read until its writer ends; one without a writer is empty. Raises Refusal where the file can't
    be read, and behind the block where it was written meanwhile: half a page would be taken for a whole one.
    """
    try:
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(number, "rb") as file:
            os.set_blocking(number, True)
            before = _state(os.fstat(number))
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise Refusal(f"{path}: {getattr(error, 'strerror', None) or error}", BAD_INPUT) from error
    yield data
    if before is not None and before != _state_of(path):
        raise Refusal(
            f"{path}: changed while it was read: give the command again when all of it is there", BAD_INPUT
        )


def _state(status: os.stat_result) -> tuple[int, ...] | None:
    """What changes when a plain file is written; None for what is no plain file."""
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _state_of(path: Path) -> tuple[int, ...] | None:
    try:
        return _state(path.stat())
    except OSError:
        return None
