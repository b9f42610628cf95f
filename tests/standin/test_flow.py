"""Flow limits: too fast is a 429 with the seconds to wait; off unless asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, RetryAfter

from playground.standin.bot_api import BotApi
from tests.stand_in import bot_over


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def api(clock: list[float]) -> BotApi:
    api = BotApi(flow_limits=True, clock=lambda: clock[0])
    for number in range(1, 101):
        api.user(number, started=True)
    return api


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with bot_over("in process", api) as bot:
        yield bot


async def wait_of(bot: Bot, chat_id: int, **options: Any) -> int:
    """The seconds Telegram wants the bot to wait; 0 where the message went out."""
    try:
        await bot.send_message(chat_id, "x", **options)
    except RetryAfter as refused:
        assert isinstance(refused.retry_after, dt.timedelta)
        return round(refused.retry_after.total_seconds())
    return 0


async def test_one_message_a_second_in_one_chat(bot: Bot, clock: list[float]) -> None:
    assert [await wait_of(bot, 1), await wait_of(bot, 1), await wait_of(bot, 2)] == [0, 1, 0]
    clock[0] = 1.0
    assert await wait_of(bot, 1) == 0


async def test_thirty_messages_a_second_in_all(bot: Bot, clock: list[float]) -> None:
    assert [await wait_of(bot, number) for number in range(1, 32)] == [0] * 30 + [1]
    assert await wait_of(bot, 50, allow_paid_broadcast=True) == 0
    clock[0] = 1.0
    assert await wait_of(bot, 31) == 0


async def test_twenty_messages_a_minute_in_one_group(bot: Bot, api: BotApi, clock: list[float]) -> None:
    group = api.group("园区群")
    waits = []
    for second in range(21):
        clock[0] = second * 1.5
        waits.append(await wait_of(bot, group.id))
    assert waits == [0] * 20 + [30]
    clock[0] = 60.0
    assert await wait_of(bot, group.id) == 0


async def edit_wait_of(bot: Bot, chat_id: int, message_id: int, text: str) -> int:
    """The seconds Telegram wants the bot to wait with an edit; 0 where the message says that now."""
    try:
        await bot.edit_message_text(text, chat_id, message_id)
    except RetryAfter as refused:
        assert isinstance(refused.retry_after, dt.timedelta)
        return round(refused.retry_after.total_seconds())
    return 0


async def test_edits_count_as_messages_do_in_one_chat(bot: Bot, api: BotApi, clock: list[float]) -> None:
    sent = await bot.send_message(1, "x")
    assert await edit_wait_of(bot, 1, sent.message_id, "y") == 1
    assert (api.user(1).chat.texts, api.user(1).chat.edits) == (["x"], [0])
    clock[0] = 1.0
    assert await edit_wait_of(bot, 1, sent.message_id, "y") == 0
    assert await wait_of(bot, 1) == 1
    clock[0] = 2.0
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("好", url="t.me"))
    await bot.edit_message_reply_markup(1, sent.message_id, reply_markup=markup)
    assert await wait_of(bot, 1) == 1


async def test_edits_count_as_messages_do_in_all_and_in_a_group(
    bot: Bot, api: BotApi, clock: list[float]
) -> None:
    sent = []
    for number in range(1, 32):
        clock[0] = number * 2.0
        sent.append((await bot.send_message(number, "x")).message_id)
    clock[0] = 100.0
    waits = [await edit_wait_of(bot, number, sent[number - 1], "y") for number in range(1, 32)]
    assert waits == [0] * 30 + [1]
    group = api.group("园区群")
    clock[0] = 200.0
    message = await bot.send_message(group.id, "0")
    waits = []
    for count in range(1, 21):
        clock[0] += 1.5
        waits.append(await edit_wait_of(bot, group.id, message.message_id, str(count)))
    assert waits == [0] * 19 + [30]


async def test_what_is_refused_does_not_count(bot: Bot, api: BotApi, clock: list[float]) -> None:
    sent = await bot.send_message(1, "x")
    clock[0] = 1.0
    for text, number in (("x", sent.message_id), ("y", 999), ("字" * 4097, sent.message_id)):
        with pytest.raises(BadRequest):
            await bot.edit_message_text(text, 1, number)
    assert await edit_wait_of(bot, 1, sent.message_id, "y") == 0


async def test_off_by_default() -> None:
    api = BotApi()
    api.user(1, started=True)
    async with bot_over("in process", api) as bot:
        assert [await wait_of(bot, 1) for _ in range(40)] == [0] * 40
