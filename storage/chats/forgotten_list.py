"""The list of /forget beside the database: a restored backup brings nobody back who asked to be forgotten.

It is a file of its own, which no restore rolls back. A line is added, and on the disk, before anything is
deleted:

    <number of the line> <moment> <mark of the secret> <mark of the place>

The marks are made with the secret beside the database (storage/files/secret_file.py), so the list names
nobody. A line's number is also kept in the database, in the transaction that deletes (table `forgotten`): a
backup that has it was taken behind that /forget, and whoever came back since then stays in it. Lines are
dropped when no backup can be so old any more.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.files.private_files import FILE_MODE
from storage.files.secret_file import mark_of, secret_of
from storage.files.syncing import sync
from storage.moments import from_text, to_text

ENDING = "-forgotten"
# Kept so much longer than a backup, since nobody deletes one by the minute.
MARGIN = dt.timedelta(days=7)
_LINE = re.compile(r"([0-9a-f]{16}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{32}) ([0-9a-f]{32})")
_ID_BYTES = 8
_OF_SECRET = "secret"  # what the secret's own mark is of


@dataclass(frozen=True, slots=True)
class Line:
    """A place that asked to be forgotten: the line's own number, when, and the two marks."""

    id: str
    at: dt.datetime
    secret_mark: str
    mark: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What stands in a list; `unreadable` lines tell nothing."""

    lines: tuple[Line, ...] = ()
    unreadable: int = 0


class ForgottenList:
    """The list beside a database."""

    def __init__(self, database: Path) -> None:
        self._database = database
        real = database.resolve()
        self.path = real.with_name(real.name + ENDING)

    def add(self, places: Iterable[tuple[int, int]], moment: dt.datetime) -> tuple[str, ...]:
        """Adds places by (Telegram's number, topic); returns the lines' numbers when they are on the disk.

        Raises OSError, and SecretUnreadable.
        """
        secret = secret_of(self._database)
        ids, text = [], ""
        for place in places:
            ids.append(secrets.token_hex(_ID_BYTES))
            text += f"{ids[-1]} {to_text(moment)} {mark_of(secret, _OF_SECRET)} {mark_of(secret, *place)}\n"
        with self._locked() as number:
            size = os.fstat(number).st_size
            if size and os.pread(number, 1, size - 1) != b"\n":
                text = "\n" + text  # a line that a crash cut off; what it was for is asked once more
            os.write(number, text.encode("ascii"))
            os.fsync(number)
        sync(self.path.parent)
        return tuple(ids)

    def read(self) -> Listed:
        """Everything in the list; nothing where there is none. Raises OSError."""
        try:
            text = self.path.read_bytes().decode("ascii", "replace")
        except FileNotFoundError:
            return Listed()
        found = [_LINE.fullmatch(line) for line in text.splitlines() if line]
        lines = tuple(
            Line(match[1], from_text(match[2]), match[3], match[4]) for match in found if match is not None
        )
        return Listed(lines, found.count(None))

    def marks(self) -> tuple[bytes, str]:
        """The secret that marks are made with, and its own mark. Raises OSError, and SecretUnreadable."""
        secret = secret_of(self._database)
        return secret, mark_of(secret, _OF_SECRET)

    def count_before(self, before: dt.datetime) -> int:
        """How many lines are from before a moment. Raises OSError."""
        return sum(line.at < before for line in self.read().lines)

    def drop_before(self, before: dt.datetime) -> int:
        """Drops what is from before a moment, all at once; returns how many. Raises OSError."""
        if not self.count_before(before):
            return 0
        with self._locked():
            listed = self.read()
            kept = [line for line in listed.lines if line.at >= before]
            draft = self.path.with_name(self.path.name + ".new")
            draft.unlink(missing_ok=True)
            number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
            with os.fdopen(number, "w", encoding="ascii") as file:
                file.writelines(
                    f"{line.id} {to_text(line.at)} {line.secret_mark} {line.mark}\n" for line in kept
                )
                file.flush()
                os.fsync(file.fileno())
            draft.rename(self.path)
            sync(self.path.parent)
            return len(listed.lines) - len(kept)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[int]:
        """The open file, which nobody else adds to or replaces meanwhile."""
        while True:
            number = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, FILE_MODE)
            try:
                fcntl.flock(number, fcntl.LOCK_EX)
                if _is_at(number, self.path):  # else it was replaced while we waited
                    yield number
                    return
            finally:
                os.close(number)


def _is_at(number: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(number), path.stat())
    except FileNotFoundError:
        return False
