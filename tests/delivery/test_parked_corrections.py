"""Messages set aside and sent after all: none brings back a mistake that was corrected meanwhile."""

from __future__ import annotations

import pytest

from bot.delivery import refusals
from playground.standin import call_faults
from storage.deliveries import parked_messages
from tests.delivery.test_corrections_at_the_edges import CORRECTIONS, RIGHT, WRONG, edited, pushed_wrong
from tests.made_corrections import come_again, move, retract, says
from tests.made_issues import LINFEN
from tests.running_bot import RunningBot

REFUSED = call_faults.Error(400, "Bad Request: can't parse entities")


async def parked(bot: RunningBot, fault: object = REFUSED) -> None:
    await bot.follow(1)
    bot.api.inject("sendMessage", fault, chat_id=1, times=1)  # type: ignore[arg-type]
    await bot.publish(says("项目开工", WRONG))
    await bot.becomes("SELECT state FROM messages", ("parked",))


async def retried(bot: RunningBot, message_id: int = 1) -> None:
    assert await bot.database.write(parked_messages.retry_parked, message_id)
    bot.parts.wake_delivery.set()


async def test_one_that_was_never_taken_is_packed_anew(bot: RunningBot) -> None:
    await parked(bot)
    await come_again(bot, says("项目开工", RIGHT))
    await bot.becomes(CORRECTIONS, ("cancelled",))
    await retried(bot)
    message = await bot.pushed(bot.api.user(1), "项目开工")
    assert "总投资3亿元" in message.text and "更正" not in message.text


async def test_one_that_was_retracted_is_not_sent(bot: RunningBot) -> None:
    await parked(bot)
    await retract(bot, 1, "来源有误")
    await bot.becomes(CORRECTIONS, ("cancelled",))
    await retried(bot)
    await bot.becomes("SELECT state FROM deliveries ORDER BY id", ("cancelled",), ("cancelled",))
    assert not bot.api.user(1).chat.from_bot


async def test_one_about_another_park_now_is_not_sent(bot: RunningBot) -> None:
    await parked(bot)
    await move(bot, 1, LINFEN)
    await bot.becomes(CORRECTIONS, ("cancelled",))
    await retried(bot)
    await bot.becomes("SELECT state FROM deliveries ORDER BY id", ("cancelled",), ("cancelled",))
    assert not bot.api.user(1).chat.from_bot


async def test_one_that_is_as_it_was_goes_as_it_was(bot: RunningBot) -> None:
    await parked(bot)
    await retried(bot)
    await bot.pushed(bot.api.user(1), "30亿元")
    assert await bot.rows("SELECT id FROM messages") == [(1,)]


async def test_one_that_may_have_been_taken_goes_as_it_was_and_is_edited_then(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals, "MOST_TRIES", 1)
    await parked(bot, call_faults.ANSWER_LOST)
    await come_again(bot, says("项目开工", RIGHT))
    await bot.becomes(CORRECTIONS, ("cancelled",))
    await retried(bot)
    await bot.becomes(CORRECTIONS, ("sent",))
    copy, known, told = bot.api.user(1).chat.from_bot
    assert "30亿元" in copy.text and "总投资3亿元" in known.text and "总投资3亿元" in told.text


async def test_an_edit_that_was_refused_never_brings_back_an_older_text(bot: RunningBot) -> None:
    message = await pushed_wrong(bot)
    bot.api.inject("editMessageText", REFUSED, chat_id=1, times=1)
    await come_again(bot, says("项目开工", RIGHT))
    await bot.becomes(CORRECTIONS, ("parked",))
    await come_again(bot, says("项目开工", RIGHT.replace("3亿", "4亿")))
    await edited(message, "总投资4亿元")
    await retried(bot, 2)
    await bot.becomes(CORRECTIONS, ("sent",), ("sent",))
    assert "总投资4亿元" in message.text and message.edits == 1


async def test_after_an_edit_that_may_have_been_taken_the_text_is_set_for_sure(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await pushed_wrong(bot)
    await come_again(bot, says("项目开工", RIGHT))
    await edited(message, "总投资3亿元")
    await bot.becomes(CORRECTIONS, ("sent",))
    monkeypatch.setattr(refusals, "MOST_TRIES", 1)
    bot.api.inject("editMessageText", call_faults.ANSWER_LOST, chat_id=1, times=1)
    await come_again(bot, says("项目开工", RIGHT.replace("3亿", "4亿")))
    await bot.becomes(CORRECTIONS, ("sent",), ("parked",))
    assert "总投资4亿元" in message.text
    await come_again(bot, says("项目开工", RIGHT))
    await edited(message, "总投资3亿元")
