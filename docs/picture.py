"""Takes the picture in the README: the demo page, a reader asking for 临猗, following it, getting a push.

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

from bot.configuration import load_settings
from playground.demo import demo, digest_now, park_briefs
from tests.browser import FLAGS, find_chromium

PICTURE = ROOT / "docs" / "demo.png"
SECOND_PAGE = ROOT / "samples" / "示例版面-2026-04-07.txt"
SIZE = {"width": 1120, "height": 900}
READING_MS = 30_000


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
    await page.wait_for_timeout(5_000)  # until the passing notices are gone


async def main() -> None:
    """Plays the demo and takes the picture."""
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
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
