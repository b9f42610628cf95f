"""A disk that takes no more and a locked database: said in the log, nothing lost, and on when it can."""

from __future__ import annotations

import contextlib
import resource
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.serving import running
from playground.standin import call_faults
from playground.standin.loopback import Loopback
from playground.standin.message import Message
from playground.standin.user import User
from storage import database
from storage.files import writer
from tests.conftest import SAMPLE_PAGE
from tests.run_bot_process import SERVING, Serving, follow_at_once, run, serving

NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
BEFORE_A_KILL_SECONDS = 10  # what service managers give a process to stop
NO_MORE = (0, resource.RLIM_INFINITY)
HEADLINE = "链筑产业新生态"


@contextlib.contextmanager
def disk_full(bot: Serving) -> Iterator[None]:
    """The process can write to no file, as on a full disk."""
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, NO_MORE)
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):  # it was stopped with the disk full
            resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, NO_LIMIT)


def pushes(reader: User) -> list[Message]:
    return [message for message in reader.chat.from_bot if HEADLINE in message.text]


async def test_with_a_full_disk_no_update_is_confirmed_and_all_are_answered_when_there_is_room(
    loopback: Loopback, tmp_path: Path
) -> None:
    api = loopback.api
    async with serving(tmp_path, loopback.url, api.token) as bot:
        await bot.says(SERVING)
        with disk_full(bot):
            api.user(1).send("/id")
            await bot.says("Can't keep 1 updates")
            assert len(api.updates) == 1
            assert api.user(1).chat.from_bot == []
        await api.wait_until(lambda: api.user(1).chat.from_bot, what="the answer")
        assert len(api.user(1).chat.from_bot) == 1
        assert "Traceback" not in bot.log
        assert await bot.stop() == 0


async def test_with_a_full_disk_nothing_is_sent_that_is_not_committed(
    loopback: Loopback, tmp_path: Path
) -> None:
    reader = loopback.api.user(1)
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        await follow_at_once(reader)
        with disk_full(bot):
            assert (await run(tmp_path, "publish", str(SAMPLE_PAGE))).status == 0
            await bot.says("Delivery rests until the database can be used")
            assert pushes(reader) == []
        await loopback.api.wait_until(lambda: pushes(reader), what="the push")
        assert "Traceback" not in bot.log
        assert await bot.stop() == 0
    assert len(pushes(reader)) == 1


async def test_what_was_sent_when_the_disk_got_full_is_written_down_later_and_not_sent_again(
    loopback: Loopback, tmp_path: Path
) -> None:
    api = loopback.api
    reader = api.user(1)
    async with serving(tmp_path, loopback.url, api.token) as bot:
        await follow_at_once(reader)
        api.inject("sendMessage", call_faults.Slow(1.0), chat_id=1)
        await run(tmp_path, "publish", str(SAMPLE_PAGE))
        await api.wait_until(lambda: any(HEADLINE in str(c.params) for c in api.calls_of("sendMessage")))
        with disk_full(bot):
            await bot.says("What was sent can't be written down")
        await api.user(2).ask("/id")
        assert await bot.stop() == 0
    assert len(pushes(reader)) == 1
    with sqlite3.connect(tmp_path / "bot.db") as connection:
        assert connection.execute("SELECT DISTINCT state FROM messages").fetchall() == [("sent",)]


async def test_an_update_that_was_handled_when_the_disk_got_full_is_marked_later_and_not_handled_again(
    loopback: Loopback, tmp_path: Path
) -> None:
    api = loopback.api
    async with serving(tmp_path, loopback.url, api.token) as bot:
        await bot.says(SERVING)
        api.inject("sendMessage", call_faults.Slow(1.0), chat_id=1)
        api.user(1).send("/id")
        await api.wait_until(lambda: api.calls_of("sendMessage", 1))
        with disk_full(bot):
            await bot.says("is handled but not marked, trying again")
        await bot.says("is marked now")
        assert await bot.stop() == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.db-incoming")) as connection:
        assert connection.execute("SELECT count(*) FROM incoming WHERE done_at IS NULL").fetchone() == (0,)
    assert len(api.user(1).chat.from_bot) == 1


async def test_while_another_program_locks_the_database_questions_are_answered_and_the_rest_waits(
    loopback: Loopback, tmp_path: Path
) -> None:
    api = loopback.api
    asking, following = api.user(1), api.user(2)
    async with serving(tmp_path, loopback.url, api.token) as bot:
        await bot.says(SERVING)
        with locked(tmp_path):
            following.send("/follow 临猗")
            await bot.says("is locked by another process; waiting for it")
            assert "临猗" in (await asking.ask("/park 临猗")).text
            assert following.chat.from_bot == []
        await api.wait_until(lambda: following.chat.from_bot, what="the answer")
        assert await bot.stop() == 0


FILES = ["bot.db", "bot.db-incoming"]


@pytest.mark.parametrize("files", [FILES[:1], FILES[1:], FILES])
async def test_it_stops_in_time_though_a_file_stays_locked(
    loopback: Loopback, tmp_path: Path, files: list[str]
) -> None:
    readers = [loopback.api.user(number) for number in range(1, 9)]
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        await bot.says(SERVING)
        with locked(tmp_path, *files):
            for reader in readers:
                reader.send("/follow 临猗")
            await bot.says("is locked by another process; waiting for it")
            assert await bot.stop() == 0
    async with serving(tmp_path, loopback.url, loopback.api.token):
        await loopback.api.wait_until(lambda: all(reader.chat.from_bot for reader in readers), what="answers")


@pytest.mark.parametrize("files", [FILES[:1], FILES[1:]])
async def test_it_stops_in_time_though_a_file_is_locked_at_its_start(
    loopback: Loopback, tmp_path: Path, files: list[str]
) -> None:
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        await bot.says(SERVING)
        assert await bot.stop() == 0
    with locked(tmp_path, *files):
        async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
            await bot.says("is locked by another process; waiting for it")
            assert await bot.stop() == 0
            assert "Traceback" not in bot.log


def test_stopping_takes_less_than_service_managers_wait() -> None:
    each_file = database.BUSY_TIMEOUT_MS / 1000 + writer.LOCKED_PAUSE_SECONDS
    longest = running.PARTS_SECONDS + running.DRAIN_SECONDS + len(FILES) * each_file
    assert longest < BEFORE_A_KILL_SECONDS


@contextlib.contextmanager
def locked(folder: Path, *files: str) -> Iterator[None]:
    """Another program writes to these files in this folder, the database if none is named."""
    with contextlib.ExitStack() as stack:
        for name in files or FILES[:1]:
            other = stack.enter_context(
                contextlib.closing(sqlite3.connect(folder / name, isolation_level=None))
            )
            other.execute("BEGIN IMMEDIATE")
        yield
