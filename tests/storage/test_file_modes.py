"""Nobody but the bot's own user reads its files, whatever the umask."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from bot.serving.lock import sole_server
from bot.serving.opening import open_parts, prepare_worker
from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.incoming import incoming
from storage.moments import now
from storage.operating import clock
from tests.run_bot_process import SERVING, serving
from tests.running_bot import made_settings

OPEN_UMASK = 0o022


def modes(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in sorted(folder.rglob("*"))
    }


def assert_private(folder: Path) -> None:
    for name, mode in modes(folder).items():
        assert mode == (0o700 if (folder / name).is_dir() else 0o600), (name, oct(mode))


def umask_of(pid: int) -> int:
    [mask] = re.findall(r"^Umask:\s*(\d+)$", Path(f"/proc/{pid}/status").read_text(), re.M)
    return int(mask, 8)


@pytest.fixture
def open_umask() -> object:
    before = os.umask(OPEN_UMASK)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
def test_all_files_are_private_while_they_are_in_use(tmp_path: Path) -> None:
    settings = made_settings(tmp_path / "above" / "data", BotApi())
    with sole_server(settings.database), open_parts(settings) as parts:
        parts.worker.run_now(len, "")
        parts.database.write_now(clock.note, now())
        parts.incoming.write_now(incoming.count_replay, 1)
        assert {name.rsplit("/", 1)[-1] for name in modes(tmp_path)} >= {
            *("bot.db", "bot.db-wal", "bot.db-shm", "bot.db.lock", "jieba", "jieba.cache"),
            *("bot.db-incoming", "bot.db-incoming-wal", "bot.db-incoming-shm"),
        }
        assert_private(tmp_path)


@pytest.mark.usefixtures("open_umask")
async def test_what_serve_makes_is_private_where_no_unit_sets_a_umask(
    loopback: Loopback, tmp_path: Path
) -> None:
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        await bot.says(SERVING)
        assert umask_of(bot.process.pid) == 0o077
        assert await bot.stop() == 0


@pytest.mark.usefixtures("open_umask")
def test_files_that_others_could_read_become_private(tmp_path: Path) -> None:
    settings = made_settings(tmp_path, BotApi())
    with open_parts(settings):
        pass
    (tmp_path / "jieba").mkdir(exist_ok=True)
    with sole_server(settings.database):
        pass
    for path in tmp_path.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    with open_parts(settings), sole_server(settings.database):
        prepare_worker(tmp_path / "jieba")
        assert_private(tmp_path)


@pytest.mark.usefixtures("open_umask")
async def test_a_folder_that_was_there_is_left_to_its_owner(loopback: Loopback, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    async with serving(folder, loopback.url, loopback.api.token) as bot:
        await bot.says(SERVING)
        assert await bot.stop() == 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    assert_private(folder)
