"""The whole desk in a real browser, as an editor with a phone uses it: from an album to what readers see
corrected and taken back. One house serves all of these tests; every one has pages of another day.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, ViewportSize, expect

from bot import wording
from bot.context import Parts
from bot.settings.configuration import Settings
from playground.demo.demo import EDITOR_ID, OWNER_ID, READER_ID, demo, digest_now, park_briefs
from playground.standin.bot_api import BotApi
from tests.browser import BROWSER_TESTS, DESKTOP, PHONE, browser, page
from tests.demo.screen import Screen
from tests.running_bot import made_settings
from tests.waiting import until_rows

__all__ = ["browser", "page"]  # the fixtures
pytestmark = BROWSER_TESTS

COLD_STORE, BROADCAST, MATERIALS = "果蔬冷链中心启用", "电商直播基地开播", "新材料产业园开工"
LONG_ENOUGH, AT_ONCE = 600, 1  # seconds in which a publication can be called back
NO_TEXT = b"\x89PNG\r\n\x1a\n" + bytes(200)


def page_of(day: int) -> str:
    """A page of that day in April: two articles about 临猗, and one that breaks off."""
    return f"""科学导报
2026年4月{day}日 第2版

临猗现代农业产业示范区

{COLD_STORE} 年吞吐量二十万吨

科学导报 4月7日,临猗现代农业产业示范区的果蔬冷链中心启用,总投资30亿元,占地500亩,\
年吞吐量可达20万吨。中心有12条分拣线,每小时处理鲜果60吨。

示范区介绍,中心带动周边23个村的果农增收,预计每年新增就业岗位800个。首批入驻的冷链企业有9家,合同总额4.5亿元。

临猗现代农业产业示范区

{BROADCAST} 首日销售苹果五万斤

科学导报 4月7日,临猗现代农业产业示范区的电商直播基地正式开播,首日带货\
主播36人,销售苹果5万斤。基地面积8000平方米,设有40个直播间。

基地负责人说,今年计划培训本地主播500人,带动农产品网上销售额2亿元。

襄垣经济技术开发区

{MATERIALS}

科学导报 4月7日,襄垣经济技术开发区的新材料产业园开工,总投资12亿元,规划用地300亩。\
产业园建成后,可年产碳纤维制品1万吨。

的建设,共有7家企业签约入园,其中投资超亿元的有3家,预计明年6月
"""


@dataclass(frozen=True)
class House:
    """The demo at work."""

    url: str
    parts: Parts

    def can_be_called_back(self, seconds: int) -> None:
        """Sets for how long a publication can be."""
        settings = self.parts.settings.model_copy(update={"undo_seconds": seconds})
        self.parts.settings = settings

    async def all_is_sent(self) -> None:
        """Waits until it stands in the database, too, that whatever was owed has arrived."""
        nothing = "SELECT count(*) FROM deliveries WHERE state = 'pending'"
        await until_rows(self.parts.database, nothing, lambda rows: rows == [(0,)])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The demo with the real bot; its reader follows 临猗, and is pushed to at once."""
    running: list[Parts] = []

    @contextlib.asynccontextmanager
    async def run(settings: Settings, api: BotApi) -> AsyncIterator[Parts]:
        async with park_briefs(settings, api) as parts:
            running.append(parts)
            yield parts

    settings = made_settings(tmp_path_factory.mktemp("house"), BotApi())
    async with demo(0, partial(run, settings), digest_now=digest_now) as chat_page:
        for person in (EDITOR_ID, OWNER_ID):
            await chat_page.api.user(person).ask("/start")
        reader = chat_page.api.user(READER_ID)
        await reader.ask("/follow 临猗")
        await reader.ask("/digest 立即")
        yield House(chat_page.url, running[0])


@pytest_asyncio.fixture(loop_scope="module")
async def screen(house: House, page: Page) -> Screen:
    """The chat page on a phone, the editor speaking."""
    screen = Screen(page)
    await screen.open(house.url, PHONE)
    await screen.be("编辑")
    return screen


async def preview_of(screen: Screen, day: int) -> Locator:
    """Sends a page of that day; returns its preview."""
    await screen.upload((f"第2版-{day}.txt", page_of(day).encode()))
    preview = await screen.message(f"第2版-{day}.txt", MATERIALS)
    await screen.sees(preview, "3 篇", f"2026年4月{day}日")
    return preview


async def newest_number(listed: Locator) -> str:
    """The label of the first button of a list that opens a published issue: its number."""
    return await listed.get_by_role("button", name=re.compile(r"^\d+$")).first.inner_text()


async def test_an_album_with_a_bad_file(screen: Screen) -> None:
    await screen.upload(
        ("第1版.txt", page_of(1).encode()), ("照片.png", NO_TEXT), ("第2版.txt", page_of(2).encode())
    )
    told = await screen.message("3 个文件：2 份预览，1 份读不了", "照片.png", "这是图片")
    assert await told.locator("button:visible").count() <= 1  # the one that forwards
    for name in ("第1版.txt", "第2版.txt"):
        preview = await screen.message(name, "3 篇")
        text = await preview.inner_text()
        assert (
            text.index("请先看这几篇") < text.index(MATERIALS) < text.index("其余") < text.index(COLD_STORE)
        )
        assert "正文到半句为止" in text


async def test_a_long_text_is_pasted_and_read(screen: Screen) -> None:
    await screen.say(page_of(3) + "\n".join(["", *["中心的分拣线由本地企业制造,首批设备已经安装。"] * 200]))
    collecting = await screen.message("已收到 2 段")
    await screen.press(collecting, "读取")
    preview = await screen.message("粘贴的文字", "2026年4月3日")
    await screen.press(preview, wording.DISCARD, wording.DISCARDED)
    await expect(preview.get_by_role("button", name="发布并推送")).to_have_count(0)


async def test_an_article_is_mended_on_its_cards(screen: Screen) -> None:
    preview = await preview_of(screen, 4)
    await screen.press(preview, "3", "第 3 篇，共 3 篇", "⚠ 正文到半句为止")

    await screen.press(preview, "园区", "请选择园区")
    preview = await screen.answer("临汾经开区", "【山西临汾经济开发区】")
    await screen.press(preview, "加园区", "还写到哪个园区")
    await screen.press(preview, "襄垣经济技术开发区", "【山西临汾经济开发区、襄垣经济技术开发区】")
    await screen.press(preview, "完成", "第 3 篇，共 3 篇")

    await screen.press(preview, "简报", "点数字选用")
    for label in await preview.get_by_role("button").all_inner_texts():
        if label.startswith("✓"):
            await screen.press(preview, label, f"{label.removeprefix('✓ ')}. ")
            await expect(preview.get_by_role("button", name=label, exact=True)).to_have_count(0)
    await screen.press(preview, "2", "✓ 2. ")
    await screen.say("总投资12亿元，规划用地400亩")
    await screen.message("简报要与原文一字不差")
    preview = await screen.answer("总投资12亿元,规划用地300亩", "规划用地300亩")
    await screen.press(preview, "完成", "（简报由编辑选定）")

    await screen.press(preview, "标题", "请发送新的标题")
    preview = await screen.answer("新材料产业园在临汾开工", "新材料产业园在临汾开工", "第 3 篇")
    await screen.press(preview, "没问题")
    await expect(preview).not_to_contain_text("⚠")
    await screen.press(preview, "原文")
    await screen.message("新材料产业园在临汾开工", "可年产碳纤维制品1万吨")


async def test_articles_are_joined_divided_left_out_and_brought_back(screen: Screen) -> None:
    preview = await preview_of(screen, 5)
    await screen.press(preview, "2", "第 2 篇，共 3 篇", BROADCAST)
    await screen.press(preview, "并入上一篇", "第 1 篇，共 2 篇", COLD_STORE)
    await screen.press(preview, "拆开", "从哪一段起是另一篇", "3. ")
    await screen.press(preview, "3", "第 2 篇，共 3 篇", BROADCAST)
    await screen.press(preview, "去掉", "2 篇", f"恢复“{BROADCAST}")
    await expect(preview.get_by_role("button", name="3", exact=True)).to_have_count(0)
    await preview.get_by_role("button", name=f"恢复“{BROADCAST}").click()
    await screen.sees(preview, "3 篇")
    await expect(preview.get_by_role("button", name="3", exact=True)).to_have_count(1)


async def test_what_holds_for_the_page_and_what_readers_would_get(screen: Screen) -> None:
    preview = await preview_of(screen, 6)
    await screen.press(preview, "日期", "现在的日期：2026年4月6日")
    preview = await screen.answer("2026-04-05", "2026年4月5日", "3 篇")
    await screen.press(preview, "报纸", "现在的报纸：科学导报")
    preview = await screen.answer("《山西农民报》", "山西农民报 · 2026年4月5日")
    await screen.press(preview, "版次", "现在的版次：第2版")
    preview = await screen.answer("A03", "第A03版")
    await screen.press(preview, "链接", "请发送版面的网址")
    preview = await screen.answer("https://example.com/a03", "第A03版")
    await expect(preview.get_by_role("link", name="看版面")).to_have_attribute(
        "href", "https://example.com/a03"
    )
    await screen.press(preview, "试发给我")
    await screen.message("园区快报", COLD_STORE, "山西农民报")


async def test_timed_and_called_off_in_the_list(screen: Screen) -> None:
    preview = await preview_of(screen, 7)
    await screen.press(preview, "定时", "什么时候发布并推送")
    await screen.answer("后天 8:00", "08:00 发布，并推送给 1 位读者")
    await screen.say("/issues")
    listed = await screen.message("待定的版面", "第2版-7.txt", "定于")
    await screen.press(listed, "取消定时“第2版-7.txt”", "请先看这几篇", MATERIALS)
    await screen.press(listed, wording.DISCARD, wording.DISCARDED)


@pytest.mark.parametrize(("size", "day"), [(PHONE, 8), (DESKTOP, 28)], ids=["phone", "desktop"])
async def test_published_put_right_and_taken_back(
    house: House, screen: Screen, size: ViewportSize, day: int
) -> None:
    await screen.page.set_viewport_size(size)
    house.can_be_called_back(LONG_ENOUGH)
    preview = await preview_of(screen, day)
    await screen.press(preview, "发布并推送", f"{LONG_ENOUGH} 秒后发布")
    await screen.press(preview, "撤销", "请先看这几篇")
    house.can_be_called_back(AT_ONCE)
    await screen.press(preview, "发布并推送", "已发布 3 篇，将推送给 1 位读者")

    await screen.be("读者")
    pushed = await screen.message(COLD_STORE, f"4月{day}日")
    await screen.sees(pushed, "总投资30亿元", BROADCAST)
    await house.all_is_sent()

    await screen.be("编辑")
    await screen.say("/issues")
    listed = await screen.message("应推送 2 条，已送达 2 条", f"4月{day}日")
    number = await newest_number(listed)
    await screen.press(listed, number, "已送达 2", "1. 【临猗", MATERIALS)
    await screen.press(listed, "1", "总投资30亿元")
    await screen.press(listed, "更正")
    mended = await screen.message("第 1 篇，共 3 篇", COLD_STORE)
    await screen.press(mended, "标题", "请发送新的标题")
    mended = await screen.answer("果蔬冷链中心投用", "果蔬冷链中心投用", "第 1 篇")
    await screen.press(mended, "返回", "→")
    await screen.press(mended, "更正", "已更正 1 篇，正在修改 1 处已收到的消息")

    await screen.be("读者")
    await screen.sees(pushed, "〔更正〕", "果蔬冷链中心投用", BROADCAST)
    await expect(pushed).not_to_contain_text("年吞吐量二十万吨")
    await house.all_is_sent()

    await screen.be("编辑")
    await screen.say(f"/issue {number}")
    opened = await screen.message(f"第 {number} 号", "〔更正 1 次〕", "更正与撤回：共 1 条，已改好 1")
    await screen.press(opened, "1", "〔更正 1 次〕")
    await screen.press(opened, "版本", "1. ", "2. ", COLD_STORE)
    await screen.press(opened, "返回", "〔更正 1 次〕")
    await screen.press(opened, "返回", f"第 {number} 号")
    await screen.press(opened, "2", BROADCAST)
    await screen.press(opened, "撤回", f"为什么撤回《{BROADCAST}")
    await screen.say("报社要求撤下")
    asked = await screen.message("原因：报社要求撤下", "已有 1 处收到")
    await screen.press(asked, "撤回", "已撤回 1 篇")

    await screen.be("读者")
    await screen.sees(pushed, "已撤回：报社要求撤下", "果蔬冷链中心投用")


async def test_the_owner_names_an_editor_and_reads_the_log(screen: Screen) -> None:
    await screen.be("所有者")
    await screen.say(f"/editor add {READER_ID} 张三")
    await screen.message("已添加编辑 张三")
    await screen.say("/editor")
    editors = await screen.message("编辑（2）", "张三")
    await screen.be("读者")
    await screen.message("您现在是园区快报的编辑了")
    await screen.be("所有者")
    await screen.press(editors, "移出 张三", "确定把 张三")
    await screen.press(editors, "移出", "编辑（1）")
    await screen.say("/log")
    await screen.message("张三", "移出")
