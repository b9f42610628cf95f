"""Polling says what keeps updates away: a poll that hangs, a webhook that somebody set."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path

import pytest

from bot.incoming import polling
from playground.standin import call_faults
from playground.standin.bot_api import BotApi
from tests.running_bot import running_bot, running_bot_over_http

WEBHOOK = "https://example.org/hook"


@pytest.fixture
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Polls that give up soon."""
    monkeypatch.setattr(polling, "POLL", dt.timedelta())
    monkeypatch.setattr(polling, "READ_SECONDS", 0.05)
    monkeypatch.setattr(polling, "FIRST_PAUSE_SECONDS", 0.01)


async def hang(tmp_path: Path) -> None:
    api = BotApi()
    api.inject("getUpdates", call_faults.TimedOut(), times=6)
    async with running_bot(tmp_path, api=api):
        await api.user(1).ask("/id")


@pytest.mark.usefixtures("brisk")
async def test_a_poll_that_hangs_says_so_once_a_minute(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    await hang(tmp_path)
    assert caplog.text.count("Telegram has not answered for") == 1
    assert caplog.text.count("Telegram answers again") == 1


@pytest.mark.usefixtures("brisk")
async def test_a_poll_that_goes_on_hanging_says_so_every_minute(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "HANGING_SAID_SECONDS", 0.0)
    await hang(tmp_path)
    assert caplog.text.count("Telegram has not answered for") == 6


async def test_a_webhook_set_meanwhile_is_named_and_removed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "CONFLICT_PAUSE_SECONDS", 0.0)
    async with running_bot_over_http(tmp_path) as bot:
        await bot.api.wait_until(lambda: bot.api.updates.is_polled)
        bot.api.updates.set_webhook(WEBHOOK)
        await bot.api.user(1).ask("/id")
    assert "A webhook has been set" in caplog.text
    assert "Another program polls" not in caplog.text


async def test_a_webhook_that_is_set_again_and_again_ends_it_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "CONFLICT_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(polling, "CONFLICT_PATIENCE_SECONDS", 0.2)
    api, stop = BotApi(), asyncio.Event()
    with pytest.raises(polling.WebhookElsewhere, match="sets a webhook"):
        async with running_bot(tmp_path, api=api, stop=stop):
            while not stop.is_set():
                api.updates.set_webhook(WEBHOOK)
                await asyncio.sleep(0)
