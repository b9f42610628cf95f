"""A greeting, thanks, or a wish to be left alone gets a fitting sentence, not a search for a park."""

from __future__ import annotations

import pytest

from bot import wording
from tests.running_bot import RunningBot
from tests.waiting import press_for_edit


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("你好", "您好"),
        ("Hello!", "您好"),
        ("谢谢！", "不客气"),
        ("怎么用？", "/help"),
        ("帮助", "使用说明"),
        ("退订", "/unfollow"),
        ("取消订阅。", "/unfollow"),
    ],
)
async def test_small_talk_is_answered(bot: RunningBot, said: str, words: str) -> None:
    text = (await bot.api.user(1).ask(said)).text
    assert words in text and "没有找到" not in text


async def test_whoever_wants_out_gets_there_with_one_press(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    answer = await reader.ask("退订")
    await press_for_edit(reader, answer, wording.BUTTON_OFF, shows="不推送")
    await bot.becomes("SELECT digest FROM chats", ("off",))


async def test_a_parks_name_is_no_small_talk(bot: RunningBot) -> None:
    assert "临猗现代农业产业示范区" in (await bot.api.user(1).ask("临猗")).text
