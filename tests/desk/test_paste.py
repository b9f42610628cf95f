"""Text as a way in: /paste … /done, a long text, a forwarded post; for editors alone, and over a restart."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.desk.intake import intake
from bot.settings import configuration
from bot.wording import PASTE_DROP, PASTE_READ
from playground.standin.bot_api import BotApi
from playground.standin.message import Message
from playground.standin.user import User
from storage.desk import drafts
from storage.desk.drafts import Draft
from storage.moments import now
from tests.desk.sending import BODY, channel_origin, forward, page_text, previews
from tests.desk.test_joined_text import cut_where_full
from tests.running_bot import OWNER_ID, RunningBot, running_bot
from tests.set_clock import SetClock
from tests.waiting import press_for_edit, until_message

LONG = page_text("新厂房投产", lines=3)


async def the_draft(bot: RunningBot) -> Draft:
    await previews(bot.owner, 1)
    [draft] = await bot.database.read(drafts.open_drafts)
    return draft


def said_by(draft: Draft) -> list[str]:
    return [text for article in draft.issue.articles for text in article.article.paragraphs]


async def counted(user: User, parts: int) -> Message:
    return await until_message(user.chat, f"已收到 {parts} 段")


async def nothing_is_open(bot: RunningBot) -> None:
    await bot.becomes("SELECT count(*) FROM pastes", (0,))


async def test_what_is_sent_between_paste_and_done_is_read_as_one_page(bot: RunningBot) -> None:
    opened = await bot.owner.ask("/paste")
    assert opened.buttons == ((PASTE_READ, PASTE_DROP),)
    for line in page_text("新厂房投产").splitlines():
        bot.owner.send(line)
    message = await counted(bot.owner, 4)
    assert message is opened
    characters = sum(map(len, page_text("新厂房投产").splitlines()))
    assert f"共 {characters} 字" in message.text
    bot.owner.send("/done")
    draft = await the_draft(bot)
    assert draft.issue.source_name == "粘贴的文字" and draft.issue.link == ""
    assert draft.issue.published_on == dt.date(2026, 4, 4)
    assert [article.article.headline for article in draft.issue.articles] == ["新厂房投产"]
    assert said_by(draft) == [BODY]
    assert (await bot.pushed(bot.owner, "“粘贴的文字”已读取")) is opened and not opened.buttons
    await nothing_is_open(bot)


async def test_what_stands_behind_the_command_is_the_first_part(bot: RunningBot) -> None:
    bot.owner.send("/paste " + page_text("新厂房投产"))
    message = await counted(bot.owner, 1)
    bot.owner.press(message, PASTE_READ)
    assert said_by(await the_draft(bot)) == [BODY]


async def test_a_long_text_begins_by_itself_and_the_parts_an_app_cut_it_into_are_joined(
    bot: RunningBot,
) -> None:
    text = page_text("新厂房投产", lines=60)
    parts = cut_where_full(text)
    assert len(parts) == 2
    for part in parts:
        bot.owner.send(part)
    message = await counted(bot.owner, 2)
    assert f"共 {sum(map(len, parts)):,} 字" in message.text
    bot.owner.press(message, PASTE_READ)
    assert said_by(await the_draft(bot)) == [BODY] * 60


@pytest.mark.parametrize(("username", "link"), [("kjdb", "https://t.me/kjdb/5"), ("", "")])
async def test_a_forwarded_post_is_named_after_its_channel_and_linked_where_that_is_public(
    bot: RunningBot, username: str, link: str
) -> None:
    forward(bot.owner, page_text("新厂房投产"), channel_origin("科学导报频道", username))
    bot.owner.press(await counted(bot.owner, 1), PASTE_READ)
    draft = await the_draft(bot)
    assert draft.issue.source_name == "转发自 科学导报频道" and draft.issue.link == link


async def test_a_short_forward_of_one_line_and_short_questions_are_answered_as_ever(bot: RunningBot) -> None:
    forward(bot.owner, "临猗", channel_origin("科学导报频道"))
    await bot.pushed(bot.owner, "临猗现代农业产业示范区")
    assert "没有叫" in (await bot.owner.ask("没有的园区名字")).text
    await nothing_is_open(bot)


async def test_while_a_paste_is_open_commands_and_files_do_what_they_do(bot: RunningBot) -> None:
    bot.owner.send(LONG)
    await counted(bot.owner, 1)
    assert "7" in (await bot.owner.ask("/id", holding="编号")).text
    assert "全部园区" in (await bot.owner.ask("/全部园区", holding="全部园区")).text
    bot.owner.send_document(page_text("新学校开学").encode(), "一版.txt")
    assert "一版.txt" in (await previews(bot.owner, 1))[0].text
    bot.owner.send("临猗")
    await counted(bot.owner, 2)


async def test_giving_up_leaves_nothing_and_says_so(bot: RunningBot) -> None:
    bot.owner.send(LONG)
    message = await counted(bot.owner, 1)
    await press_for_edit(bot.owner, message, PASTE_DROP, shows="已丢弃")
    assert not message.buttons
    await nothing_is_open(bot)
    assert not await bot.database.read(drafts.open_drafts)
    assert "已经处理过" in (await bot.owner.forge_press(message, "paste_read:1").answered()).text


async def test_done_without_anything_says_what_to_do(bot: RunningBot) -> None:
    assert "/paste" in (await bot.owner.ask("/done")).text
    opened = await bot.owner.ask("/paste")
    assert "还没有收到文字" in (await bot.owner.ask("/done")).text
    assert "还没有收到文字" in (await bot.owner.press(opened, PASTE_READ).answered()).text


async def test_a_text_that_is_no_page_is_told_with_its_reason(bot: RunningBot) -> None:
    bot.owner.send("a b c " * 60)
    message = await counted(bot.owner, 1)
    await press_for_edit(bot.owner, message, PASTE_READ, shows="“粘贴的文字”读不了")
    assert not await bot.database.read(drafts.open_drafts)


async def test_more_than_a_page_may_have_is_refused_part_by_part_and_the_rest_is_kept(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configuration, "MEGABYTE", 4_200)
    bot.owner.send(LONG[:300])
    await counted(bot.owner, 1)
    bot.owner.send("字" * 3000)
    bot.owner.send("字")
    told = await bot.pushed(bot.owner, "这一段没有收下")
    assert "一次最多收 1,400 字" in told.text
    message = await until_message(bot.owner.chat, "有 2 段没有收下")
    assert "已收到 1 段，共 300 字" in message.text
    assert sum("这一段没有收下" in message.text for message in bot.owner.chat.from_bot) == 1


async def test_a_paste_lasts_over_a_restart(tmp_path: Path, clock: SetClock, no_gaps: None) -> None:
    api = BotApi(now=now)
    first, second = page_text("新厂房投产", lines=2).rsplit("\n", 1)
    async with running_bot(tmp_path, api=api) as bot:
        bot.owner.send(first + "\n" + BODY)
        message = await counted(bot.owner, 1)
        await bot.becomes("SELECT message_id, shown FROM pastes", (message.message_id, "open 1 0"))
    async with running_bot(tmp_path, api=api) as bot:
        bot.owner.send(second)
        assert (await counted(bot.owner, 2)) is message
        bot.owner.send("/done")
        assert said_by(await the_draft(bot)) == [BODY] * 3


async def test_one_left_for_a_day_is_asked_about_once_and_takes_no_more(
    bot: RunningBot, clock: SetClock
) -> None:
    bot.owner.send(LONG)
    first = await counted(bot.owner, 1)
    clock.go_on_from(now() + intake.PASTE_LEFT_AFTER + dt.timedelta(minutes=1))
    bot.parts.wake_desk.set()
    asked = await bot.pushed(bot.owner, "还没有读取：1 段")
    assert asked.message_id > first.message_id and "2026年10月14日收到的文字" in asked.text
    assert "临猗现代农业产业示范区" in (await bot.owner.ask("临猗")).text
    bot.owner.send("/done")
    await previews(bot.owner, 1)
    assert (await bot.pushed(bot.owner, "“粘贴的文字”已读取")) is asked


async def test_readers_texts_are_answered_as_ever_however_long(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    assert "已收到" not in (await reader.ask(LONG)).text
    forward(reader, LONG, channel_origin("科学导报频道", "kjdb"))
    assert "没有这个命令" in (await reader.ask("/paste", holding="命令")).text
    assert "没有这个命令" in (await reader.ask("/done", holding="命令")).text
    await bot.handled_all()
    assert not any("已收到" in message.text for message in reader.chat.from_bot)
    await nothing_is_open(bot)


@pytest.mark.parametrize("verb", ["paste_read", "paste_drop"])
async def test_a_forged_press_on_an_editors_paste_does_nothing(bot: RunningBot, verb: str) -> None:
    other_id = 8
    bot.parts.settings = bot.settings.model_copy(update={"owner_ids": frozenset({OWNER_ID, other_id})})
    bot.owner.send(LONG)
    await counted(bot.owner, 1)
    for user in (bot.api.user(1), bot.api.user(other_id)):
        own = await user.ask("/help")
        for ids in ("", ":1", ":1:2", ":99"):
            told = await user.forge_press(own, verb + ids).answered()
            assert "失效" in told.text or (ids == ":99" and user.id == other_id)
    assert await bot.rows("SELECT state, parts FROM pastes") == [("open", 1)]
    assert not await bot.rows("SELECT * FROM uploads")


async def test_pastes_of_two_editors_are_kept_apart(bot: RunningBot) -> None:
    other_id = 8
    bot.parts.settings = bot.settings.model_copy(update={"owner_ids": frozenset({OWNER_ID, other_id})})
    other = bot.api.user(other_id)
    bot.owner.send(page_text("甲厂房投产", lines=2))
    other.send(page_text("乙厂房投产", lines=2))
    for user, headline in ((bot.owner, "甲厂房投产"), (other, "乙厂房投产")):
        await counted(user, 1)
        user.send("/done")
        [shown] = await previews(user, 1)
        assert headline in shown.text


async def test_in_a_group_the_private_chat_is_named(bot: RunningBot) -> None:
    group = bot.api.group("园区群")
    group.add_bot(bot.owner)
    assert "私聊" in (await bot.owner.ask("/paste", group, holding="私聊")).text
    await nothing_is_open(bot)


async def test_a_short_article_is_taken_for_one_and_no_question(bot: RunningBot) -> None:
    bot.owner.send(
        "临猗添新厂\n本报讯 4月3日，临猗现代农业产业示范区一家果汁加工厂开工建设。"
        "工厂占地三十亩，建成后可加工苹果两万吨，带动周边果农三百户。"
    )
    assert PASTE_READ in [label for row in (await counted(bot.owner, 1)).buttons for label in row]


async def test_a_long_question_is_answered(bot: RunningBot) -> None:
    answer = await bot.owner.ask(
        "请问临猗现代农业产业示范区最近有没有关于果汁加工和标准厂房的消息，麻烦发给我看看"
    )
    assert "临猗现代农业产业示范区" in answer.text
    await nothing_is_open(bot)
