"""Files that nobody but the bot's own user reads: what people asked and follow is in them."""

from __future__ import annotations

import os
from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700
# What SQLite keeps beside a database file.
BESIDE = ("-wal", "-shm", "-journal")


def make_folder(path: Path) -> None:
    """Makes a folder, and those above it, for its owner alone; one that is there is left as it is."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(mode=FOLDER_MODE, exist_ok=True)


def make_file(path: Path) -> None:
    """Makes a file, or one that is there, its owner's alone, whatever the umask; likewise those beside it.

    SQLite gives the files that it makes later the mode of the database. Raises OSError.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE))
    for each in (path, *(path.with_name(path.name + suffix) for suffix in BESIDE)):
        make_private(each)


def make_private(path: Path) -> None:
    """Takes a file or folder of ours away from everybody else's eyes; one that is not there is no matter."""
    try:
        status = path.stat()
        if status.st_mode & 0o077 and status.st_uid == os.geteuid():
            path.chmod(status.st_mode & 0o700)
    except FileNotFoundError:
        return
