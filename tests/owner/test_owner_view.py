"""What owners see of delivery: the numbers, and what could not be sent."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from telegram import BotCommandScopeChat

from bot.commands import commands_for
from bot.serving.status_log import log_status, status_line
from playground.standin import call_faults
from playground.standin.bot_api import BotApi
from storage.moments import now
from storage.operating.delivery_status import delivery_status
from storage.operating.troubles import BACKUP, end_trouble, raise_trouble
from tests.delivery.test_promise import follower, states
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot, running_bot
from tests.waiting import press_for_edit

REFUSED = "Bad Request: can't parse entities"


async def settled(bot: RunningBot, *expected: str) -> None:
    """Returns when the deliveries have these states, in any order."""
    in_order = sorted((state,) for state in expected)
    await bot.becomes("SELECT state FROM deliveries ORDER BY state", *in_order)


async def parked(bot: RunningBot, *headlines: str) -> None:
    """Reader 1 has a parked message for each headline."""
    await follower(bot, 1)
    bot.api.inject("sendMessage", call_faults.Error(400, REFUSED), times=len(headlines), chat_id=1)
    for number, headline in enumerate(headlines, 1):
        await bot.publish(made_issue(made_article(headline)))
        await settled(bot, *["parked"] * number)


async def test_only_owners_have_these_commands(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    for command in ("/status", "/parked"):
        assert "没有这个命令" in (await reader.ask(command)).text
        assert "没有这个命令" not in (await bot.owner.ask(command)).text
        assert command not in (await reader.ask("/help 更多")).text
        assert command in (await bot.owner.ask("/help 更多")).text


async def test_only_owners_have_them_in_their_menu(tmp_path: Path) -> None:
    api = BotApi()
    api.user(OWNER_ID, started=True)
    async with running_bot(tmp_path, api=api) as bot:
        everybody = await bot.application.bot.get_my_commands()
        owners = await bot.application.bot.get_my_commands(scope=BotCommandScopeChat(OWNER_ID))
    assert not {"status", "parked"} & {entry.command for entry in everybody}
    assert [entry.command for entry in owners] == [command.name for command in commands_for(owner=True)]


async def test_status_counts(bot: RunningBot) -> None:
    await follower(bot, 1)
    await follower(bot, 2, "daily")
    await follower(bot, 3)
    bot.api.user(3).block()
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.pushed(bot.api.user(1), "临猗新事")
    await settled(bot, "sent", "pending", "pending")
    text = (await bot.owner.ask("/status")).text
    assert "待推送：1 条，其中 0 条已到时间" in text
    assert "等得最久的一条：今天" in text
    assert "今天已发：1 条消息，含简报 1 条" in text
    assert "搁置：没有" in text
    assert "停用 1 个" in text and "bot was blocked by the user：1 个" in text


async def test_status_names_what_needs_a_person_as_long_as_it_lasts(bot: RunningBot) -> None:
    assert "要人处理" not in (await bot.owner.ask("/status")).text
    await bot.database.write(raise_trouble, BACKUP, now(), "no <room>")
    bot.database._writer.refused = "disk I/O error"
    text = (await bot.owner.ask("/status")).text
    assert text.startswith("⚠️ 要人处理") and "每晚的备份没有做成" in text and "no <room>" in text
    assert "磁盘写不进去：disk I/O error" in text
    await bot.database.write(end_trouble, BACKUP, now())
    assert "要人处理" not in (await bot.owner.ask("/status")).text


async def test_status_tells_what_is_parked(bot: RunningBot) -> None:
    await parked(bot, "发不出的事")
    assert "搁置：1 条消息" in (await bot.owner.ask("/status")).text


async def test_the_same_numbers_in_the_log(bot: RunningBot, caplog: pytest.LogCaptureFixture) -> None:
    await follower(bot, 2, "daily")
    await bot.publish(made_issue(made_article("临猗新事")))
    with caplog.at_level(logging.INFO):
        await log_status(bot.parts)
    numbers = await bot.database.read(delivery_status, since=now(), moment=now())
    assert status_line(numbers).startswith("Delivery: owed=1 due=0 oldest_owed=20")
    assert "owed=1" in caplog.text and "parked=0" in caplog.text


async def test_parked_tells_what_and_why(bot: RunningBot) -> None:
    assert "没有发不出去的消息" in (await bot.owner.ask("/parked")).text
    await parked(bot, "发不出的事")
    listed = await bot.owner.ask("/parked")
    assert "发不出的事" in listed.text and "can't parse entities" in listed.text.casefold()
    assert "读者 读者1（1）" in listed.text
    assert listed.buttons == (("重试 1", "放弃 1"),)


async def test_parked_is_sent_again_word_for_word(bot: RunningBot) -> None:
    await parked(bot, "发不出的事")
    listed = await bot.owner.ask("/parked")
    assert "马上再发" in (await bot.owner.press(listed, "重试 1").answered()).text
    await bot.pushed(bot.api.user(1), "发不出的事")
    await settled(bot, "sent")
    await bot.api.wait_until(lambda: "没有发不出去的消息" in listed.text)
    tries = [call for call in bot.api.calls_of("sendMessage") if "发不出的事" in str(call.params["text"])]
    to_reader = {call.params["text"] for call in tries if str(call.params["chat_id"]) == "1"}
    assert len(to_reader) == 1


async def test_dropping_cancels_what_it_carried(bot: RunningBot) -> None:
    await parked(bot, "发不出的事")
    listed = await bot.owner.ask("/parked")
    data = listed.button("放弃 1").data
    assert "已放弃" in (await bot.owner.press(listed, "放弃 1").answered()).text
    await bot.handled_all()
    assert await states(bot) == ["cancelled"]
    reasons = await bot.database.read(lambda db: db.execute("SELECT reason FROM deliveries").fetchall())
    assert reasons == [("dropped by an owner",)]
    assert "处理过了" in (await bot.owner.forge_press(listed, data).answered()).text


async def test_many_parked_are_paged_and_tried_again_at_once(bot: RunningBot) -> None:
    await parked(bot, *(f"第{number}件" for number in range(6)))
    listed = await bot.owner.ask("/parked")
    assert "发不出去的消息（6）" in listed.text and "第5件" not in listed.text
    await press_for_edit(bot.owner, listed, "下一页", shows="第5件")
    assert "6 条消息" in (await bot.owner.press(listed, "全部重试").answered()).text
    await settled(bot, *["sent"] * 6)
    came = [message.text for message in bot.api.user(1).chat.from_bot if "今天开工" in message.text]
    assert [text.count(f"第{number}件，") for number, text in enumerate(came)] == [1] * 6


@pytest.mark.parametrize("data", ["parked:1", "parked_retry:1:1", "parked_retry_all", "parked_drop:1:1"])
async def test_others_can_not_press_these_buttons(bot: RunningBot, data: str) -> None:
    await parked(bot, "发不出的事")
    reader = bot.api.user(1)
    told = await reader.forge_press(reader.chat.from_bot[-1], data).answered()
    assert told.text == "这个按钮已经失效，请重新发送命令。"
    await bot.handled_all()
    assert await states(bot) == ["parked"]
