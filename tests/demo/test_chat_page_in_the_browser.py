"""The chat page in a real Chromium: what a person sees and does."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Page, expect

from playground.demo.chat_page import ChatPage
from playground.demo.demo import EDITOR_ID, READER_ID, demo
from tests.browser import BROWSER_TESTS, PHONE, browser, page
from tests.echo_bot import push, run_echo

__all__ = ["browser", "page"]  # the fixtures
pytestmark = BROWSER_TESTS


@pytest_asyncio.fixture(loop_scope="module")
async def house() -> AsyncIterator[ChatPage]:
    async with demo(0, run_echo, digest_now=push) as house:
        yield house


async def say(page: Page, text: str) -> None:
    await page.get_by_label("消息", exact=True).fill(text)
    await page.get_by_label("消息", exact=True).press("Enter")


async def test_a_first_visit(house: ChatPage, page: Page) -> None:
    await page.goto(house.url)
    await expect(page.get_by_text("把报纸上的园区新闻写成几句话。")).to_be_visible()
    await page.get_by_role("button", name="开始", exact=True).click()
    answer = page.locator(".message:not(.mine)").last
    await expect(answer.locator("b")).to_have_text("欢迎")
    await answer.get_by_text("/help").click()
    await expect(page.locator(".message.mine").last).to_contain_text("/help")


async def test_asking_paging_and_following(house: ChatPage, page: Page) -> None:
    await page.goto(house.url)
    await page.get_by_role("button", name="开始", exact=True).click()
    await say(page, "/park 临猗")
    answer = page.locator(".message.has-buttons")
    await expect(answer.locator("b")).to_have_text("临猗现代农业产业示范区")
    await answer.get_by_role("button", name="下一页").click()
    await expect(answer).to_contain_text("第 2 条")
    await expect(answer).to_contain_text("已编辑")
    await expect(page.locator(".message.has-buttons")).to_have_count(1)
    await answer.get_by_role("button", name="关注").click()
    await expect(page.get_by_role("status")).to_have_text("已关注临猗")
    await expect(answer.locator(".waiting")).to_have_count(0)
    await answer.get_by_role("button", name="全文").click()
    await expect(page.get_by_role("dialog")).to_contain_text("这一条没有全文")
    await page.get_by_role("button", name="知道了").click()
    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_text_stays_text(house: ChatPage, page: Page) -> None:
    await page.goto(house.url)
    await page.get_by_role("button", name="开始", exact=True).click()
    nasty = "<img src=x onerror=alert(1)> &amp; <b>不粗</b>"
    await say(page, nasty)
    await expect(page.locator(".message:not(.mine)").last).to_contain_text(nasty)
    await expect(page.locator(".messages img")).to_have_count(0)


async def test_the_command_menu(house: ChatPage, page: Page) -> None:
    await page.goto(house.url)
    await page.get_by_role("button", name="开始", exact=True).click()
    await page.get_by_role("button", name="菜单").click()
    options = page.get_by_role("option")
    await expect(options).to_have_count(3)
    await expect(options.first).to_contain_text("看一个园区的最新简报")
    await page.keyboard.press("Escape")
    await page.get_by_label("消息", exact=True).fill("/fo")
    await expect(options).to_have_count(1)
    await options.first.click()
    await expect(page.locator(".message.mine").last).to_contain_text("/follow")
    await expect(options).to_have_count(0)


async def test_the_editor_uploads_and_downloads(house: ChatPage, page: Page) -> None:
    await page.goto(house.url)
    await page.get_by_role("button", name="编辑").click()
    await page.get_by_role("button", name="开始", exact=True).click()
    name = "科学导报 第4版.txt"
    await page.get_by_label("上传文件").first.set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": "临猗".encode()}
    )
    receipt = page.locator(".message:not(.mine) a.document")
    await expect(receipt).to_contain_text(f"回执-{name}")
    async with page.expect_download() as download:
        await receipt.click()
    saved = await download.value
    assert saved.suggested_filename == f"回执-{name}"
    path = await saved.path()
    assert path.read_bytes() == "临猗".encode()
    sent = [message for message in house.api.user(EDITOR_ID).messages if not message.from_bot]
    assert [message.document.filename for message in sent if message.document] == [name]


async def test_a_push_appears_by_itself_in_the_readers_chat(house: ChatPage, page: Page) -> None:
    await page.goto(house.url)
    await page.get_by_role("button", name="开始", exact=True).click()
    await page.get_by_role("button", name="编辑").click()
    await page.get_by_role("button", name="到推送时间").click()
    await expect(page.get_by_role("status")).to_have_text("推送了 1 条")
    reader = page.locator("[data-speaker=reader]")
    await expect(reader.locator(".badge")).to_have_text("1")
    await expect(page).to_have_title("(1) 园区快报")
    await reader.click()
    await expect(page.locator(".message").last).to_contain_text("今日快报")
    await expect(page).to_have_title("园区快报")
    await house.api.handle(house.api.token, "sendMessage", {"chat_id": READER_ID, "text": "又一条"})
    await expect(page.locator(".message").last).to_contain_text("又一条")


async def test_the_page_catches_up_after_a_lost_connection(house: ChatPage, page: Page) -> None:
    await page.goto(house.url)
    await page.get_by_role("button", name="开始", exact=True).click()
    await expect(page.locator(".message")).to_have_count(2)
    for queue in list(house.listeners):
        queue.put_nowait(None)
    await house.api.handle(house.api.token, "sendMessage", {"chat_id": READER_ID, "text": "断线时的推送"})
    await expect(page.locator(".message").last).to_contain_text("断线时的推送")


async def test_it_fits_a_phone(house: ChatPage, page: Page) -> None:
    await page.set_viewport_size(PHONE)
    await page.goto(house.url)
    await page.get_by_role("button", name="开始", exact=True).click()
    await say(page, "/park 临猗")
    await expect(page.locator(".message.has-buttons")).to_be_visible()
    await expect(page.get_by_role("button", name="到推送时间")).to_be_in_viewport()
    await expect(page.get_by_role("button", name="发送")).to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
