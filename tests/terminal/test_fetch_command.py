"""`run_bot.py fetch`: into a file, as a list, or read; by the same rules as the bot fetches."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.exit_status import Refusal
from bot.settings.configuration import Settings
from bot.terminal.output.told import Told
from bot.terminal.sources.fetch_command import fetch_page
from tests.fetching.editions import HEADLINES, article_html, node_html
from tests.fetching.site import Site, answer
from tests.run_bot_process import run
from tests.warm import lay_dictionary

NODE = "/html/2026-04/04/node_3.htm"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    pages = {NODE: answer(node_html()), "/content_1.htm": answer(article_html(HEADLINES[0]))}
    async with Site(pages) as started:  # type: ignore[arg-type]
        yield started


async def fetch(folder: Path, site: Site, path: str, *, out: Path | None = None, lists: bool = False) -> Told:
    lay_dictionary(folder / "jieba")
    settings = Settings(database=folder / "bot.db")
    fetched = partial(fetch_page, settings, site.url(path), out=out, lists=lists, fetcher=site.fetcher())
    return await asyncio.to_thread(fetched)


async def test_into_a_file(tmp_path: Path, site: Site) -> None:
    told = await fetch(tmp_path, site, "/content_1.htm", out=tmp_path / "a.htm")
    assert (tmp_path / "a.htm").read_bytes() == article_html(HEADLINES[0])
    assert told.value["out"] == str(tmp_path / "a.htm") and "text/html" in told.lines[0]
    with pytest.raises(Refusal, match="No such file"):
        await fetch(tmp_path, site, "/content_1.htm", out=tmp_path / "none" / "a.htm")


async def test_what_a_page_lists(tmp_path: Path, site: Site) -> None:
    told = await fetch(tmp_path, site, NODE, lists=True)
    assert told.lines[0] == f"{HEADLINES[0]}\t{site.url('/html/2026-04/04/content_1.htm?div=-1')}"
    lists = told.value["lists"]
    assert (lists["newspaper"], lists["date"], lists["page"]) == ("科学导报", "2026-04-04", "03")
    assert [article["headline"] for article in lists["articles"]] == list(HEADLINES)
    with pytest.raises(Refusal, match="lists no articles"):
        await fetch(tmp_path, site, "/content_1.htm", lists=True)


async def test_an_article_is_read(tmp_path: Path, site: Site) -> None:
    told = await fetch(tmp_path, site, "/content_1.htm")
    assert HEADLINES[0] in told.lines[0]
    assert told.value["page"]["articles"][0]["headline"] == HEADLINES[0] and json.dumps(told.value)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://127.0.0.1/", "not public"),
        ("http://[::ffff:169.254.169.254]/", "not public"),
        ("http://localhost/", "no public name"),
        ("ftp://paper.example/", "no http or https address"),
    ],
)
async def test_what_is_refused_is_one_line(tmp_path: Path, address: str, says: str) -> None:
    ended = await run(tmp_path, "fetch", address)
    assert ended.status == 1 and ended.output == ""
    assert says in ended.errors and ended.errors.count("\n") == 1
