"""The bot at work for a benchmark: followers, an issue published to all of them, the last mark awaited.

Its Telegram is the stand-in, over HTTP, in a process of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.context import Parts
from bot.serving.application import build_application
from bot.serving.opening import open_database, open_parts
from bot.serving.running import running
from bot.serving.serve import SWITCH_SECONDS
from bot.settings.configuration import Settings
from playground.standin.bot_api import TEST_TOKEN
from storage.database import Database, Db
from storage.deliveries.messages import Packed
from storage.desk import issues
from storage.moments import now
from storage.parks import park_import
from summaries.words import clause_words
from tests.made_issues import LINYI, made_article, made_issue

ROOT = Path(__file__).parent.parent
UNPACED = 1_000_000
HEADLINE = "临猗新事"
OLD_TEXT = "<b>园区快报</b> · 1 条\n\n<b>临猗新事</b>\n临猗新事，今天开工。\n<i>科学导报 · 2026年4月4日</i>"
MEGABYTE = 1024 * 1024


@contextlib.asynccontextmanager
async def stand_in(users: int) -> AsyncIterator[str]:
    """A Bot API in a process of its own; its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "playground.standin.loopback", "--users", str(users)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


def counts(url: str) -> dict[str, int]:
    """What the stand-in has counted."""
    with urllib.request.urlopen(f"{url}/control/counts") as answer:
        counted: dict[str, int] = json.load(answer)
        return counted


def say(url: str, user_id: int, text: str) -> None:
    """Lets a person write to the bot."""
    body = json.dumps({"user_id": user_id, "text": text}).encode()
    request = urllib.request.Request(
        f"{url}/control/send", body, {"Content-Type": "application/json"}, method="POST"
    )
    urllib.request.urlopen(request).close()


class Broadcast:
    """A bot of ours with followers, in a folder of its own."""

    def __init__(self, folder: Path, url: str, followers: int, rate: int) -> None:
        self.url = url
        self.followers = followers
        self.settings = Settings(_env_file=None).model_copy(
            update={
                "telegram_bot_token": SecretStr(TEST_TOKEN),
                "telegram_api_url": url,
                "database": folder / "bot.db",
                "send_rate": rate,
            }
        )
        self.commits = 0

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[Parts]:
        """The bot, running, everybody following one park."""
        sys.setswitchinterval(SWITCH_SECONDS)  # as serve has it
        with open_parts(self.settings) as parts:
            parts.database.write_now(_follow, self.followers)
            self._count_commits(parts.database)
            async with running(build_application(parts), parts):
                yield parts

    def _count_commits(self, database: Database) -> None:
        commit = database._writer._commit

        def counting(*arguments: Any) -> None:
            self.commits += 1
            commit(*arguments)

        database._writer._commit = counting  # type: ignore[assignment, method-assign]

    async def publish(self, parts: Parts, headline: str) -> float:
        """Publishes an article to all; seconds until it is committed."""
        began = time.perf_counter()
        issue = made_issue(made_article(headline))
        published = await parts.database.write(issues.publish, issue, push=True, moment=now())
        assert published.chats_owed == self.followers, published
        parts.wake_delivery.set()
        return time.perf_counter() - began

    async def sent_all(self, parts: Parts) -> None:
        """Waits for the last mark."""
        while parts.database.glance(owed):  # noqa: ASYNC110 - a database tells nobody
            await asyncio.sleep(0.02)


def _follow(db: Db, followers: int) -> None:
    park_id = park_import.ensure_park(db, LINYI)
    numbers = range(1, followers + 1)
    db.conn.executemany(
        "INSERT OR IGNORE INTO chats (id, telegram_id, kind, digest, created_at)"
        " VALUES (?, ?, 'private', 'now', '2026')",
        [(number, number) for number in numbers],
    )
    db.conn.executemany(
        "INSERT OR IGNORE INTO follows (chat_id, kind, park_id, followed_at) VALUES (?, 'park', ?, '2026')",
        [(number, park_id) for number in numbers],
    )


async def settled(parts: Parts) -> None:
    """The bot as when it has run for a minute: its processes have loaded their dictionaries."""
    for worker in (parts.worker, parts.words, parts.ledger):
        await worker.run(clause_words, "园区")


def owed(db: Db) -> int:
    """Whether anything is still to be sent, 0 or 1."""
    return int(db.execute("SELECT EXISTS (SELECT 1 FROM turns)").fetchone()[0])


def _grow(db: Db, rows: int, followers: int) -> None:
    """Old deliveries and their messages: what a few years leave behind."""
    article = made_issue(made_article("旧事"))
    issues.publish(db, article, push=False, moment=now())
    article_id = db.execute("SELECT max(id) FROM articles").fetchone()[0]
    db.execute(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        INSERT INTO messages (chat_id, text, buttons, state, packed_at, sent_at, telegram_message_id)
        SELECT 1 + i % ?, ?, '[]', 'sent', '2025', '2025', i FROM n
        """,
        [rows, followers, OLD_TEXT],
    )
    db.execute(
        """
        INSERT INTO deliveries (chat_id, kind, subject, version, due_at, state, message_id, owed_at)
        SELECT chat_id, 'push', ?, id, '2025', 'sent', id, '2025' FROM messages WHERE packed_at = '2025'
        """,
        [article_id],
    )


async def message_of_a_broadcast(url: str) -> Packed:
    """What `durable` sends to each."""
    with tempfile.TemporaryDirectory() as name:
        broadcast = Broadcast(Path(name), url, 1, UNPACED)
        async with broadcast.serving() as parts:
            await broadcast.publish(parts, HEADLINE)
            await broadcast.sent_all(parts)
            return await parts.database.read(_only_message)


def _only_message(db: Db) -> Packed:
    [(text, buttons)] = db.execute("SELECT text, buttons FROM messages").fetchall()
    return Packed(text, tuple(tuple((label, data) for label, data in row) for row in json.loads(buttons)), ())


def resident() -> float:
    """Megabytes of memory this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


class Peak:
    """The most memory held while it runs."""

    def __init__(self) -> None:
        self.megabytes = 0.0

    async def __aenter__(self) -> Peak:
        self._watching = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._watching.cancel()

    async def _watch(self) -> None:
        while True:
            self.megabytes = max(self.megabytes, resident())
            await asyncio.sleep(0.1)


async def durable(url: str, followers: int, *, old_rows: int = 0) -> dict[str, float]:
    """A broadcast: messages a second, seconds to publish, CPU a message, commits, peak memory."""
    with tempfile.TemporaryDirectory() as name:
        broadcast = Broadcast(Path(name), url, followers, UNPACED)
        if old_rows:
            with open_database(broadcast.settings) as database:
                database.write_now(_follow, followers)
                database.write_now(_grow, old_rows, followers)
        async with broadcast.serving() as parts, Peak() as peak:
            await settled(parts)
            before = counts(url)["messages"]
            began, cpu = time.perf_counter(), time.process_time()
            publishing = await broadcast.publish(parts, HEADLINE)
            await broadcast.sent_all(parts)
            took = time.perf_counter() - began
            cpu = time.process_time() - cpu
            assert counts(url)["messages"] - before == followers
        return {
            "rate": followers / took,
            "publishing": publishing,
            "cpu_ms": 1000 * cpu / followers,
            "commits": broadcast.commits,
            "peak": peak.megabytes,
        }
