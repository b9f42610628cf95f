"""The demo behind its made-up months: whatever the readers' guide has one try finds something."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from functools import partial

import pytest
import pytest_asyncio

from playground.demo.chat_page import ChatPage
from playground.demo.demo import demo, park_briefs
from playground.demo.made_months import SHOWN_AS
from playground.demo.made_pages import OTHER_PAPER, PAPER, made_pages
from playground.standin.bot_api import BotApi
from storage.database import Database
from storage.moments import now
from tests.running_bot import made_settings
from tests.waiting import until_rows

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

LOADING_SECONDS = 120.0
_CORRECTED = "SELECT number FROM revisions WHERE number > 1"
_readers = itertools.count(5001)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ChatPage]:
    """The demo with all its months, loaded once for these tests."""
    settings = made_settings(tmp_path_factory.mktemp("months"), BotApi())
    issues = len(made_pages(now().date())) + 2  # the sample page is of two days
    async with demo(0, partial(park_briefs, settings, months=True)) as house:
        with Database(settings.database.with_name("demo.db")) as database:
            loaded = "SELECT (SELECT count(*) FROM issues), (SELECT count(*) FROM ledger_due)"
            await until_rows(database, loaded, lambda rows: rows == [(issues, 0)], within=LOADING_SECONDS)
            corrected = database.read_now(lambda db: db.execute(_CORRECTED).fetchall())
        assert corrected == [(2,)]  # one article was put right
        yield house


async def answer(house: ChatPage, text: str) -> str:
    """What a reader is answered who hasn't written before: nobody asks too fast."""
    message = await house.api.user(next(_readers), started=True).ask(text)
    return f"{message.text}\n{message.buttons}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/week", "下一页"),
        ("/park 临汾经开区", "恒岚特种玻璃项目"),
        ("/paper 山西日报", SHOWN_AS.format(newspaper=OTHER_PAPER)),
        ("4月4日的《山西日报》", "共 3 条"),
        ("/search 招聘 临汾", "招聘会"),
        ("招聘 4月", "春季招聘会"),
        ("/search 光伏 项目", "煜阳光伏组件项目"),
        ("/search “标准厂房”", "“标准厂房”"),
        ("/search 光伏 -招聘", "光伏"),
        ("/search 光伏 4月", "十二兆瓦光伏"),
        ("科学导报 钢铁", SHOWN_AS.format(newspaper=PAPER)),
        ("/projects 临猗", "果语果醋饮品项目"),
        ("/due", "到期的项目承诺，共"),
        ("/due 临汾", "恒岚特种玻璃项目"),
        ("临汾哪些承诺下个月到期", "「"),
        ("/profile 临猗", "投资　报道过的合计"),
        ("临汾 在建 项目", "恒岚特种玻璃项目"),
        ("投资 10亿 以上", "固远固态电池材料项目"),
        ("投资1到5亿的项目", "侯铸汽车零部件项目"),
        ("还没开工的项目", "潇氢燃料电池系统项目"),
        ("恒岚特种玻璃项目什么时候投产", "承诺"),
        ("/follow 恒岚特种玻璃项目", "已关注 恒岚特种玻璃项目"),
        ("/follow 临猗 襄垣 #光伏", "#光伏"),
    ],
)
async def test_an_example_of_the_guide_finds_something(house: ChatPage, text: str, found: str) -> None:
    said = await answer(house, text)
    assert found in said and "没有可摘录" not in said, said


@pytest.mark.skipif(now().month < 3, reason="the year that these ask about has just begun")
@pytest.mark.parametrize(
    ("text", "found"),
    [("哪些项目今年投产", "果语果醋饮品项目"), ("今年延期的项目", "晋谷富硒功能食品项目")],
)
async def test_a_question_about_this_year_finds_something(house: ChatPage, text: str, found: str) -> None:
    assert found in await answer(house, text)


async def test_what_another_newspaper_tells_again_stands_once(house: ChatPage) -> None:
    [page] = [page for page in made_pages(now().date()) if page.newspaper == OTHER_PAPER][-1:]
    [again, *_] = page.stories
    said = await answer(house, f"/park {again.park}")
    assert said.count(again.headline) == 1 and "另见《" in said
