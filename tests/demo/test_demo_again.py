"""The demo the second time: fresh days, a tour that can be done again, and another port by one command."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest

from bot.exit_status import ConfigurationError
from playground.demo.demo import EARLIER, EDITOR_ID, READER_ID, demo, park_briefs
from playground.standin.bot_api import BotApi
from playground.standin.port import HIGHEST, listen, next_free_port
from tests.conftest import SAMPLES
from tests.fork_server import RUN_BOT
from tests.run_bot_process import run
from tests.running_bot import made_settings

SECOND_PAGE = SAMPLES / "示例版面-2026-04-07.txt"
READING_SECONDS = 30.0
# However long ago the last demo was: its days are not those of the next one.
LATER = dt.timedelta(days=9)
NOON = dt.datetime(2026, 5, 6, 4, tzinfo=dt.UTC)  # in Shanghai


@pytest.mark.parametrize("days", [dt.timedelta(0), LATER])
async def test_today_and_this_week_have_news_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: dt.timedelta
) -> None:
    settings = made_settings(tmp_path, BotApi())
    _set_clock(monkeypatch, dt.timedelta(0))
    async with demo(0, partial(park_briefs, settings)) as page:
        first = await page.api.user(READER_ID).ask("/today")
        assert "共 4 条" in first.text
    _set_clock(monkeypatch, days)
    async with demo(0, partial(park_briefs, settings)) as page:
        reader = page.api.user(READER_ID)
        assert "共 4 条" in (await reader.ask("/today")).text
        assert "共 6 条" in (await reader.ask("/week")).text
        assert "共 1 条" in (await reader.ask("/park 临猗")).text


async def test_the_tour_can_be_done_again(tmp_path: Path) -> None:
    settings = made_settings(tmp_path, BotApi())
    for _ in range(2):
        async with demo(0, partial(park_briefs, settings)) as page:
            reader, editor = page.api.user(READER_ID), page.api.user(EDITOR_ID)
            assert "还没有关注" in (await reader.ask("/following")).text
            await reader.ask("/follow 临猗", within=READING_SECONDS)
            editor.send_document(SECOND_PAGE.read_bytes(), SECOND_PAGE.name)
            await page.api.wait_until(lambda: editor.chat.last.buttons, READING_SECONDS, "a preview")  # noqa: B023
            preview = editor.chat.last
            editor.press(preview, "发布并推送")
            await page.api.wait_until(
                lambda: any("已发布 2 篇" in message.text for message in editor.chat.from_bot),  # noqa: B023
                READING_SECONDS,
            )


async def test_a_database_that_is_called_like_the_demos_is_never_removed(tmp_path: Path) -> None:
    own = tmp_path / "demo.db"
    own.write_bytes(b"mine")
    settings = made_settings(tmp_path, BotApi(), database=own)
    with pytest.raises(ConfigurationError, match=r"demo\.db"):
        async with demo(0, partial(park_briefs, settings)):
            pass
    assert own.read_bytes() == b"mine"


async def test_a_used_port_is_answered_with_the_command_that_works(tmp_path: Path) -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]
        ended = await run(tmp_path, "demo", "--port", str(port))
    [line] = ended.errors.strip().splitlines()
    assert ended.status == 1
    command = line.partition("make demo PORT=")[2].split()[0]
    assert command.isdecimal() and int(command) != port and f"--port {command}" in line
    listen(int(command)).close()


def test_the_port_after_the_last_is_any_free_one() -> None:
    assert 0 < next_free_port(HIGHEST) <= HIGHEST


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")
@pytest.mark.parametrize(("arguments", "asked"), [([], ""), (["PORT=8099"], " --port 8099")])
def test_make_demo_takes_a_port(arguments: list[str], asked: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PORT"}
    told = subprocess.run(
        ["make", "--dry-run", "--no-print-directory", "demo", *arguments],
        cwd=RUN_BOT.parent,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.strip().splitlines()[-1].rstrip().endswith(f"run_bot.py demo{asked}")


def _set_clock(monkeypatch: pytest.MonkeyPatch, ahead: dt.timedelta) -> None:
    def later() -> dt.datetime:
        return NOON + ahead

    for module in ("playground.demo.demo", "bot.reader.today"):
        monkeypatch.setattr(f"{module}.now", later)


def test_the_earlier_days_are_of_this_week() -> None:
    assert dt.timedelta(0) < EARLIER < dt.timedelta(days=7)
