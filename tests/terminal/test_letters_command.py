"""`run_bot.py letters`: the same as in the chat, by whoever runs the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.database import Database, Db
from storage.desk import issues
from storage.letters import letters
from storage.letters.letters import Written
from storage.moments import now
from tests.made_issues import made_article, made_issue
from tests.run_bot_process import SERVING, Ended, run, serving
from tests.waiting import until_message, until_seen

OWNER, READER = "7", 31


async def command(folder: Path, *arguments: str) -> Ended:
    return await run(folder, "letters", *arguments, variables={"OWNER_IDS": OWNER})


async def as_json(folder: Path, *arguments: str) -> Any:
    ended = await command(folder, *arguments, "--json")
    assert ended.status == 0, ended.errors
    return json.loads(ended.output)


def lay(folder: Path, *texts: str) -> None:
    """Letters with these words about an article."""

    def write(db: Db) -> None:
        issues.publish(db, made_issue(made_article("临猗开工")), push=False, moment=now())
        for number, text in enumerate(texts, 1):
            letters.add(db, Written(READER, number, now()), text, 1, now())

    with Database(folder / "bot.db") as database:
        database.write_now(write)


async def test_list_show_answer_close(tmp_path: Path) -> None:
    assert (await command(tmp_path, "list")).output == "no letter is open\n"
    lay(tmp_path, "第一封\n两行", "第二封")
    listed = await as_json(tmp_path, "list")
    assert [(each["letter"], each["text"], each["state"]) for each in listed] == [
        *((1, "第一封\n两行", "open"), (2, "第二封", "open"))
    ]
    assert listed[0]["headline"] == "临猗开工" and listed[0]["person"] == READER
    would = await as_json(tmp_path, "answer", "1", "谢谢", "--dry-run")
    assert would == {"letter": 1, "changed": True, "dry_run": True}
    assert (await as_json(tmp_path, "show", "1"))["state"] == "open"
    assert (await command(tmp_path, "answer", "1", "谢谢")).output == "letter 1: answered\n"
    shown = await as_json(tmp_path, "show", "1")
    assert (shown["state"], shown["answer"], shown["settled_by"]) == ("answered", "谢谢", 0)
    assert (await command(tmp_path, "close", "2")).output == "letter 2: closed\n"
    again = await command(tmp_path, "close", "2")
    assert (again.status, again.output) == (0, "letter 2 is closed already\n")
    assert "closed by the command line" in (await command(tmp_path, "show", "2")).output
    assert await as_json(tmp_path, "list") == []
    assert [each["letter"] for each in await as_json(tmp_path, "list", "--all")] == [2, 1]


async def test_mute_and_unmute(tmp_path: Path) -> None:
    lay(tmp_path, "第一封", "第二封")
    assert (
        await command(tmp_path, "mute", "1", "--dry-run")
    ).output == f"{READER} would be muted, 2 letters closed\n"
    assert (await command(tmp_path, "mute", "1")).output == f"{READER} is muted, 2 letters closed\n"
    [one] = await as_json(tmp_path, "list", "--muted")
    assert (one["person"], one["letter"], one["muted_by"]) == (READER, 1, 0)
    again = await as_json(tmp_path, "mute", "--person", str(READER))
    assert again == {"person": READER, "changed": False, "closed": 0, "dry_run": False}
    assert (await command(tmp_path, "unmute", "2")).output == f"{READER} is muted no more\n"
    assert (await command(tmp_path, "unmute", "2")).output == f"{READER} is not muted\n"
    assert await as_json(tmp_path, "list", "--muted") == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "9"), "no letter 9"),
        (("answer", "9", "谢谢"), "no letter 9"),
        (("answer", "1", " "), "empty"),
        (("answer", "1", "长" * 1501), "1501 characters"),
        (("mute", "9"), "no letter 9"),
        (("answer", "2", "谢谢"), "was closed before, by the command line"),
    ],
)
async def test_what_cannot_be_done_is_one_line_and_exit_1(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    lay(tmp_path, "第一封", "第二封")
    await command(tmp_path, "close", "2")
    ended = await command(tmp_path, *arguments)
    assert ended.status == 1 and not ended.output
    assert said in ended.errors and len(ended.errors.strip().splitlines()) == 1


async def test_a_running_serve_tells_the_reader_and_the_editors(tmp_path: Path) -> None:
    api = BotApi()
    owner, reader = api.user(7, "编辑"), api.user(READER, "张三")
    async with Loopback(api) as server, serving(tmp_path, server.url, api.token) as bot:
        await bot.says(SERVING)
        await owner.ask("/id")
        await reader.ask("/feedback 多登一些")
        copy = await until_message(owner.chat, "多登一些")
        assert (await command(tmp_path, "answer", "1", "好的，谢谢")).status == 0
        told = await until_message(reader.chat, "编辑部答复")
        assert "好的，谢谢" in told.text and "多登一些" in told.text
        await until_seen(lambda: copy.text, lambda text: "命令行 已答复：好的，谢谢" in text)
        assert await bot.stop() == 0
