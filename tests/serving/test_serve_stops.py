"""How serve ends: when it is told to, when Telegram shuts it out, when a part of it dies."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.delivery import delivery
from bot.delivery.delivery import Delivery
from bot.delivery.due_work import find_work
from bot.exit_status import ALREADY_RUNNING, FAULT, Refusal
from bot.incoming import polling
from bot.serving.serve import serve
from playground.standin import call_faults, refusal
from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.desk import issues
from storage.moments import now
from storage.parks import park_import
from tests.made_issues import LINYI, made_article, made_issue
from tests.run_bot_process import SERVING, serving
from tests.running_bot import RunningBot, made_settings

FOLLOWERS = 400


def owe_many(folder: Path, api: BotApi, followers: int = FOLLOWERS) -> None:
    """A broadcast that has not begun."""

    def fill(db: Db) -> None:
        park_id = park_import.ensure_park(db, LINYI)
        for number in range(1, followers + 1):
            chat = chats.ensure_chat(db, Place(number, 0, "private", ""), now())
            chats.set_digest(db, chat.id, "now", now())
            follows.follow_park(db, chat.id, park_id, now())
        issues.publish(db, made_issue(made_article("临猗新事")), push=True, moment=now())

    for number in range(1, followers + 1):
        api.user(number, started=True)
    with Database(folder / "bot.db") as database:
        database.write_now(fill)


def left(folder: Path) -> int:
    with sqlite3.connect(folder / "bot.db") as connection:
        return int(
            connection.execute("SELECT count(*) FROM deliveries WHERE state = 'pending'").fetchone()[0]
        )


async def test_sigterm_in_a_broadcast_drains_and_the_rest_goes_out_after_the_next_start(
    loopback: Loopback, tmp_path: Path
) -> None:
    api = loopback.api
    owe_many(tmp_path, api)
    async with serving(tmp_path, loopback.url, api.token, SEND_RATE="50") as bot:
        await api.wait_until(lambda: len(api.calls_of("sendMessage")) > 40)
        assert await bot.stop() == 0
    assert 0 < left(tmp_path) < FOLLOWERS
    async with serving(tmp_path, loopback.url, api.token, SEND_RATE="1000"):
        users = [api.user(number) for number in range(1, FOLLOWERS + 1)]
        await api.wait_until(lambda: all(user.chat.from_bot for user in users))
    assert all(len(user.chat.from_bot) == 1 for user in users)


@pytest.mark.parametrize("fault", ["rest", "no answer"])
async def test_sigterm_ends_it_while_telegram_lets_it_wait(
    loopback: Loopback, tmp_path: Path, fault: str
) -> None:
    api = loopback.api
    outcome = (
        call_faults.Error.of(refusal.too_many_requests(30)) if fault == "rest" else call_faults.TimedOut()
    )
    api.inject("sendMessage", outcome, times=None)
    owe_many(tmp_path, api, 40)
    async with serving(tmp_path, loopback.url, api.token, SEND_RATE="1000") as bot:
        await bot.says(SERVING)
        api.user(900).send("/id")
        await api.wait_until(lambda: any(call.chat_id == 900 for call in api.calls_of("sendMessage")))
        assert await bot.stop() == 0
    api.faults.clear()
    async with serving(tmp_path, loopback.url, api.token):
        await api.wait_until(lambda: api.user(900).chat.from_bot, what="the answer after the next start")


@pytest.mark.parametrize("refused", [refusal.unauthorized(), refusal.not_found()], ids=["401", "404"])
async def test_a_token_that_is_refused_while_it_runs_stops_everything_with_exit_2(
    loopback: Loopback, tmp_path: Path, refused: refusal.Refusal
) -> None:
    api = loopback.api
    async with serving(tmp_path, loopback.url, api.token) as bot:
        await bot.says(SERVING)
        api.inject("*", call_faults.Error.of(refused), times=None)
        api.user(1).send("/id")
        assert await bot.ended() == 2
    assert bot.log.strip().splitlines()[-1].startswith("TELEGRAM_BOT_TOKEN is refused by Telegram")
    assert "Traceback" not in bot.log
    assert api.token not in bot.log


async def test_a_token_refused_in_a_broadcast_stops_everything_with_exit_2(
    loopback: Loopback, tmp_path: Path
) -> None:
    api = loopback.api
    owe_many(tmp_path, api, 40)
    api.inject("sendMessage", call_faults.Error.of(refusal.unauthorized()), times=None)
    async with serving(tmp_path, loopback.url, api.token) as bot:
        assert await bot.ended() == 2
    assert "Traceback" not in bot.log
    assert left(tmp_path) == 40


async def test_another_poll_with_the_token_is_one_clear_line_and_passes(
    loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(polling, "CONFLICT_PAUSE_SECONDS", 0.05)
    api = loopback.api
    api.inject("getUpdates", call_faults.Error.of(refusal.terminated_by_other_poll()), times=3)
    serving_task = asyncio.create_task(serve(made_settings(tmp_path, api, telegram_api_url=loopback.url)))
    assert "编号" in (await api.user(1).ask("/id")).text
    assert "Another program polls Telegram with the same token" in caplog.text
    serving_task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving_task


async def test_another_poll_that_lasts_ends_it_with_exit_3(
    loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "CONFLICT_PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(polling, "CONFLICT_PATIENCE_SECONDS", 0.3)
    api = loopback.api
    api.inject("getUpdates", call_faults.Error.of(refusal.terminated_by_other_poll()), times=None)
    with pytest.raises(Refusal, match="same token") as ended:
        await serve(made_settings(tmp_path, api, telegram_api_url=loopback.url))
    assert ended.value.status == ALREADY_RUNNING


async def test_a_part_that_dies_ends_the_process_with_a_clear_line(
    loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die(self: Delivery) -> None:
        raise RuntimeError("of a fault nobody thought of")

    monkeypatch.setattr(Delivery, "run", die)
    with pytest.raises(Refusal, match="delivery ended: RuntimeError: of a fault") as ended:
        await serve(made_settings(tmp_path, loopback.api, telegram_api_url=loopback.url))
    assert ended.value.status == FAULT


async def test_a_fault_in_a_round_of_delivery_is_logged_and_delivery_goes_on(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(delivery, "REST_AFTER_FAULT_SECONDS", 0.05)
    faulty = iter([True])

    def once_faulty(*arguments: Any) -> object:
        if next(faulty, False):
            raise RuntimeError("nobody thought of this")
        return find_work(*arguments)

    monkeypatch.setattr(delivery, "find_work", once_faulty)
    await bot.follow(1)
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.pushed(bot.api.user(1), "临猗新事")
    assert "nobody thought of this" in caplog.text
