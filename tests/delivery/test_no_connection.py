"""A try that reached nobody is none of a message's tries; one that may have been taken is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.delivery import refusals
from bot.transport.aiohttp_request import Unreachable
from playground.standin.bot_api import BotApi
from playground.standin.in_process_request import InProcessRequest
from tests.made_issues import made_article, made_issue
from tests.running_bot import running_bot

pytestmark = pytest.mark.slow

MOST_TRIES = 3


class Cut(InProcessRequest):
    """A way to Telegram on which the next pushes fail."""

    failures: list[NetworkError]

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if url.endswith("/sendMessage") and self.failures:
            raise self.failures.pop()
        return await super().do_request(url, *args, **kwargs)


@pytest.mark.parametrize(
    ("error", "ends"),
    [(Unreachable, ("sent", 0)), (NetworkError, ("parked", MOST_TRIES))],
    ids=["no connection", "no answer"],
)
async def test_only_what_telegram_may_have_taken_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[NetworkError], ends: tuple[object, ...]
) -> None:
    monkeypatch.setattr(refusals, "FIRST_PAUSE", dt.timedelta(seconds=0.01))
    monkeypatch.setattr(refusals, "MOST_TRIES", MOST_TRIES)
    api = BotApi()
    pushing, polling = Cut(api), InProcessRequest(api)
    pushing.failures = [error("made up") for _ in range(2 * MOST_TRIES)]
    async with running_bot(tmp_path, api=api, requests=(pushing, polling)) as bot:
        await bot.follow(1)
        await bot.publish(made_issue(made_article("临猗新事")))
        await bot.becomes("SELECT state, attempts FROM messages", ends)
        if ends[0] == "sent":
            assert pushing.failures == []
            await bot.pushed(api.user(1), "临猗新事")
