"""Answers to people: a fault that passes does not lose them, nor does the end of a run."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot import answering, incoming
from playground import faults, refusal
from playground.bot_api import BotApi
from tests.running_bot import RunningBot, running_bot_over_http

PAUSES = (0.01, 0.02, 0.03)
TRIES = len(PAUSES) + 1

pytestmark = pytest.mark.over_http(read_timeout=0.3)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few tries in quick succession."""
    monkeypatch.setattr(answering, "PAUSES_SECONDS", PAUSES)


@pytest.mark.parametrize(
    "fault",
    [
        faults.INTERNAL_ERROR,
        faults.BAD_GATEWAY,
        faults.Dropped(),
        faults.TimedOut(),
        faults.Garbage(),
        faults.Error.of(refusal.too_many_requests(1)),
    ],
    ids=["500", "502", "dropped", "no answer", "garbage", "rest"],
)
async def test_a_passing_fault_is_outlasted(bot: RunningBot, fault: faults.Outcome) -> None:
    bot.api.inject("sendMessage", fault, times=2)
    assert "编号" in (await bot.api.user(1).ask("/id", within=10)).text


async def test_what_an_outage_kept_from_being_answered_is_answered_after_it(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "AGAIN_AFTER_SECONDS", (0.05, 0.1, 0.2, 0.4, 0.8, 1.6))
    bot.api.inject("sendMessage", faults.INTERNAL_ERROR, times=None)
    bot.api.user(1).send("/id")
    await bot.api.wait_until(lambda: len(bot.api.calls_of("sendMessage")) >= 3 * TRIES)
    bot.api.faults.clear()
    await bot.api.wait_until(lambda: bot.api.user(1).chat.from_bot)
    await bot.handled_all()
    assert len(bot.api.user(1).chat.from_bot) == 1


async def test_an_update_that_is_never_answered_is_given_a_rest_in_the_end(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(incoming, "AGAIN_AFTER_SECONDS", (0.01, 0.01))
    bot.api.inject("sendMessage", faults.INTERNAL_ERROR, times=None)
    bot.api.user(1).send("/id")
    async with asyncio.timeout(5):
        while "is kept for the next start" not in caplog.text:  # noqa: ASYNC110 - a log tells nobody
            await asyncio.sleep(0.02)
    assert len(bot.api.calls_of("sendMessage")) == 3 * TRIES
    await bot.becomes("SELECT done_at FROM incoming", (None,), file=bot.rooms.incoming)


async def test_what_can_not_be_answered_now_is_answered_after_the_next_start(tmp_path: Path) -> None:
    api = BotApi()
    async with running_bot_over_http(tmp_path, api=api) as bot:
        api.inject("sendMessage", faults.INTERNAL_ERROR, times=None)
        api.user(1).send("/id")
        await api.wait_until(lambda: len(api.calls_of("sendMessage")) == TRIES)
        await bot.becomes("SELECT done_at FROM incoming", (None,), file=bot.rooms.incoming)
    api.faults.clear()
    async with running_bot_over_http(tmp_path, api=api) as bot:
        await api.wait_until(lambda: api.user(1).chat.from_bot)
        await bot.handled_all()


async def test_a_reader_who_blocks_the_bot_before_the_answer_is_no_fault_of_ours(
    bot: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.api.inject("sendMessage", faults.Error.of(refusal.blocked()))
    bot.api.user(1).send("/id")
    await bot.handled_all()
    assert "could not be handled" not in caplog.text
