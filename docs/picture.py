"""Takes the pictures of the demo page: the one in the README, and those of a phone in the readers' guide.

make picture
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from playwright.async_api import Page, async_playwright, expect

from bot.settings.configuration import load_settings
from playground.demo.demo import demo, digest_now, park_briefs
from tests.browser import FLAGS, find_chromium

PICTURE = ROOT / "docs" / "demo.png"
SECOND_PAGE = ROOT / "samples" / "示例版面-2026-04-07.txt"
SIZE = {"width": 1120, "height": 900}
PARK_PICTURE, SEARCH_PICTURE = ROOT / "docs" / "reader-park.png", ROOT / "docs" / "reader-search.png"
PHONE_SIZE = {"width": 390, "height": 720}
READING_MS = 30_000
SETTLING_MS = 5_000  # until the passing notices are gone


async def say(page: Page, text: str) -> None:
    """Types a message and sends it."""
    await page.get_by_label("消息", exact=True).fill(text)
    await page.get_by_label("消息", exact=True).press("Enter")


async def play(page: Page) -> None:
    """The main job, as in the README's picture."""
    await page.get_by_role("button", name="开始").click()
    await say(page, "/park 临猗")
    await page.locator(".message.has-buttons").last.get_by_role("button", name="关注").click()
    await page.get_by_role("button", name="编辑").click()
    await page.get_by_role("button", name="开始").click()
    await page.locator("input[type=file]").set_input_files(SECOND_PAGE)
    preview = page.locator(".message.has-buttons").last
    await preview.get_by_role("button", name="发布并推送").click(timeout=READING_MS)
    await expect(page.locator(".message").last).to_contain_text("已发布")
    await page.get_by_role("button", name="读者").click()
    await page.get_by_role("button", name="到推送时间").click()
    await expect(page.locator(".message").last).to_contain_text("园区快报")
    await page.wait_for_timeout(SETTLING_MS)


async def read_on_a_phone(page: Page) -> None:
    """A reader asks for a park, looks where a brief comes from, and searches; a picture of each."""
    await say(page, "临猗")
    answer = page.locator(".message.has-buttons").last
    await answer.get_by_role("button", name="出处").first.click()
    await expect(page.locator(".message").last).to_contain_text("简报的出处")
    await page.wait_for_timeout(SETTLING_MS)
    await answer.scroll_into_view_if_needed()
    await page.screenshot(path=PARK_PICTURE)
    await say(page, "/search 企业 近7天")
    await expect(page.locator(".message").last).to_contain_text("搜索“企业", timeout=READING_MS)
    await page.wait_for_timeout(SETTLING_MS)
    await page.screenshot(path=SEARCH_PICTURE)


async def main() -> None:
    """Plays the demo and takes the pictures."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium found: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings().model_copy(update={"database": Path(folder) / "picture.db"})
        async with (
            demo(0, partial(park_briefs, settings), digest_now=digest_now) as house,
            async_playwright() as player,
        ):
            browser = await player.chromium.launch(executable_path=chromium, args=list(FLAGS))
            page = await browser.new_page(viewport=SIZE)
            await page.goto(house.url)
            await play(page)
            await page.screenshot(path=PICTURE)
            phone = await browser.new_page(viewport=PHONE_SIZE)
            await phone.goto(house.url)
            await read_on_a_phone(phone)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
