"""A bot that is killed while it fetches: the next start fetches again, and makes one draft."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from tests import waiting
from tests.desk.dying_serve import KILLED, Desk
from tests.desk.sending import previews
from tests.fetching.editions import HEADLINES, article_html, node_html
from tests.fetching.site import Site, answer
from tests.processes import start_run_bot
from tests.run_bot_process import Serving, environment
from tests.waiting import until_seen
from tests.warm import lay_dictionary

FOLDER = "/html/2026-04/04"
NODE = f"{FOLDER}/node_3.htm"
NEVER = -1
pytestmark = pytest.mark.slow


@contextlib.asynccontextmanager
async def started(folder: Path, server: Loopback, site: Site, dies_at: int) -> AsyncIterator[Serving]:
    """A serve for which the site is on the Internet, and that dies at this request."""
    lay_dictionary(folder / "jieba")
    variables = {"TELEGRAM_API_URL": server.url, "TELEGRAM_BOT_TOKEN": server.api.token, "OWNER_IDS": "7"}
    process = await start_run_bot(
        *(str(site.port), str(dies_at)),
        folder=folder,
        environment=environment(folder, **variables),
        output=False,
        program="tests.fetching.dying_fetch",
    )
    bot = Serving(process)
    try:
        yield bot
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def died(bot: Serving, server: Loopback) -> None:
    await until_seen(lambda: bot.process.returncode is not None)
    assert await bot.ended() == KILLED, bot.log
    # The killed one's poll would keep the next one waiting.
    await until_seen(lambda: server.open_connections, lambda number: number == 0)


async def test_a_page_is_fetched_again_and_becomes_one_draft(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with Loopback(BotApi()) as server, Site({"/a.htm": answer(article_html(HEADLINES[0]))}) as site:
        owner = server.api.user(7, "编辑")
        owner.send(site.url("/a.htm"))
        for request in (0, 1):  # for robots.txt, for the page
            async with started(tmp_path, server, site, request) as bot:
                await died(bot, server)
        async with started(tmp_path, server, site, NEVER):
            await previews(owner, 1)
            await until_seen(lambda: desk.is_through(1))
    assert sum(desk.drafts().values()) == 1


async def test_what_was_picked_is_fetched_again_and_becomes_one_draft(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    pages = {
        f"{FOLDER}/content_{n}.htm?div=-1": answer(article_html(each)) for n, each in enumerate(HEADLINES, 1)
    }
    async with Loopback(BotApi()) as server, Site(pages | {NODE: answer(node_html())}) as site:  # type: ignore[arg-type]
        owner = server.api.user(7, "编辑")
        owner.send(site.url(NODE))
        async with started(tmp_path, server, site, 4) as bot:  # robots.txt, the list, an article, and then
            offered = await waiting.until_message(owner.chat, "列出 3 篇文章")
            await waiting.press_for_edit(owner, offered, "全选", shows="✓ 2.")
            owner.press(offered, "取这 3 篇")
            await died(bot, server)
        async with started(tmp_path, server, site, NEVER):
            await previews(owner, 1)
            await until_seen(lambda: desk.is_through(1))
    assert sum(desk.drafts().values()) == 1
    assert desk.rows("SELECT json_array_length(prepared, '$.articles') FROM drafts") == [(3,)]
