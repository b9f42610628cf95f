"""Faults on demand: errors, lost connections and lost answers, as a transport reports them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from playground.standin import call_faults, refusal
from playground.standin.bot_api import BotApi
from playground.standin.user import User
from tests.stand_in import WAYS, bot_over


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
def reader(api: BotApi) -> User:
    return api.user(7, started=True)


@pytest.fixture(params=WAYS)
async def bot(request: pytest.FixtureRequest, api: BotApi) -> AsyncIterator[Bot]:
    async with bot_over(request.param, api, read_timeout=2.0) as bot:
        yield bot


async def test_errors_come_as_often_as_asked_and_do_nothing(bot: Bot, api: BotApi, reader: User) -> None:
    api.inject("sendMessage", call_faults.Error.of(refusal.too_many_requests(3600)), times=2)
    for _ in range(2):
        with pytest.raises(RetryAfter, match="Retry in 1:00:00"):
            await bot.send_message(7, "x")
    await bot.send_message(7, "y")
    assert [message.text for message in reader.messages] == ["y"]
    assert [call.status for call in api.calls_of("sendMessage")] == [429, 429, 200]


async def test_one_chat_alone_can_be_in_trouble(bot: Bot, api: BotApi, reader: User) -> None:
    api.user(8, started=True)
    api.inject("sendMessage", call_faults.Error.of(refusal.blocked()), times=None, chat_id=8)
    for _ in range(2):
        await bot.send_message(7, "x")
        with pytest.raises(Forbidden):
            await bot.send_message(8, "x")
    api.faults.clear()
    await bot.send_message(8, "x")


async def test_any_method_and_every_nth_call(bot: Bot, api: BotApi, reader: User) -> None:
    api.inject("*", call_faults.INTERNAL_ERROR, times=2, every=3)
    fates = []
    for number in range(9):
        try:
            await bot.send_message(7, str(number))
        except NetworkError:
            fates.append(number)
    assert fates == [2, 5]


@pytest.mark.parametrize("applied", [False, True])
async def test_a_dropped_connection(bot: Bot, api: BotApi, reader: User, applied: bool) -> None:
    api.inject("sendMessage", call_faults.Dropped(applied=applied))
    with pytest.raises(NetworkError) as lost:
        await bot.send_message(7, "x")
    assert not isinstance(lost.value, TimedOut)
    assert len(reader.messages) == applied
    (call,) = api.calls_of("sendMessage")
    assert (call.status, call.applied, call.fault) == (0, applied, "Dropped")
    await bot.send_message(7, "y")


@pytest.mark.parametrize("applied", [False, True])
async def test_an_answer_that_never_comes(bot: Bot, api: BotApi, reader: User, applied: bool) -> None:
    api.inject("sendMessage", call_faults.TimedOut(applied=applied))
    with pytest.raises(TimedOut):
        await bot.send_message(7, "x")
    assert len(reader.messages) == applied
    await bot.send_message(7, "y")


async def test_answers_that_are_not_telegrams(bot: Bot, api: BotApi, reader: User) -> None:
    api.inject("sendMessage", call_faults.Garbage())
    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.send_message(7, "x")
    api.inject("sendMessage", call_faults.BAD_GATEWAY)
    with pytest.raises(NetworkError, match=r"Bad Gateway"):
        await bot.send_message(7, "x")
    assert reader.messages == []


async def test_a_slow_answer_is_the_right_one(bot: Bot, api: BotApi, reader: User) -> None:
    api.inject("sendMessage", call_faults.Slow(0.05))
    assert (await bot.send_message(7, "x")).text == "x"


async def test_lost_polls_lose_no_update(bot: Bot, api: BotApi, reader: User) -> None:
    reader.send("x")
    api.inject("getUpdates", call_faults.ANSWER_LOST)
    with pytest.raises(NetworkError):
        await bot.get_updates()
    assert len(await bot.get_updates()) == 1


def test_nonsense_is_refused_when_it_is_asked_for(api: BotApi) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        api.inject("sendMessage", call_faults.Dropped(), times=0)
