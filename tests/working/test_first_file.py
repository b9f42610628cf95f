"""What a file may cost: computing, not waiting, and not the dictionary that is loaded once."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bot.serving.opening import open_worker
from bot.working.page_reading import prepare_issue
from bot.working.worker import TaskTooBig, TaskTooSlow, Worker
from parsing.html_text import read_html
from parsing.parks import bundled_parks
from playground.standin.bot_api import BotApi
from summaries import words
from tests.conftest import SAMPLE_PAGE
from tests.running_bot import made_settings

pytestmark = pytest.mark.slow

MEGABYTE = 1024 * 1024


def wait(seconds: float) -> str:
    time.sleep(seconds)
    return "waited"


def compute() -> None:
    while True:
        pass


def dictionary_is_loaded() -> bool:
    import jieba

    return bool(jieba.dt.initialized)


async def test_the_dictionary_is_there_before_the_first_task(tmp_path: Path) -> None:
    with open_worker(made_settings(tmp_path, BotApi())) as worker:
        assert await worker.run(dictionary_is_loaded)


async def test_waiting_is_not_computing() -> None:
    with Worker(cpu_limit=0.2, wall_limit=60) as worker:
        assert await worker.run(wait, 0.6) == "waited"


async def test_each_task_has_its_own_allowance() -> None:
    with Worker(cpu_limit=0.5, wall_limit=60) as worker:
        for _ in range(4):
            assert await worker.run(sum, range(4_000_000)) > 0


async def test_computing_without_end_is_ended() -> None:
    with Worker(cpu_limit=0.2, wall_limit=60) as worker:
        with pytest.raises(TaskTooSlow, match="of computing"):
            await worker.run(compute)
        assert await worker.run(wait, 0) == "waited"


async def test_as_much_text_as_is_allowed_is_read_within_the_limit(tmp_path: Path) -> None:
    settings = made_settings(tmp_path, BotApi())
    page = SAMPLE_PAGE.read_bytes() + b"\n"
    data = page * (settings.limits.text_bytes // len(page))
    with open_worker(settings) as worker:
        issue = await worker.run(prepare_issue, data, "page.txt", settings.limits, bundled_parks())
    assert len(issue.articles) > 300


def read_with_memory(megabytes: int, data: bytes) -> str:
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * MEGABYTE,) * 2)
    read_html(data)
    return "read"


@pytest.mark.parametrize("megabytes", [130, 180, 230])
async def test_a_file_for_which_memory_ran_out_is_not_told_to_be_empty(megabytes: int) -> None:
    data = b"<html><body>" + "<b>临</b>".encode() * 2_000_000 + b"</body></html>"
    with Worker(memory_limit=500 * MEGABYTE) as worker, pytest.raises(TaskTooBig):
        await worker.run(read_with_memory, megabytes, data)


def test_half_written_dictionaries_are_swept_at_start(tmp_path: Path) -> None:
    old, new, cache = tmp_path / "tmpabc_1234", tmp_path / "tmpxyz_1234", tmp_path / words.CACHE_FILE
    others = tmp_path / "somebody.else"
    for path in (old, new, cache, others):
        path.write_bytes(b"half")
    long_ago = time.time() - 2 * words.BEING_WRITTEN_SECONDS
    for path in (old, cache, others):
        os.utime(path, (long_ago, long_ago))
    words.prepare_jieba(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {new.name, cache.name, others.name}
