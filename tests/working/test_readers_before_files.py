"""Readers' words never wait behind a page file, which may take as long as it is given."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from bot.serving.opening import open_words_worker, open_worker
from tests.running_bot import RunningBot


def until_there(path: Path) -> None:
    """A page file that takes its time: until a file is there."""
    while not path.exists():
        time.sleep(0.02)


@pytest.mark.over_http
@pytest.mark.parametrize("text", ["linyi", "臨猗", "/park 临琦", "/search 光伏发电", "/follow #招聘"])
async def test_words_are_answered_while_a_file_is_read(bot: RunningBot, tmp_path: Path, text: str) -> None:
    released = tmp_path / "released"
    reading = asyncio.create_task(bot.parts.worker.run(until_there, released))
    try:
        answer = await bot.api.user(1).ask(text)
        assert answer.text and not reading.done()
    finally:
        released.touch()
        await reading


@pytest.mark.over_http
async def test_neither_process_is_started_before_it_is_needed(bot: RunningBot) -> None:
    bot.parts.worker = open_worker(bot.settings)
    bot.parts.words = open_words_worker(bot.settings)
    with bot.parts.worker as files, bot.parts.words as words:
        await bot.api.user(1).ask("/park 临猗")
        assert not files.is_running and not words.is_running
        await bot.api.user(1).ask("linyi")
        assert words.is_running and not files.is_running
