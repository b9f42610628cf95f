"""The machine dies in a broadcast; another one takes over from the replica, and the books agree."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

from pydantic import SecretStr

from bot.serving.opening import open_database, open_incoming
from bot.settings.configuration import Settings
from playground.standin.bot_api import BotApi
from playground.standin.changes import Event
from playground.standin.loopback import Loopback
from playground.standin.message import Message
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Db
from storage.desk import issues
from storage.keeping.check import books, check
from storage.moments import now
from storage.parks import park_import
from tests.fork_server import RUN_BOT
from tests.litestream import litestream
from tests.made_issues import LINYI, made_article, made_issue
from tests.run_bot_process import environment, serving
from tests.waiting import until_seen
from tests.warm import lay_dictionary

PROJECT = Path(__file__).parent.parent.parent
CHATS = 240
RATE = "60"
HEADLINE = "第一件新事"


async def test_a_machine_that_dies_in_a_broadcast_is_taken_over_with_nothing_lost(tmp_path: Path) -> None:
    program = litestream()
    api, first, second = BotApi(), tmp_path / "first", tmp_path / "second"
    for number in range(1, CHATS + 1):
        api.user(number, started=True)
    publish(first, api)
    replica = tmp_path / "replica"
    received: list[list[int]] = [[], []]  # by the first machine, by the second
    machine, groups = 0, list[int]()

    def watch(event: Event) -> None:
        if event.kind != "message" or not isinstance(event.subject, Message):
            return
        received[machine].append(event.subject.chat.id)
        # From within the call, so that it is in the middle of the broadcast whatever the machine does.
        if groups and len(received[0]) >= CHATS // 3 and len(segments(replica)) > 2:
            while groups:
                os.killpg(groups.pop(), signal.SIGKILL)

    api.observers.append(watch)
    async with Loopback(api) as server:
        replicating = environment(first, REPLICA=str(replica))
        config = str(PROJECT / "deploy" / "litestream.yml")
        async with machine_of(
            str(program), "replicate", "-config", config, environment=replicating
        ) as copying:
            await until_seen(lambda: len(list(replica.rglob("*.snapshot.lz4"))), lambda count: count == 2)
            variables = environment(
                first,
                TELEGRAM_API_URL=server.url,
                TELEGRAM_BOT_TOKEN=api.token,
                OWNER_IDS="7",
                SEND_RATE=RATE,
            )
            lay_dictionary(first / "jieba")
            async with machine_of(sys.executable, str(RUN_BOT), environment=variables) as bot:
                groups += [bot.pid, copying.pid]
                assert await bot.wait() == await copying.wait() == -signal.SIGKILL
        await until_seen(lambda: server.open_connections, lambda number: number == 0)
        shutil.rmtree(first)
        second.mkdir()
        for name, kept in (("bot.db", "database"), ("bot.db-incoming", "incoming")):
            restore(program, second / name, replica / kept)
        known = marked_sent(second)
        machine = 1
        async with serving(second, server.url, api.token, SEND_RATE="1000") as again:
            await again.says("Serving @")
            everybody = set(range(1, CHATS + 1))
            await api.wait_until(
                lambda: set(received[0]) | set(received[1]) == everybody, what="every reader"
            )
            await until_seen(lambda: len(marked_sent(second)), lambda count: count == CHATS)
            assert await again.stop() == 0
    # The first machine had told some; of those the replica knew some; exactly the others were told again.
    told = set(received[0])
    assert 0 < len(known) <= len(told) < CHATS and known <= told
    assert Counter(received[0] + received[1]) == Counter(everybody) + Counter(told - known)
    owed = books(second / "bot.db")
    assert owed is not None and (owed.owed, owed.sent) == (CHATS, CHATS)
    assert check(second / "bot.db") == []
    print(f"told {len(told)} before the kill, told again {len(told - known)}")


@contextlib.asynccontextmanager
async def machine_of(*command: str, environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process with a group of its own, gone with the block."""
    process = await asyncio.create_subprocess_exec(
        *command,
        env=environment | {"PYTHONPATH": str(PROJECT)},
        cwd=Path(environment["DATABASE"]).parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def publish(folder: Path, api: BotApi) -> None:
    """An item for every reader, and both files as they are before the start."""
    settings = Settings(_env_file=None).model_copy(
        update={"telegram_bot_token": SecretStr(api.token), "database": folder / "bot.db"}
    )
    with open_database(settings) as database, open_incoming(folder / "bot.db-incoming"):
        database.write_now(_follow)
        database.write_now(issues.publish, made_issue(made_article(HEADLINE)), push=True, moment=now())


def _follow(db: Db) -> None:
    park_id = park_import.ensure_park(db, LINYI)
    for number in range(1, CHATS + 1):
        chat = chats.ensure_chat(db, Place(number, 0, "private", ""), now())
        chats.set_digest(db, chat.id, "now", now())
        follows.follow_park(db, chat.id, park_id, now())


def segments(replica: Path) -> list[Path]:
    """What has been written of the database's log."""
    return list((replica / "database").rglob("*.wal.lz4"))


def restore(program: Path, to: Path, replica: Path) -> None:
    """As docs/operating.md says it."""
    command = [str(program), "restore", "-o", str(to), replica.as_uri()]
    subprocess.run(command, check=True, capture_output=True)


def marked_sent(folder: Path) -> set[int]:
    """The readers who have it, as the files say."""
    with contextlib.closing(sqlite3.connect(folder / "bot.db")) as db:
        rows = db.execute(
            "SELECT c.telegram_id FROM deliveries d JOIN chats c ON c.id = d.chat_id WHERE d.state = 'sent'"
        )
        return {number for (number,) in rows}
