"""The demo: a real Application behind the chat page, from start to stop."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from telegram.ext import Application

from playground.bot_api import BotApi
from playground.demo import EDITOR_ID, READER_ID, demo, run_demo
from playground.port import PortInUse, listen
from tests.echo_bot import make_echo, push


async def test_a_question_is_answered_through_the_application() -> None:
    async with demo(0, make_echo, digest_now=push) as page:
        reader = page.api.user(READER_ID)
        answer = await reader.ask("/park 临猗")
        assert answer.text.startswith("临猗现代农业产业示范区")
        press = reader.press(answer, "下一页")
        assert (await press.answered()).text == ""
        await page.api.wait_until(lambda: answer.edits == 1)
        assert answer.text == "第 2 条"
        assert (await reader.press(answer, "关注").answered()).text == "已关注临猗"
        async with httpx.AsyncClient(base_url=page.url) as client:
            state = (await client.get("/state")).json()
            assert state["bot"]["description"] == "把报纸上的园区新闻写成几句话。"
            assert [each["command"] for each in state["chats"]["reader"]["menu"]] == [
                "park",
                "follow",
                "help",
            ]
            assert (await client.post("/digest", json={})).json() == {"text": "推送了 1 条"}
        assert reader.chat.last.text.startswith("今日快报")
        assert not page.api.user(EDITOR_ID).messages


async def test_an_application_in_a_context_is_entered_and_left() -> None:
    steps: list[str] = []

    @contextlib.asynccontextmanager
    async def make(api: BotApi) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
        steps.append("open")
        application = make_echo(api)

        async def hook(_: object) -> None:
            steps.append("shut down")

        application.post_shutdown = hook
        yield application
        steps.append("close")

    async with demo(0, make) as page:
        assert page.digest_now is None
        await page.api.user(READER_ID).ask("/start")
    assert steps == ["open", "shut down", "close"]


async def test_a_port_in_use_is_named() -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUse) as problem:
            await run_demo(port, make_echo, ready=lambda _url: None)
        assert problem.value.port == port


async def test_a_second_run_goes_on_with_new_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    async with demo(0, make_echo) as page:
        first = await page.api.user(READER_ID).ask("/start")
        last_update = page.api.updates.put("message", first.to_json())
    a_minute_later = time.time() + 60
    monkeypatch.setattr("time.time", lambda: a_minute_later)
    async with demo(0, make_echo, digest_now=push) as page:
        await page.api.wait_until(lambda: page.api.updates.is_polled)
        async with httpx.AsyncClient(base_url=page.url) as client:
            await client.post("/digest", json={})
        reader = page.api.user(READER_ID)
        assert reader.chat.last.message_id > first.message_id
        assert last_update is not None
        next_update = page.api.updates.put("message", first.to_json())
        assert next_update is not None and next_update > last_update


async def test_it_runs_until_it_is_told_to_stop() -> None:
    urls: list[str] = []

    async def ready(url: str) -> None:
        urls.append(url)
        async with httpx.AsyncClient(base_url=url) as client:
            assert "园区快报" in (await client.get("/")).text
        os.kill(os.getpid(), signal.SIGTERM)

    async with asyncio.timeout(10):
        await run_demo(0, make_echo, ready=ready)
    assert len(urls) == 1
