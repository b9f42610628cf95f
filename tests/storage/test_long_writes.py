"""A long write, such as a publication to very many chats, holds up no question and no confirmation."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.desk import issues
from storage.moments import now
from storage.parks import park_import
from tests.made_issues import LINYI, MORNING, made_article, made_issue
from tests.running_bot import RunningBot

pytestmark = pytest.mark.slow

QUESTIONS = (
    *("/park 临猗", "临猗", "/latest", "/today", "/week", "/parks", "/search 开工", "你好", "/start park_1"),
    *("/following", "/digest", "/pause 胡说", "/resume", "/start", "/help", "/id", "/export", "/forget"),
)
FEW, MANY = 2, 40
CHATS = 500


@contextlib.asynccontextmanager
async def long_write(bot: RunningBot) -> AsyncIterator[None]:
    """The database's one writer is busy while the block runs."""
    begun, ended = threading.Event(), threading.Event()

    def write(db: Db) -> None:
        begun.set()
        ended.wait()

    writing = asyncio.ensure_future(bot.database.write(write))
    try:
        await asyncio.to_thread(begun.wait)
        yield
        assert not writing.done()
    finally:
        ended.set()
        await writing


async def test_questions_are_answered_one_after_the_other(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("早先的事")), push=False)
    reader = bot.api.user(1)
    await reader.ask("/start")
    async with long_write(bot):
        for question in QUESTIONS:
            await reader.ask(question)
        paged = await reader.ask("/park 临猗")
        assert "早先的事" in paged.text
    await bot.handled_all()


async def test_what_changes_something_is_safe_at_once_and_done_after(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    async with long_write(bot):
        reader.send("/follow 临猗")
        await bot.becomes("SELECT done_at FROM incoming", (None,), file=bot.parts.incoming)
        await bot.api.user(2).ask("/id")
        await bot.api.wait_until(lambda: len(bot.api.updates) == 0, what="confirmed, since they are safe")
        assert reader.chat.from_bot == []
    await bot.api.wait_until(lambda: reader.chat.from_bot)
    assert "临猗" in (await reader.ask("/following")).text


@pytest.mark.parametrize("digest", ["now", "daily"])
def test_publishing_writes_no_more_when_much_was_published_before(database: Database, digest: str) -> None:
    database.write_now(follow_by_many, digest)
    pages = [pages_written(database, number) for number in range(MANY)]
    assert pages[-1] <= 1.2 * pages[FEW]


def follow_by_many(db: Db, digest: str) -> None:
    park_id = park_import.ensure_park(db, LINYI)
    for number in range(CHATS):
        chat = chats.ensure_chat(db, Place(number + 1, 0, "private", ""), MORNING)
        chats.set_digest(db, chat.id, digest, MORNING)
        follows.follow_park(db, chat.id, park_id, MORNING)


def pages_written(database: Database, number: int) -> int:
    """How much one more publication writes: frames of the log (sqlite.org/fileformat2.html#walformat).

    What it owes is then marked as sent, as a delivery would leave it.
    """
    log, header, frame = Path(f"{database.path}-wal"), 32, 24 + 4096
    with contextlib.closing(database._connect()) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    published = database.write_now(
        issues.publish, made_issue(made_article(f"第{number}件事")), push=True, moment=now()
    )
    assert published.chats_owed == CHATS
    written = (log.stat().st_size - header) // frame
    database.write_now(_mark_all_sent)
    return written


def _mark_all_sent(db: Db) -> None:
    db.execute(
        """
        INSERT INTO messages (chat_id, text, buttons, state, packed_at)
        SELECT chat_id, 'x', '[]', 'sent', due_at FROM deliveries WHERE state = 'pending'
        """
    )
    db.execute(
        """
        UPDATE deliveries SET state = 'sent', message_id =
            (SELECT max(m.id) FROM messages m WHERE m.chat_id = deliveries.chat_id)
        WHERE state = 'pending'
        """
    )
    db.execute("DELETE FROM turns")
