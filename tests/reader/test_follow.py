"""Following: by command and by button, and how it is told."""

from __future__ import annotations

import pytest

from parsing.parks import Park
from playground.standin import call_faults
from storage.chats import holds
from storage.moments import now
from storage.parks import park_import
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot
from tests.waiting import press_for_edit, press_for_message


async def test_following_works_before_anything_is_published(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    assert (
        "已关注 临猗现代农业产业示范区。有新消息时，每天 08:00 推送给您。"
        in (await reader.ask("/follow 临猗")).text
    )
    assert "已经关注" in (await reader.ask("/follow 临猗")).text
    listed = await reader.ask("/following")
    assert listed.buttons == (("取消关注 临猗现代农业产业示范区",),)


async def test_unfollowing(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    assert "没有关注" in (await reader.ask("/unfollow 临猗")).text
    await reader.ask("/follow 临猗")
    assert "已取消关注" in (await reader.ask("/unfollow 临猗")).text
    assert "还没有关注" in (await reader.ask("/following")).text


async def test_the_button_turns_into_its_opposite_and_back(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    answer = await reader.ask("/park 临猗")
    assert "已关注" in (await reader.press(answer, "关注").answered()).text
    await bot.api.wait_until(lambda: answer.buttons == (("取消关注",),))
    await press_for_edit(reader, answer, "取消关注")
    assert answer.buttons == (("关注",),)


async def test_the_answer_knows_what_is_followed(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await bot.publish(made_issue(made_article("临猗新事")), push=False)
    assert (await reader.ask("/park 临猗")).buttons[-1] == ("取消关注",)
    assert (await bot.api.user(2).ask("/park 临猗")).buttons[-1] == ("关注",)


async def test_an_alias_that_two_parks_share_asks_with_buttons(bot: RunningBot) -> None:
    shared = [Park("东山产业园", aliases=("山上园区",)), Park("西山产业园", aliases=("山上园区",))]
    await bot.database.write(park_import.import_parks, shared)
    reader = bot.api.user(1)
    question = await reader.ask("/follow 山上园区")
    assert {label for row in question.buttons for label in row} == {"东山产业园", "西山产业园"}
    await press_for_message(reader, question, "西山产业园", holding="已关注 西山产业园。有新消息时")
    assert "西山产业园" in str((await reader.ask("/following")).buttons)


@pytest.mark.parametrize(
    "data", ["follow", "follow:1:2", "follow:999999", "park:x", "", "drop table", "🚀", "a:" * 30]
)
async def test_a_forged_button_does_nothing(bot: RunningBot, data: str) -> None:
    reader = bot.api.user(1)
    answer = await reader.ask("/park 临猗")
    told = await reader.forge_press(answer, data).answered()
    assert told.text in ("这个按钮已经失效，请重新发送命令。", "这个园区已经不在了。")
    assert "还没有关注" in (await reader.ask("/following")).text


async def test_two_buttons_pressed_quickly_show_what_is_true_in_the_end(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await reader.ask("/follow 临汾经开区")
    listed = await reader.ask("/following")
    labels = [label for row in listed.buttons for label in row]
    presses = [reader.press(listed, label) for label in labels if label.startswith("取消关注")]
    for press in presses:
        await press.answered()
    await bot.api.wait_until(
        lambda: not any(label.startswith("取消关注") for row in listed.buttons for label in row)
    )


async def test_a_button_pressed_while_the_bot_was_away_still_does_its_work(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    answer = await reader.ask("/park 临猗")
    bot.api.inject(
        "answerCallbackQuery",
        call_faults.Error(
            400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
        ),
    )
    reader.press(answer, "关注")
    await bot.api.wait_until(lambda: answer.buttons == (("取消关注",),))


async def test_a_person_who_writes_again_is_sent_to_again(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await reader.ask("/digest now")
    await bot.database.write(holds.switch_off, 1, "Forbidden: bot was blocked by the user", now())
    await reader.ask("/latest")
    await bot.publish(made_issue(made_article("回来后的新事")))
    await bot.pushed(reader, "回来后的新事")
