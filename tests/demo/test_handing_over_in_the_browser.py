"""Handing over, colours and links on the chat page in a real Chromium, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from bot import wording
from playground.demo.chat_page import ChatPage
from playground.demo.demo import EDITOR_ID, OWNER_ID, READER_ID, demo
from playground.standin.bot_api import BotApi
from tests.browser import BROWSER_TESTS, PHONE, browser, page
from tests.echo_bot import push, run_echo

__all__ = ["browser", "page"]  # the fixtures
pytestmark = BROWSER_TESTS

TOUCHABLE_PX = 44  # what Apple and Google ask of a button under a thumb
LINE_PX = 40  # a line of the field, with the space around it
CARD = [
    [("‹", ""), ("1/6", ""), ("›", "")],
    *[[(f"{number}. 临猗现代农业产业示范区 链筑产业新生态", "")] for number in range(1, 9)],
    [("改园区", "primary"), ("改标题", "")],
    [("发布并推送", "success"), (wording.PUBLISH_ONLY, ""), (wording.DISCARD, "danger")],
]


@pytest_asyncio.fixture(loop_scope="module")
async def house() -> AsyncIterator[ChatPage]:
    async with demo(0, run_echo, digest_now=push) as house:
        yield house


async def open_as(page: Page, house: ChatPage, name: str) -> None:
    """Opens the page as the reader, the editor or the owner."""
    await page.goto(house.url)
    await page.get_by_role("button", name=name).click()
    await page.get_by_role("button", name="开始", exact=True).click()


async def send_card(api: BotApi, chat_id: int) -> None:
    """The bot sends a card with many rows of buttons."""
    rows = [
        [{"text": text, "callback_data": "page:2", "style": style} for text, style in row] for row in CARD
    ]
    parameters: dict[str, Any] = {
        "chat_id": chat_id,
        "text": "卡片",
        "reply_markup": {"inline_keyboard": rows},
    }
    assert (await api.handle(api.token, "sendMessage", parameters)).status == 200


async def colour_of(button: Locator) -> tuple[int, int, int]:
    """The red, green and blue of a button's ground."""
    colour = await button.evaluate("node => getComputedStyle(node).backgroundColor")
    red, green, blue = (int(part) for part in colour.partition("(")[2].rstrip(")").split(",")[:3])
    return red, green, blue


async def test_several_files_are_chosen_at_once(house: ChatPage, page: Page) -> None:
    await open_as(page, house, "编辑")
    files = [{"name": f"第{n}版.txt", "mimeType": "text/plain", "buffer": b"x"} for n in range(1, 4)]
    await page.get_by_label("上传文件").first.set_input_files(files)  # type: ignore[arg-type]
    await expect(page.locator(".message.mine .document")).to_have_count(3)
    await expect(page.locator(".message.mine.grouped")).to_have_count(2)
    sent = [message for message in house.api.user(EDITOR_ID).messages if message.document]
    assert len({message.media_group_id for message in sent if not message.from_bot}) == 1


async def test_a_long_paste_is_several_messages(house: ChatPage, page: Page) -> None:
    await open_as(page, house, "编辑")
    text = "\n".join(["临猗示范区" * 100] * 12)
    await page.get_by_label("消息", exact=True).fill(text)
    await page.get_by_label("消息", exact=True).press("Enter")
    await expect(page.locator(".message.mine", has_text="临猗示范区")).to_have_count(2)


async def test_the_owner_forwards_what_the_editor_wrote(house: ChatPage, page: Page) -> None:
    await open_as(page, house, "编辑")
    said = page.locator(".message.mine").first
    await said.hover()
    await said.get_by_role("button", name="转发").click()
    await page.get_by_role("button", name="取消").click()
    await said.hover()
    await said.get_by_role("button", name="转发").click()
    await page.get_by_role("button", name="所有者转发").click()
    await expect(page.get_by_role("button", name="所有者")).to_have_attribute("aria-pressed", "true")
    await expect(page.locator(".message.mine .origin")).to_have_text("转发自 编辑")
    (forwarded, *_) = house.api.user(OWNER_ID).messages
    assert forwarded.to_json()["forward_origin"]["sender_user"]["id"] == EDITOR_ID
    assert not any(message.origin for message in house.api.user(EDITOR_ID).messages)


async def test_a_link_to_the_bot_stays_in_the_page(house: ChatPage, page: Page) -> None:
    await open_as(page, house, "读者")
    parameters = {
        "chat_id": READER_ID,
        "text": '<a href="https://t.me/park_briefs_bot?start=park_12">临猗</a> '
        "https://t.me/Park_Briefs_Bot?start=week https://t.me/park_briefs_bot?startgroup=x",
        "parse_mode": "HTML",
    }
    await house.api.handle(house.api.token, "sendMessage", parameters)
    await page.get_by_role("link", name="临猗", exact=True).click()
    await expect(page.locator(".message.mine").last).to_contain_text("/start park_12")
    await page.get_by_role("link", name="start=week").click()
    await expect(page.locator(".message.mine").last).to_contain_text("/start week")
    await page.get_by_role("link", name="startgroup").click()
    await expect(page.get_by_role("status")).to_contain_text("看左边的“群”")
    assert len(page.context.pages) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_buttons_have_their_colours(house: ChatPage, page: Page, scheme: Any) -> None:
    await page.emulate_media(color_scheme=scheme)
    await open_as(page, house, "编辑")
    await send_card(house.api, EDITOR_ID)
    card = page.locator(".message.has-buttons")
    red = await colour_of(card.get_by_role("button", name=wording.DISCARD))
    green = await colour_of(card.get_by_role("button", name="发布并推送"))
    blue = await colour_of(card.get_by_role("button", name="改园区"))
    plain = await colour_of(card.get_by_role("button", name="改标题"))
    assert (max(red), max(green), max(blue)) == (red[0], green[1], blue[2])
    assert len({red, green, blue, plain}) == 4


async def test_a_card_of_many_rows_changes_in_place_on_a_phone(house: ChatPage, page: Page) -> None:
    await page.set_viewport_size(PHONE)
    await open_as(page, house, "编辑")
    await send_card(house.api, EDITOR_ID)
    card = page.locator(".message.has-buttons")
    buttons = card.locator(".buttons button")
    await expect(buttons).to_have_count(sum(map(len, CARD)))
    for box in [await button.bounding_box() for button in await buttons.all()]:
        assert box is not None
        assert round(box["height"]) >= TOUCHABLE_PX
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    await card.get_by_role("button", name="改标题").click()
    await expect(card).to_contain_text("第 2 条")
    await expect(card).to_contain_text("已编辑")
    await expect(page.locator(".message.has-buttons")).to_have_count(1)
    names = [page.locator(".person", has_text=name).locator("b") for name in ("读者", "编辑", "所有者")]
    ends = [box["x"] + box["width"] for each in names if (box := await each.bounding_box())]
    digest = await page.get_by_role("button", name="到推送时间").bounding_box()
    assert digest is not None and len(ends) == len(names)
    assert ends == sorted(ends) and ends[-1] < digest["x"] and digest["x"] + digest["width"] <= PHONE["width"]


async def test_the_field_is_as_high_as_a_line_whoever_comes_first(house: ChatPage, page: Page) -> None:
    house.api.user(EDITOR_ID).send("早")
    await page.goto(house.url)
    await expect(page.get_by_role("button", name="开始", exact=True)).to_be_visible()
    await page.get_by_role("button", name="编辑").click()
    field = page.get_by_label("消息", exact=True)
    await expect(field).to_be_visible()
    box = await field.bounding_box()
    assert box is not None and box["height"] > LINE_PX
