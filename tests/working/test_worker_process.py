"""The worker process: results and errors come back, limits strike, and the next task finds a new one."""

from __future__ import annotations

import asyncio
import errno
import gc
import multiprocessing
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.working.worker import (
    MEMORY_LIMIT_BYTES,
    TaskTooBig,
    TaskTooSlow,
    Worker,
    WorkerDied,
    WorkerNotStarted,
    _work,
)
from parsing.unreadable import DamagedDocument, DocumentTooLarge, Reason, UnreadableDocument
from playground.standin.press import PATIENCE_SECONDS
from tests.waiting import until_seen

pytestmark = pytest.mark.slow

MEGABYTE = 1024 * 1024


def double(number: int) -> int:
    return 2 * number


def pid() -> int:
    return os.getpid()


def fail_with(error: Exception) -> None:
    raise error


def damaged() -> None:
    raise DamagedDocument("no end")


def sleep(begun: Path | None = None) -> None:
    if begun is not None:
        begun.touch()
    time.sleep(60)


def eat(megabytes: int) -> int:
    return len(bytearray(megabytes * MEGABYTE))


def die() -> None:
    os._exit(7)


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker with little memory."""
    with Worker(cpu_limit=60.0, memory_limit=200 * MEGABYTE) as made:
        yield made


async def test_a_result_comes_back_and_the_process_is_kept(worker: Worker) -> None:
    assert await worker.run(double, 21) == 42
    first = await worker.run(pid)
    assert first != os.getpid()
    assert await worker.run(pid) == first


async def test_an_error_comes_back_with_what_it_carries(worker: Worker) -> None:
    with pytest.raises(ValueError, match="wrong"):
        await worker.run(fail_with, ValueError("wrong"))
    with pytest.raises(UnreadableDocument, match="no end") as caught:
        await worker.run(damaged)
    assert caught.value.reason is Reason.DAMAGED
    with pytest.raises(DocumentTooLarge) as large:
        await worker.run(fail_with, DocumentTooLarge(9, 8))
    assert large.value.size == 9


async def test_a_slow_task_is_ended_and_the_next_one_runs() -> None:
    with Worker(cpu_limit=3.0, wall_limit=3.0) as worker:
        with pytest.raises(TaskTooSlow):
            await worker.run(sleep)
        worker._wall_limit = PATIENCE_SECONDS  # on a busy machine the next one may wait for its turn
        assert await worker.run(double, 1) == 2


async def test_a_task_that_wants_too_much_memory_is_ended(worker: Worker) -> None:
    assert await worker.run(eat, 20) == 20 * MEGABYTE
    with pytest.raises(TaskTooBig):
        await worker.run(eat, 400)
    assert await worker.run(double, 1) == 2


async def test_a_process_that_dies_is_replaced(worker: Worker) -> None:
    with pytest.raises(WorkerDied):
        await worker.run(die)
    assert await worker.run(double, 1) == 2


@pytest.mark.parametrize("refused", ["start", "Pipe"])
async def test_one_that_the_machine_refuses_is_not_begun_and_may_be_later(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    context = multiprocessing.get_context("spawn")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    with monkeypatch.context() as patched:
        patched.setattr(context.Process if refused == "start" else type(context), refused, refuse)
        with pytest.raises(WorkerNotStarted, match="Resource temporarily unavailable"):
            await worker.run(double, 1)
    assert await worker.run(double, 1) == 2


async def test_tasks_wait_their_turn_and_the_loop_goes_on(worker: Worker) -> None:
    await worker.run(double, 1)
    results = asyncio.gather(*(worker.run(double, number) for number in range(20)))
    await asyncio.sleep(0)
    assert await results == [2 * number for number in range(20)]


async def test_a_cancelled_task_does_not_hold_up_the_next_and_is_no_surprise_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    worker, begun = Worker(), tmp_path / "begun"
    slow = asyncio.ensure_future(worker.run(sleep, begun))
    await until_seen(begun.exists)
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow
    assert await worker.run(double, 2) == 4
    worker.close()
    gc.collect()  # asyncio tells of an error that nobody has asked for when its task goes
    assert caplog.records == []


def test_a_worker_whose_bot_was_killed_ends_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(
        target=_work, args=(theirs, ours.close, MEMORY_LIMIT_BYTES, 1.0)
    )
    process.start()
    ours.close()
    process.join(PATIENCE_SECONDS)
    assert process.exitcode == 0
    assert capfd.readouterr().err == ""
