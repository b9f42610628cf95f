"""The main job in a real browser: ask, follow, upload as the editor, publish, and see the push arrive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page, expect

from playground.demo.chat_page import ChatPage
from playground.demo.demo import demo, digest_now, park_briefs
from playground.standin.bot_api import BotApi
from tests.browser import BROWSER_TESTS, browser, page
from tests.conftest import SAMPLES
from tests.running_bot import made_settings

__all__ = ["browser", "page"]  # the fixtures
pytestmark = BROWSER_TESTS

SECOND_PAGE = SAMPLES / "示例版面-2026-04-07.txt"
READING_MS = 30_000  # the worker process loads its dictionary first


@pytest_asyncio.fixture(loop_scope="module")
async def house(tmp_path: Path) -> AsyncIterator[ChatPage]:
    """The demo with the real bot."""
    settings = made_settings(tmp_path, BotApi())
    async with demo(0, partial(park_briefs, settings), digest_now=digest_now) as house:
        yield house


async def test_ask_follow_publish_and_see_the_push(house: ChatPage, page: Page) -> None:
    await page.goto(house.url)
    await page.get_by_role("button", name="开始", exact=True).click()
    await page.get_by_label("消息", exact=True).fill("/park 临猗")
    await page.get_by_label("消息", exact=True).press("Enter")
    answer = page.locator(".message.has-buttons").last
    await expect(answer).to_contain_text("链筑产业新生态 集聚发展新动能")
    await expect(answer).to_contain_text("科学导报 · 20")

    await answer.get_by_role("button", name="关注").click()
    await expect(answer.get_by_role("button", name="取消关注")).to_be_visible()

    await page.get_by_role("button", name="编辑").click()
    await page.get_by_role("button", name="开始", exact=True).click()
    await page.locator("input[type=file]").set_input_files(SECOND_PAGE)
    preview = page.locator(".message.has-buttons").last
    await expect(preview).to_contain_text("果品加工车间试产", timeout=READING_MS)
    await expect(preview).to_contain_text("示例版面-2026-04-07.txt")
    await preview.get_by_role("button", name="发布并推送").click()
    await expect(page.locator(".message").last).to_contain_text("已发布 2 篇，将推送给 1 位读者")

    await page.get_by_role("button", name="读者").click()
    await expect(page.get_by_text("果品加工车间试产")).to_have_count(0)
    await page.get_by_role("button", name="到推送时间").click()
    pushed = page.locator(".message").last
    await expect(pushed).to_contain_text("园区快报 · 1 条")
    await expect(pushed).to_contain_text("果品加工车间试产 首批订单装车发运")
    await pushed.get_by_role("button", name="全文").click()
    await expect(page.locator(".message").last).to_contain_text("每公斤苹果最低收购价3.6元")


async def test_the_settings_card_changes_in_place(house: ChatPage, page: Page) -> None:
    await page.goto(house.url)
    await page.get_by_role("button", name="开始", exact=True).click()
    await page.get_by_label("消息", exact=True).fill("/follow 临猗")
    await page.get_by_label("消息", exact=True).press("Enter")
    await page.get_by_label("消息", exact=True).fill("/digest 工作日 7点半")
    await page.get_by_label("消息", exact=True).press("Enter")
    card = page.locator(".message.has-buttons").last
    await expect(card).to_contain_text("推送：工作日 07:30")
    messages = await page.locator(".message").count()

    await card.get_by_role("button", name="每周一次").click()
    await expect(card).to_contain_text("请选择每周哪一天")
    await card.get_by_role("button", name="周五").click()
    await expect(card).to_contain_text("推送：每周五 07:30")
    await card.get_by_role("button", name="返回").click()
    await card.get_by_role("button", name="免打扰").click()
    await card.get_by_role("button", name="22点–7点").click()
    await expect(card).to_contain_text("免打扰：22:00–07:00，等时段过了再发")
    await card.get_by_role("button", name="返回").click()
    await card.get_by_role("button", name="静音推送").click()
    await expect(card).to_contain_text("提示音：静音")
    await card.get_by_role("button", name="时区").click()
    await card.get_by_role("button", name="东京").click()
    await expect(card).to_contain_text("时区：东京")
    await card.get_by_role("button", name="返回").click()
    await expect(card).to_contain_text("现在没有待推送的简报")
    assert await page.locator(".message").count() == messages


async def test_read_behind_a_brief_and_search(house: ChatPage, page: Page) -> None:
    await page.goto(house.url)
    await page.get_by_role("button", name="开始", exact=True).click()
    box = page.get_by_label("消息", exact=True)
    await box.fill("临猗最近怎么样")
    await box.press("Enter")
    answer = page.locator(".message.has-buttons").last
    await expect(answer).to_contain_text("链筑产业新生态", timeout=READING_MS)
    await answer.get_by_role("button", name="出处").first.click()
    sources = page.locator(".message").last
    await expect(sources).to_contain_text("简报的出处")
    assert await sources.locator("b, strong").count() > 1

    await box.fill("运城")
    await box.press("Enter")
    city = page.locator(".message.has-buttons").last
    await city.get_by_role("button", name="临猗现代农业产业示范区").click()
    await expect(city).to_contain_text("链筑产业新生态")

    await box.fill("搜索 企业 临猗")
    await box.press("Enter")
    hits = page.locator(".message").last
    await expect(hits).to_contain_text("限于：临猗现代农业产业示范区", timeout=READING_MS)
    await expect(hits.locator("b, strong", has_text="企业").first).to_be_visible()
