"""Whether a fault is the disk's: it is full, takes no writes, or the like. The same may work later."""

from __future__ import annotations

import errno
import sqlite3

from storage.files.examining import is_unavailable
from storage.files.faults import StorageUnavailable

# No room, a share used up, a file that may grow no further, a disk made read-only, a broken one.
_REFUSALS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})


def is_refused_by_disk(error: BaseException | None) -> bool:
    """Whether what raised `error` may work once the disk takes writes again."""
    if isinstance(error, sqlite3.OperationalError):
        return is_unavailable(error)
    return isinstance(error, StorageUnavailable) or (isinstance(error, OSError) and error.errno in _REFUSALS)
