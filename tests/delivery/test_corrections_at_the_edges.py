"""Corrections where a message or the moment is not the usual one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.delivery import due_work
from playground.standin import call_faults, refusal
from playground.standin.bot_api import BotApi
from playground.standin.message import Message
from storage.archive import published_issues
from storage.chats import own_data
from storage.chats.chats import Place
from storage.database import Db
from storage.desk import issues
from storage.moments import now
from storage.operating import delivery_status
from tests.made_corrections import come_again, move, retract, says
from tests.made_issues import LINFEN, LINYI, made_article, made_issue
from tests.running_bot import RunningBot, running_bot, running_bot_over_http
from tests.waiting import until_seen

WRONG = "临猗一个项目开工，总投资30亿元。占地500亩，预计明年投产。"
RIGHT = WRONG.replace("30亿", "3亿")
REST = call_faults.Error.of(refusal.too_many_requests(3600))
REFUSED = call_faults.Error(400, "Bad Request: can't parse entities")
RESTING = "SELECT not_before IS NOT NULL FROM chats"
CORRECTIONS = "SELECT state FROM deliveries WHERE kind IN ('correction', 'retraction') ORDER BY id"


async def pushed_wrong(bot: RunningBot, reader: int = 1) -> Message:
    await bot.follow(reader)
    await bot.publish(says("项目开工", WRONG))
    return await bot.pushed(bot.api.user(reader), "30亿元")


async def edited(message: Message, holding: str) -> None:
    await until_seen(lambda: message.text, lambda text: holding in text)


async def rested(bot: RunningBot) -> None:
    """Lets what chats were told to rest be over."""

    def end(db: Db) -> None:
        db.execute("UPDATE chats SET not_before = NULL")
        db.execute("UPDATE turns SET at = '2000-01-01T00:00:00.000Z'")

    await bot.database.write(end)
    bot.parts.wake_delivery.set()


async def test_corrected_between_packing_and_commit_the_mistake_is_not_sent(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = due_work.pack_all
    packed = asyncio.Event()

    def pack_all(*arguments: Any) -> Any:
        if arguments[0] and not packed.is_set():
            packed.set()
            bot.database.write_now(correct)
        return real(*arguments)

    def correct(db: Db) -> None:
        [article] = published_issues.prepared_again(db, 1).articles
        right = says("项目开工", RIGHT).articles[0]
        issue = made_issue(right_with(right, article.article_id))
        issues.correct_article(db, issue, issue.articles[0], now(), editor_id=7, sounds=False)

    monkeypatch.setattr(due_work, "pack_all", pack_all)
    await bot.follow(1)
    await bot.publish(says("项目开工", WRONG))
    message = await bot.pushed(bot.api.user(1), "项目开工")
    assert packed.is_set() and "总投资3亿元" in message.text


def right_with(article: Any, article_id: int | None) -> Any:
    return type(article)(
        **{name: getattr(article, name) for name in article.__dataclass_fields__} | {"article_id": article_id}
    )


async def test_corrected_while_its_edit_is_on_the_way_it_is_edited_again(bot: RunningBot) -> None:
    message = await pushed_wrong(bot)
    bot.api.inject("editMessageText", call_faults.Slow(0.3), times=1)
    await come_again(bot, says("项目开工", RIGHT))
    await bot.api.wait_until(lambda: bot.api.calls_of("editMessageText"), what="the first edit")
    await come_again(bot, says("项目开工", RIGHT.replace("3亿", "4亿")))
    await edited(message, "总投资4亿元")
    await bot.becomes(CORRECTIONS, ("sent",), ("sent",))
    assert len(bot.api.user(1).chat.from_bot) == 1


async def test_corrected_and_retracted_in_the_same_moment_it_is_retracted(bot: RunningBot) -> None:
    message = await pushed_wrong(bot)
    bot.api.inject("editMessageText", REST, times=1)
    await come_again(bot, says("项目开工", RIGHT))
    await bot.becomes(RESTING, (1,))
    await retract(bot, 1, "来源有误")
    await rested(bot)
    await edited(message, "已撤回：来源有误")
    await bot.becomes(CORRECTIONS, ("sent",), ("sent",))


async def test_two_corrected_articles_of_one_message_both_end_right(bot: RunningBot) -> None:
    await bot.follow(1)
    await bot.publish(made_issue(made_article("甲", body=WRONG), made_article("乙", body=WRONG + "乙。")))
    message = await bot.pushed(bot.api.user(1), "30亿元")
    await come_again(bot, made_issue(made_article("甲", body=RIGHT), made_article("乙", body=RIGHT + "乙。")))
    await until_seen(lambda: message.text, lambda text: text.count("总投资3亿元") == 2)
    assert message.text.count("更正") == 2 and message.edits == 1
    for article_id in (1, 2):
        await retract(bot, article_id, "来源有误")
    await until_seen(lambda: message.text, lambda text: text.count("已撤回") == 2)
    assert not message.buttons


async def test_moved_to_another_park_before_the_first_try_it_is_not_sent_at_all(bot: RunningBot) -> None:
    await bot.follow(1)
    bot.api.inject("sendMessage", REST, chat_id=1, times=1)
    await bot.publish(says("项目开工", WRONG))
    await bot.becomes("SELECT tried, state FROM messages", (0, "pending"))
    await move(bot, 1, LINFEN)
    await rested(bot)
    await bot.becomes("SELECT state, reason FROM deliveries", ("cancelled", "about another park"))
    await move(bot, 1, LINYI)
    message = await bot.pushed(bot.api.user(1), "30亿元")
    assert "更正" not in message.text


async def test_a_copy_of_the_message_that_told_of_it_is_put_right_by_another(bot: RunningBot) -> None:
    await pushed_wrong(bot)
    bot.api.inject("sendMessage", call_faults.ANSWER_LOST, chat_id=1, times=1)
    await come_again(bot, says("项目开工", RIGHT), sounds=True)
    await bot.becomes(CORRECTIONS, ("sent",), within=30)
    chat = bot.api.user(1).chat
    assert len(chat.from_bot) == 3
    await come_again(bot, says("项目开工", RIGHT.replace("3亿", "4亿")))
    await bot.becomes(CORRECTIONS, ("sent",), ("sent",))
    assert len(chat.from_bot) == 4 and "总投资4亿元" in chat.from_bot[-1].text
    await come_again(bot, says("项目开工", RIGHT.replace("3亿", "5亿")))
    await bot.becomes(CORRECTIONS, ("sent",), ("sent",), ("sent",))
    assert len(chat.from_bot) == 4, "the last one is edited"


async def test_a_message_given_up_when_all_stops_does_not_count_as_tried(tmp_path: Path) -> None:
    async with running_bot_over_http(tmp_path, send_rate=1) as bot:
        for reader in range(1, 9):
            await bot.follow(reader)
        await bot.publish(says("项目开工", WRONG))
        await bot.api.wait_until(lambda: bot.api.calls_of("sendMessage"), what="the first")
        settings = bot.settings
    api = BotApi()
    async with running_bot(tmp_path, api=api, send_rate=settings.send_rate) as bot:
        tried = await bot.rows("SELECT count(*) FROM messages WHERE state = 'pending' AND tried")
    assert tried[0][0] <= 1


async def test_forgetting_leaves_nothing_of_corrections_and_export_has_them(bot: RunningBot) -> None:
    message = await pushed_wrong(bot)
    await come_again(bot, says("项目开工", RIGHT), sounds=True)
    await edited(message, "总投资3亿元")
    await bot.becomes(CORRECTIONS, ("sent",))
    place = Place(1, 0, "private", "")
    kept = await bot.database.read(own_data.export, place)
    assert [row["kind"] for row in kept["deliveries"]] == ["push", "correction"]
    assert [row["edits_id"] for row in kept["messages"]] == [None, 1, None]
    await bot.database.write(own_data.forget, place)
    for table in ("messages", "deliveries", "turns", "chats"):
        assert await bot.rows(f"SELECT count(*) FROM {table}") == [(0,)]


async def test_figures_count_edits_as_no_messages_and_corrections_as_no_briefs(bot: RunningBot) -> None:
    began = now()
    await pushed_wrong(bot)
    await come_again(bot, says("项目开工", RIGHT))
    await bot.becomes(CORRECTIONS, ("sent",))
    numbers = await bot.database.read(delivery_status.delivery_status, since=began, moment=now())
    assert (numbers.messages_sent, numbers.briefs_sent, numbers.owed) == (1, 1, 0)
