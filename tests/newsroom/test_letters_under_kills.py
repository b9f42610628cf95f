"""A bot that is killed while readers write and editors answer: each deed is done once, everybody hears."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.letters import letters
from storage.letters.letters import Written
from storage.moments import now
from tests.desk.dying_serve import BEFORE, BEHIND, KILLED, STEPS_A_WRITE, Desk, dying
from tests.run_bot_process import SERVING, serving
from tests.waiting import until_seen

EDITOR, ANSWERED_READER, FIRST_READER = 7, 32, 100
WRITES = "bot.reader. bot.newsroom. storage.people.awaited storage.letters.letters"
MOST_DOUBLES = 1  # a crash may repeat one message a chat (docs/delivery.md)


def stage(folder: Path, step: int) -> int:
    """A letter that waits for an answer."""

    def lay(db: Db) -> int:
        for person in (EDITOR, ANSWERED_READER, FIRST_READER + step):
            chats.ensure_chat(db, Place(person, 0, "private", ""), now())
        return letters.add(db, Written(ANSWERED_READER, step + 1, now()), f"旧信{step}号", None, now())

    with Database(folder / "bot.db") as database:
        return database.write_now(lay)


@pytest.mark.parametrize("first", [BEFORE, BEHIND])
async def test_a_letter_and_an_answer(tmp_path: Path, first: int) -> None:
    desk, killed = Desk(tmp_path), 0
    async with Loopback(BotApi()) as server:
        editor = server.api.user(EDITOR, "编辑", started=True)
        answered = server.api.user(ANSWERED_READER, "乙", started=True)
        under = editor.chat.add(server.api.me, "来信")
        for step in itertools.count(first, STEPS_A_WRITE):
            letter_id = stage(tmp_path, step)
            reader = server.api.user(FIRST_READER + step, "甲", started=True)  # who may write but so much
            reader.send(f"/feedback 新信{step}号")
            editor.forge_press(under, f"l_answer:{letter_id}")
            editor.send(f"答复{step}号")
            done = (
                "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM messages WHERE state <> 'sent')"
                " AND NOT EXISTS (SELECT 1 FROM letter_copies WHERE outdated OR message_id IS NULL)"
                " AND NOT EXISTS (SELECT 1 FROM letters WHERE NOT handed_on)"
                f" AND EXISTS (SELECT 1 FROM letters WHERE id = {letter_id} AND state = 'answered')"
                f" AND EXISTS (SELECT 1 FROM letters WHERE text = '新信{step}号')"
            )
            async with dying(tmp_path, server, step, DYING_WRITES=WRITES) as bot:
                await until_seen(lambda: bot.process.returncode is not None or desk.rows(done))  # noqa: B023
                was_killed = bot.process.returncode is not None
                if was_killed:
                    assert await bot.ended() == KILLED, bot.log
            await until_seen(lambda: server.open_connections, lambda number: number == 0)
            async with serving(tmp_path, server.url, server.api.token) as bot:
                await bot.says(SERVING)
                await until_seen(lambda: desk.rows(done), bool)  # noqa: B023
                assert await bot.stop() == 0, bot.log
            kept = desk.rows(f"SELECT count(*), min(state) FROM letters WHERE text = '新信{step}号'")
            assert kept == [(1, "open")]
            copies = [each for each in editor.chat.from_bot if f"新信{step}号" in each.text]
            told = [each for each in answered.chat.from_bot if f"答复{step}号" in each.text]
            assert 1 <= len(copies) <= 1 + MOST_DOUBLES and 1 <= len(told) <= 1 + MOST_DOUBLES
            assert all(f"旧信{step}号" in each.text for each in told)
            assert desk.rows("SELECT count(*) FROM awaited") == [(0,)]
            assert any("第" in each.text and "收到" in each.text for each in reader.chat.from_bot)
            if not was_killed:
                break
            killed += 1
    assert killed >= 4, "the steps were not counted"
