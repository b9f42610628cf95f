"""Manners: the typing sign, one user's flood, spoken commands, and presses that are late or doubled."""

from __future__ import annotations

import asyncio

import pytest

from bot import wording
from bot.cards import typing_sign
from bot.incoming import flood
from bot.incoming.flood import FloodGate, Verdict
from bot.reader.plain_text import spoken_command
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot

FLOOD = 60


async def test_sixty_commands_at_once_are_not_answered_sixty_times(bot: RunningBot) -> None:
    hasty, other = bot.api.user(1), bot.api.user(2)
    for _ in range(FLOOD):
        hasty.send("/id")
    assert "您的 Telegram 编号" in (await other.ask("/id")).text
    await bot.api.wait_until(lambda: any(m.text == wording.TOO_FAST for m in hasty.chat.from_bot))
    await bot.api.wait_until(lambda: len(hasty.chat.from_bot) >= flood.BURST + 1)
    answers = [message for message in hasty.chat.from_bot if message.text != wording.TOO_FAST]
    assert flood.BURST <= len(answers) < FLOOD / 2
    assert len(hasty.chat.from_bot) - len(answers) == 1


async def test_what_was_turned_away_is_not_replayed(bot: RunningBot) -> None:
    hasty = bot.api.user(1)
    for _ in range(FLOOD):
        hasty.send("/id")
    await bot.api.wait_until(lambda: len(hasty.chat.from_bot) >= flood.BURST + 1)
    await bot.handled_all()


async def test_an_owner_may_be_as_fast_as_they_like(bot: RunningBot) -> None:
    for _ in range(flood.BURST + 5):
        bot.owner.send("/id")
    await bot.api.wait_until(lambda: len(bot.owner.chat.from_bot) == flood.BURST + 5)


def test_the_gate_lets_one_a_second_through_after_a_burst_and_says_so_once() -> None:
    seconds = 0.0
    gate = FloodGate(burst=3, per_second=1.0, clock=lambda: seconds)
    verdicts = [gate.judge(1) for _ in range(6)]
    assert verdicts == [Verdict.ANSWER] * 3 + [Verdict.SAY_SO] + [Verdict.LET_GO] * 2
    assert gate.judge(2) is Verdict.ANSWER
    seconds = 1.0
    assert [gate.judge(1), gate.judge(1)] == [Verdict.ANSWER, Verdict.SAY_SO]
    seconds = 100.0
    assert [gate.judge(1) for _ in range(4)] == [Verdict.ANSWER] * 3 + [Verdict.SAY_SO]


def test_the_gate_remembers_a_bounded_number_of_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "MOST_USERS_REMEMBERED", 10)
    gate = FloodGate(burst=1, per_second=0.0, clock=lambda: 0.0)
    assert all(gate.judge(user) is Verdict.ANSWER for user in range(20))
    assert gate.judge(19) is Verdict.SAY_SO
    assert gate.judge(0) is Verdict.ANSWER


async def test_whoever_waits_sees_the_typing_sign(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typing_sign, "QUIET_SECONDS", 0.0)

    def typing() -> int:
        return sum(call.method.lower() == "sendchataction" for call in bot.api.calls)

    slow = asyncio.Event()
    original = bot.parts.words.run

    async def run(*args: object, **kwargs: object) -> object:
        await slow.wait()
        return await original(*args, **kwargs)  # type: ignore[arg-type]  # the worker's own signature

    monkeypatch.setattr(bot.parts.words, "run", run)
    reader = bot.api.user(1)
    reader.send("/search 光伏")
    await bot.api.wait_until(lambda: typing() == 1)
    slow.set()
    await bot.api.wait_until(lambda: reader.chat.from_bot)


async def test_a_quick_answer_needs_no_typing_sign(bot: RunningBot) -> None:
    await bot.api.user(1).ask("/park 临猗")
    assert not [call for call in bot.api.calls if call.method.lower() == "sendchataction"]


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("园区 临猗", "park", "临猗"),
        ("/园区 临猗", "park", "临猗"),
        ("／园区临猗", "park", "临猗"),
        ("园区：临猗", "park", "临猗"),
        ("/取消关注 临猗", "unfollow", "临猗"),
        ("关注 临猗 示范区", "follow", "临猗 示范区"),
        ("搜索 招聘", "search", "招聘"),
        ("全部园区", "parks", ""),
        ("帮助", "help", ""),
    ],
)
def test_commands_are_spoken_in_chinese(text: str, name: str, argument: str) -> None:
    spoken = spoken_command(text)
    assert spoken is not None and (spoken[0].name, spoken[1]) == (name, argument)


@pytest.mark.parametrize("text", ["园区里有什么", "临猗", "关注度很高", "/没有这个"])
def test_other_texts_speak_no_command(text: str) -> None:
    assert spoken_command(text) is None


async def test_an_unknown_command_in_chinese_gets_help(bot: RunningBot) -> None:
    assert "/help" in (await bot.api.user(1).ask("/没有这个")).text


async def test_a_group_is_answered_only_when_it_asks(bot: RunningBot) -> None:
    member = bot.api.user(1)
    group = bot.api.group("园区群")
    bot.api.reads_all_group_messages = True
    await bot.publish(made_issue(made_article("临猗新事")), push=False)
    member.send("临猗最近怎么样", group)
    assert "临猗新事" in (await member.ask("/园区 临猗", group)).text
    assert len(group.from_bot) == 1


async def test_a_button_pressed_twice_is_answered_twice_and_breaks_nothing(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(*(made_article(f"第{number}件") for number in range(7))), push=False)
    answer = await reader.ask("/park 临猗")
    presses = [reader.press(answer, "下一页"), reader.press(answer, "关注")]
    presses += [reader.forge_press(answer, press.data) for press in presses]
    told = [(await press.answered()).text for press in presses]
    assert wording.SOMETHING_BROKE not in told
    await bot.api.wait_until(lambda: "第0件" in answer.text)
