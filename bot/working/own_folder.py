"""A temporary folder of a worker's own: nobody else can look into it, and it doesn't outlast the bot.

What a library puts into the machine's temporary folder, and a killed worker leaves there, would stay. The
folder is locked as long as it is used, so that whoever comes after a kill knows what is left over.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

from storage.files.private_files import make_folder

PREFIX = "worker-"


class OwnFolder:
    """A folder below `below`, made by `open` and gone with `close`."""

    def __init__(self, below: Path) -> None:
        self._below = below
        self._path: Path | None = None
        self._lock = -1

    def open(self) -> Path:
        """The folder, with nothing in it; what killed programs left beside it is gone. Raises OSError."""
        make_folder(self._below)
        sweep(self._below)
        if self._path is not None and self._path.is_dir():
            _empty(self._path)
            return self._path
        self._let_go()
        while self._path is None:
            path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self._below))
            self._lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            if path.is_dir():
                self._path = path
            else:  # somebody swept between the two steps
                self._let_go()
        return self._path

    def close(self) -> None:
        """Deletes it, and the folder around it where that is empty."""
        if self._path is not None:
            shutil.rmtree(self._path, ignore_errors=True)
            with contextlib.suppress(OSError):
                self._below.rmdir()
        self._path = None
        self._let_go()

    def _let_go(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
        self._lock = -1


def sweep(below: Path) -> None:
    """Deletes the folders that nobody uses any more. Raises OSError."""
    for folder in below.glob(f"{PREFIX}*"):
        try:
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            continue  # it has just gone, or is none of ours
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            pass  # it is in use
        finally:
            os.close(lock)


def _empty(folder: Path) -> None:
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink(missing_ok=True)
