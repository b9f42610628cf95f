"""What the two guides have one send, sent to the demo behind its made-up months."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from functools import partial

import pytest
import pytest_asyncio

from bot import wording
from bot.cards.punctuation import widened
from playground.demo.chat_page import ChatPage
from playground.demo.demo import demo, park_briefs
from playground.demo.made_months import SHOWN_AS
from playground.demo.made_pages import OTHER_PAPER, PAPER, made_pages
from playground.standin.bot_api import BotApi
from storage.database import Database
from storage.moments import now
from tests import guides
from tests.running_bot import made_settings
from tests.waiting import until_rows

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

LOADING_SECONDS = 120.0
# Commands that the guide names without what they need: they ask for it.
UNFINISHED = {"/unfollow", "/channel"}
CHANNEL = "@park_demo"
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


# Of the code in the readers' guide: what stands on buttons or in messages, and so is sent by nobody.
ON_THE_SCREEN = {
    *(
        "上一页",
        "下一页",
        "全文",
        "看原文",
        "出处",
        "展开整段",
        "不限园区和日期",
        "按相关排序",
        "关注",
        "时间",
    ),
    *("不再接收公告", "更多", "纠错", "/"),
    "另见《山西日报》4月5日",
    "项目：恒岚特种玻璃项目 · 封顶 · 承诺「年底投产」（2026年）",
    "t.me/机器人?start=park_12",
}
# What the guide says is taken for nothing: the bot has to say so.
REFUSED = {"太原某某公司", "临汾经开区第一小学", "/due 13月", "8点 9点"}
REFUSALS = (
    wording.UNKNOWN_COMMAND,
    wording.NO_SUCH_PARK.split("。")[1],
    wording.NO_SUCH_PARK_AT_ALL.split("。")[1],
    "没有看懂",
    "不是频道的用户名",
    "请写上",
)
# What an answer must hold, where understanding is not enough: the demo has something to show for it.
FOUND = {
    "/week": "下一页",
    "临汾经开区": "恒岚特种玻璃项目",
    "/paper 科学导报": SHOWN_AS.format(newspaper=PAPER),
    "4月4日的《山西日报》": "共 3 条",
    "/search 招聘 临汾": "招聘会",
    "招聘 4月": "春季招聘会",
    "/search 光伏 项目": "煜阳光伏组件项目",
    "/search “标准厂房”": "“标准厂房”",
    "/search 光伏 -招聘": "光伏",
    "/search 光伏 4月": "十二兆瓦光伏",
    "科学导报 钢铁": SHOWN_AS.format(newspaper=PAPER),
    "/projects 临猗": "果语果醋饮品项目",
    "/due": "到期的项目承诺，共",
    "/due 临汾": "恒岚特种玻璃项目",
    "临汾哪些承诺下个月到期": "「",
    "/profile 临猗": "投资　报道过的合计",
    "临汾 在建 项目": "恒岚特种玻璃项目",
    "投资 10亿 以上": "固远固态电池材料项目",
    "投资1到5亿的项目": "侯铸汽车零部件项目",
    "还没开工的项目": "潇氢燃料电池系统项目",
    "恒岚特种玻璃项目什么时候投产": "承诺",
    "/follow 恒岚特种玻璃项目": "已关注 恒岚特种玻璃项目",
    "/follow 临猗 襄垣 #光伏": "#光伏",
    "/park 临猗": "临猗现代农业产业示范区",
    "/digest 每周一 9点": "每周一 09:00",
}
THIS_YEAR = {"哪些项目今年投产": "果语果醋饮品项目", "今年延期的项目": "晋谷富硒功能食品项目"}
# The editors' guide: what the demo's first issues and papers answer.
FOUND_BY_AN_OWNER = {
    "/issue 12": "第 12 号",
    "/issues 科学导报": widened(SHOWN_AS.format(newspaper=PAPER)),
    "/editor add 12345678 张三": "张三（12345678）",
    "/sources https://… 报名": "example.invalid",
    "/announce 全部 今晚 22:00 停机维护": "今晚 22:00 停机维护",
    "/stats": "接收者",
}


async def test_every_example_of_the_readers_guide_is_answered(house: ChatPage) -> None:
    texts = [text for text in guides.code(guides.READERS_GUIDE) if text not in ON_THE_SCREEN]
    assert {*FOUND, *THIS_YEAR, *REFUSED} <= set(texts), "the guide has these no more"
    in_the_year = THIS_YEAR if now().month > 2 else {}  # the year that these ask about has just begun
    for text in texts:
        said = await answer(house, text.replace("@频道", CHANNEL))
        refused = any(refusal in said for refusal in REFUSALS) or "没有可摘录" in said
        assert refused == (text in REFUSED or text in UNFINISHED), f"{text}: {said}"
        assert (FOUND | in_the_year).get(text, "") in said, f"{text}: {said}"


async def test_every_example_of_the_editors_guide_is_answered(house: ChatPage) -> None:
    texts = guides.messages(guides.EDITORS_GUIDE)
    assert FOUND_BY_AN_OWNER.keys() <= set(texts), "the guide has these no more"
    owner = house.speakers["owner"].person
    for text in texts:
        message = await owner.ask(text.replace("https://…", "https://example.invalid/feed"))
        said = f"{message.text}\n{message.buttons}"
        assert not any(refusal in said for refusal in REFUSALS[:-1]), f"{text}: {said}"
        assert FOUND_BY_AN_OWNER.get(text, "") in said, f"{text}: {said}"


async def test_what_another_newspaper_tells_again_stands_once(house: ChatPage) -> None:
    [page] = [page for page in made_pages(now().date()) if page.newspaper == OTHER_PAPER][-1:]
    [again, *_] = page.stories
    said = await answer(house, f"/park {again.park}")
    assert said.count(again.headline) == 1 and "另见《" in said
