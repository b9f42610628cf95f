"""The database as a command uses it: for good, or for a dry run that leaves everything as it was."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from storage.database import Database, copy_database, is_current


@contextlib.contextmanager
def opened(settings: Settings, *, dry_run: bool) -> Iterator[Database]:
    """The configured database, closed behind the block. Raises ConfigurationError.

    In a dry run whatever is written is carried out and rolled back; a file of an older version, or none, is
    not even brought up to date: a copy is.
    """
    with tempfile.TemporaryDirectory() as passing:
        own = Path(passing) / "own.db"
        if dry_run and not is_current(settings.database):
            copy_database(settings.database, own)
            if own.exists() or not _holds_something(settings.database):
                settings = settings.model_copy(update={"database": own})
                dry_run = False
        with open_database(settings, keep_nothing=dry_run) as database:
            yield database


def _holds_something(path: Path) -> bool:
    """Whether there is something at a path: what is no database of ours is then refused as ever."""
    return path.is_dir() or (path.exists() and path.stat().st_size > 0)
