"""`run_bot.py editor`: the same as in the chat, by whoever runs the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.database import Database
from storage.moments import now
from storage.people import acquaintances, deeds
from storage.people.acquaintances import Acquaintance
from tests.conftest import SAMPLE_PAGE
from tests.run_bot_process import SERVING, Ended, run, serving
from tests.waiting import until_message

OWNER, EDITOR_ID = "7", 71


async def editor(folder: Path, *arguments: str) -> Ended:
    """Runs it, OWNER being the owner."""
    return await run(folder, "editor", *arguments, variables={"OWNER_IDS": OWNER})


async def as_json(folder: Path, *arguments: str) -> Any:
    ended = await editor(folder, *arguments, "--json")
    assert ended.status == 0, ended.errors
    return json.loads(ended.output)


async def test_add_list_remove(tmp_path: Path) -> None:
    assert await as_json(tmp_path, "list") == []
    added = await editor(tmp_path, "add", "71", "张三")
    assert (added.status, added.output) == (0, "张三 (71) is an editor now\n")
    assert (await editor(tmp_path, "add", "71")).output == "张三 (71) is an editor already\n"
    [listed] = await as_json(tmp_path, "list")
    assert listed.keys() == {"person", "name", "added_at", "added_by"}
    assert (listed["person"], listed["name"], listed["added_by"]) == (EDITOR_ID, "张三", 0)
    line = (await editor(tmp_path, "list")).output
    assert line == f"71\t张三\tadded {listed['added_at']}\tby the command line\n"
    removed = await as_json(tmp_path, "remove", "71")
    assert removed == {"person": EDITOR_ID, "changed": True, "dry_run": False}
    assert (await editor(tmp_path, "remove", "71")).output == "张三 (71) is no editor\n"
    assert await as_json(tmp_path, "list") == []
    with Database(tmp_path / "bot.db") as database:
        done = [(each.person, each.what) for each in database.read_now(deeds.newest, limit=9)]
    assert done == [(0, "editor_removed"), (0, "editor_added")]


async def test_a_dry_run_says_what_would_be_done_and_does_nothing(tmp_path: Path) -> None:
    would = await editor(tmp_path, "add", "71", "张三", "--dry-run")
    assert (would.status, would.output) == (0, "张三 (71) would be an editor now\n")
    assert await as_json(tmp_path, "list") == []
    await editor(tmp_path, "add", "71")
    removed = await as_json(tmp_path, "remove", "71", "--dry-run")
    assert removed == {"person": EDITOR_ID, "changed": True, "dry_run": True}
    assert len(await as_json(tmp_path, "list")) == 1
    with Database(tmp_path / "bot.db") as database:
        assert len(database.read_now(deeds.newest, limit=9)) == 1


async def test_somebody_who_has_written_is_found_by_name(tmp_path: Path) -> None:
    await editor(tmp_path, "list")
    with Database(tmp_path / "bot.db") as database:
        database.write_now(acquaintances.meet, Acquaintance(EDITOR_ID, "li_si", "李四"), now())
    assert (await editor(tmp_path, "add", "@Li_Si")).output == "李四 (71) is an editor now\n"
    assert (await editor(tmp_path, "remove", "@li_si")).output == "李四 (71) is no editor any more\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", OWNER), "OWNER_IDS"),
        (("remove", OWNER), "OWNER_IDS"),
        (("add", "@nobody"), "has not written to the bot"),
        (("add", "七十一"), "neither a Telegram user id"),
        (("add", "0"), "neither a Telegram user id"),
        (("link",), "start serve once"),
    ],
)
async def test_what_cannot_be_done_is_one_line_and_exit_1(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    ended = await editor(tmp_path, *arguments)
    assert ended.status == 1 and not ended.output
    assert said in ended.errors and len(ended.errors.strip().splitlines()) == 1


async def test_a_running_serve_tells_whom_it_concerns(tmp_path: Path) -> None:
    api = BotApi()
    owner, user, other = api.user(7), api.user(EDITOR_ID, "张三"), api.user(EDITOR_ID + 1, "李四")
    async with Loopback(api) as server, serving(tmp_path, server.url, api.token) as bot:
        await bot.says(SERVING)
        await owner.ask("/id")
        await user.ask("/id")
        assert (await editor(tmp_path, "add", "71", "张三")).status == 0
        await until_message(user.chat, "您现在是园区快报的编辑了")
        await until_message(owner.chat, "命令行添加了编辑：张三（71）")
        made = await as_json(tmp_path, "link")
        assert made["link"].startswith(f"https://t.me/{api.me.username}?start=e_")
        payload = made["link"].partition("start=")[2]
        would = await as_json(tmp_path, "link", "--dry-run")
        assert would == {"link": None, "dry_run": True}
        assert "您现在是" in (await other.ask(f"/start {payload}")).text
        told = await until_message(owner.chat, "用邀请链接成为编辑")
        assert "由命令行邀请" in told.text
        assert (await editor(tmp_path, "remove", "71")).status == 0
        await until_message(user.chat, "您不再是园区快报的编辑")
        assert [each["person"] for each in await as_json(tmp_path, "list")] == [EDITOR_ID + 1]
        assert await bot.stop() == 0


async def test_a_publication_is_recorded_and_told_to_the_owners(tmp_path: Path) -> None:
    for _ in range(2):
        ended = await run(tmp_path, "publish", str(SAMPLE_PAGE), variables={"OWNER_IDS": OWNER})
        assert ended.status == 0, ended.errors
    with Database(tmp_path / "bot.db") as database:
        [deed] = database.read_now(deeds.newest, limit=9)
        owed = database.read_now(lambda db: db.execute("SELECT text FROM messages").fetchall())
    assert (deed.person, deed.what, deed.issue_id) == (0, "published", 1)
    assert [text.startswith("命令行发布了科学导报") for (text,) in owed] == [True]
