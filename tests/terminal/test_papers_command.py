"""`run_bot.py papers`, and the newspaper on `publish` and `issue list`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from storage.archive import newspapers
from storage.database import Database
from storage.people import deeds
from tests.run_bot_process import Ended, run
from tests.terminal.published import NEW_ARTICLE, PAGE, lay_page

MISREAD = "科学号报"


async def papers(folder: Path, *arguments: str) -> Ended:
    return await run(folder, "papers", *arguments)


async def as_json(folder: Path, *arguments: str) -> Any:
    ended = await run(folder, *arguments, "--json")
    assert ended.status == 0, ended.errors
    return json.loads(ended.output)


async def publish_two(folder: Path) -> None:
    first = await run(folder, "publish", lay_page(folder))
    assert first.status == 0, first.errors
    page = lay_page(folder, PAGE.split("\n\n")[0] + NEW_ARTICLE, name="other.txt")
    second = await run(folder, "publish", "--newspaper", MISREAD, page)
    assert second.status == 0, second.errors


async def test_list_show_rename_alias_merge(tmp_path: Path) -> None:
    assert await as_json(tmp_path, "papers", "list") == []
    await publish_two(tmp_path)
    listed = {each["name"]: each for each in await as_json(tmp_path, "papers", "list")}
    assert listed["科学导报"] == {
        "id": 1,
        "name": "科学导报",
        "aliases": [],
        "issues": 1,
        "articles": 2,
        "last_on": "2026-04-04",
        "followers": 0,
    }
    issues = await as_json(tmp_path, "issue", "list", "--newspaper", "《科学导报》")
    assert [issue["newspaper"] for issue in issues] == ["科学导报"]
    would = await papers(tmp_path, "merge", MISREAD, "科学导报", "--dry-run")
    assert would.output == f"{MISREAD} would be part of 科学导报 now, 1 issue with it\n"
    assert len(await as_json(tmp_path, "papers", "list")) == 2
    assert (await papers(tmp_path, "merge", MISREAD, "科学导报")).status == 0
    assert (await papers(tmp_path, "merge", MISREAD, "科学导报")).output == f"{MISREAD} is 科学导报 already\n"
    assert (await as_json(tmp_path, "papers", "show", MISREAD))["aliases"] == [MISREAD]
    renamed = await as_json(tmp_path, "papers", "rename", "科学导报", "《山西科学导报》")
    assert renamed == {"id": 1, "name": "山西科学导报", "changed": True, "dry_run": False}
    assert not (await as_json(tmp_path, "papers", "rename", "科学导报", "山西科学导报"))["changed"]
    assert (
        await papers(tmp_path, "alias", "科学导报", "导报")
    ).output == "山西科学导报 answers to 导报 now\n"
    shown = (await papers(tmp_path, "show", "导报")).output
    assert shown.startswith("山西科学导报\t2 issues\t3 articles\tlast page 2026-04-04\t0 followers\n")
    with Database(tmp_path / "bot.db") as database:
        done = [each.what for each in database.read_now(deeds.newest, limit=9)]
    assert done.count(deeds.NEWSPAPERS_KEPT) == 3


async def test_a_page_of_a_newspaper_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    assert (await run(tmp_path, "publish", lay_page(tmp_path))).status == 0
    other = lay_page(tmp_path, (PAGE + NEW_ARTICLE).replace("科学导报", "生态导报"), name="other.txt")
    for command, says in (
        (("publish", other), "--newspaper '生态导报' if that is a new one"),
        (("issue", "correct", "--add", other), "`papers alias` if that is a name of one there is, else"),
    ):
        refused = await run(tmp_path, *command)
        assert refused.status == 1
        assert says in refused.errors
    with Database(tmp_path / "bot.db") as database:
        assert database.read_now(newspapers.count_newspapers) == 1
    assert (await run(tmp_path, "publish", "--newspaper", "生态导报", other)).status == 0


async def test_what_is_not_there_is_one_line_and_status_1(tmp_path: Path) -> None:
    await publish_two(tmp_path)
    for command in (
        ("papers", "show", "天下大报"),
        ("papers", "merge", "天下大报", "科学导报"),
        ("papers", "rename", "科学导报", "《》"),
        ("papers", "rename", "科学导报", MISREAD),
        ("papers", "alias", "科学导报", MISREAD),
        ("issue", "list", "--newspaper", "天下大报"),
        ("publish", "--newspaper", "长" * 31, "page.txt"),
    ):
        ended = await run(tmp_path, *command)
        assert (ended.status, ended.output) == (1, ""), command
        assert len(ended.errors.strip().splitlines()) == 1, ended.errors
