"""/help: in groups, each command with an example; every example does what it says, through the whole bot."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import wording
from bot.commands import Command, Group, all_commands, commands_for
from bot.newsroom.ledger_keeping import keep_ledger
from storage.moments import now
from tests.made_issues import LINFEN, made_issue, written_article
from tests.running_bot import RunningBot
from tests.set_clock import SHANGHAI, SetClock
from tests.waiting import press_for_edit

TODAY = dt.datetime(2026, 7, 10, 10, tzinfo=SHANGHAI)
PAGE = (
    written_article("临猗冷链项目开工", "7月9日，临猗沐禾冷链物流园开工，总投资2亿元。"),
    written_article("园区招聘会", "7月9日，恒岚特种玻璃项目开工，计划12月底前投产，招聘300人。", LINFEN),
)


def shown(command: Command) -> str:
    return wording.HELP_LINE.format(sample=command.sample, about=command.about)


async def test_the_usual_ones_first_and_all_of_them_where_asked(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    answer = await reader.ask("/help")
    lines = answer.text.splitlines()
    for command in commands_for(owner=False):
        assert (shown(command) in lines) is not command.rare, command.name
    groups = [wording.HELP_GROUPS[group.name] for group in Group]
    assert [line for line in lines if line in groups] == ["看", "找", "关注", "推送", "数据"]
    await press_for_edit(reader, answer, wording.BUTTON_HELP_ALL, shows=wording.ABOUT_ID)
    assert answer.text == (await reader.ask("/help 更多")).text
    assert {shown(command) for command in commands_for(owner=False)} <= set(answer.text.splitlines())
    await press_for_edit(reader, answer, wording.BUTTON_HELP_USUAL)
    assert answer.text.splitlines() == lines


async def test_editors_and_owners_have_theirs_below(bot: RunningBot) -> None:
    text = (await bot.owner.ask("帮助 更多")).text
    readers, desk = text.split("\n编辑：", 1)
    desk, owners = desk.split("\n所有者：", 1)
    for command in all_commands():
        place = owners if command.for_owners else desk if command.for_editors else readers
        assert shown(command) in place.splitlines(), command.name
    assert not any(shown(each) in readers for each in all_commands() if not each.for_all)


# What an answer to an example is not: that nothing is found, or how else to write it.
REFUSALS = (
    *("没有找到", "没有叫", "没有认出", "没看懂", "还没有关注", "没有这"),
    *("请写上", "没有第", "没有到期", "现在没有在"),
)
# Nothing waits there, which is what they are asked.
NOTHING_YET = {
    "parked": wording.PARKED_NONE,
    "letters": wording.LETTERS_NONE,
    "resume": "推送没有暂停",
    "done": "还没有收到文字",
}


@pytest.mark.parametrize("as_owner", [False, True])
async def test_every_example_is_answered(bot: RunningBot, clock: SetClock, as_owner: bool) -> None:
    clock.go_on_from(TODAY)
    await bot.publish(made_issue(*PAGE, day=TODAY.date()), push=False)
    await keep_ledger(bot.parts)
    for number, command in enumerate(commands_for(owner=as_owner), 1):
        if as_owner and command.for_all:
            continue
        person = bot.owner if as_owner else bot.api.user(number)
        if command.name in ("unfollow", "following"):
            await person.ask("/follow 临猗")
        if command.name == "channel":
            bot.api.channel("园区频道", username=wording.EXAMPLE_CHANNEL.lstrip("@"), owner=person)
        answer = (await person.ask(command.sample)).text
        if command.name in NOTHING_YET and NOTHING_YET[command.name] in answer:
            continue
        assert not [each for each in REFUSALS if each in answer], (command.sample, answer)


async def test_the_example_of_due_is_of_what_is_told(bot: RunningBot, clock: SetClock) -> None:
    clock.go_on_from(TODAY)
    await bot.publish(made_issue(*PAGE, day=now().date()), push=False)
    await keep_ledger(bot.parts)
    assert "12月底前投产" in (await bot.api.user(1).ask("/due 临汾 12月")).text
