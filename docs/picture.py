"""Takes the pictures of the demo page: the one in the README, and those of a phone in the readers' and the
editors' guide.

make picture
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from playwright.async_api import FloatRect, Locator, Page, ViewportSize, async_playwright, expect

from bot.settings.configuration import load_settings
from playground.demo.chat_page import ChatPage
from playground.demo.demo import demo, digest_now, park_briefs
from tests.browser import FLAGS, find_chromium
from tests.demo.screen import Screen

PICTURE = ROOT / "docs" / "demo.png"
SECOND_PAGE = ROOT / "samples" / "示例版面-2026-04-07.txt"
SIZE: ViewportSize = {"width": 1120, "height": 900}
PARK_PICTURE, SEARCH_PICTURE = ROOT / "docs" / "reader-park.png", ROOT / "docs" / "reader-search.png"
PHONE_SIZE: ViewportSize = {"width": 390, "height": 720}
# A page that breaks off, so that an editor has something to look at first.
BROKEN_DAY, BROKEN_FROM = ("4月7日", "4月8日"), ",预计"
BROKEN_FILE = "示例版面-2026-04-08.txt"
TALL: ViewportSize = {"width": 390, "height": 1400}
MARGIN = 10
READING_MS = 30_000
SETTLING_MS = 5_000  # until the passing notices are gone


async def say(page: Page, text: str) -> None:
    """Types a message and sends it."""
    await page.get_by_label("消息", exact=True).fill(text)
    await page.get_by_label("消息", exact=True).press("Enter")


async def play(page: Page) -> None:
    """The main job, as in the README's picture."""
    await page.get_by_role("button", name="开始", exact=True).click()
    await say(page, "/park 临猗")
    await page.locator(".message.has-buttons").last.get_by_role("button", name="关注").click()
    await page.get_by_role("button", name="编辑").click()
    await page.get_by_role("button", name="开始", exact=True).click()
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


async def take(message: Locator, name: str) -> None:
    """A picture of one message, as wide as a phone."""
    page = message.page
    await page.mouse.move(0, 0)  # no button looks as if it were about to be pressed
    await page.wait_for_timeout(SETTLING_MS)
    await message.scroll_into_view_if_needed()
    box = await message.bounding_box()
    assert box is not None
    clip: FloatRect = {
        "x": 0,
        "y": box["y"] - MARGIN,
        "width": TALL["width"],
        "height": box["height"] + 2 * MARGIN,
    }
    await page.screenshot(path=ROOT / "docs" / f"editor-{name}.png", clip=clip)


def broken_page() -> bytes:
    """The second sample page of another day, without its end."""
    text = SECOND_PAGE.read_text(encoding="utf-8").replace(*BROKEN_DAY)
    return text[: text.rindex(BROKEN_FROM)].encode()


async def begin(screen: Screen, name: str) -> None:
    """Opens the conversation of somebody who hasn't spoken to the bot yet."""
    await screen.be(name)
    await screen.page.get_by_role("button", name="开始", exact=True).click()


async def edit_on_a_phone(screen: Screen) -> None:
    """An editor looks at a preview, an article and its brief, publishes, corrects and takes back; pictures
    of what they and a reader see.
    """
    await begin(screen, "读者")
    await screen.say("/follow 临猗 襄垣")
    await screen.say("/digest 立即")
    await screen.message("推送：一发布就推送")
    await begin(screen, "编辑")
    await screen.upload((BROKEN_FILE, broken_page()))
    preview = await screen.message(BROKEN_FILE, "请先看这几篇")
    await take(preview, "preview")
    await screen.press(preview, "2", "第 2 篇，共 2 篇")
    await take(preview, "article")
    await screen.press(preview, "简报", "点数字选用")
    await take(preview, "brief")
    await screen.press(preview, "完成", "第 2 篇，共 2 篇")
    await screen.press(preview, "返回", "其余")
    await screen.press(preview, "发布并推送", "将推送给 1 位读者")
    await screen.be("读者")
    pushed = await screen.message("园区快报", "窗口开办", "果品加工车间")
    await screen.be("编辑")
    await put_right(screen, preview)
    await take(preview, "issue")
    await screen.be("读者")
    await screen.sees(pushed, "〔更正〕", "已撤回")
    await take(pushed, "corrected")


async def put_right(screen: Screen, preview: Locator) -> None:
    """Corrects the first article of what was published, takes the second back, and opens the issue."""
    [issue] = await preview.get_by_role("button", name=re.compile("打开第")).all_inner_texts()
    await screen.press(preview, issue, "推送：共 2 条，已送达 2")
    await screen.press(preview, "更正")
    mended = await screen.message("更正已发布的", BROKEN_FILE)
    await screen.press(mended, "1", "第 1 篇，共 2 篇")
    await screen.press(mended, "标题", "请发送新的标题")
    mended = await screen.answer("果品加工车间完成试生产", "第 1 篇，共 2 篇")
    await screen.press(mended, "返回", "→")
    await screen.press(mended, "更正", "已更正 1 篇")
    await screen.press(preview, "2", "窗口开办")
    await screen.press(preview, "撤回", "为什么撤回")
    await screen.press(preview, "重复发布", "已有 1 处收到")
    await screen.press(preview, "撤回", "已撤回 1 篇")
    await screen.press(preview, "返回", "更正与撤回")
    while "已改好 2" not in await preview.inner_text():
        await screen.press(preview, "刷新", "更正与撤回")


def fresh_house(folder: str, name: str) -> AbstractAsyncContextManager[ChatPage]:
    """The demo with a database of its own: what one picture published is no repeat in another."""
    settings = load_settings().model_copy(update={"database": Path(folder) / name, "undo_seconds": 0})
    return demo(0, partial(park_briefs, settings), digest_now=digest_now)


async def main() -> None:
    """Plays the demo and takes the pictures."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium found: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        async with async_playwright() as player:
            browser = await player.chromium.launch(executable_path=chromium, args=list(FLAGS))
            async with fresh_house(folder, "reading.db") as house:
                page = await browser.new_page(viewport=SIZE)
                await page.goto(house.url)
                await play(page)
                await page.screenshot(path=PICTURE)
                phone = await browser.new_page(viewport=PHONE_SIZE)
                await phone.goto(house.url)
                await read_on_a_phone(phone)
                await phone.close()
                await page.close()
            async with fresh_house(folder, "editing.db") as house:
                screen = Screen(await browser.new_page(viewport=TALL))
                await screen.open(house.url, TALL)
                await edit_on_a_phone(screen)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
