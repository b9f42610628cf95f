"""The worker leaves nothing big behind, whatever a file makes it do."""

from __future__ import annotations

import os
import resource
from pathlib import Path

import pytest

from bot.serving.opening import open_ledger_worker, open_words_worker, open_worker
from bot.working.worker import FILE_LIMIT_BYTES, NICENESS, Worker
from playground.standin.bot_api import BotApi
from tests.running_bot import made_settings


def limits() -> tuple[int, int]:
    """How big a core dump and a file may become, in bytes."""
    return resource.getrlimit(resource.RLIMIT_CORE)[0], resource.getrlimit(resource.RLIMIT_FSIZE)[0]


def write_too_much(path: Path) -> None:
    """Writes one byte more than is allowed, most of it a hole."""
    with path.open("wb") as file:
        file.truncate(FILE_LIMIT_BYTES + 1)


async def test_it_leaves_no_big_file_and_no_core(tmp_path: Path) -> None:
    with Worker() as worker:
        assert await worker.run(limits) == (0, FILE_LIMIT_BYTES)
        with pytest.raises(OSError):
            await worker.run(write_too_much, tmp_path / "big")


_niceness_at_start: list[int] = []


def note_niceness() -> None:
    _niceness_at_start.append(os.nice(0))


def niceness_at_start() -> int:
    [niceness] = _niceness_at_start
    return niceness


async def test_one_that_gives_way_starts_as_any_other() -> None:
    with Worker(prepare=note_niceness, gives_way=True) as worker:
        assert await worker.run(niceness_at_start) == os.nice(0)


async def test_one_that_gives_way_is_nicer_than_the_bot_and_the_others_are_not() -> None:
    ours = os.nice(0)
    with Worker(gives_way=True) as files, Worker() as words:
        assert await files.run(os.nice, 0) == ours + NICENESS
        assert await words.run(os.nice, 0) == ours


async def test_files_and_ledgers_give_way_and_what_readers_write_does_not(tmp_path: Path) -> None:
    settings = made_settings(tmp_path, BotApi())
    opened = (open_worker(settings), open_ledger_worker(settings), open_words_worker(settings))
    assert [worker.gives_way for worker in opened] == [True, True, False]
