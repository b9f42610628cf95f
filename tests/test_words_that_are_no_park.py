"""A word that is no park's name leads to the articles that mention it, and may be followed."""

from __future__ import annotations

import pytest

from bot import wording
from tests.made_issues import made_issue, written_article
from tests.running_bot import RunningBot
from tests.waiting import press_for_edit

PAGE = (
    written_article("果业招聘会开场", "临猗的果业招聘会今天开场。亚宝药业来了。"),
    written_article("新厂房封顶", "标准厂房昨天封顶。"),
)


@pytest.mark.parametrize("said", ["招聘", "/park 招聘", "/follow 招聘", "亚宝药业", "/follow 亚宝药业"])
async def test_a_word_is_searched_for_at_once(bot: RunningBot, said: str) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    answer = await bot.api.user(1).ask(said)
    assert "没有叫“" in answer.text and "报纸里有 1 篇提到它" in answer.text
    assert "果业招聘会开场" in answer.text
    labels = [label for row in answer.buttons for label in row]
    word = said.split()[-1]
    assert "关注 临猗现代农业产业示范区" in labels and f"关注 #{word}" in labels
    assert await bot.rows("SELECT count(*) FROM keywords") == [(0,)], "nobody follows it yet"
    await press_for_edit(bot.api.user(1), answer, f"关注 #{word}")
    assert f"取消关注 #{word}" in [label for row in answer.buttons for label in row]
    assert await bot.rows("SELECT shown FROM keywords") == [(word,)]
    again = await bot.api.user(1).ask(said)
    assert f"取消关注 #{word}" in [label for row in again.buttons for label in row]


@pytest.mark.parametrize(
    "said",
    [
        "山西某某公司",
        "/follow 山西某某公司",
        "太原某某中心",
        "/follow 太原某某中心",
        "/follow 临猗某某果业有限公司",
        "/park 临汾第三人民医院",
        "/follow 运城市某某银行",
        "/follow 临汾经开区第一小学",
        "/follow 太原大道",
    ],
)
async def test_a_body_called_after_a_place_is_not_the_place(bot: RunningBot, said: str) -> None:
    answer = await bot.api.user(1).ask(said)
    assert "没有" in answer.text
    assert await bot.rows("SELECT count(*) FROM follows") == [(0,)]


@pytest.mark.parametrize("said", ["临猗最近有什么新闻？", "想看看临猗的消息", "帮我查一下临猗示范区"])
async def test_a_sentence_about_a_park_is_about_the_park(bot: RunningBot, said: str) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    assert "果业招聘会开场" in (await bot.api.user(1).ask(said)).text


async def test_a_forged_button_reveals_nobody_elses_words(bot: RunningBot) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    await bot.api.user(1).ask("招聘")
    [(number,)] = await bot.rows("SELECT id FROM searches", file=bot.rooms.incoming)
    stranger = bot.api.user(2)
    own = await stranger.ask("/latest")
    for data in (f"search:{number}", f"follow_search:{number}"):
        told = (await stranger.forge_press(own, data).answered()).text
        assert told == wording.SEARCH_GONE
    assert await bot.rows("SELECT count(*) FROM follows") == [(0,)]
