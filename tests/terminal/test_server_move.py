"""Another server in the middle of a broadcast, updates waiting: all comes once, the old one refuses."""

from __future__ import annotations

import io
import signal
import stat
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from bot.serving.opening import open_database
from playground.standin.bot_api import BotApi
from playground.standin.changes import Event
from playground.standin.loopback import Loopback
from playground.standin.message import Message
from storage.chats.forgotten_list import ForgottenList
from storage.desk import issues
from storage.keeping.backup import back_up
from storage.keeping.check import check
from storage.keeping.moving import has_moved, pack, unpack_here
from storage.keeping.pair import KeepingError
from storage.keeping.replay import Replayed
from storage.keeping.restore import restore
from storage.moments import now
from tests.delivery.test_another_machine import CHATS, HEADLINE, RATE, marked_sent, publish
from tests.made_issues import made_article, made_issue
from tests.run_bot_process import Serving, run, serving
from tests.running_bot import made_settings
from tests.storage.test_backup import made_pair
from tests.storage.test_restore import change
from tests.terminal.test_moving_killed import articles
from tests.waiting import until_seen


async def test_nothing_is_lost_or_repeated_and_the_old_server_refuses(tmp_path: Path) -> None:
    api, first, second = BotApi(), tmp_path / "first", tmp_path / "second"
    for number in range(1, CHATS + 1):
        api.user(number, started=True)
    publish(first, api)
    second.mkdir()
    received: list[int] = []
    running: list[Serving] = []

    def watch(event: Event) -> None:
        if event.kind == "message" and isinstance(event.subject, Message) and HEADLINE in event.subject.text:
            received.append(event.subject.chat.id)
            # From within the call, so that some are on their way whatever the machine does.
            if len(received) == CHATS // 3:
                running.pop().process.send_signal(signal.SIGTERM)

    api.observers.append(watch)
    packed = str(tmp_path / "moving.tar")
    async with Loopback(api) as server:
        async with serving(first, server.url, api.token, SEND_RATE=RATE) as bot:
            await bot.says("Serving @")
            forgotten = api.user(CHATS + 1, started=True)
            await forgotten.ask("/export")
            running.append(bot)
            assert await bot.ended() == 0
        asking = api.user(CHATS + 2, started=True)
        asking.send("/id")  # waits at Telegram
        assert len(received) < CHATS
        moved = await run(first, "move", "server", packed)
        assert moved.status == 0, moved.errors
        for arguments in ((), ("prune",)):
            variables = {"TELEGRAM_API_URL": server.url, "TELEGRAM_BOT_TOKEN": api.token}
            refused = await run(first, *arguments, variables=variables)
            assert refused.status == 2 and "move back" in refused.errors
        assert (await run(second, "move", "here", packed)).status == 0
        again = await run(second, "move", "here", packed)
        assert again.status == 1 and "there already" in again.errors
        async with serving(second, server.url, api.token, SEND_RATE="1000") as bot:
            await api.wait_until(lambda: any(str(CHATS + 2) in m.text for m in asking.chat.from_bot))
            await until_seen(lambda: len(marked_sent(second)), lambda count: count == CHATS)
            assert await bot.stop() == 0
    assert Counter(received) == Counter(range(1, CHATS + 1))
    assert sum(str(CHATS + 2) in m.text for m in asking.chat.from_bot) == 1
    assert check(second / "bot.db") == []
    assert (await run(first, "move", "back")).status == 0
    assert (await run(first, "prune", "--dry-run")).status == 0


async def test_who_asked_to_be_forgotten_stays_forgotten_over_there(tmp_path: Path) -> None:
    """The list and the secret of its marks come along: a backup from before the move brings nobody back."""
    first, second = tmp_path / "first", tmp_path / "second"
    await made_pair(first)
    change(first, "INSERT INTO chats (telegram_id, kind, created_at) VALUES (5, 'private', '')", "SELECT 1")
    back_up(first / "bot.db", earlier := tmp_path / "earlier.tar", now())
    ForgottenList(first / "bot.db").add([(5, 0)], now())
    pack(first / "bot.db", tmp_path / "moving.tar", now())
    unpack_here(second / "bot.db", tmp_path / "moving.tar", now())
    for name in ("bot.db-secret", "bot.db-forgotten"):
        assert (second / name).read_bytes() == (first / name).read_bytes()
        assert stat.S_IMODE((second / name).stat().st_mode) == 0o600
    assert restore(second / "bot.db", earlier, now()).replayed == Replayed(places=1, useless=0)


async def test_a_bad_file_leaves_nothing_and_what_was_moved_stays_moved(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    await made_pair(first)
    second.mkdir()
    with tarfile.open(tmp_path / "bad.tar", "w") as archive:
        for name in ("secret", "forgotten", "backup"):
            entry = tarfile.TarInfo(name)
            entry.size = 9
            archive.addfile(entry, io.BytesIO(b"anything\n"))
    refused = await run(second, "move", "here", str(tmp_path / "bad.tar"))
    assert refused.status == 1 and f"{tmp_path / 'bad.tar'} is no backup" in refused.errors
    assert not list(second.glob("bot.db-*")) and not list(second.glob("*backing-up"))
    backup = str(tmp_path / "earlier.tar")
    assert (await run(first, "backup", backup)).status == 0
    assert (await run(first, "move", "server", str(tmp_path / "moving.tar"))).status == 0
    # A second file would say that it went elsewhere; an earlier backup be served beside the new one.
    for arguments in (("move", "server", str(tmp_path / "again.tar")), ("restore", backup)):
        refused = await run(first, *arguments)
        assert refused.status == 1 and "move back" in refused.errors
    assert not (tmp_path / "again.tar").exists()


async def test_what_another_command_is_writing_is_not_left_behind(tmp_path: Path) -> None:
    """A publication that began before would be stored where nobody serves, and be said to be published."""
    first, second = tmp_path / "first", tmp_path / "second"
    await made_pair(first)
    packed = tmp_path / "moving.tar"
    with open_database(made_settings(first, BotApi())) as publishing:
        with pytest.raises(KeepingError, match="open: wait until it ends, or stop it"):
            pack(first / "bot.db", packed, now())
        assert not packed.exists() and not has_moved(first / "bot.db")
        publishing.write_now(issues.publish, made_issue(made_article("第三件新事")), push=False, moment=now())
    pack(first / "bot.db", packed, now())
    unpack_here(second / "bot.db", packed, now())
    assert articles(second) == 3 and not has_moved(second / "bot.db")
