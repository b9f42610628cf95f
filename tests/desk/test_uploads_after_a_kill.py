"""A bot that is killed while it reads what editors sent: the next start goes on, and makes nothing twice."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from playground.standin.user import User
from tests.desk.dying_serve import BEFORE, BEHIND, KILLED, STEPS_A_WRITE, Desk, dying
from tests.desk.sending import page, page_text, send_album
from tests.run_bot_process import SERVING, serving
from tests.waiting import until_seen

LAST_PARAGRAPH = "接着的一段，记者继续采访了园区的企业，了解今年的打算。"


def previews_of(owner: User, headline: str) -> int:
    """How many messages show the preview of a page."""
    return sum(
        headline in message.text and ("发布并推送",) in message.buttons for message in owner.chat.from_bot
    )


async def killed_and_started_again(folder: Path, server: Loopback, desk: Desk, sent: int, step: int) -> bool:
    """Lets a bot work that is killed at a step, and then one that isn't, until so many uploads are through.

    Returns whether the first one was killed; it wasn't where there are no more steps.
    """
    async with dying(folder, server, step) as bot:
        await until_seen(lambda: bot.process.returncode is not None or desk.is_through(sent))
        if bot.process.returncode is None:
            return False
        assert await bot.ended() == KILLED, bot.log
    # The killed one's poll would keep the next one waiting.
    await until_seen(lambda: server.open_connections, lambda number: number == 0)
    async with serving(folder, server.url, server.api.token) as bot:
        await bot.says(SERVING)
        await until_seen(lambda: desk.is_through(sent))
        assert await bot.stop() == 0, bot.log
    return True


async def test_an_album_behind_every_write_of_its_reading(tmp_path: Path) -> None:
    desk, killed = Desk(tmp_path), 0
    async with Loopback(BotApi()) as server:
        owner = server.api.user(7, "编辑")
        for step in itertools.count(BEHIND, STEPS_A_WRITE):
            headline = f"第{step}号厂房投产"
            send_album(owner, [(page(headline), f"{step}.txt"), (b"", f"空{step}.txt")])
            was_killed = await killed_and_started_again(tmp_path, server, desk, 2 * killed + 2, step)
            assert desk.drafts()[f"{step}.txt"] == 1
            assert 1 <= previews_of(owner, headline) <= 1 + was_killed
            told = [each for each in owner.chat.from_bot if f"空{step}.txt：文件是空的" in each.text]
            assert 1 <= len(told) <= 1 + was_killed
            if not was_killed:
                break
            killed += 1
    assert killed > 8, "the steps were not counted"
    assert set(desk.drafts().values()) == {1}


async def test_a_paste_before_every_write_of_its_way(tmp_path: Path) -> None:
    desk, killed = Desk(tmp_path), 0
    async with Loopback(BotApi()) as server:
        owner = server.api.user(7, "编辑")
        for step in itertools.count(BEFORE, STEPS_A_WRITE):
            headline = f"第{step}号厂房投产"
            for part in (page_text(headline, lines=2), LAST_PARAGRAPH, "/done"):
                owner.send(part)
            was_killed = await killed_and_started_again(tmp_path, server, desk, killed + 1, step)
            assert desk.drafts()["粘贴的文字"] == killed + 1
            assert previews_of(owner, headline) >= 1
            [(text,)] = desk.rows("SELECT prepared FROM drafts ORDER BY id DESC LIMIT 1")
            blocks = json.loads(str(text))["articles"][0]["article"]["blocks"]
            assert [block["text"] for block in blocks][-1] == LAST_PARAGRAPH
            assert str(blocks).count(LAST_PARAGRAPH) == 1
            if not was_killed:
                break
            killed += 1
    assert killed > 5, "the steps were not counted"
    assert not desk.rows("SELECT * FROM pastes")
    assert not any("现在没有在收文字" in message.text for message in owner.chat.from_bot)
