"""A correction reaches every message that carried the mistake, once, where it stands."""

from __future__ import annotations

from pathlib import Path

from playground.standin import call_faults
from playground.standin.bot_api import BotApi
from playground.standin.message import Message
from storage.archive import articles, published_issues
from storage.deliveries import deliveries
from storage.moments import now
from tests.made_corrections import come_again, long_brief, move, retract, says
from tests.made_issues import LINFEN, LINYI, made_article, made_issue
from tests.running_bot import RunningBot, running_bot
from tests.waiting import until_seen

WRONG = "临猗一个项目开工，总投资30亿元。占地500亩，预计明年投产。"
RIGHT = "临猗一个项目开工，总投资3亿元。占地500亩，预计明年投产。"
UNEDITABLE = call_faults.Error(400, "Bad Request: message can't be edited")
EDITS_DONE = "SELECT state FROM deliveries WHERE kind IN ('correction', 'retraction')"


async def pushed_wrong(bot: RunningBot, *readers: int) -> list[Message]:
    for reader in readers:
        await bot.follow(reader)
    await bot.publish(says("项目开工", WRONG))
    return [await bot.pushed(bot.api.user(reader), "30亿元") for reader in readers]


async def edited(message: Message, holding: str) -> None:
    await until_seen(lambda: message.text, lambda text: holding in text)


async def test_every_message_is_edited_in_place_and_marked(bot: RunningBot) -> None:
    first, second = await pushed_wrong(bot, 1, 2)
    published = await come_again(bot, says("项目开工", RIGHT))
    assert (published.corrected, published.chats_corrected, published.added) == (1, 2, 0)
    for message in (first, second):
        await edited(message, "总投资3亿元")
        assert "更正" in message.text and "30亿" not in message.text
        assert message.text.startswith("园区快报 · 1 条") and message.buttons == (("全文", "出处"),)
    await bot.becomes(EDITS_DONE, ("sent",), ("sent",))
    assert len(bot.api.user(1).chat.from_bot) == 1, "an edit is no new message"


async def test_answers_say_the_new_thing_at_once_and_old_answers_stay(bot: RunningBot) -> None:
    await pushed_wrong(bot, 1)
    reader = bot.api.user(2)
    old = await reader.ask("/park 临猗")
    await come_again(bot, says("项目开工", RIGHT))
    assert "总投资3亿元" in (await reader.ask("/park 临猗")).text
    await bot.becomes(EDITS_DONE, ("sent",))
    assert "总投资30亿元" in old.text


async def test_the_other_briefs_of_the_message_stay_as_they_are(bot: RunningBot) -> None:
    await bot.follow(1)
    other = made_article("另一件新事")
    await bot.publish(made_issue(made_article("项目开工", body=WRONG), other))
    message = await bot.pushed(bot.api.user(1), "另一件新事")
    await come_again(bot, made_issue(made_article("项目开工", body=RIGHT), other))
    await edited(message, "总投资3亿元")
    assert message.text.count("更正") == 1 and "另一件新事，今天开工。" in message.text
    assert message.text.startswith("园区快报 · 2 条") and message.buttons == (
        ("全文 1", "出处 1"),
        ("全文 2", "出处 2"),
    )


async def test_what_is_only_waiting_says_the_new_thing_and_is_not_marked(bot: RunningBot) -> None:
    chat_id = await bot.follow(1)
    await bot.database.write(
        lambda db: db.execute("UPDATE chats SET digest = 'daily' WHERE id = ?", [chat_id])
    )
    await bot.publish(says("项目开工", WRONG))
    await come_again(bot, says("项目开工", RIGHT))
    await bot.database.write(deliveries.pull_forward, now())
    bot.parts.wake_delivery.set()
    message = await bot.pushed(bot.api.user(1), "总投资3亿元")
    assert "更正" not in message.text
    await bot.becomes("SELECT kind, state FROM deliveries", ("push", "sent"))


async def test_a_message_never_tried_is_packed_anew(bot: RunningBot) -> None:
    await bot.follow(1)
    bot.api.inject(
        "sendMessage", call_faults.Error(429, "Too Many Requests", {"retry_after": 3600}), chat_id=1
    )
    await bot.publish(says("项目开工", WRONG))
    await bot.becomes("SELECT tried, state FROM messages", (0, "pending"))
    await come_again(bot, says("项目开工", RIGHT))
    await bot.database.write(lambda db: db.execute("UPDATE chats SET not_before = NULL"))
    await bot.database.write(lambda db: db.execute("UPDATE turns SET at = '2000-01-01T00:00:00.000Z'"))
    bot.parts.wake_delivery.set()
    message = await bot.pushed(bot.api.user(1), "总投资3亿元")
    assert message.edits == 0


async def test_one_with_an_unknown_answer_goes_as_it_was_and_is_edited_then(bot: RunningBot) -> None:
    await bot.follow(1)
    bot.api.inject("sendMessage", call_faults.ANSWER_LOST, times=1, chat_id=1)
    await bot.publish(says("项目开工", WRONG))
    copy = await bot.pushed(bot.api.user(1), "30亿元")
    await come_again(bot, says("项目开工", RIGHT))
    chat = bot.api.user(1).chat
    await until_seen(lambda: [m.text[:5] for m in chat.from_bot], lambda texts: len(texts) == 3)
    known, told = chat.from_bot[1:]
    await edited(known, "总投资3亿元")
    assert "30亿元" in copy.text, "the copy has no known id"
    assert "更正" in told.text and "总投资3亿元" in told.text and told.message_id > known.message_id
    assert await bot.database.read(published_issues.possible_copies, 1) == 1


async def test_a_second_correction_edits_the_message_of_the_first_too(bot: RunningBot) -> None:
    [message] = await pushed_wrong(bot, 1)
    await come_again(bot, says("项目开工", RIGHT), sounds=True)
    told = await bot.pushed(bot.api.user(1), "请以这里的为准")
    await come_again(bot, says("项目开工", RIGHT.replace("3亿", "4亿")))
    for each in (message, told):
        await edited(each, "总投资4亿元")
    assert len(bot.api.user(1).chat.from_bot) == 2


async def test_with_a_sound_a_message_follows_the_edit(bot: RunningBot) -> None:
    [message] = await pushed_wrong(bot, 1)
    await come_again(bot, says("项目开工", RIGHT), sounds=True)
    told = await bot.pushed(bot.api.user(1), "请以这里的为准")
    assert "总投资3亿元" in told.text and "总投资3亿元" in message.text


async def test_text_that_outgrows_its_message_becomes_a_line_and_a_new_message(bot: RunningBot) -> None:
    await bot.follow(1)
    others = [
        long_brief(f"第{number}件事", f"第{number}件事" + "很长" * 450 + "。").articles[0]
        for number in range(4)
    ]
    tail = "又长" * 300 + "。"
    await bot.publish(made_issue(made_article("项目开工", body=WRONG + tail), *others))
    message = await bot.pushed(bot.api.user(1), "30亿元")
    [grown] = long_brief("项目开工", RIGHT.replace("。", "，") + tail).articles
    await come_again(bot, made_issue(grown, *others))
    told = await bot.pushed(bot.api.user(1), "请以这里的为准")
    assert "总投资3亿元" in told.text
    await edited(message, "见下一条消息")
    assert "30亿元" not in message.text and "第3件事" in message.text


async def test_one_that_cannot_be_edited_is_counted_and_not_tried_again(bot: RunningBot) -> None:
    first, second = await pushed_wrong(bot, 1, 2)
    bot.api.inject("editMessageText", UNEDITABLE, times=None, chat_id=1)
    await come_again(bot, says("项目开工", RIGHT))
    await edited(second, "总投资3亿元")
    await bot.becomes(EDITS_DONE + " ORDER BY chat_id", ("expired",), ("sent",))
    await come_again(bot, says("项目开工", RIGHT.replace("3亿", "4亿")))
    await edited(second, "总投资4亿元")
    await bot.becomes(
        "SELECT chat_id, state FROM deliveries WHERE kind = 'correction' ORDER BY id",
        (1, "expired"), (2, "sent"), (1, "cancelled"), (2, "sent"),
    )  # fmt: skip
    assert "30亿元" in first.text
    assert len([call for call in bot.api.calls_of("editMessageText") if call.chat_id == 1]) == 1
    receipt = await bot.database.read(published_issues.receipt_of_corrections, 1)
    assert (receipt.owed, receipt.sent, receipt.expired, receipt.cancelled) == (4, 2, 1, 1)


async def test_it_makes_no_sound_and_waits_for_no_morning(bot: RunningBot) -> None:
    [message] = await pushed_wrong(bot, 1)
    await bot.database.write(
        lambda db: db.execute(
            "UPDATE chats SET quiet_from = '00:00', quiet_until = '23:59',"
            " paused_until = '2099-01-01T00:00:00.000Z'"
        )
    )
    await come_again(bot, says("项目开工", RIGHT))
    await edited(message, "总投资3亿元")


async def test_a_lost_answer_to_an_edit_is_asked_for_again(bot: RunningBot) -> None:
    [message] = await pushed_wrong(bot, 1)
    bot.api.inject("editMessageText", call_faults.ANSWER_LOST, times=1, chat_id=1)
    await come_again(bot, says("项目开工", RIGHT))
    await bot.becomes(EDITS_DONE, ("sent",), within=30)
    assert message.edits == 1 and len(bot.api.user(1).chat.from_bot) == 1


async def test_a_new_parks_followers_get_it_and_the_old_ones_see_it_struck_through(bot: RunningBot) -> None:
    reader = bot.api.user(2)
    await reader.ask("/follow 临汾经开区")
    await reader.ask("/digest now")
    [message] = await pushed_wrong(bot, 1)
    await move(bot, 1, LINFEN)
    pushed = await bot.pushed(reader, "30亿元")
    assert "山西临汾经济开发区" in pushed.text and "更正" not in pushed.text
    await edited(message, "不是您关注的园区")
    assert "项目开工" in message.text and not message.buttons
    await move(bot, 1, LINYI)
    await edited(message, "30亿元")
    assert "不是您关注的园区" not in message.text
    await edited(pushed, "不是您关注的园区")


async def test_a_second_park_brings_its_followers_and_takes_it_from_nobody(bot: RunningBot) -> None:
    reader = bot.api.user(2)
    await reader.ask("/follow 临汾经开区")
    await reader.ask("/digest now")
    [message] = await pushed_wrong(bot, 1)
    await move(bot, 1, LINYI, also=(LINFEN,))
    await bot.pushed(reader, "30亿元")
    await edited(message, "山西临汾经济开发区")
    assert "不是您关注的园区" not in message.text
    for park in ("临猗", "临汾经开区"):
        assert "30亿元" in (await bot.api.user(3).ask(f"/park {park}")).text


async def test_retracting_leaves_a_line_with_the_reason_and_takes_it_out_of_answers(bot: RunningBot) -> None:
    [message] = await pushed_wrong(bot, 1)
    assert await retract(bot, 1, "来源有误") == 1
    await edited(message, "已撤回：来源有误")
    assert "30亿元" not in message.text and not message.buttons
    assert "暂时没有简报" in (await bot.api.user(2).ask("/park 临猗")).text
    assert "没有" in (await bot.api.user(2).ask("/search 项目")).text
    card = await bot.database.read(articles.get_card, 1)
    assert card is not None and card.retraction == "来源有误"
    assert await retract(bot, 1, "又一次") == 0


async def test_what_waits_when_it_is_retracted_is_never_sent(bot: RunningBot) -> None:
    chat_id = await bot.follow(1)
    await bot.database.write(
        lambda db: db.execute("UPDATE chats SET digest = 'daily' WHERE id = ?", [chat_id])
    )
    await bot.publish(says("项目开工", WRONG))
    await retract(bot, 1, "来源有误")
    assert await bot.rows("SELECT kind, state FROM deliveries") == [("push", "cancelled")]


async def test_corrections_go_on_after_a_restart(tmp_path: Path) -> None:
    api = BotApi()
    async with running_bot(tmp_path, api=api) as bot:
        [message] = await pushed_wrong(bot, 1)
        api.inject("editMessageText", call_faults.Dropped(), times=1, chat_id=1)
        await come_again(bot, says("项目开工", RIGHT))
        await api.wait_until(lambda: api.calls_of("editMessageText"), what="a try")
    async with running_bot(tmp_path, api=api) as bot:
        await edited(message, "总投资3亿元")
        await bot.becomes(EDITS_DONE, ("sent",))


async def test_who_blocked_us_and_comes_back_sees_it_right(bot: RunningBot) -> None:
    [message] = await pushed_wrong(bot, 1)
    bot.api.user(1).block()
    await bot.becomes("SELECT off_at IS NOT NULL FROM chats", (1,))
    await come_again(bot, says("项目开工", RIGHT))
    bot.api.user(1).unblock()
    await bot.api.user(1).ask("/start")
    await edited(message, "总投资3亿元")
