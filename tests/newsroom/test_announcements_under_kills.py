"""A bot that is killed while an announcement is written, sent and taken back: each is done once."""

from __future__ import annotations

import itertools
from pathlib import Path

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.letters import announcements, audiences
from storage.letters.audiences import Audience
from storage.moments import now
from storage.parks import park_import
from tests.desk.dying_serve import BEHIND, KILLED, STEPS_A_WRITE, Desk, dying
from tests.made_issues import LINYI
from tests.run_bot_process import SERVING, serving
from tests.waiting import until_seen

EDITOR, READER = 7, 1
WITHOUT_A_WHILE = {"UNDO_SECONDS": "0"}


def stage(folder: Path, number: int) -> tuple[int, int]:
    """An announcement that is written, and one that is sent, to the readers of 临猗; their numbers."""

    def lay(db: Db) -> tuple[int, int]:
        chat = chats.ensure_chat(db, Place(READER, 0, "private", ""), now())
        park = park_import.ensure_park(db, LINYI)
        follows.follow_park(db, chat.id, park, now())
        audience = Audience(audiences.PARK, park_id=park)
        written = announcements.begin(db, EDITOR, audience, f"要发{number}号", now())
        sent = announcements.begin(db, EDITOR, audience, f"要撤{number}号", now())
        announcements.send(db, sent, now())
        return written, sent

    with Database(folder / "bot.db") as database:
        return database.write_now(lay)


def is_done(desk: Desk, staged: tuple[int, int], text: str) -> bool:
    """Whether all of it is done, and everybody knows."""
    states = desk.rows(f"SELECT state FROM announcements WHERE id IN {staged} ORDER BY id")
    begun = desk.rows(f"SELECT count(*) FROM announcements WHERE text = '{text}'")
    waits = desk.rows("SELECT 1 FROM deliveries WHERE state = 'pending'")
    return states == [("sent",), ("withdrawn",)] and begun == [(1,)] and not waits


async def test_writing_sending_and_taking_back_behind_every_write(tmp_path: Path) -> None:
    desk, killed = Desk(tmp_path), 0
    async with Loopback(BotApi()) as server:
        api = server.api
        editor, reader = api.user(EDITOR, "编辑", started=True), api.user(READER, started=True)
        under = editor.chat.add(api.me, "卡片")
        for step in itertools.count(BEHIND, STEPS_A_WRITE):
            staged = written, sent = stage(tmp_path, step)
            text = f"新写{step}号"
            async with serving(tmp_path, server.url, api.token, **WITHOUT_A_WHILE) as bot:
                await until_seen(lambda: f"要撤{step}号" in "".join(reader.chat.texts))  # noqa: B023
                await until_seen(lambda: not desk.rows("SELECT 1 FROM deliveries WHERE state = 'pending'"))
                assert await bot.stop() == 0
            editor.send(f"/announce 临猗 {text}")
            editor.forge_press(under, f"announce_send:{written}")
            editor.forge_press(under, f"announce_out:{sent}")
            async with dying(tmp_path, server, step, **WITHOUT_A_WHILE) as bot:
                await until_seen(
                    lambda: bot.process.returncode is not None or is_done(desk, staged, text)  # noqa: B023
                )
                was_killed = bot.process.returncode is not None
                if was_killed:
                    assert await bot.ended() == KILLED, bot.log
            await until_seen(lambda: server.open_connections, lambda number: number == 0)
            async with serving(tmp_path, server.url, api.token, **WITHOUT_A_WHILE) as bot:
                await bot.says(SERVING)
                await until_seen(lambda: is_done(desk, staged, text))  # noqa: B023
                await until_seen(lambda: f"【公告】\n{text}" in editor.chat.texts)  # noqa: B023
                assert await bot.stop() == 0, bot.log
            copies = [each for each in reader.chat.texts if f"要发{step}号" in each]
            assert 1 <= len(copies) <= 1 + was_killed
            assert not any(f"要撤{step}号" in each for each in reader.chat.texts)
            if not was_killed:
                break
            killed += 1
    assert killed >= 3, "the steps were not counted"
    rounds = killed + 1
    assert desk.rows("SELECT what, count(*) FROM deeds GROUP BY what ORDER BY what") == [
        ("announced", rounds), ("announcement_withdrawn", rounds),
    ]  # fmt: skip
    assert desk.rows("SELECT kind, count(*) FROM deliveries GROUP BY kind ORDER BY kind") == [
        ("announcement", 2 * rounds), ("withdrawal", rounds),
    ]  # fmt: skip
