"""What is asked for in a sentence is done as the command would: follows, times of pushes, quiet hours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reader.said_plainly import said_setting
from tests.running_bot import RunningBot
from tests.waiting import press_for_edit

QUIET = "免打扰：22:00–07:00"


@pytest.mark.parametrize(
    ("said", "command", "argument"),
    [
        ("每周一早上8点推送", "digest", "每周一早上8点推送"),
        ("工作日 8:00 推送给我", "digest", "工作日 8:00 推送给我"),
        ("22点到7点不要打扰", "digest", "免打扰 22点到7点"),
        ("晚上10点到早上7点不要推送", "digest", "免打扰 晚上10点到早上7点"),
        ("免打扰 22:00-7:00", "digest", "免打扰 22:00-7:00"),
        ("怎么改推送时间", "digest", ""),
        ("晚上不要打扰我", "digest", ""),
        ("暂停推送3天", "pause", "3天"),
        ("暂停到周一", "pause", "到周一"),
    ],
)
def test_a_sentence_about_pushes_is_a_command(said: str, command: str, argument: str) -> None:
    assert said_setting(said) == (command, argument)


@pytest.mark.parametrize(
    "said", ["临猗", "暂停营业", "信息推送平台", "8点", "每周一", "临汾不发", "关注度", ""]
)
def test_other_sentences_are_none(said: str) -> None:
    assert said_setting(said) is None


@settings(max_examples=50)
@given(st.text(st.sampled_from("推送每周一早晚上不要打扰免勿暂停0123456789点到: 的在临猗"), max_size=50))
def test_any_text_is_read(text: str) -> None:
    said = said_setting(text)
    assert said is None or said[0] in ("digest", "pause")


async def test_it_is_done(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    assert "已关注 临猗现代农业产业示范区、盐湖高新" in (await reader.ask("关注临猗和盐湖")).text
    assert "每周一 08:00" in (await reader.ask("每周一早上8点推送")).text
    assert QUIET in (await reader.ask("22点到7点不要打扰")).text
    assert "推送设置" in (await reader.ask("怎么改推送时间")).text
    assert "已取消关注 临猗" in (await reader.ask("取消关注临猗")).text
    assert "确定删除" in (await reader.ask("删除我的数据")).text


async def test_one_of_several_is_not_paused_alone_and_is_told_so(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("关注 临猗")
    for said in ("/pause 临猗 3天", "暂停临猗 一周", "屏蔽临猗"):
        answer = await reader.ask(said)
        assert "不能只暂停一项" in answer.text
    await press_for_edit(reader, answer, "取消关注 临猗现代农业产业示范区")
    assert answer.buttons[0] == ("关注 临猗现代农业产业示范区",)
    assert "没看懂" in (await reader.ask("/pause 盐湖")).text


@pytest.mark.parametrize("said", ["关注度很高的园区", "关注不存在的园区和临猗", "订阅号"])
async def test_nothing_is_followed_that_is_not_named(bot: RunningBot, said: str) -> None:
    reader = bot.api.user(1)
    await reader.ask(said)
    assert "还没有关注" in (await reader.ask("/following")).text


async def test_what_is_like_no_name_gets_no_parks_to_choose_from(bot: RunningBot) -> None:
    answer = await bot.api.user(1).ask("你几点下班")
    assert not answer.buttons and "/help" in answer.text
