"""The demo: the real bot behind the chat page, from start to stop, with a database of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from functools import partial
from pathlib import Path

import httpx
import pytest

from bot.serving.lock import AlreadyRunning
from bot.settings.configuration import Settings
from playground.demo.demo import EDITOR_ID, READER_ID, demo, digest_now, park_briefs, run_demo
from playground.standin.bot_api import BotApi
from playground.standin.port import PortInUse, listen
from playground.standin.press import PATIENCE_SECONDS
from storage.database import Database
from tests.echo_bot import push, run_echo
from tests.run_bot_process import run
from tests.running_bot import made_settings
from tests.waiting import press_for_edit


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose database lies in a folder of the test's."""
    return made_settings(tmp_path, BotApi())


async def test_a_question_goes_through_the_application() -> None:
    async with demo(0, run_echo, digest_now=push) as page:
        reader = page.api.user(READER_ID)
        answer = await reader.ask("/park 临猗")
        assert answer.text.startswith("临猗现代农业产业示范区")
        await press_for_edit(reader, answer, "下一页")
        assert answer.edits == 1
        async with httpx.AsyncClient(base_url=page.url) as client:
            state = (await client.get("/state")).json()
            assert state["bot"]["description"] == "把报纸上的园区新闻写成几句话。"
            assert (await client.post("/digest", json={})).json() == {"text": "推送了 1 条"}
        assert reader.chat.last.text.startswith("今日快报")
        assert not page.api.user(EDITOR_ID).messages


async def test_the_sample_page_is_there_from_the_start_and_only_once(settings: Settings) -> None:
    for _ in range(2):
        async with demo(0, partial(park_briefs, settings)) as page:
            answer = await page.api.user(READER_ID).ask("/park 临猗")
            assert "共 1 条" in answer.text and "链筑产业新生态" in answer.text
    assert settings.database.with_name("demo.db").exists()
    assert not settings.database.exists()


async def test_the_digest_button_says_when_nothing_waits(settings: Settings) -> None:
    async with (
        demo(0, partial(park_briefs, settings), digest_now=digest_now) as page,
        httpx.AsyncClient(base_url=page.url) as client,
    ):
        assert "没有等待推送的简报" in (await client.post("/digest", json={})).json()["text"]


async def test_two_demos_do_not_share_a_database(settings: Settings) -> None:
    async with demo(0, partial(park_briefs, settings)):
        with pytest.raises(AlreadyRunning):
            async with demo(0, partial(park_briefs, settings)):
                pass


async def test_a_port_in_use_is_named_and_one_line_on_the_command_line(
    settings: Settings, tmp_path: Path
) -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUse) as problem:
            await run_demo(settings, port, ready=lambda _: None)
        ended = await run(tmp_path, "demo", "--port", str(port))
    assert problem.value.port == port
    assert ended.status == 1
    assert len(ended.errors.strip().splitlines()) == 1
    assert str(port) in ended.errors and "--port" in ended.errors


async def test_a_second_run_goes_on_with_new_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    async with demo(0, run_echo) as page:
        first = await page.api.user(READER_ID).ask("/start")
        last_update = page.api.updates.put("message", first.to_json())
    a_minute_later = time.time() + 60
    monkeypatch.setattr("time.time", lambda: a_minute_later)
    async with demo(0, run_echo, digest_now=push) as page:
        await page.api.wait_until(lambda: page.api.updates.is_polled)
        async with httpx.AsyncClient(base_url=page.url) as client:
            await client.post("/digest", json={})
        reader = page.api.user(READER_ID)
        assert reader.chat.last.message_id > first.message_id
        assert last_update is not None
        next_update = page.api.updates.put("message", first.to_json())
        assert next_update is not None and next_update > last_update


async def test_it_runs_until_it_is_told_to_stop(settings: Settings) -> None:
    said: list[str] = []

    def ready(line: str) -> None:
        said.append(line)
        os.kill(os.getpid(), signal.SIGTERM)

    async with asyncio.timeout(PATIENCE_SECONDS):
        await run_demo(settings, 0, ready=ready)
    assert "http://127.0.0.1:" in said[0]


async def test_ctrl_c_while_it_begins_ends_it_unready_and_without_a_trace(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    said: list[str] = []
    begins = asyncio.create_task(run_demo(settings, 0, ready=said.append))
    await asyncio.sleep(0)  # it listens to signals from its first step on
    os.kill(os.getpid(), signal.SIGINT)
    async with asyncio.timeout(PATIENCE_SECONDS):
        await begins
    assert not said, "it was ready for nobody"
    assert not [record for record in caplog.records if record.exc_info]
    with Database(settings.database.with_name("demo.db")) as database:
        assert database.read_now(lambda db: db.execute("SELECT count(*) FROM articles").fetchone()[0]) == 0
