"""The writer: one thread with a connection of its own, through which everything that writes goes.

Jobs that wait together are committed together in one `BEGIN IMMEDIATE`, each in a savepoint of its own: a
failed job undoes only itself, and a thousand small writes cost a few syncs to disk instead of a thousand.
"""

from __future__ import annotations

import logging
import math
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlite_utils

from storage.files.examining import is_damage, is_locked, is_unavailable
from storage.files.faults import StorageClosed, StorageDamaged, StorageError, StorageUnavailable

Db = sqlite_utils.Database

log = logging.getLogger(__name__)

LOCKED_PAUSE_SECONDS = 0.5
MAX_JOBS_PER_COMMIT = 500
# After how many changed rows the log is written back into the file, so that it does not grow without end.
CHANGES_PER_CHECKPOINT = 3_000
# How long after a reader has kept the log from being emptied this is tried again.
EMPTY_LOG_AGAIN_SECONDS = 2.0
# How often it is said that the disk refuses: many ask it often, and the log may be on the same disk.
REFUSED_SAID_SECONDS = 60.0


@dataclass
class _Job:
    run: Callable[[Db], Any]
    outcome: Future[Any]


class Writer:
    """The thread that writes to the file at `path` by `connection`, which it closes at its end.

    With `keep_nothing` every write is carried out and then rolled back. `damage` is the error that showed the
    file to be broken, if one has; `refused` are the words with which the disk refused the last commit that
    had something to write, empty where it took it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, keep_nothing: bool) -> None:
        self.path = path
        self.damage: BaseException | None = None
        self.refused = ""
        self._refused_said = -math.inf
        self._keep_nothing = keep_nothing
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._log_to_empty = False
        self._busy_since: float | None = None  # by the clock that nobody sets
        self._thread = threading.Thread(
            target=self._write_jobs, args=(connection,), name="storage-writer", daemon=True
        )
        self._thread.start()

    def submit(self, run: Callable[[Db], Any]) -> Future[Any]:
        """Hands a job in; its outcome is there once it is committed. Raises StorageClosed after `close`."""
        if self._closed:
            raise StorageClosed(f"{self.path} is closed")
        job = _Job(run, Future())
        self._jobs.put(job)
        return job.outcome

    def empty_log_soon(self) -> None:
        """Empties the log beside the file behind the next job, or as soon as nobody reads it any more."""
        self._log_to_empty = True

    @property
    def is_alive(self) -> bool:
        """Whether the thread takes jobs."""
        return self._thread.is_alive() and not self._closed

    def goes_on(self, longest: float) -> bool:
        """Whether its thread lives, and has been at no job for more than `longest` seconds.

        To wait for another process's lock is no job.
        """
        since = self._busy_since
        return self._thread.is_alive() and (since is None or time.monotonic() - since <= longest)

    def close(self) -> None:
        """Finishes the jobs already handed in. May be called twice."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
        self._thread.join()

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
                self._busy_since = time.monotonic()
                self._commit(connection, db, batch)
                self._log_to_empty = self._log_to_empty and not self._empty_log(connection)
            if connection.total_changes - checkpointed_at >= CHANGES_PER_CHECKPOINT:
                checkpointed_at = connection.total_changes
                self._checkpoint(connection)
            self._busy_since = None
        connection.close()

    def _next_job(self, connection: sqlite3.Connection) -> _Job | None:
        """The next job, or None at the end; meanwhile the log is emptied where that is still to be done."""
        while self._log_to_empty:
            try:
                return self._jobs.get(timeout=EMPTY_LOG_AGAIN_SECONDS)
            except queue.Empty:
                self._log_to_empty = not self._empty_log_at_once(connection)
        return self._jobs.get()

    def _empty_log(self, connection: sqlite3.Connection) -> bool:
        """Writes the log back and cuts it to nothing; returns whether nobody was reading it meanwhile."""
        try:
            [(busy, _, _)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error as error:
            log.warning("The log of %s could not be emptied now: %s", self.path, error)
            return False
        return not busy

    def _empty_log_at_once(self, connection: sqlite3.Connection) -> bool:
        """The same without waiting for readers: one that copies the log (Litestream) never stops reading."""
        [(patience,)] = connection.execute("PRAGMA busy_timeout").fetchall()
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            return self._empty_log(connection)
        finally:
            connection.execute(f"PRAGMA busy_timeout = {patience}")

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
        changes = connection.total_changes
        try:
            self._begin_immediate(connection)
            for job in batch:
                self._busy_since = time.monotonic()
                self._run_in_savepoint(connection, db, job, done)
            connection.execute("ROLLBACK" if self._keep_nothing else "COMMIT")
        except Exception as error:
            _roll_back(connection)
            self._say_refused(str(error))
            refused: StorageError = StorageUnavailable(f"{self.path}: {error}")
            if is_damage(error):
                self.damage = error
                refused = StorageDamaged(f"{self.path} is damaged ({error})")
            refused.__cause__ = error
            for job in batch:
                if not job.outcome.done():
                    job.outcome.set_exception(refused)
            return
        if connection.total_changes != changes:
            self.refused = ""
        for job, result in done:
            job.outcome.set_result(result)

    def _say_refused(self, words: str) -> None:
        """Keeps the words with which the disk refuses; says them when they are new, then once a minute."""
        moment = time.monotonic()
        if words != self.refused or moment - self._refused_said >= REFUSED_SAID_SECONDS:
            self._refused_said = moment
            log.error("Nothing was written to %s: %s", self.path, words)
        self.refused = words

    def _begin_immediate(self, connection: sqlite3.Connection) -> None:
        """Takes the write lock, waiting as long as another process holds it, and says so in the log.

        After `close` it isn't waited for: whoever stops the program would wait as well.
        """
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if not is_locked(error) or self._closed:
                    raise
                log.warning("%s is locked by another process; waiting for it", self.path)
                time.sleep(LOCKED_PAUSE_SECONDS)
                self._busy_since = time.monotonic()

    @staticmethod
    def _run_in_savepoint(
        connection: sqlite3.Connection, db: Db, job: _Job, done: list[tuple[_Job, Any]]
    ) -> None:
        connection.execute("SAVEPOINT job")
        try:
            result = job.run(db)
        except Exception as error:
            if not connection.in_transaction or is_unavailable(error) or is_damage(error):
                raise  # SQLite has rolled back the whole transaction, or will have to
            connection.execute("ROLLBACK TO job")
            connection.execute("RELEASE job")
            job.outcome.set_exception(error)
        else:
            connection.execute("RELEASE job")
            done.append((job, result))


def _roll_back(connection: sqlite3.Connection) -> None:
    """Ends a failed transaction; where even that fails, SQLite undoes it when it next opens the file."""
    if not connection.in_transaction:
        return
    try:
        connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        log.error("A failed transaction could not be rolled back now: %s", error)
