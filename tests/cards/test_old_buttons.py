"""Buttons under messages that Telegram no longer hands over: what can come below comes, the rest says so."""

from __future__ import annotations

import pytest

from bot.commands import all_presses
from playground.standin.message import Message
from playground.standin.user import User
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot

pytestmark = pytest.mark.over_http


async def old_card(bot: RunningBot, reader: User) -> Message:
    card = await reader.ask("/park 临猗")
    card.is_inaccessible = True
    return card


EVERY_VERB = all_presses()


@pytest.mark.parametrize("ids", ["", ":1"])
async def test_every_button_is_answered(bot: RunningBot, ids: str) -> None:
    await bot.publish(made_issue(made_article("临猗新事")))
    for number, verb in enumerate(sorted(EVERY_VERB), 100):
        reader = bot.api.user(number)  # each of their own, so that none is pressed after another
        answer = await reader.forge_press(await old_card(bot, reader), verb + ids).answered()
        if EVERY_VERB[verb].may is not None:
            assert answer.text == "这个按钮已经失效，请重新发送命令。", verb
        elif not EVERY_VERB[verb].shows_below:
            assert "太旧" in answer.text, verb


@pytest.mark.parametrize(
    "data", ["park:1", "start", "start:1", "start_city:1", "following:1", "parks:1", "city:1"]
)
async def test_what_is_asked_for_comes_below(bot: RunningBot, data: str) -> None:
    reader = bot.api.user(1)
    card = await old_card(bot, reader)
    assert not (await reader.forge_press(card, data).answered()).text
    await bot.api.wait_until(lambda: len(reader.chat.from_bot) == 2)
    assert reader.chat.from_bot[1].text != card.text or data == "park:1"


async def test_a_fault_behind_one_is_told_too(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("bot.reader.park.show_page", fail)
    reader = bot.api.user(1)
    card = await old_card(bot, reader)
    assert "出了点问题" in (await reader.forge_press(card, "park:1").answered()).text
