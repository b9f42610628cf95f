"""A disk that gets full while an update is handled: it is handled again, in its turn, without apologies."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

from playground.standin import call_faults
from playground.standin.bot_api import BotApi
from playground.standin.chat import Chat
from playground.standin.loopback import Loopback
from storage.files.disk_refusal import is_refused_by_disk
from storage.files.faults import StorageDamaged, StorageUnavailable
from tests.run_bot_process import SERVING, Serving, serving
from tests.storage.test_full_disk_and_locks import disk_full
from tests.waiting import until_confirmed

FOLLOWED, UNFOLLOWED = "已关注", "已取消关注"
WAITS = "waits for the disk"


@contextlib.asynccontextmanager
async def refused(api: BotApi, bot: Serving) -> AsyncIterator[Chat]:
    """An admin follows a park in a group and takes it back, while the bot can't learn who is an admin there.

    When it learns that, the disk is full, for the block.
    """
    await bot.says(SERVING)
    boss = api.user(1, "群主")
    group = api.supergroup("园区群", owner=boss)
    await until_confirmed(api)
    api.inject("getChatAdministrators", call_faults.INTERNAL_ERROR, times=None)
    boss.send("/follow 临猗", group)
    boss.send("/unfollow 临猗", group)
    await api.wait_until(lambda: api.calls_of("getChatAdministrators", group.id))
    await until_confirmed(api)
    with disk_full(bot):
        api.faults.clear()
        await bot.says(WAITS)
        yield group


def answers(group: Chat) -> list[str]:
    return [
        word for message in group.from_bot for word in (FOLLOWED, UNFOLLOWED) if message.text.startswith(word)
    ]


def still_open(folder: Path) -> int:
    with contextlib.closing(sqlite3.connect(folder / "bot.db-incoming")) as connection:
        rows = connection.execute("SELECT count(*) FROM incoming WHERE done_at IS NULL").fetchall()
    return int(rows[0][0])


async def test_what_a_full_disk_kept_from_being_done_is_done_once_there_is_room_in_its_order(
    loopback: Loopback, tmp_path: Path
) -> None:
    api = loopback.api
    async with serving(tmp_path, loopback.url, api.token) as bot:
        async with refused(api, bot) as group:
            assert answers(group) == []
        await api.wait_until(lambda: len(answers(group)) == 2, what="two answers")
        assert await bot.stop() == 0
        assert "Traceback" not in bot.log
    assert answers(group) == [FOLLOWED, UNFOLLOWED]
    assert len(group.from_bot) == 2
    assert still_open(tmp_path) == 0


async def test_what_waits_for_the_disk_holds_up_no_stop_and_is_done_at_the_next_start(
    loopback: Loopback, tmp_path: Path
) -> None:
    api = loopback.api
    async with serving(tmp_path, loopback.url, api.token) as bot:
        async with refused(api, bot) as group:
            assert await bot.stop() == 0
        assert "Some updates are still being handled" not in bot.log
    assert answers(group) == []
    async with serving(tmp_path, loopback.url, api.token):
        await api.wait_until(lambda: len(answers(group)) == 2, what="two answers")
    assert answers(group) == [FOLLOWED, UNFOLLOWED]


def test_what_the_disk_refuses_is_told_from_what_is_wrong_with_a_file() -> None:
    assert is_refused_by_disk(StorageUnavailable("bot.db: database or disk is full"))
    assert is_refused_by_disk(OSError(28, "No space left on device"))
    assert not is_refused_by_disk(FileNotFoundError(2, "No such file or directory"))
    assert not is_refused_by_disk(StorageDamaged("bot.db is damaged"))
    assert not is_refused_by_disk(ValueError("28"))
