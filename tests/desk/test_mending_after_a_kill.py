"""A bot that is killed while an editor mends a draft: the next start has done each deed, in its order."""

from __future__ import annotations

import itertools
from pathlib import Path

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.desk import drafts
from storage.desk.drafts import Draft
from storage.moments import now
from tests.desk.dying_serve import BEHIND, KILLED, STEPS_A_WRITE, Desk, dying
from tests.desk.sitting import article_of
from tests.made_issues import LINFEN, made_issue
from tests.run_bot_process import SERVING, serving
from tests.waiting import until_seen

EDITOR = 7
FIRST = "园区今天开工。总投资3亿元，用地200亩。"


def stage(folder: Path) -> tuple[int, int]:
    """A draft of two articles; its number and the key of the first."""

    def lay(db: Db) -> tuple[int, int]:
        chats.ensure_chat(db, Place(EDITOR, 0, "private", ""), now())
        issue = made_issue(
            article_of("甲事", FIRST, "项目明年投产。"), article_of("乙事", "第二篇今天签约。")
        )
        draft_id = drafts.save_draft(db, EDITOR, issue, now())
        return draft_id, drafts.get_draft(db, draft_id).issue.articles[0].key

    with Database(folder / "bot.db") as database:
        return database.write_now(lay)


def draft_in(folder: Path, draft_id: int) -> Draft:
    with Database(folder / "bot.db") as database:
        return database.read_now(drafts.get_draft, draft_id)


async def test_headline_park_day_and_brief_behind_every_write(tmp_path: Path) -> None:
    desk, killed = Desk(tmp_path), 0
    async with Loopback(BotApi()) as server:
        editor = server.api.user(EDITOR, "编辑", started=True)
        under = editor.chat.add(server.api.me, "预览")
        for step in itertools.count(BEHIND, STEPS_A_WRITE):
            draft_id, key = stage(tmp_path)
            editor.forge_press(under, f"d_headline:{draft_id}:{key}")
            editor.send(f"新标题{step}")
            editor.forge_press(under, f"d_park:{draft_id}:{key}")
            editor.send(LINFEN.name)
            editor.forge_press(under, f"d_day:{draft_id}")
            editor.send("2026-04-03")
            done = f"SELECT 1 FROM drafts WHERE id = {draft_id} AND prepared LIKE '%2026-04-03%'"
            async with dying(tmp_path, server, step) as bot:
                await until_seen(lambda: bot.process.returncode is not None or desk.rows(done))  # noqa: B023
                was_killed = bot.process.returncode is not None
                if was_killed:
                    assert await bot.ended() == KILLED, bot.log
            await until_seen(lambda: server.open_connections, lambda number: number == 0)
            async with serving(tmp_path, server.url, server.api.token) as bot:
                await bot.says(SERVING)
                await until_seen(lambda: desk.rows(done), bool)  # noqa: B023
                assert await bot.stop() == 0, bot.log
            draft = draft_in(tmp_path, draft_id)
            first, second = draft.issue.articles
            assert (first.article.headline, first.park_name) == (f"新标题{step}", LINFEN.name)
            assert (second.article.headline, second.mended) == ("乙事", False)
            assert first.article.paragraphs == (FIRST, "项目明年投产。") and draft.state == drafts.OPEN
            if not was_killed:
                break
            killed += 1
    assert killed >= 3, "the steps were not counted"  # headline, park, day
