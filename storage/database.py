"""One SQLite file: a writer with its own connection (storage/files/writer.py), and readers with theirs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from storage import schedule
from storage.files import private_files
from storage.files.examining import examine, is_damage, is_locked, is_unavailable, open_to_look
from storage.files.faults import (
    FileLost,
    StorageAltered,
    StorageClosed,
    StorageDamaged,
    StorageError,
    StorageForeign,
    StorageNewer,
    StorageOutdated,
    StorageUnavailable,
    StorageUnusable,
)
from storage.files.migrating import has_every_migration, is_ours, migrate
from storage.files.openable import refusing
from storage.files.writer import Db, Writer
from storage.tables import schema
from storage.tables.tables import Tables

__all__ = [
    "Database",
    "Db",
    "FileLost",
    "StorageAltered",
    "StorageClosed",
    "StorageDamaged",
    "StorageError",
    "StorageForeign",
    "StorageNewer",
    "StorageOutdated",
    "StorageUnavailable",
    "StorageUnusable",
    "copy_database",
    "is_current",
]

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)

READERS = 2
BUSY_TIMEOUT_MS = 1_000
CACHE_KIB = 32_768


class Database:
    """The database file at `path`, created and migrated when opened.

    `tables` are its own or those of storage/tables/incoming_file.py.
    `defaults` are the digest settings of chats that chose none. With `keep_nothing` every write is carried
    out and then rolled back: the answer is what it would have been, and the file stays as it was.
    Raises StorageUnusable where there can be no database at `path`: StorageDamaged, StorageForeign,
    StorageNewer, StorageOutdated and StorageAltered where what is there is left as it is.
    """

    def __init__(
        self,
        path: Path,
        *,
        tables: Tables = schema.migrations,
        defaults: schedule.Defaults | None = None,
        keep_nothing: bool = False,
    ) -> None:
        self.path = path
        self.defaults = defaults or schedule.Defaults()
        with refusing(path):
            private_files.make_folder(path.parent)
            examine(path, tables)
            private_files.make_file(path)
            migrate(self._connect(), tables)
            self._files = {path: _identity(path)}
            writing = self._connect()  # here, where it can be told that it can't be had
        self._damage: BaseException | None = None  # met by a reader
        self._closed = False
        self._connections: list[sqlite3.Connection] = []
        self._local = threading.local()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="storage-reader")
        self._writer = Writer(path, writing, keep_nothing=keep_nothing)

    async def write(self, job: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `job(db, …)` on the writer and returns its result once it is committed.

        Raises what the job raises, StorageUnavailable when the disk refuses, StorageClosed after `close`.
        """
        return await asyncio.wrap_future(self._writer.submit(partial(_call, job, args, kwargs)))

    @property
    def is_alive(self) -> bool:
        """Whether its writer takes jobs and nothing has shown the file to be broken."""
        return self._writer.is_alive and self._writer.damage is None and self._damage is None

    @property
    def refused(self) -> str:
        """The words with which the disk refused the last write there was; empty where it took it."""
        return self._writer.refused

    async def is_writable(self, within: float) -> bool:
        """Whether the writer can have the file to itself within so many seconds, and the disk takes writes.

        Nothing is written for it: the writer begins a transaction and ends it; whether the disk takes
        anything is known from the last one that had something to write.
        """
        try:
            await asyncio.wait_for(self.write(_nothing), within)
        except (StorageError, TimeoutError):
            return False
        return not self._writer.refused

    async def empty_log(self) -> None:
        """Sees to it that what has been deleted stands in the log beside the file no longer.

        In the file itself deleted rows are overwritten with zeros (sqlite.org/pragma.html, secure_delete).
        The log holds earlier states of its pages until it is emptied, which waits for those who still read
        them.
        """
        self._writer.empty_log_soon()
        await self.write(_nothing)

    def write_now(self, job: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Like `write`, for callers without an event loop."""
        result: T = self._writer.submit(partial(_call, job, args, kwargs)).result()
        return result

    async def read(self, job: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `job(db, …)` on a reader's connection, which can't write, and returns its result."""
        future = self._readers.submit(self._read, partial(_call, job, args, kwargs))
        result: T = await asyncio.wrap_future(future)
        return result

    def glance(self, job: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `job(db, …)` at once, here, on a connection that can't write, and returns its result.

        For a few rows by index, from the event loop: readers don't wait for the writer, and to hand so little
        to a thread and back costs more than the reading (benchmarks/answers.py). Anything that searches
        through a table is for `read`.
        """
        result: T = self._read(partial(_call, job, args, kwargs))
        return result

    def read_now(self, job: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Like `read`, for callers without an event loop."""
        result: T = self._readers.submit(self._read, partial(_call, job, args, kwargs)).result()
        return result

    def check_file(self) -> None:
        """Returns where the open file is still the one at its path, and whole as far as is known.

        Raises FileLost where it, or its log, was replaced, moved or deleted, and where a job met damage.
        """
        damage = self._damage or self._writer.damage
        if damage is not None:
            raise FileLost(f"{self.path} is damaged ({damage})") from damage
        log_path = self.path.with_name(self.path.name + "-wal")
        if (identity := _identity(log_path)) is not None:
            self._files.setdefault(log_path, identity)
        for path, identity in self._files.items():
            if _identity(path) != identity:
                raise FileLost(f"{path} was replaced, moved or deleted while it was in use")

    def is_writing_on(self, *, longest: float) -> bool:
        """Whether the writer lives, and has been at no job for more than `longest` seconds."""
        return self._writer.goes_on(longest)

    def close(self) -> None:
        """Finishes the jobs already handed in, then closes every connection. May be called twice."""
        if self._closed:
            return
        self._closed = True
        self._writer.close()
        self._readers.shutdown(wait=True)
        for connection in self._connections:
            connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connect(self) -> sqlite3.Connection:
        """A connection to the file there is: one that was moved away is not made anew."""
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=BUSY_TIMEOUT_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        schedule.register(connection, self.defaults)
        return connection

    def _read(self, run: Callable[[Db], Any]) -> Any:
        db: Db | None = getattr(self._local, "db", None)
        try:
            if db is None:
                connection = self._connect()
                connection.execute("PRAGMA query_only = ON")
                self._connections.append(connection)
                db = self._local.db = Db(connection)
            return run(db)
        except sqlite3.OperationalError as error:
            wrote = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY  # a mistake of the job
            if not wrote and (is_unavailable(error) or is_locked(error)):
                raise StorageUnavailable(f"{self.path}: {error}") from error
            self.check_file()  # another file lacks what is asked of it
            raise
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                self._damage = error
                raise StorageDamaged(f"{self.path} is damaged ({error})") from error
            raise


def _call(job: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any], db: Db) -> T:
    return job(db, *args, **kwargs)


def _nothing(_: Db) -> None:
    """A job for the sake of what the writer does behind it."""


def is_current(path: Path) -> bool:
    """Whether there is a database of this version at `path`; looking leaves no trace."""
    try:
        with contextlib.closing(open_to_look(path)) as connection:
            return has_every_migration(connection, schema.migrations)
    except sqlite3.Error:
        return False


def copy_database(path: Path, to: Path) -> None:
    """Copies what is at `path`, if that is a database of any version of ours, to a new file."""
    try:
        with contextlib.closing(open_to_look(path)) as connection:
            if is_ours(connection, schema.migrations):
                with contextlib.closing(sqlite3.connect(to)) as copy:
                    connection.backup(copy)
    except sqlite3.Error as error:
        log.debug("%s is left alone: %s", path, error)


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file is at a path, whatever it is called; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
