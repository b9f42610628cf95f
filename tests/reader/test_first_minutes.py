"""The first minutes: /start asks for city and park, follows with one tap; a link leads straight to a park."""

from __future__ import annotations

import pytest

from storage.parks import cities, stored_parks
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot
from tests.waiting import press_for_edit


async def test_two_taps_from_start_to_a_follow_and_what_comes_next(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("临猗新事")), push=False)
    reader = bot.api.user(1)
    welcome = await reader.ask("/start")
    assert "您关心哪个城市" in welcome.text
    await press_for_edit(reader, welcome, "运城", shows="点一下就关注")
    assert welcome.buttons[0] == ("关注 运城（全市）",)
    reader.press(welcome, "关注 临猗现代农业产业示范区")
    told = await bot.pushed(reader, "有新消息时，每天 08:00 推送给您")
    assert "临猗新事" in told.text
    await bot.api.wait_until(lambda: any("取消关注 临猗现代农业产业示范区" in row for row in welcome.buttons))
    second = await reader.press(welcome, "关注 盐湖高新技术产业开发区").answered()
    assert (
        second.text == "已关注 盐湖高新技术产业开发区" and reader.chat.from_bot[-1] is told
    )  # the list stays in sight
    await press_for_edit(reader, welcome, "换一个城市", shows="您关心哪个城市")
    assert any("太原" in row for row in welcome.buttons)


async def test_every_park_of_a_city_can_be_reached(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    welcome = await reader.ask("/start")
    await press_for_edit(reader, welcome, "太原", shows="点一下就关注")
    seen: set[str] = set()
    while True:
        names = {label for row in welcome.buttons for label in row}
        seen |= names
        if "下一页" not in names:
            break
        await press_for_edit(reader, welcome, "下一页")
    inside = await bot.database.read(cities.parks_in_city, "太原")
    assert seen >= {f"关注 {park.name}" for park, _ in inside}


async def test_a_link_leads_straight_to_a_park(bot: RunningBot) -> None:
    (park,) = await bot.database.read(stored_parks.find_parks, "临猗")
    payload = f"park_{park.id}"
    assert len(payload) <= 64
    answer = await bot.api.user(1).ask(f"/start {payload}")
    assert "临猗现代农业产业示范区" in answer.text and answer.buttons[-1] == ("关注",)


async def test_a_link_leads_straight_to_a_city(bot: RunningBot) -> None:
    city = await bot.database.read(cities.find_city, "运城")
    assert city is not None
    assert "运城 · " in (await bot.api.user(1).ask(f"/start city_{city.id}")).text


@pytest.mark.parametrize("payload", ["park_999999", "park_", "park_1_2", "x" * 64, "park_" + "9" * 18, "🚀"])
async def test_a_link_that_leads_nowhere_gets_the_welcome(bot: RunningBot, payload: str) -> None:
    assert "您关心哪个城市" in (await bot.api.user(1).ask(f"/start {payload}")).text


@pytest.mark.parametrize("data", ["start:0", "start_city", "start_city:1:0", "start_city:999999"])
async def test_a_forged_choice_does_nothing(bot: RunningBot, data: str) -> None:
    reader = bot.api.user(1)
    welcome = await reader.ask("/start")
    told = (await reader.forge_press(welcome, data).answered()).text
    assert told in ("这个按钮已经失效，请重新发送命令。", "这个城市已经没有园区了。")
