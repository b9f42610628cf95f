"""The chat page for keyboards, screen readers and phones: axe finds nothing, and nothing needs a mouse."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from playground.demo.chat_page import ChatPage
from playground.demo.demo import READER_ID, demo
from tests.browser import BROWSER_TESTS, DESKTOP, PHONE, browser, page
from tests.echo_bot import push, run_echo

__all__ = ["browser", "page"]  # the fixtures
pytestmark = BROWSER_TESTS

HOURS = [
    [{"text": f"{hour}点", "callback_data": f"x:{hour}"} for hour in range(at, at + 6)]
    for at in (0, 6, 12, 18)
]
STYLES = [
    {"text": style, "callback_data": f"x:{style}", "style": style}
    for style in ("danger", "success", "primary")
]
CARD = (
    "【临猗】\n<b>果品加工车间试产</b> 总投资<b>3200万元</b>，见 /park 或 <a href='https://example.org/'>原文</a>\n"
    "<i>科学导报 · 4月7日</i>\n<code>/digest 8:30</code>\n<tg-spoiler>遮住的</tg-spoiler>"
    f"<blockquote expandable>{'很长的一段引文。' * 60}</blockquote>"
)


@pytest_asyncio.fixture(loop_scope="module")
async def house() -> AsyncIterator[ChatPage]:
    async with demo(0, run_echo, digest_now=push) as house:
        yield house


async def bot_says(house: ChatPage, text: str, rows: list[list[dict[str, str]]]) -> None:
    parameters = {"chat_id": READER_ID, "text": text, "parse_mode": "HTML"}
    parameters["reply_markup"] = json.dumps({"inline_keyboard": rows})
    answer = await house.api.handle(house.api.token, "sendMessage", parameters)
    assert answer.status == 200, answer.body


async def finds_nothing(page: Page, where: str) -> None:
    """Lets axe look at the page as it is now."""
    found = await Axe().run(page, options={"resultTypes": ["violations"]})
    assert not found.violations_count, f"{where}: {found.generate_report()}"


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", DESKTOP), ("dark", DESKTOP), ("light", PHONE), ("dark", PHONE)]
)
async def test_axe_finds_nothing(house: ChatPage, page: Page, scheme: str, size: dict[str, int]) -> None:
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    await page.set_viewport_size(size)  # type: ignore[arg-type]
    await page.goto(house.url)
    await expect(page.get_by_role("button", name="开始", exact=True)).to_be_visible()
    await finds_nothing(page, "the start")
    await page.get_by_role("button", name="开始", exact=True).click()
    await bot_says(house, CARD, [STYLES])
    await bot_says(house, "几点？", HOURS)
    await expect(page.get_by_role("button", name="23点")).to_be_visible()
    await finds_nothing(page, "cards and a picker")
    await page.get_by_role("button", name="菜单").click()
    await expect(page.get_by_role("option").first).to_be_focused()
    await finds_nothing(page, "the menu")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="重新开始").click()
    await finds_nothing(page, "a dialog")
    await page.keyboard.press("Escape")
    for place in ("group", "channel"):
        await page.locator(f"[data-speaker={place}]").click()
        await expect(page.locator("#hint")).to_be_visible()
        await finds_nothing(page, place)


async def test_everything_is_done_with_the_keyboard(house: ChatPage, page: Page) -> None:
    await page.goto(house.url)
    await page.locator("[data-speaker=reader]").focus()
    await page.get_by_role("button", name="开始", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#messages[aria-live=polite] .message").last).to_contain_text("机器人：欢迎")
    menu = page.get_by_role("button", name="菜单")
    await menu.focus()
    await page.keyboard.press("Enter")
    options = page.get_by_role("option")
    await expect(options.first).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(options.nth(1)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(options).to_have_count(0)
    await expect(menu).to_be_focused()
    anew = page.get_by_role("button", name="重新开始")
    await anew.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(anew).to_be_focused()
    await page.get_by_label("消息", exact=True).fill("/park 临猗")
    await page.keyboard.press("Enter")
    answer = page.locator(".message.has-buttons").last
    following = answer.get_by_role("button", name="下一页")
    await following.focus()
    await page.keyboard.press("Enter")
    await expect(answer).to_contain_text("第 2 条")
    # The message was drawn anew; whoever pressed is still at its buttons.
    await expect(answer.locator(".row :focus")).to_have_count(1)


async def test_a_picker_fits_a_phone_and_the_newest_stays_above_the_keyboard(
    house: ChatPage, page: Page
) -> None:
    await page.set_viewport_size(PHONE)
    await page.goto(house.url)
    await page.get_by_role("button", name="开始", exact=True).click()
    await bot_says(house, CARD, [STYLES])
    await bot_says(house, "几点？", HOURS)
    newest = page.get_by_role("button", name="23点")
    await expect(newest).to_be_in_viewport()
    for box in [await each.bounding_box() for each in await page.locator(".row > *").all()]:
        assert box is not None and round(box["height"], 2) >= 44 and box["x"] + box["width"] <= PHONE["width"]
    overflowing = (
        "[...document.querySelectorAll('.row > *')].filter(each => each.scrollWidth > each.clientWidth)"
    )
    assert not await page.evaluate(f"{overflowing}.length")
    await page.set_viewport_size({"width": PHONE["width"], "height": 460})  # a keyboard is on the screen
    await expect(newest).to_be_in_viewport(ratio=1)
    await expect(page.get_by_label("消息", exact=True)).to_be_in_viewport(ratio=1)
