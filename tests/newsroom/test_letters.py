"""A reader's letter reaches every editor, is settled once, and every copy says how it stands."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from bot import wording
from bot.newsroom.letter_rounds import remind_of_letters
from bot.people import naming
from playground.standin.message import Message
from storage.desk import issues
from storage.moments import now
from storage.people import editors
from tests import waiting
from tests.newsroom.letter_writing import READER_ID, Office, open_office, round_now
from tests.running_bot import OWNER_ID, RunningBot
from tests.set_clock import SetClock

STATES = "SELECT state, settled_by FROM letters ORDER BY id"
WORDS = "总投资应为2亿元 <b>&"


@pytest.fixture
async def office(bot: RunningBot) -> Office:
    return await open_office(bot)


async def both_copies(office: Office, text: str = WORDS) -> tuple[Message, Message]:
    """A letter, and what the two editors have of it."""
    await office.write(text)
    return await office.copy(office.owner, text), await office.copy(office.second, text)


def labels(message: Message) -> list[str]:
    return [label for row in message.buttons for label in row]


async def test_a_letter_reaches_every_editor_with_its_article_and_without_its_writer(office: Office) -> None:
    copies = await both_copies(office)
    for copy in copies:
        assert "第 1 号" in copy.text and "《临猗开工》" in copy.text and "科学导报" in copy.text
        assert labels(copy) == ["去更正", "答复", "关闭", "屏蔽此人", "看文章"]
        assert str(READER_ID) not in copy.text and "张三丰" not in copy.text
    text = await waiting.press_for_message(office.owner, copies[0], "看文章", holding="临猗开工")
    assert "今天开工" in text.text


async def test_a_letter_about_nothing_in_particular(office: Office) -> None:
    await office.write("希望多登临猗的消息\n谢谢", about=False)
    copy = await office.copy(office.owner, "希望多登临猗的消息\n谢谢")
    assert wording.LETTER_OF_NOTHING in copy.text
    assert labels(copy) == ["答复", "关闭", "屏蔽此人"]


async def test_an_answer_reaches_the_reader_and_every_copy(office: Office) -> None:
    mine, theirs = await both_copies(office)
    await waiting.press_for_message(office.owner, mine, "答复", holding="请发送给读者的答复")
    await office.owner.ask("您说得对 <i>\n谢谢", holding="已答复第 1 号来信")
    told = await waiting.until_message(office.reader.chat, "编辑部答复")
    assert "您说得对 <i>\n谢谢" in told.text and WORDS in told.text and "《临猗开工》" in told.text
    assert "编辑" not in told.text.replace("编辑部", "")
    for copy in (mine, theirs):
        await office.becomes(copy, "编辑 已答复：您说得对 <i>")
        assert labels(copy) == ["看文章", "屏蔽此人"]
    assert await office.bot.rows(STATES) == [("answered", OWNER_ID)]
    asked = await waiting.press_for_message(office.reader, told, "再写一封", holding="给编辑部写信")
    assert "《临猗开工》" in asked.text


async def test_of_two_editors_who_close_at_once_one_does_and_the_other_is_told(office: Office) -> None:
    mine, theirs = await both_copies(office)
    presses = [office.owner.press(mine, "关闭"), office.second.press(theirs, "关闭")]
    said = sorted([(await press.answered()).text for press in presses])
    [(state, by)] = await office.bot.rows(STATES)
    name = "编辑" if by == OWNER_ID else "李四"
    assert state == "closed"
    assert said == sorted(["已关闭第 1 号来信。", f"第 1 号来信已由 {name} 关闭。"])
    for copy in (mine, theirs):
        await office.becomes(copy, f"{name} 已关闭")


async def test_of_two_answers_one_is_sent(office: Office) -> None:
    mine, theirs = await both_copies(office)
    for editor, copy in ((office.owner, mine), (office.second, theirs)):
        await waiting.press_for_message(editor, copy, "答复", holding="请发送给读者的答复")
    said = await asyncio.gather(
        office.owner.ask("第一个答复", holding="答复"), office.second.ask("第二个答复", holding="答复")
    )
    assert sorted("没有发出去" in each.text for each in said) == [False, True]
    await waiting.until_message(office.reader.chat, "编辑部答复")
    await office.bot.handled_all()
    answers = await office.bot.rows("SELECT count(*) FROM messages WHERE text LIKE '<b>编辑部答复%'")
    assert answers == [(1,)]


async def test_an_answer_may_be_left_and_too_long_a_one_is_refused(office: Office) -> None:
    mine, _ = await both_copies(office)
    question = await waiting.press_for_message(office.owner, mine, "答复", holding="请发送给读者的答复")
    assert "有 1501 个字，最多 1500 个字" in (await office.owner.ask("长" * 1501)).text
    await waiting.press_for_edit(office.owner, question, "取消", shows=wording.NOTHING_DONE)
    assert "临猗现代农业产业示范区" in (await office.owner.ask("临猗")).text
    assert await office.bot.rows(STATES) == [("open", None)]


async def test_a_correction_that_came_from_a_letter_is_told_to_its_reader(office: Office) -> None:
    mine, theirs = await both_copies(office)
    card = await waiting.press_for_message(office.owner, mine, "去更正", holding="第 1 篇")
    await office.becomes(theirs, "编辑 去更正了")
    await waiting.press_for_edit(office.owner, card, "标题", shows="请发送新的标题")
    card = await office.owner.ask("临猗签约", holding="临猗签约")
    await waiting.press_for_edit(office.owner, card, "返回")
    assert await office.bot.rows(STATES) == [("open", None)]
    office.owner.press(card, "更正")
    told = await waiting.until_message(office.reader.chat, "已更正")
    assert "第 1 号" in told.text and "《临猗签约》" in told.text
    for copy in (mine, theirs):
        await office.becomes(copy, "已由 编辑 更正")
    assert await office.bot.rows(STATES) == [("corrected", OWNER_ID)]
    await office.bot.handled_all()
    told_once = await office.bot.rows("SELECT count(*) FROM messages WHERE text LIKE '<b>已更正%'")
    assert told_once == [(1,)]


async def test_an_article_that_is_taken_back_is_told_too_and_whatever_was_answered_before(
    office: Office,
) -> None:
    mine, theirs = await both_copies(office)
    await waiting.press_for_message(office.owner, mine, "去更正", holding="第 1 篇")
    await waiting.press_for_message(office.owner, mine, "答复", holding="请发送给读者的答复")
    await office.owner.ask("这就去看", holding="已答复第 1 号来信")
    await office.bot.database.write(issues.retract, office.article, "不实", now(), sounds=False)
    told = await waiting.until_message(office.reader.chat, "已撤回")
    assert "第 1 号" in told.text and "《临猗开工》" in told.text and not told.buttons
    for copy in (mine, theirs):
        await office.becomes(copy, "已由 编辑 撤回")
        assert "已答复：这就去看" in copy.text
    press = office.owner.forge_press(mine, "l_mend:1")
    assert (await press.answered()).text == wording.LETTER_WITHOUT_ARTICLE


async def test_a_correction_that_no_letter_led_to_is_not_told(office: Office) -> None:
    await both_copies(office)
    await office.bot.database.write(issues.retract, office.article, "不实", now(), sounds=False)
    await round_now(office.bot)
    await office.reader.ask("/id")
    assert not [each for each in office.reader.chat.from_bot if "已撤回" in each.text]
    assert await office.bot.rows(STATES) == [("open", None)]


async def test_muting_closes_what_is_open_and_takes_no_more(office: Office) -> None:
    mine, theirs = await both_copies(office)
    await office.write("第二封")
    other = await office.copy(office.owner, "第二封")
    said = (await office.second.press(theirs, "屏蔽此人").answered()).text
    assert "2 封" in said
    for copy in (mine, theirs, other):
        await office.becomes(copy, "李四 已关闭")
        await office.becomes(copy, wording.LETTER_WRITER_MUTED)
    assert (await office.reader.ask("/feedback 第三封")).text == wording.LETTER_MUTED
    assert (await office.reader.ask("/feedback")).text == wording.LETTER_MUTED
    assert "临猗现代农业产业示范区" in (await office.reader.ask("/park 临猗")).text
    assert "屏蔽了一位读者的来信" in (await waiting.until_message(office.owner.chat, "屏蔽了一位")).text
    assert (await office.owner.press(mine, "解除屏蔽").answered()).text == wording.READER_UNMUTED
    assert "第 3 号来信" in (await office.reader.ask("/feedback 第三封")).text


async def test_who_is_muted_is_listed_and_freed(office: Office) -> None:
    mine, _ = await both_copies(office)
    await office.owner.press(mine, "屏蔽此人").answered()
    listed = await office.owner.ask("/letters")
    assert listed.text == wording.LETTERS_NONE
    await waiting.press_for_edit(office.owner, listed, "已屏蔽的读者（1）", shows="一切照旧")
    await waiting.press_for_edit(office.owner, listed, "解除：第 1 号来信的读者", shows=wording.MUTED_NONE)
    assert await office.bot.rows("SELECT * FROM muted") == []


async def test_the_list_has_open_letters_oldest_first_and_opens_each(office: Office) -> None:
    bot = office.bot
    for number in range(1, 11):
        await bot.api.user(1000 + number, "读者", started=True).ask(f"/feedback 第{number}个意见")
    theirs = await office.copy(office.second, "第9个意见")
    listed = await office.owner.ask("/letters", holding="没有处理")
    assert "10 封没有处理" in listed.text and listed.text.index("第1个") < listed.text.index("第8个")
    assert "第9个" not in listed.text
    await waiting.press_for_edit(office.owner, listed, "下一页", shows="第10个意见")
    await waiting.press_for_edit(office.owner, listed, "9", shows="第 9 号")
    await waiting.press_for_edit(office.owner, listed, "关闭", shows="已关闭")
    await office.becomes(theirs, "编辑 已关闭")


async def test_who_is_an_editor_no_more_gets_no_more(office: Office) -> None:
    bot, former = office.bot, office.bot.api.user(55, "前编辑", started=True)
    await bot.database.write(editors.add, 55, "前编辑", added_by=OWNER_ID, moment=now())
    await office.write("第一封")
    copy = await office.copy(former, "第一封")
    await bot.database.write(
        naming.remove_editor, bot.parts.settings.owner_ids, 55, by=OWNER_ID, moment=now()
    )
    bot.parts.wake_delivery.set()
    await waiting.until_message(former.chat, "不再是园区快报的编辑")
    mine = await office.copy(office.owner, "第一封")
    await office.owner.press(mine, "关闭").answered()
    await office.becomes(await office.copy(office.second, "第一封"), "已关闭")
    await office.write("第二封")
    await office.copy(office.second, "第二封")
    await bot.becomes("SELECT count(*) FROM letter_copies WHERE outdated", (0,))
    assert "已关闭" not in copy.text
    assert not [message for message in former.chat.from_bot if "第二封" in message.text]
    assert (await former.press(copy, "关闭").answered()).text == wording.UNKNOWN_BUTTON


async def test_editors_are_reminded_once_of_what_lies_for_a_day(office: Office, clock: SetClock) -> None:
    await both_copies(office)
    await remind_of_letters(office.bot.parts)
    clock.go_on_from(now() + dt.timedelta(hours=25))
    for _ in range(2):
        await remind_of_letters(office.bot.parts)
    for editor in (office.owner, office.second):
        reminder = await waiting.until_message(editor.chat, "一天多没有处理")
        assert "有 1 封" in reminder.text
    await waiting.press_for_edit(office.owner, reminder_of(office), "查看来信", shows="1 封没有处理")
    owed = await office.bot.rows("SELECT count(*) FROM messages WHERE text LIKE '%一天多没有处理%'")
    assert owed == [(2,)]


def reminder_of(office: Office) -> Message:
    return next(message for message in office.owner.chat.from_bot if "一天多没有处理" in message.text)


async def test_forgetting_takes_letters_along_also_where_editors_have_them(office: Office) -> None:
    mine, theirs = await both_copies(office)
    await office.write("第二封信")
    second = await office.copy(office.owner, "第二封信")
    await office.owner.press(mine, "关闭").answered()
    await office.becomes(theirs, "已关闭")
    question = await office.reader.ask("/forget")
    await waiting.press_for_edit(office.reader, question, "删除", shows="已全部删除")
    for copy in (mine, theirs, second):
        await office.becomes(copy, "这位读者已经删除了自己的全部数据")
        assert labels(copy) == [] and "2亿元" not in copy.text and "第二封信" not in copy.text
    await office.bot.becomes("SELECT count(*) FROM letters", (0,))
    texts = await office.bot.rows("SELECT text FROM messages")
    assert not [text for (text,) in texts if "2亿元" in str(text) or "第二封信" in str(text)]
    assert (await office.owner.forge_press(second, "l_close:2").answered()).text == wording.LETTER_UNKNOWN


async def test_forgetting_does_not_end_being_muted_and_keeps_the_number_alone(
    office: Office, clock: SetClock
) -> None:
    mine, _ = await both_copies(office)
    await office.owner.press(mine, "屏蔽此人").answered()
    question = await office.reader.ask("/forget")
    await waiting.press_for_edit(office.reader, question, "删除", shows="编号保留 90 天")
    rows = await office.bot.rows("SELECT person, muted_by, letter_id FROM muted")
    assert rows == [(READER_ID, 0, None)]
    assert (await office.reader.ask("/feedback 又来了")).text == wording.LETTER_MUTED
    clock.go_on_from(now() + dt.timedelta(days=91))
    await remind_of_letters(office.bot.parts)
    assert await office.bot.rows("SELECT * FROM muted") == []


@pytest.mark.parametrize("verb", ["l_close", "l_answer", "l_mend", "l_mute", "l_unmute", "l_card"])
async def test_no_reader_presses_an_editors_button(office: Office, verb: str) -> None:
    await both_copies(office)
    under = await office.reader.ask("/id")
    press = office.reader.forge_press(under, f"{verb}:1")
    assert (await press.answered()).text == wording.UNKNOWN_BUTTON
    assert await office.bot.rows(STATES) == [("open", None)]


@pytest.mark.parametrize(
    "data", ["l_close:99", "l_answer:99", "l_mend:99", "l_mute:99", "l_unmute:99", "l_card:99"]
)
async def test_a_letter_that_is_none(office: Office, data: str) -> None:
    under = await office.owner.ask("/id")
    assert (await office.owner.forge_press(under, data).answered()).text == wording.LETTER_UNKNOWN


async def test_an_editor_who_has_blocked_the_bot_gets_it_on_return_and_nobody_waits(office: Office) -> None:
    office.second.block()
    await office.write("第一封")
    copy = await office.copy(office.owner, "第一封")
    await office.bot.becomes("SELECT count(*) FROM chats WHERE held_since IS NOT NULL", (1,))
    await office.write("第二封")
    await office.copy(office.owner, "第二封")
    await office.owner.press(copy, "关闭").answered()
    await office.second.ask("/start")
    await office.copy(office.second, "第二封")
    await office.bot.becomes("SELECT count(*) FROM letter_copies WHERE outdated", (0,))
