"""A file that a Bot API server of one's own has put on this machine: read by its path, with care.

The server says where it is (core.telegram.org/bots/api#using-a-local-bot-api-server). What it says is not
believed: only a plain file below the folder that the operator named is read, and no more than was allowed.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

_SURROGATES = re.compile("[\ud800-\udfff]")  # no path of the file system has them


class NotOurs(Exception):
    """The server named something that may not be read; the message says what is wrong with it."""


class TooLarge(Exception):
    """The file is larger than allowed."""


def read_local(path: str, folder: Path, most: int) -> bytes:
    """The content of a file below `folder`, of at most `most` bytes.

    Raises NotOurs, TooLarge, and OSError where it is not there or can't be read.
    """
    if not Path(path).is_absolute() or "\0" in path or _SURROGATES.search(path):
        raise NotOurs("a path that is not absolute")
    inside = os.path.realpath(folder)
    if not _is_below(os.path.realpath(path), inside):
        raise NotOurs("a path outside TELEGRAM_API_FILES")
    # A pipe isn't waited for, and neither is a link followed that was put there since.
    opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(opened, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise NotOurs("something that is no plain file")
        itself = Path(f"/proc/self/fd/{file.fileno()}")
        if itself.exists() and not _is_below(os.path.realpath(itself), inside):
            raise NotOurs("a path outside TELEGRAM_API_FILES")
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLarge
    return data


def _is_below(path: str, folder: str) -> bool:
    return os.path.commonpath([path, folder]) == folder and path != folder
