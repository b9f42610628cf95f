"""Editors: owners name and remove them, they do an editor's work meanwhile, and all concerned are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from telegram import BotCommandScopeChat

from bot import wording
from bot.commands import Audience, menu
from playground.standin.bot_api import BotApi
from playground.standin.user import User
from storage.chats import own_data
from storage.chats.chats import Place
from storage.database import Database
from storage.moments import now
from storage.people import editors
from storage.people.editors import FORWARD_WITHIN
from tests.conftest import SAMPLE_PAGE
from tests.running_bot import OWNER_ID, RunningBot, running_bot
from tests.set_clock import SetClock
from tests.waiting import press_for_edit, until_message

EDITOR_ID, OTHER_OWNER = 71, 8
PRESENT = "SELECT person FROM editors WHERE removed_at IS NULL ORDER BY person"


async def named(bot: RunningBot, person: int = EDITOR_ID, name: str = "张三") -> User:
    """Somebody who has become an editor, and has been told."""
    user = bot.api.user(person, name, started=True)
    assert "已添加编辑" in (await bot.owner.ask(f"/editor add {person} {name}", holding="编辑")).text
    await bot.pushed(user, "您现在是园区快报的编辑了")
    return user


async def published_by(bot: RunningBot, user: User) -> None:
    """Somebody hands in the sample page and publishes it."""
    before = len(user.chat.from_bot)
    user.send_document(SAMPLE_PAGE.read_bytes(), "page-2026-04-04.txt")
    await bot.api.wait_until(lambda: len(user.chat.from_bot) > before and user.chat.last.buttons)
    assert "6 篇" in (await user.press(user.chat.last, wording.PUBLISH_ONLY).answered()).text


async def test_an_editor_publishes_and_the_owner_hears_of_it(bot: RunningBot) -> None:
    await published_by(bot, await named(bot))
    told = await bot.pushed(bot.owner, "发布了")
    assert told.text.startswith(f"张三（{EDITOR_ID}）发布了科学导报 · 2026年4月4日")
    assert told.text.endswith("：6 篇")
    assert await bot.rows("SELECT count(*) FROM articles") == [(6,)]


async def test_who_published_is_not_told_what_they_did(tmp_path: Path) -> None:
    async with running_bot(tmp_path, owner_ids=frozenset({OWNER_ID, OTHER_OWNER})) as bot:
        other = bot.api.user(OTHER_OWNER, started=True)
        await published_by(bot, bot.owner)
        await bot.pushed(other, "发布了")
        assert not [message for message in bot.owner.chat.from_bot if "发布了" in message.text]


async def test_a_former_editor_is_told_and_may_not_publish_any_more(bot: RunningBot) -> None:
    user = await named(bot)
    assert "已移出编辑 张三（71）" in (await bot.owner.ask(f"/editor remove {EDITOR_ID}")).text
    await bot.pushed(user, "您不再是园区快报的编辑")
    user.send_document(SAMPLE_PAGE.read_bytes(), "page.txt")
    await bot.pushed(user, "只有编辑可以发布")
    assert await bot.rows(PRESENT) == []
    assert await bot.rows("SELECT person, removed_at IS NULL FROM editors") == [(EDITOR_ID, 0)]


async def test_one_that_was_removed_can_be_added_again_and_keeps_the_name(bot: RunningBot) -> None:
    await named(bot)
    await bot.owner.ask(f"/editor remove {EDITOR_ID}")
    assert "已添加编辑 张三（71）" in (await bot.owner.ask(f"/editor add {EDITOR_ID}")).text
    assert await bot.rows("SELECT name, removed_at FROM editors") == [("张三", None)]


async def test_another_process_that_removes_one_is_noticed_at_once(bot: RunningBot) -> None:
    user = await named(bot)
    with Database(bot.settings.database) as other_process:
        other_process.write_now(editors.remove, EDITOR_ID, now())
    user.send_document(SAMPLE_PAGE.read_bytes(), "page.txt")
    await bot.pushed(user, "只有编辑可以发布")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (f"/editor add {OWNER_ID}", "是所有者"),
        (f"/editor remove {OWNER_ID}", "是所有者"),
        ("/editor remove 4711", "4711 不是编辑"),
        ("/editor add -1001234", "不是编号"),
        ("/editor add 0", "不是编号"),
        ("/editor add 99999999999999999", "不是编号"),
        ("/editor add <b>x</b>", "“<b>x</b>”不是编号"),
        ("/editor add @nobody_here", "我没有见过 @nobody_here"),
        ("/editor remove @nobody_here", "我没有见过 @nobody_here"),
        ("/editor remove", "/editor add 12345678"),
        ("/editor whatever", "/editor add 12345678"),
    ],
)
async def test_what_is_not_to_be_done_is_said(bot: RunningBot, asked: str, answer: str) -> None:
    assert answer in (await bot.owner.ask(asked)).text
    assert await bot.rows(PRESENT) == []


async def test_adding_one_twice_tells_nobody_anything_again(bot: RunningBot) -> None:
    user = await named(bot)
    assert "已经是编辑了" in (await bot.owner.ask(f"/editor add {EDITOR_ID}")).text
    await bot.handled_all()
    assert len([message for message in user.chat.from_bot if "您现在是" in message.text]) == 1
    assert await bot.rows("SELECT what FROM deeds") == [("editor_added",)]


async def test_the_list_shows_them_and_removes_after_a_confirmation(bot: RunningBot) -> None:
    assert "还没有编辑" in (await bot.owner.ask("/editor")).text
    user = await named(bot)
    listed = await bot.owner.ask("/editor")
    assert "张三（71）" in listed.text and f"（{OWNER_ID}）添加" in listed.text
    await press_for_edit(bot.owner, listed, "移出 张三", shows="确定把 张三（71） 移出编辑吗？")
    await press_for_edit(bot.owner, listed, "不移出", shows="编辑（1）")
    assert await bot.rows(PRESENT) == [(EDITOR_ID,)]
    await press_for_edit(bot.owner, listed, "移出 张三", shows="确定把")
    await press_for_edit(bot.owner, listed, "移出", shows="还没有编辑")
    await bot.pushed(user, "您不再是")
    again = await bot.owner.forge_press(listed, f"editor_remove:{EDITOR_ID}").answered()
    assert again.text == "已经不是编辑了。"


async def test_a_long_list_has_pages(bot: RunningBot) -> None:
    for person in range(100, 112):
        await bot.database.write(editors.add, person, f"编辑{person}", added_by=OWNER_ID, moment=now())
    listed = await bot.owner.ask("/editor")
    assert "编辑（12）" in listed.text and "编辑109" in listed.text and "编辑110" not in listed.text
    await press_for_edit(bot.owner, listed, "下一页", shows="编辑111")


async def test_by_a_name_that_has_written_to_the_bot(bot: RunningBot) -> None:
    seen = bot.api.user(EDITOR_ID, "李四", username="Li_Si")
    await seen.ask("/id")
    await bot.becomes("SELECT person, username, name FROM acquaintances", (EDITOR_ID, "Li_Si", "李四"))
    assert "已添加编辑 李四（71）" in (await bot.owner.ask("/editor add @li_si")).text
    assert "已移出编辑 李四（71）" in (await bot.owner.ask("/editor remove @LI_SI")).text


async def test_a_name_that_has_passed_to_somebody_else_makes_no_editor(bot: RunningBot) -> None:
    first = bot.api.user(EDITOR_ID, "李四", username="li_si")
    await first.ask("/id")
    await bot.becomes("SELECT count(*) FROM acquaintances", (1,))
    first.username = ""
    assert "不是我见过的那个人" in (await bot.owner.ask("/editor add @li_si")).text
    second = bot.api.user(EDITOR_ID + 1, "王五", username="li_si")
    await second.ask("/id")
    await bot.becomes("SELECT person FROM acquaintances WHERE username = 'li_si'", (EDITOR_ID + 1,))
    assert "王五" in (await bot.owner.ask("/editor add @li_si")).text
    assert await bot.rows(PRESENT) == [(EDITOR_ID + 1,)]


async def test_by_a_message_that_is_forwarded_afterwards(bot: RunningBot) -> None:
    group = bot.api.supergroup("园区群")
    written = bot.api.user(EDITOR_ID, "王五").send("大家好", group)
    assert "转发一条" in (await bot.owner.ask("/editor add")).text
    bot.owner.forward(written)
    await bot.pushed(bot.owner, "已添加编辑 王五（71）")
    newest = bot.owner.forward(written).message_id
    assert "编辑" not in (await until_message(bot.owner.chat, "", after=newest)).text
    assert await bot.rows(PRESENT) == [(EDITOR_ID,)]


async def test_by_a_reply_to_a_forwarded_message(bot: RunningBot) -> None:
    written = bot.api.user(EDITOR_ID, "王五").send("大家好", bot.api.supergroup("园区群"))
    copy = bot.owner.forward(written)
    bot.owner.send("/editor add", reply_to=copy)
    await bot.pushed(bot.owner, "已添加编辑 王五（71）")


async def test_a_forwarded_message_that_does_not_say_who_wrote_it(bot: RunningBot) -> None:
    await bot.owner.ask("/editor add")
    hidden = bot.api.user(EDITOR_ID, "王五")
    hidden.is_hidden_in_forwards = True
    bot.owner.forward(hidden.send("大家好", bot.api.supergroup("园区群")))
    await bot.pushed(bot.owner, "隐藏了转发来源")
    channel = bot.api.channel("频道")
    bot.owner.forward(channel.add(None, "通知"))
    await bot.pushed(bot.owner, "以频道或群的名义")
    bot.owner.forward(await bot.owner.ask("/id"))
    await bot.pushed(bot.owner, "机器人不能当编辑")
    assert await bot.rows(PRESENT) == []
    bot.owner.forward(bot.api.user(EDITOR_ID + 1, "赵六").send("我", bot.api.supergroup("群")))
    await bot.pushed(bot.owner, "已添加编辑 赵六（72）")


async def test_a_forwarded_message_long_after_is_one_like_any_other(bot: RunningBot, clock: SetClock) -> None:
    await bot.owner.ask("/editor add")
    clock.go_on_from(now() + FORWARD_WITHIN)
    sent = bot.owner.forward(bot.api.user(EDITOR_ID, "王五").send("临猗", bot.api.supergroup("群")))
    await until_message(bot.owner.chat, "", after=sent.message_id)
    assert await bot.rows(PRESENT) == []


async def test_what_others_forward_makes_no_editor(bot: RunningBot) -> None:
    await bot.owner.ask("/editor add")
    stranger = bot.api.user(2)
    sent = stranger.forward(stranger.send("大家好", bot.api.supergroup("群")))
    await until_message(stranger.chat, "", after=sent.message_id)
    assert await bot.rows(PRESENT) == []


async def test_nothing_is_shown_or_done_in_a_group(bot: RunningBot) -> None:
    group = bot.api.supergroup("园区群", owner=bot.owner)
    for asked in ("/editor", "/editor link", f"/editor add {EDITOR_ID}", "/log"):
        assert "只在与我的私聊里" in (await bot.owner.ask(asked, group)).text
    assert await bot.rows("SELECT count(*) FROM invitations") == [(0,)]
    assert await bot.rows(PRESENT) == []


async def test_one_who_never_spoke_to_the_bot_is_told_when_they_do(bot: RunningBot) -> None:
    await bot.owner.ask(f"/editor add {EDITOR_ID} 张三")
    await bot.becomes("SELECT hold_reason IS NOT NULL FROM chats WHERE telegram_id = 71", (1,))
    user = bot.api.user(EDITOR_ID, "张三")
    user.send("/start")
    await bot.pushed(user, "您现在是园区快报的编辑了")


async def menu_of(bot: RunningBot, person: int) -> list[str]:
    entries = await bot.application.bot.get_my_commands(scope=BotCommandScopeChat(person))
    return [entry.command for entry in entries]


def names(audience: Audience) -> list[str]:
    return [entry.command for entry in menu(audience)]


async def test_the_menu_follows_the_role(bot: RunningBot) -> None:
    await named(bot)
    await bot.api.wait_until(lambda: scoped(bot, "setMyCommands"))
    assert await menu_of(bot, EDITOR_ID) == names(Audience.EDITOR)
    await bot.owner.ask(f"/editor remove {EDITOR_ID}")
    await bot.api.wait_until(lambda: scoped(bot, "deleteMyCommands"))
    assert await menu_of(bot, EDITOR_ID) == []
    set_again = len(scoped(bot, "setMyCommands"))
    await bot.owner.ask(f"/editor add {EDITOR_ID}")
    await bot.api.wait_until(lambda: len(scoped(bot, "setMyCommands")) > set_again)
    assert await menu_of(bot, EDITOR_ID) == names(Audience.EDITOR)


def scoped(bot: RunningBot, method: str) -> list[object]:
    """The calls that set or took away the editor's own menu."""
    return [call for call in bot.api.calls_of(method) if str(EDITOR_ID) in str(call.params.get("scope"))]


async def test_a_start_sets_the_menus_of_all_who_are_or_were_editors(tmp_path: Path) -> None:
    api = BotApi(now=now)
    async with running_bot(tmp_path, api=api) as bot:
        await bot.database.write(editors.add, EDITOR_ID, "", added_by=OWNER_ID, moment=now())
        await bot.database.write(editors.add, EDITOR_ID + 1, "", added_by=OWNER_ID, moment=now())
    async with running_bot(tmp_path, api=api) as bot:
        assert await menu_of(bot, EDITOR_ID) == names(Audience.EDITOR)
    with Database(bot.settings.database) as other_process:
        other_process.write_now(editors.remove, EDITOR_ID, now())
    async with running_bot(tmp_path, api=api) as bot:
        assert await menu_of(bot, EDITOR_ID) == []
        assert await menu_of(bot, EDITOR_ID + 1) == names(Audience.EDITOR)


async def test_editors_have_no_commands_of_owners(bot: RunningBot) -> None:
    user = await named(bot)
    for asked in ("/editor", "/log", "/status", "/parked"):
        assert "没有这个命令" in (await user.ask(asked)).text
    text = (await user.ask("/help")).text
    assert "<b>编辑</b>" in (await user.ask("/help")).html and "/editor" not in text


def test_what_an_editor_did_is_exported_and_stays(database: Database) -> None:
    place = Place(EDITOR_ID, 0, "private", "")
    database.write_now(editors.add, EDITOR_ID, "张三", added_by=OWNER_ID, moment=now())
    assert database.read_now(own_data.export, place)["editors"][0]["name"] == "张三"
    database.write_now(own_data.forget, place)
    assert database.read_now(editors.is_editor, EDITOR_ID)
