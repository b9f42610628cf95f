"""The demo's group, topic and channel; "重新开始", which makes all new and leaves nothing behind."""

from __future__ import annotations

import multiprocessing
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from playground.demo.chat_page import ChatPage
from playground.demo.demo import demo, digest_now, park_briefs
from playground.standin.bot_api import BotApi
from tests.conftest import SAMPLES
from tests.running_bot import made_settings

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

SECOND_PAGE = SAMPLES / "示例版面-2026-04-07.txt"
READING_SECONDS = 60.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo has its files."""
    return tmp_path_factory.mktemp("places")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(folder: Path) -> AsyncIterator[ChatPage]:
    """The demo with the real bot, one for these tests."""
    async with demo(0, partial(park_briefs, made_settings(folder, BotApi())), digest_now=digest_now) as house:
        yield house


async def sees(house: ChatPage, role: str, holding: str) -> None:
    """Waits until the bot has written these words where somebody sits."""
    seat = house.speakers[role]
    await house.api.wait_until(
        lambda: any(holding in message.text for message in seat.messages if message.from_bot),
        READING_SECONDS,
        f"{holding} in {role}",
    )


async def test_a_group_a_topic_and_a_channel_follow_and_get_what_is_published(house: ChatPage) -> None:
    async with httpx.AsyncClient(base_url=house.url) as client:
        for role, text in (
            ("group", "/follow 临猗"),
            ("topic", "/follow 襄垣"),
            ("editor", "/channel @park_demo follow 临猗"),
        ):
            assert (await client.post("/send", json={"speaker": role, "text": text})).status_code == 200
            await sees(house, role, "已关注")
        refused = await client.post("/send", json={"speaker": "channel", "text": "/follow 临猗"})
        assert refused.status_code == 403
        await client.post(
            "/upload",
            data={"speaker": "editor"},
            files={"file": (SECOND_PAGE.name, SECOND_PAGE.read_bytes())},
        )
        await sees(house, "editor", "果品加工车间试产")
        preview = house.speakers["editor"].messages[-1]
        house.speakers["editor"].person.press(preview, "发布并推送")
        await sees(house, "editor", "已发布 2 篇")
        await client.post("/digest", json={})
        for role, headline in (("group", "果品加工车间"), ("topic", "窗口开办"), ("channel", "果品加工车间")):
            await sees(house, role, headline)
        state = (await client.get("/state")).json()["chats"]
        assert "窗口开办" not in str(state["group"]) + str(state["channel"])
        assert {menu["command"] for menu in state["group"]["menu"]} > {"park", "follow"}
        assert not state["channel"]["mayWrite"] and not state["channel"]["menu"]


async def test_a_restart_makes_everything_new_and_leaves_nothing_behind(
    house: ChatPage, folder: Path
) -> None:
    async with httpx.AsyncClient(base_url=house.url, timeout=READING_SECONDS) as client:
        await client.post("/send", json={"speaker": "reader", "text": "/follow 临猗"})
        await sees(house, "reader", "已关注")
        files, processes = _names_in(folder), len(multiprocessing.active_children())
        before = house.api
        assert (await client.post("/restart", json={})).status_code == 200
        assert house.api is not before
        chats = (await client.get("/state")).json()["chats"]
        assert not any(chat["messages"] for chat in chats.values())
        await client.post("/send", json={"speaker": "reader", "text": "/following"})
        await sees(house, "reader", "还没有关注")
        await client.post("/send", json={"speaker": "reader", "text": "/park 临猗"})
        await sees(house, "reader", "共 1 条")
    assert _names_in(folder) <= files
    assert len(multiprocessing.active_children()) <= processes


def _names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
