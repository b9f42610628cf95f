"""One SQLite file: a writer thread with its own connection, and readers with theirs.

Everything that writes goes through the writer, in `BEGIN IMMEDIATE` transactions. Jobs that wait together
are committed together, each in a savepoint of its own: a failed job undoes only itself, and a thousand
small writes cost a few syncs to disk instead of a thousand.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlite_utils

from storage import private_files, schedule, schema
from storage.examining import examine, is_damage, open_to_look
from storage.faults import (
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
from storage.migrating import has_every_migration, is_ours, migrate
from storage.openable import refusing
from storage.tables import Tables

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

Db = sqlite_utils.Database

log = logging.getLogger(__name__)

READERS = 2
BUSY_TIMEOUT_MS = 1_000
LOCKED_PAUSE_SECONDS = 0.5
MAX_JOBS_PER_COMMIT = 500
CACHE_KIB = 32_768
# After how many changed rows the log is written back into the file, so that it does not grow without end.
CHANGES_PER_CHECKPOINT = 3_000
# How long after a reader has kept the log from being emptied this is tried again.
EMPTY_LOG_AGAIN_SECONDS = 2.0


@dataclass
class _Job:
    run: Callable[[Db], Any]
    outcome: Future[Any]


class Database:
    """The database file at `path`, created and migrated when opened.

    `tables` are its own or those of storage/incoming_file.py.
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
        self._keep_nothing = keep_nothing
        with refusing(path):
            private_files.make_folder(path.parent)
            examine(path, tables)
            private_files.make_file(path)
            migrate(self._connect(), tables)
            self._files = {path: _identity(path)}
            writing = self._connect()  # here, where it can be told that it can't be had
        self._damage: BaseException | None = None
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._log_to_empty = False
        self._connections: list[sqlite3.Connection] = []
        self._local = threading.local()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="storage-reader")
        self._writer = threading.Thread(
            target=self._write_jobs, args=(writing,), name="storage-writer", daemon=True
        )
        self._writer.start()

    async def write(self, job: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `job(db, …)` on the writer and returns its result once it is committed.

        Raises what the job raises, StorageUnavailable when the disk refuses, StorageClosed after `close`.
        """
        return await asyncio.wrap_future(self._submit(partial(_call, job, args, kwargs)))

    async def empty_log(self) -> None:
        """Sees to it that what has been deleted stands in the log beside the file no longer.

        In the file itself deleted rows are overwritten with zeros (sqlite.org/pragma.html, secure_delete).
        The log holds earlier states of its pages until it is emptied, which waits for those who still read
        them.
        """
        self._log_to_empty = True
        await self.write(_nothing)

    def write_now(self, job: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Like `write`, for callers without an event loop."""
        result: T = self._submit(partial(_call, job, args, kwargs)).result()
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
        if self._damage is not None:
            raise FileLost(f"{self.path} is damaged ({self._damage})") from self._damage
        log_path = self.path.with_name(self.path.name + "-wal")
        if (identity := _identity(log_path)) is not None:
            self._files.setdefault(log_path, identity)
        for path, identity in self._files.items():
            if _identity(path) != identity:
                raise FileLost(f"{path} was replaced, moved or deleted while it was in use")

    def close(self) -> None:
        """Finishes the jobs already handed in, then closes every connection. May be called twice."""
        if self._closed:
            return
        self._closed = True
        self._jobs.put(None)
        self._writer.join()
        self._readers.shutdown(wait=True)
        for connection in self._connections:
            connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _submit(self, run: Callable[[Db], Any]) -> Future[Any]:
        if self._closed:
            raise StorageClosed(f"{self.path} is closed")
        job = _Job(run, Future())
        self._jobs.put(job)
        return job.outcome

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
            if not wrote and (_is_unavailable(error) or _is_locked(error)):
                raise StorageUnavailable(f"{self.path}: {error}") from error
            self.check_file()  # another file lacks what is asked of it
            raise
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                self._damage = error
                raise StorageDamaged(f"{self.path} is damaged ({error})") from error
            raise

    def _write_jobs(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA wal_autocheckpoint = 0")  # see _checkpoint
        db = Db(connection)
        checkpointed_at = 0
        open_for_jobs = True
        while open_for_jobs:
            batch: list[_Job] = []
            job = self._next_job(connection)
            while job is not None:
                batch.append(job)
                if len(batch) == MAX_JOBS_PER_COMMIT:
                    break
                try:
                    job = self._jobs.get_nowait()
                except queue.Empty:
                    break
            else:
                open_for_jobs = False
            if batch:
                self._commit(connection, db, batch)
                self._log_to_empty = self._log_to_empty and not self._empty_log(connection)
            if connection.total_changes - checkpointed_at >= CHANGES_PER_CHECKPOINT:
                checkpointed_at = connection.total_changes
                self._checkpoint(connection)
        connection.close()

    def _next_job(self, connection: sqlite3.Connection) -> _Job | None:
        """The next job, or None at the end; meanwhile the log is emptied where that is still to be done."""
        while self._log_to_empty:
            try:
                return self._jobs.get(timeout=EMPTY_LOG_AGAIN_SECONDS)
            except queue.Empty:
                self._log_to_empty = not self._empty_log(connection)
        return self._jobs.get()

    def _empty_log(self, connection: sqlite3.Connection) -> bool:
        """Writes the log back and cuts it to nothing; returns whether nobody was reading it meanwhile."""
        try:
            [(busy, _, _)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error as error:
            log.warning("The log of %s could not be emptied now: %s", self.path, error)
            return False
        return not busy

    def _checkpoint(self, connection: sqlite3.Connection) -> None:
        """Writes the log back into the file, as SQLite does by itself, but when the jobs have their results.

        After a publication to 100,000 chats it takes as long as the commit before it.
        """
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        except sqlite3.Error as error:
            log.warning("The log of %s could not be written back now: %s", self.path, error)

    def _commit(self, connection: sqlite3.Connection, db: Db, batch: list[_Job]) -> None:
        batch = [job for job in batch if job.outcome.set_running_or_notify_cancel()]
        done: list[tuple[_Job, Any]] = []
        try:
            self._begin_immediate(connection)
            for job in batch:
                self._run_in_savepoint(connection, db, job, done)
            connection.execute("ROLLBACK" if self._keep_nothing else "COMMIT")
        except Exception as error:
            _roll_back(connection)
            log.error("Nothing was written to %s: %s", self.path, error)
            refused: StorageError = StorageUnavailable(f"{self.path}: {error}")
            if is_damage(error):
                self._damage = error
                refused = StorageDamaged(f"{self.path} is damaged ({error})")
            refused.__cause__ = error
            for job in batch:
                if not job.outcome.done():
                    job.outcome.set_exception(refused)
            return
        for job, result in done:
            job.outcome.set_result(result)

    def _begin_immediate(self, connection: sqlite3.Connection) -> None:
        """Takes the write lock, waiting as long as another process holds it, and says so in the log.

        After `close` it isn't waited for: whoever stops the program would wait as well.
        """
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if not _is_locked(error) or self._closed:
                    raise
                log.warning("%s is locked by another process; waiting for it", self.path)
                time.sleep(LOCKED_PAUSE_SECONDS)

    @staticmethod
    def _run_in_savepoint(
        connection: sqlite3.Connection, db: Db, job: _Job, done: list[tuple[_Job, Any]]
    ) -> None:
        connection.execute("SAVEPOINT job")
        try:
            result = job.run(db)
        except Exception as error:
            if not connection.in_transaction or _is_unavailable(error) or is_damage(error):
                raise  # SQLite has rolled back the whole transaction, or will have to
            connection.execute("ROLLBACK TO job")
            connection.execute("RELEASE job")
            job.outcome.set_exception(error)
        else:
            connection.execute("RELEASE job")
            done.append((job, result))


def _call(job: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any], db: Db) -> T:
    return job(db, *args, **kwargs)


def _nothing(_: Db) -> None:
    """A job for the sake of what the writer does behind it."""


def _roll_back(connection: sqlite3.Connection) -> None:
    """Ends a failed transaction; where even that fails, SQLite undoes it when it next opens the file."""
    if not connection.in_transaction:
        return
    try:
        connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        log.error("A failed transaction could not be rolled back now: %s", error)


def _is_locked(error: sqlite3.OperationalError) -> bool:
    """Whether another process holds the file."""
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _is_unavailable(error: Exception) -> bool:
    """Whether the fault lies with the disk or file rather than with the job."""
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF in (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
    )


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
