"""What storage raises, apart from what opens files: to know these costs nothing to import."""

from __future__ import annotations


class StorageError(Exception):
    """The database could not do what was asked; nothing of it was written."""


class StorageUnusable(StorageError):
    """The path can't be opened as a database: a folder, another kind of file, not allowed."""


class StorageDamaged(StorageUnusable):
    """The file is no SQLite database, or a damaged one."""


class StorageForeign(StorageUnusable):
    """The database is another program's."""


class StorageNewer(StorageUnusable):
    """The database has been opened by a newer version, whose tables this one doesn't know."""


class StorageOutdated(StorageUnusable):
    """The database is of before the first release, and too old to be carried over to it."""


class StorageAltered(StorageUnusable):
    """The database has every migration, and other tables than they made: somebody changed them by hand."""


class FileLost(StorageError):
    """An open file was replaced, moved, deleted or damaged: what is written to it may be nowhere."""


class StorageUnavailable(StorageError):
    """The disk is full, the file is not writable, or the like: the same call may work later."""


class StorageClosed(StorageError):
    """The database has been closed; no more jobs are taken."""
