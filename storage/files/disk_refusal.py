"""Whether a fault is the disk's: it is full, takes no writes, or the like. The same may work later."""

from __future__ import annotations

import errno
import logging
import sqlite3

from storage.files.examining import is_unavailable
from storage.files.faults import StorageError, StorageUnavailable

# No room, a share used up, a file that may grow no further, a disk made read-only, a broken one.
_REFUSALS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})


def is_refused_by_disk(error: BaseException | None) -> bool:
    """Whether what raised `error` may work once the disk takes writes again."""
    if isinstance(error, sqlite3.OperationalError):
        return is_unavailable(error)
    return isinstance(error, StorageUnavailable) or (isinstance(error, OSError) and error.errno in _REFUSALS)


class Rests:
    """Says why recurring work rests: once that it waits for the disk, however often it is tried."""

    def __init__(self, log: logging.Logger, what: str) -> None:
        self._log = log
        self._what = what
        self._waits = False

    def after(self, error: Exception) -> None:
        """It could not be done; a fault that is neither the disk's nor the database's leaves its trace."""
        if not is_refused_by_disk(error):
            trace = None if isinstance(error, StorageError) else error
            self._log.error("%s met a fault and goes on: %s", self._what, error, exc_info=trace)
            return
        level = logging.DEBUG if self._waits else logging.WARNING
        self._log.log(level, "%s waits for the disk: %s", self._what, error)
        self._waits = True

    def over(self) -> None:
        """It was done."""
        if self._waits:
            self._log.info("%s goes on", self._what)
        self._waits = False
