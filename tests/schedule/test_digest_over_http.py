"""Digests by a real process over real HTTP: settings, silence, a missed digest, a changed configuration."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from playground.standin.loopback import Loopback
from storage.database import Database, Db
from tests.conftest import SAMPLE_PAGE, SAMPLES
from tests.run_bot_process import run, serving
from tests.waiting import press_for_edit, until_message

SECOND_PAGE = SAMPLES / "示例版面-2026-04-07.txt"
FIRST_NEWS, SECOND_NEWS = "链筑产业新生态", "果品加工车间试产"


async def test_settings_by_word_and_button_and_a_silent_push(loopback: Loopback, tmp_path: Path) -> None:
    reader = loopback.api.user(1)
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        await reader.ask("/follow 临猗")
        card = await reader.ask("/digest 每周一 9点")
        assert "推送：每周一 09:00" in card.text
        await press_for_edit(reader, card, "静音推送", shows="提示音：静音")
        await press_for_edit(reader, card, "一发布就推送", shows="推送：一发布就推送")
        assert "已暂停推送" in (await reader.ask("/pause 3天")).text
        assert (await run(tmp_path, "publish", str(SAMPLE_PAGE))).status == 0
        assert "等待推送" in (await reader.ask("/digest")).text
        assert not any(FIRST_NEWS in message.text for message in reader.chat.from_bot)
        await reader.ask("/resume", holding="已恢复推送")
        assert (await until_message(reader.chat, FIRST_NEWS)).silent
        assert await bot.stop() == 0


def in_hours(hours: int, zone: str) -> str:
    """A time of day that is so far ahead by a zone's clocks, whenever the test is run."""
    return f"{dt.datetime.now(ZoneInfo(zone)) + dt.timedelta(hours=hours):%H:%M}"


def _time_has_come(db: Db) -> None:
    """As if the bot had been down since before the digest's time."""
    db.execute("UPDATE deliveries SET due_at = '2026-04-08T00:00:00.000Z'")


async def test_a_digest_missed_while_down_comes_once_with_everything_owed(
    loopback: Loopback, tmp_path: Path
) -> None:
    reader = loopback.api.user(1)
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        await reader.ask("/follow 临猗")
        await reader.ask("/id")  # answered once the first is done: done again, that would show the news
        await bot.kill()
    for page in (SAMPLE_PAGE, SECOND_PAGE):
        assert (await run(tmp_path, "publish", str(page))).status == 0
    with Database(tmp_path / "bot.db") as database:
        database.write_now(_time_has_come)
    # A changed configuration moves what is to come, not what was missed.
    async with serving(tmp_path, loopback.url, loopback.api.token, DIGEST_TIME="23:59") as bot:
        digest = await until_message(reader.chat, FIRST_NEWS)
        assert SECOND_NEWS in digest.text
        assert digest.text.startswith("园区快报 · ")
        assert await bot.stop() == 0
    assert sum(FIRST_NEWS in message.text for message in reader.chat.from_bot) == 1


async def test_a_changed_digest_time_moves_what_waits(loopback: Loopback, tmp_path: Path) -> None:
    reader = loopback.api.user(1)
    earlier, later = in_hours(6, "Asia/Shanghai"), in_hours(9, "Asia/Tokyo")
    async with serving(tmp_path, loopback.url, loopback.api.token, DIGEST_TIME=earlier) as bot:
        await reader.ask("/follow 临猗")
        assert (
            await run(tmp_path, "publish", str(SAMPLE_PAGE), variables={"DIGEST_TIME": earlier})
        ).status == 0
        assert f" {earlier}，1 条简报等待推送" in (await reader.ask("/digest")).text
        assert await bot.stop() == 0
    async with serving(
        tmp_path, loopback.url, loopback.api.token, DIGEST_TIME=later, TIMEZONE="Asia/Tokyo"
    ) as bot:
        assert f" {later}，1 条简报等待推送" in (await reader.ask("/digest")).text
        assert "TIMEZONE or DIGEST_TIME has changed" in bot.log
        assert await bot.stop() == 0
