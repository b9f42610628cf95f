"""systemd hears when the bot serves, that it lives while it really does, and when it stops."""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.operating.heartbeat import beating
from bot.operating.service_manager import ServiceManager
from playground.standin.loopback import Loopback
from storage.database import Database, Db
from tests.run_bot_process import SERVING, serving
from tests.waiting import until_seen

PATIENCE_SECONDS = 20.0
WATCHDOG_SECONDS = 0.2


class Manager:
    """A service manager's end of the socket."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "notify")
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.address)
        self._socket.setblocking(False)

    async def hears(self, line: str) -> list[str]:
        """Everything up to this line."""
        heard: list[str] = []
        async with asyncio.timeout(PATIENCE_SECONDS):
            while line not in heard:
                datagram = await asyncio.get_running_loop().sock_recv(self._socket, 4096)
                heard += datagram.decode().splitlines()
        return heard

    def already_heard(self) -> list[str]:
        """What has come and was not read."""
        heard: list[str] = []
        while True:
            try:
                heard += self._socket.recv(4096).decode().splitlines()
            except BlockingIOError:
                return heard

    def close(self) -> None:
        """Ends it."""
        self._socket.close()


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    listening = Manager(tmp_path)
    yield listening
    listening.close()


async def test_a_serve_says_when_it_is_ready_that_it_lives_and_when_it_stops(
    loopback: Loopback, tmp_path: Path, manager: Manager
) -> None:
    told = {"NOTIFY_SOCKET": manager.address, "WATCHDOG_USEC": "400000"}
    async with serving(tmp_path, loopback.url, loopback.api.token, **told) as bot:
        heard = await manager.hears("READY=1")
        assert [line for line in heard if line.startswith("STATUS=Serving @")]
        await bot.says(SERVING)
        for _ in range(3):
            await manager.hears("WATCHDOG=1")
        assert await bot.stop() == 0
        assert "STOPPING=1" in manager.already_heard()


async def test_readiness_is_said_once_and_the_next_states_are_only_told(manager: Manager) -> None:
    told = ServiceManager(manager.address)
    told.ready("Telegram can't be reached yet; trying again")
    told.ready("Serving @park_bot")
    told.status("Serving @park_bot still")
    heard = manager.already_heard()
    assert heard == [
        "READY=1",
        "STATUS=Telegram can't be reached yet; trying again",
        "STATUS=Serving @park_bot",
        "STATUS=Serving @park_bot still",
    ]


async def test_without_a_network_it_has_started_all_the_same_and_says_what_it_waits_for(
    tmp_path: Path, manager: Manager
) -> None:
    async with serving(
        tmp_path, "http://127.0.0.1:9", "123456:some-token", NOTIFY_SOCKET=manager.address
    ) as bot:
        heard = await manager.hears("READY=1")
        assert [line for line in heard if "can't be reached" in line]
        assert await bot.stop() == 0


async def test_a_refused_token_never_counts_as_started(
    loopback: Loopback, tmp_path: Path, manager: Manager
) -> None:
    async with serving(tmp_path, loopback.url, "123456:not-the-token", NOTIFY_SOCKET=manager.address) as bot:
        assert await bot.ended() == 2
    assert "READY=1" not in manager.already_heard()


async def test_no_sign_of_life_while_the_writer_is_stuck(tmp_path: Path, manager: Manager) -> None:
    going_on = threading.Event()

    def stuck(_: Db) -> None:
        going_on.wait(PATIENCE_SECONDS)

    with Database(tmp_path / "bot.db") as database:
        async with beating(ServiceManager(manager.address, WATCHDOG_SECONDS), [database]):
            await manager.hears("WATCHDOG=1")
            writing = asyncio.create_task(database.write(stuck))
            await until_seen(lambda: not database.is_writing_on(longest=WATCHDOG_SECONDS))
            manager.already_heard()
            await asyncio.sleep(WATCHDOG_SECONDS)  # several signs would fit in
            assert manager.already_heard() == []
            going_on.set()
            await writing
            await manager.hears("WATCHDOG=1")


async def test_a_file_that_another_process_holds_is_no_reason_to_start_anew(
    tmp_path: Path, manager: Manager
) -> None:
    with Database(tmp_path / "bot.db") as database:
        other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        # Longer than a round of waiting for the lock, and much shorter than four of them.
        async with beating(ServiceManager(manager.address, 4.0), [database]):
            writing = asyncio.create_task(database.write(lambda db: None))
            for _ in range(2):
                await manager.hears("WATCHDOG=1")
            assert not writing.done()
            other.execute("COMMIT")
            other.close()
            await writing


def test_a_time_that_no_clock_has_is_none() -> None:
    assert ServiceManager.of({"NOTIFY_SOCKET": "/a", "WATCHDOG_USEC": "9" * 400}).watchdog_seconds is None


def test_the_watchdog_of_another_process_is_not_ours(tmp_path: Path) -> None:
    told = {"NOTIFY_SOCKET": str(tmp_path), "WATCHDOG_USEC": "3000000"}
    assert ServiceManager.of(told).watchdog_seconds == 3.0
    assert ServiceManager.of(told | {"WATCHDOG_PID": str(os.getpid())}).watchdog_seconds == 3.0
    assert ServiceManager.of(told | {"WATCHDOG_PID": "1"}).watchdog_seconds is None
    assert ServiceManager.of({"WATCHDOG_USEC": "3000000"}).watchdog_seconds is None
    assert ServiceManager.of({}).watchdog_seconds is None


async def test_a_manager_that_went_away_is_no_trouble(tmp_path: Path) -> None:
    ServiceManager(str(tmp_path / "gone"), 1.0).ready("Serving")
    ServiceManager().ready("Serving")
