"""A file that is replaced, moved, deleted or damaged under a running bot: noticed, said, and stopped."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from playground.standin.loopback import Loopback
from storage.database import Database
from storage.files.faults import FileLost, StorageUnavailable
from tests.run_bot_process import SERVING, Serving, serving

FILES = ("bot.db", "bot.db-incoming")


def delete(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    path.rename(path.with_suffix(".old"))


def replace(path: Path) -> None:
    copy = path.with_suffix(".copy")
    shutil.copy(path, copy)
    copy.replace(path)


def delete_log(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("deed", [delete, move, replace, delete_log])
async def test_the_bot_says_so_and_stops(
    loopback: Loopback, tmp_path: Path, name: str, deed: Callable[[Path], None]
) -> None:
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        await ready(bot, loopback)
        deed(tmp_path / name)
        assert await bot.ended() == 1
    last = bot.log.strip().splitlines()[-1]
    assert name in last and "was replaced, moved or deleted" in last
    assert "Traceback" not in bot.log


async def test_damage_in_the_middle_of_the_database_is_told_and_stops_it(
    loopback: Loopback, tmp_path: Path
) -> None:
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        await ready(bot, loopback)
        assert await bot.stop() == 0
    spoil_tables(tmp_path / "bot.db")
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        loopback.api.user(2).send("/park 临猗")
        assert await bot.ended() in (1, 2)
    last = bot.log.strip().splitlines()[-1]
    assert "damaged" in last and "Traceback" not in last


async def ready(bot: Serving, loopback: Loopback) -> None:
    """Returns when the bot has served somebody, so that both files are in use."""
    await bot.says(SERVING)
    await loopback.api.user(1).ask("/follow 临猗")


def spoil_tables(path: Path) -> None:
    """Leaves the first page, which says what tables there are, and writes over those behind it."""
    data = bytearray(path.read_bytes())
    page = int.from_bytes(data[16:18], "big")
    half = len(data) // page // 2 * page
    data[page:half] = b"\xff" * (half - page)
    path.write_bytes(data)


@pytest.mark.parametrize("deed", [delete, move])
def test_a_connection_made_after_it_finds_no_other_file_to_work_with(
    tmp_path: Path, deed: Callable[[Path], None]
) -> None:
    path = tmp_path / "bot.db"
    with Database(path) as database:
        deed(path)
        with pytest.raises((FileLost, StorageUnavailable)):
            database.read_now(lambda db: db.execute("SELECT count(*) FROM chats").fetchone())
        assert not path.exists()
