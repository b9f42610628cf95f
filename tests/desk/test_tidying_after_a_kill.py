"""A bot that is killed while an editor puts projects right: the next start decides each once, in order."""

from __future__ import annotations

import itertools
from pathlib import Path

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from tests.desk.dying_serve import BEHIND, KILLED, STEPS_A_WRITE, Desk, dying
from tests.run_bot_process import SERVING, serving
from tests.terminal.told_projects import lay_projects
from tests.waiting import until_seen

EDITOR = 7
# Projects 1 (articles 1 and 2) and 2 (article 3) are put together, article 2 is taken out, the name is typed,
# project 3 is none, and is one again.
PRESSES = ("p_into:2:1", "p_out:1:2", "p_name:1", "p_drop:3", "p_undo:3:4")
NAME = "恒岚玻璃厂"
MADE = "SELECT count(*) + count(undone_at) FROM project_decisions"
DONE = [("project_dropped",), ("project_renamed",), ("project_split",), ("project_undone",)]


def is_done(desk: Desk) -> bool:
    """Whether all was decided, and the ledger says so."""
    return desk.rows(MADE) == [(5,)] and not desk.rows("SELECT 1 FROM ledger_due")


async def test_deciding_behind_every_write(tmp_path: Path) -> None:
    killed = 0
    async with Loopback(BotApi()) as server:
        editor = server.api.user(EDITOR, "编辑", started=True)
        under = editor.chat.add(server.api.me, "项目")
        for step in itertools.count(BEHIND, STEPS_A_WRITE):
            folder = tmp_path / str(step)
            folder.mkdir()
            desk = Desk(folder)
            lay_projects(folder)
            for data in PRESSES:
                editor.forge_press(under, data)
                if data.startswith("p_name"):
                    editor.send(NAME)
            async with dying(folder, server, step) as bot:
                await until_seen(lambda: bot.process.returncode is not None or is_done(desk))  # noqa: B023
                was_killed = bot.process.returncode is not None
                if was_killed:
                    assert await bot.ended() == KILLED, bot.log
            await until_seen(lambda: server.open_connections, lambda number: number == 0)
            deeds = desk.rows("SELECT what FROM deeds ORDER BY id")
            assert desk.rows(MADE) == [(len(deeds),)], "what was decided is written down with it"
            async with serving(folder, server.url, server.api.token) as bot:
                await bot.says(SERVING)
                await until_seen(lambda: is_done(desk), bool)  # noqa: B023
                assert await bot.stop() == 0, bot.log
            assert desk.rows("SELECT what FROM deeds ORDER BY what") == [*DONE, ("projects_merged",)]
            told = desk.rows("SELECT project_id, article_id FROM project_tellings ORDER BY 1, 2")
            assert [article for project, article in told if project == 1] == [1, 3]
            assert len({project for project, _ in told}) == 3, told
            assert desk.rows("SELECT name, gone FROM projects WHERE id IN (1, 3) ORDER BY id") == [
                (NAME, 0),
                ("云舟锻件项目", 0),
            ]
            if not was_killed:
                break
            killed += 1
    assert killed >= len(PRESSES), "the steps were not counted"
