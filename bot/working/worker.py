"""The worker process: page files and jieba live here, so that neither can stall or take down the bot.

It is started when first needed and kept. A task that takes too long or too much memory ends the process,
not the bot; the next task starts a new one.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import resource
import signal
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from bot.working.own_folder import OwnFolder

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

# Six to nine seconds of computing are needed for each MB of text (the sample page repeated, busy machine).
CPU_SECONDS_PER_MB = 15.0
# A machine that does other things as well takes longer by the clock; a task that waits for ever is ended.
WALL_SECONDS_PER_CPU_SECOND = 12.0
MEMORY_LIMIT_BYTES = 500 * 1024 * 1024
# All that it writes is the dictionary's cache, some 5 MB.
FILE_LIMIT_BYTES = 64 * 1024 * 1024
# Loading the dictionary on a busy machine counts against the first task otherwise.
START_LIMIT_SECONDS = 60.0
STOP_PATIENCE_SECONDS = 2.0
# How much nicer than the bot a process is whose work nobody awaits by the second (man 2 nice): behind a
# publication the ledger is read anew, on the cores that answers and pushes need just then.
NICENESS = 10


class WorkerFault(Exception):
    """A task did not come to an end of its own."""


class TaskTooSlow(WorkerFault):
    """The task was ended at its limit of computing time, or when it had not come to an end long after."""


class TaskTooBig(WorkerFault):
    """The task was ended at its memory limit."""


class WorkerDied(WorkerFault):
    """The process ended in the middle of the task."""


class WorkerNotStarted(WorkerDied):
    """The process could not be started, which says nothing of the task: the same may work later."""


class Worker:
    """One process that runs one task at a time. `prepare` runs in it once, before the first task.

    A task may take `cpu_limit` seconds of computing, on a busy machine `wall_limit` seconds by the clock.
    Below `folder` the process has its temporary folder, the machine's where that is not given. One that
    `gives_way` computes, once it has started, when the bot has nothing to do.
    """

    def __init__(
        self,
        *,
        prepare: Callable[[], None] | None = None,
        cpu_limit: float = CPU_SECONDS_PER_MB,
        wall_limit: float | None = None,
        memory_limit: int = MEMORY_LIMIT_BYTES,
        folder: Path | None = None,
        gives_way: bool = False,
    ) -> None:
        self._prepare = prepare
        self._cpu_limit = cpu_limit
        self._wall_limit = wall_limit or cpu_limit * WALL_SECONDS_PER_CPU_SECOND
        self._memory_limit = memory_limit
        self._folder = None if folder is None else OwnFolder(folder)
        self.gives_way = gives_way
        self._turn = asyncio.Lock()
        self._starts = 0
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    async def run(self, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `task` (importable, arguments and result picklable) and returns its result.

        Raises what the task raises; TaskTooSlow, TaskTooBig or WorkerDied when it has to be given up,
        WorkerNotStarted when it was not begun.
        """
        async with self._turn:
            running = asyncio.ensure_future(asyncio.to_thread(self._run, task, args, kwargs))
            running.add_done_callback(_take_note)
            try:
                return await asyncio.shield(running)
            except asyncio.CancelledError:
                self._kill()
                await asyncio.wait([running])
                raise

    def run_now(self, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Like `run`, for callers without an event loop."""
        result: T = self._run(task, args, kwargs)
        return result

    @property
    def is_running(self) -> bool:
        """Whether the process has been started and lives."""
        return self._process is not None and self._process.is_alive()

    @property
    def restarts(self) -> int:
        """How often the process had to be started again."""
        return max(self._starts - 1, 0)

    def close(self) -> None:
        """Ends the process."""
        self._kill()
        if self._folder is not None:
            self._folder.close()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, task: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        pipe = self._started()
        try:
            pipe.send((task, args, kwargs))
            if not pipe.poll(self._wall_limit):
                self._kill()
                raise TaskTooSlow(f"took more than {self._wall_limit:g} s")
            succeeded, result = pipe.recv()
        except (EOFError, OSError) as error:
            if self._ended_by() == signal.SIGPROF:
                self._kill()
                raise TaskTooSlow(f"took more than {self._cpu_limit:g} s of computing") from error
            self._kill()
            raise WorkerDied("the worker process ended in the middle of the task") from error
        if succeeded:
            return result
        if isinstance(result, MemoryError):
            self._kill()
            raise TaskTooBig(f"took more than {self._memory_limit // 2**20} MB of memory") from result
        raise result

    def _started(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._kill()
        context = multiprocessing.get_context("spawn")
        try:
            ours, theirs = context.Pipe()
        except OSError as error:  # no more files may be open
            raise WorkerNotStarted(f"the worker process could not be started: {error.strerror}") from error
        process = context.Process(
            target=_work,
            args=(
                theirs,
                self._prepare,
                self._memory_limit,
                self._cpu_limit,
                self._temporary(),
                NICENESS if self.gives_way else 0,
            ),
            name="park-briefs-worker",
            daemon=True,
        )
        try:
            process.start()
        except OSError as error:  # no memory for it, or no more processes
            ours.close()
            raise WorkerNotStarted(f"the worker process could not be started: {error.strerror}") from error
        finally:
            theirs.close()
        self._starts += 1
        self._process, self._pipe = process, ours
        try:
            if not ours.poll(START_LIMIT_SECONDS):
                self._kill()
                raise WorkerNotStarted(f"the worker process did not start within {START_LIMIT_SECONDS:g} s")
            ours.recv()
        except (EOFError, OSError) as error:
            self._kill()
            raise WorkerNotStarted("the worker process ended while it started") from error
        return ours

    def _temporary(self) -> str:
        """Where the process may put what it needs for a while; empty for the machine's temporary folder."""
        if self._folder is None:
            return ""
        try:
            return str(self._folder.open().absolute())
        except OSError as error:
            log.warning("A worker has no temporary folder of its own: %s", error)
            return ""

    def _ended_by(self) -> int:
        """The signal that ended the process; 0 where it ended otherwise, or has not ended."""
        process = self._process
        if process is None:
            return 0
        process.join(STOP_PATIENCE_SECONDS)
        return max(-(process.exitcode or 0), 0)

    def _kill(self) -> None:
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if process is not None:
            process.kill()
            process.join(STOP_PATIENCE_SECONDS)
        if pipe is not None:
            pipe.close()


def _take_note(running: asyncio.Future[Any]) -> None:
    """What a task that was given up failed with is asked for by nobody, and no surprise for the log."""
    if not running.cancelled():
        running.exception()


def _work(
    pipe: Connection,
    prepare: Callable[[], None] | None,
    memory_limit: int,
    cpu_limit: float,
    temporary: str = "",
    niceness: int = 0,
) -> None:
    """The process: answers (task, args, kwargs) with (True, result) or (False, error) until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot, which ends us
    resource.setrlimit(resource.RLIMIT_DATA, (memory_limit, memory_limit))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT_BYTES, FILE_LIMIT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what it read is nobody's to find
    if temporary:
        os.environ["TMPDIR"] = tempfile.tempdir = temporary
    if prepare is not None:
        prepare()
    # Only now: on a busy machine a process that gives way from its first line may not start within its time.
    with contextlib.suppress(OSError):  # a sandbox that forbids it makes us slower for others, and no worse
        os.nice(niceness)
    # A bot that was killed leaves a pipe whose other end is gone.
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        _serve(pipe, cpu_limit)


def _serve(pipe: Connection, cpu_limit: float) -> None:
    pipe.send("ready")
    while True:
        task, args, kwargs = pipe.recv()
        # The kernel counts, and ends us wherever we are, in another language's code as well.
        signal.setitimer(signal.ITIMER_PROF, cpu_limit)
        try:
            answer = (True, task(*args, **kwargs))
        except Exception as error:
            answer = (False, error)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        try:
            pipe.send(answer)
        except OSError:
            raise  # nobody is there to be told
        except Exception as error:  # a result or error that can't be pickled is told as text
            pipe.send((False, WorkerFault(f"{type(answer[1]).__name__}: {answer[1]} ({error})")))
