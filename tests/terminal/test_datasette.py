"""The public archive as Datasette shows it: titles, facets, and queries that find what is typed."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import aiohttp
import pytest_asyncio
import yaml

from bot import wording
from parsing.parks import Park
from storage.database import Database, Db
from storage.desk import issues
from storage.keeping.public_archive import export_archive
from tests.made_issues import LINFEN, MORNING, TANGHUAI, made_article, made_issue
from tests.storage.test_ledger import keep

METADATA = Path(__file__).parent.parent.parent / "deploy" / "datasette" / "metadata.yaml"
TODAY = dt.date(2026, 7, 10)
BEGUN = "4月1日，临汾恒岚新材料有限公司的恒岚特种玻璃项目开工，总投资2亿元，计划6月底前封顶。"
TOPPED_OUT = "6月20日，恒岚特种玻璃项目主厂房封顶，企业力争年底投产。"

Ask = Callable[..., Coroutine[Any, Any, Any]]


def told(headline: str, park: Park, day: str, body: str = "") -> Callable[[Db], object]:
    issue = made_issue(made_article(headline, park, body=body), day=dt.date.fromisoformat(day))
    return lambda db: issues.publish(db, issue, push=False, moment=MORNING)


@pytest_asyncio.fixture
async def ask(database: Database, tmp_path: Path) -> AsyncIterator[Ask]:
    """Asks a Datasette on loopback that serves the archive of three articles: a path, and its parameters."""
    for each in (
        told("恒岚项目开工", LINFEN, "2026-04-04", BEGUN),
        told("主厂房封顶", LINFEN, "2026-06-21", TOPPED_OUT),
        told("唐槐新事", TANGHUAI, "2026-06-22"),
    ):
        database.write_now(each)
    keep(database)
    archive = tmp_path / "archive.db"
    export_archive(database, archive, MORNING, TODAY, wording.OUTCOMES.__getitem__)
    command = (
        "-m",
        "datasette",
        "serve",
        "--immutable",
        str(archive),
        "--metadata",
        str(METADATA),
        "--port",
        "0",
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    try:
        async with asyncio.timeout(60):
            address = await _address(process)
        async with aiohttp.ClientSession(address) as session:

            async def asked(path: str, **parameters: str) -> Any:
                shape = {"_shape": "array"} if path.startswith("/archive/") else {}
                async with session.get(path, params=shape | parameters) as answer:
                    assert answer.status == 200, await answer.text()
                    return await answer.json()

            yield asked
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


async def _address(process: asyncio.subprocess.Process) -> str:
    """Where Datasette says that it serves."""
    assert process.stdout is not None
    said = ""
    while line := (await process.stdout.readline()).decode():
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d{1,5}", line):
            return found[0]
    raise AssertionError(said)


async def test_titles_facets_and_queries(ask: Ask) -> None:
    assert (await ask("/-/metadata.json"))["title"] == "园区快报 · 公开档案"
    shown = await ask("/archive.json")
    described = yaml.safe_load(METADATA.read_text(encoding="utf-8"))["databases"]["archive"]
    tables = {each["name"]: each for each in shown["tables"] if not each["hidden"]}
    views = {each["name"] for each in shown["views"]}
    assert tables.keys() | views == described["tables"].keys()
    for name, about in described["tables"].items():
        columns = tables[name]["columns"] if name in tables else about.get("columns", {})
        assert about.get("columns", {}).keys() <= set(columns), name
    assert {each["name"] for each in shown["queries"]} == described["queries"].keys()

    articles = await ask("/archive/articles.json", _shape="objects", _sort_desc="published_on")
    assert [each["headline"] for each in articles["rows"]] == ["唐槐新事", "主厂房封顶", "恒岚项目开工"]
    facets = {name: each["results"] for name, each in articles["facet_results"].items()}
    assert [(each["value"], each["count"]) for each in facets["park"]] == [
        (LINFEN.name, 2),
        (TANGHUAI.name, 1),
    ]
    assert [(each["value"], each["count"]) for each in facets["cities"]] == [("临汾", 2), ("太原", 1)]
    for table in ("articles", "briefs"):
        assert len(await ask(f"/archive/{table}.json", _search="特种玻璃项目")) == 2
    assert [each["headline"] for each in await ask("/archive/briefs.json", park=TANGHUAI.name)] == [
        "唐槐新事"
    ]

    async def headlines(q: str) -> list[str]:
        return [each["headline"] for each in await ask("/archive/search.json", q=q)]

    assert await headlines("玻璃") == await headlines("特种玻璃项目") == ["主厂房封顶", "恒岚项目开工"]
    assert await headlines(" 主厂房封顶，企业 ") == ["主厂房封顶"]
    for nothing in ("", "玻", "璃玻", '"', '""', "没有的词", 'NEAR("玻璃"'):
        assert await headlines(nothing) == [], nothing
    of_park = await ask("/archive/briefs_of_park.json", park="山西转型综合改革示范区")
    assert [each["headline"] for each in of_park] == ["唐槐新事"]
    due = await ask("/archive/promises_due.json", first="2026-01-01", last="2026-12-31")
    assert [(each["due_on"], each["promise"], each["outcome"]) for each in due] == [
        ("2026-06-30", "6月底前封顶", "如期兑现"),
        ("2026-12-31", "年底投产", "未到期"),
    ]
    line = await ask("/archive/time_line.json", project="恒岚特种玻璃项目")
    assert [(each["day"], each["stage"]) for each in line] == [("2026-04-04", "开工"), ("2026-06-21", "封顶")]
    months = await ask("/archive/articles_by_month.json")
    assert months == [{"month": "2026-06", "articles": 2}, {"month": "2026-04", "articles": 1}]
