"""The other readers' commands, and the one list that menu and help are made of."""

from __future__ import annotations

import pytest
from telegram import Update

from bot.commands import Command, commands_for, in_order
from bot.context import Context
from tests.made_issues import LINFEN, made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot

ASKED_FOR = {
    *("start", "help", "park", "latest", "today", "week", "search", "parks"),
    *("follow", "unfollow", "following", "digest", "pause", "resume", "id"),
}


def test_every_command_that_was_asked_for_is_there() -> None:
    assert {command.name for command in commands_for(owner=False)} >= ASKED_FOR


def test_a_command_stands_behind_the_one_it_names() -> None:
    async def nothing(update: Update, context: Context) -> None: ...

    def named(name: str, after: str = "") -> Command:
        return Command(name, "", nothing, after=after)

    ordered = in_order([named("c", "b"), named("a"), named("d", "a"), named("b", "a")])
    assert [each.name for each in ordered] == ["a", "b", "c", "d"]
    with pytest.raises(ValueError, match="lost: no command 'nobody'"):
        in_order([named("a"), named("lost", "nobody")])


async def test_the_menu_is_the_list(bot: RunningBot) -> None:
    menu = await bot.application.bot.get_my_commands()
    assert [(entry.command, entry.description) for entry in menu] == [
        (command.name, command.about) for command in commands_for(owner=False)
    ]


async def test_help_tells_only_owners_of_the_desk(bot: RunningBot) -> None:
    assert "预览后即可发布" in (await bot.owner.ask("/help")).text
    assert "预览后即可发布" not in (await bot.api.user(1).ask("/help")).text


async def test_start_welcomes(bot: RunningBot) -> None:
    assert "/park 临猗" in (await bot.api.user(1).ask("/start")).text


async def test_latest_shows_the_newest_of_all_parks(bot: RunningBot) -> None:
    assert "还没有简报" in (await bot.api.user(1).ask("/latest")).text
    await bot.publish(made_issue(made_article("临猗新事"), made_article("临汾新事", LINFEN)), push=False)
    answer = await bot.api.user(1).ask("/latest")
    assert answer.text.index("临汾新事") < answer.text.index("临猗新事")
    assert answer.buttons == (("全文 1", "出处 1"), ("全文 2", "出处 2"))


async def test_parks_lists_every_park_by_city(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("临猗新事")), push=False)
    answer = await bot.api.user(1).ask("/parks")
    assert "<b>运城</b>" in answer.html
    assert "临猗现代农业产业示范区（1）" in answer.text


async def test_id_tells_a_person_their_number(bot: RunningBot) -> None:
    assert str(OWNER_ID) in (await bot.owner.ask("/id")).text


async def test_an_unknown_command_gets_a_hint(bot: RunningBot) -> None:
    assert "/help" in (await bot.api.user(1).ask("/whatever")).text


async def test_an_edited_command_is_answered_once(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/id")
    reader.edit(next(message for message in reader.messages if not message.from_bot), "/help")
    await reader.ask("/latest")
    assert not any("使用说明" in message.text for message in reader.chat.from_bot)
