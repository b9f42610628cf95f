"""`serve` as a process: it starts, answers over HTTP, stops, and says clearly why it can't."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.standin.loopback import Loopback
from tests.conftest import SAMPLE_PAGE
from tests.run_bot_process import SERVING, follow_at_once, run, serving


async def test_it_answers_and_stops_when_told(loopback: Loopback, tmp_path: Path) -> None:
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        answer = await loopback.api.user(1).ask("/park 临猗")
        assert "临猗现代农业产业示范区" in answer.text
        assert await bot.stop() == 0
        assert loopback.api.token not in bot.log


async def test_the_token_never_reaches_the_log(loopback: Loopback, tmp_path: Path) -> None:
    async with serving(tmp_path, loopback.url, loopback.api.token, LOG_LEVEL="DEBUG") as bot:
        await loopback.api.user(1).ask("/id")
        await bot.stop()
        assert " DEBUG " in bot.log and SERVING in bot.log
        assert loopback.api.token not in bot.log
        assert loopback.api.token.partition(":")[2] not in bot.log


async def test_a_second_serve_on_the_database_exits_3_and_a_killed_one_leaves_no_lock(
    loopback: Loopback, tmp_path: Path
) -> None:
    async with serving(tmp_path, loopback.url, loopback.api.token) as first:
        await first.says(SERVING)
        async with serving(tmp_path, loopback.url, loopback.api.token) as second:
            assert await second.ended() == 3
            assert "another serve is running" in second.log
        await first.kill()
    async with serving(tmp_path, loopback.url, loopback.api.token) as third:
        await third.says(SERVING)
        assert await third.stop() == 0


async def test_a_refused_token_is_one_line_and_exit_2(loopback: Loopback, tmp_path: Path) -> None:
    async with serving(tmp_path, loopback.url, "123456:not-the-token") as bot:
        assert await bot.ended() == 2
        assert bot.log.strip().splitlines()[-1].startswith("TELEGRAM_BOT_TOKEN is refused by Telegram")
        assert "Traceback" not in bot.log
        assert "not-the-token" not in bot.log


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": "nonsense"}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "OWNER_IDS": "me"}, "OWNER_IDS"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "TIMEZONE": "Mars/Olympus"}, "TIMEZONE"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "DIGEST_TIME": "25:00"}, "DIGEST_TIME"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "TELEGRAM_API_URL": "telegram"}, "TELEGRAM_API_URL"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "WEBHOOK_URL": "http://bot.example.org/"}, "WEBHOOK_URL"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "WEBHOOK_URL": "https://bot.example.org:444/"}, "WEBHOOK_URL"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "WEBHOOK_LISTEN": "127.0.0.1"}, "WEBHOOK_LISTEN"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "WEBHOOK_SECRET": "a.b-0123456789abcdef"}, "WEBHOOK_SECRET"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "WEBHOOK_SECRET": "short"}, "WEBHOOK_SECRET"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "TELEGRAM_API_LOCAL": "yes"}, "TELEGRAM_API_LOCAL"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "TELEGRAM_API_LOCAL": "1"}, "TELEGRAM_API_FILES"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "FETCH_CONTACT": "me and you"}, "FETCH_CONTACT"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "SEND_RATE": "0"}, "SEND_RATE"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "SEND_RATE": "fast"}, "SEND_RATE"),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "PAID_BROADCAST": "maybe"}, "PAID_BROADCAST"),
    ],
)
async def test_bad_configuration_is_one_line_and_exit_2(
    tmp_path: Path, variables: dict[str, str], named: str
) -> None:
    ended = await run(tmp_path, variables=variables)
    assert ended.status == 2
    assert len(ended.errors.strip().splitlines()) == 1
    assert named in ended.errors
    assert "Traceback" not in ended.errors


async def test_without_a_token_the_demo_is_named(tmp_path: Path) -> None:
    assert "python run_bot.py demo" in (await run(tmp_path)).errors


async def test_without_owners_it_runs_and_warns(loopback: Loopback, tmp_path: Path) -> None:
    async with serving(tmp_path, loopback.url, loopback.api.token, OWNER_IDS="") as bot:
        await bot.says(SERVING)
        assert "OWNER_IDS" in bot.log and "/id" in bot.log


async def test_what_the_command_line_publishes_is_pushed_by_a_running_serve(
    loopback: Loopback, tmp_path: Path
) -> None:
    reader = loopback.api.user(1)
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        await bot.says(SERVING)
        await follow_at_once(reader)
        published = await run(tmp_path, "publish", str(SAMPLE_PAGE))
        assert (published.status, "owed to 1 chats" in published.output) == (0, True)
        await loopback.api.wait_until(lambda: "链筑产业新生态" in reader.chat.last.text, what="the push")


async def test_what_is_published_while_nothing_serves_is_pushed_by_the_next_serve(
    loopback: Loopback, tmp_path: Path
) -> None:
    reader = loopback.api.user(1)
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        await bot.says(SERVING)
        await follow_at_once(reader)
        await bot.stop()
    await run(tmp_path, "publish", str(SAMPLE_PAGE))
    async with serving(tmp_path, loopback.url, loopback.api.token):
        await loopback.api.wait_until(lambda: "链筑产业新生态" in reader.chat.last.text, what="the push")


async def test_it_can_be_stopped_while_telegram_cannot_be_reached(tmp_path: Path) -> None:
    async with serving(tmp_path, "http://127.0.0.1:9", "123456:some-token") as bot:
        await bot.says("could not be reached")
        assert await bot.stop() == 0


@pytest.mark.parametrize(("variables", "warns"), [({}, True), ({"PAID_BROADCAST": "1"}, False)])
async def test_a_rate_that_telegram_does_not_take_for_nothing_is_warned_of(
    loopback: Loopback, tmp_path: Path, variables: dict[str, str], warns: bool
) -> None:
    async with serving(tmp_path, loopback.url, loopback.api.token, SEND_RATE="31", **variables) as bot:
        await bot.says(SERVING)
        assert ("PAID_BROADCAST=1" in bot.log) == warns


async def test_another_name_for_the_database_is_the_same_database(loopback: Loopback, tmp_path: Path) -> None:
    (tmp_path / "other.db").symlink_to(tmp_path / "bot.db")
    async with serving(tmp_path, loopback.url, loopback.api.token) as first:
        await first.says(SERVING)
        other = {"DATABASE": str(tmp_path / "other.db")}
        async with serving(tmp_path, loopback.url, loopback.api.token, **other) as second:
            assert await second.ended() == 3
