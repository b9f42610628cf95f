"""A word that is no park's name leads to the articles that mention it, and may be followed."""

from __future__ import annotations

import pytest

from bot import wording
from tests.made_issues import LINFEN, made_issue, written_article
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
    [(number,)] = await bot.rows("SELECT id FROM searches", file=bot.parts.incoming)
    stranger = bot.api.user(2)
    own = await stranger.ask("/latest")
    for data in (f"search:{number}", f"follow_search:{number}"):
        told = (await stranger.forge_press(own, data).answered()).text
        assert told == wording.SEARCH_GONE
    assert await bot.rows("SELECT count(*) FROM follows") == [(0,)]


async def test_a_word_that_is_almost_a_parks_name_shows_what_is_printed_so(bot: RunningBot) -> None:
    await bot.publish(made_issue(written_article("外地来客", "临沂的客商昨天到访。", LINFEN)), push=False)
    for said in ("临沂", "/park 临沂", "/follow 临沂"):
        answer = await bot.api.user(1).ask(said)
        assert "报纸里有 1 篇提到它" in answer.text and "外地来客" in answer.text
        assert wording.OR_A_SLIP in answer.text and "临猗现代农业产业示范区" in str(answer.buttons)
    assert await bot.rows("SELECT count(*) FROM follows") == [(0,)]
    assert "最接近的是" in (await bot.api.user(1).ask("/park 临绮")).text, "nothing is printed so"


@pytest.mark.parametrize(
    ("said", "limits"),
    [
        ("招聘 临猗", "临猗"),
        ("招聘 2026-04", "2026年4月"),
        ("/park 招聘 临猗", "临猗"),
        ("2026-04", "2026年4月"),
    ],
)
async def test_a_word_beside_a_place_or_a_day_is_searched_for_there(
    bot: RunningBot, said: str, limits: str
) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    answer = await bot.api.user(1).ask(said)
    assert "果业招聘会开场" in answer.text and f"限于：{limits}" in answer.text
    assert "关注 #" not in str(answer.buttons), "a place or a day is no part of a keyword"


async def test_words_that_stand_apart_are_not_said_to_be_mentioned(bot: RunningBot) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    answer = await bot.api.user(1).ask("亚宝招聘会")
    assert "果业招聘会开场" in answer.text and "没有叫“亚宝招聘会”的园区" in answer.text
    assert "提到它" not in answer.text


async def test_what_is_not_found_is_not_kept(bot: RunningBot) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    for said in ("咕噜咕噜", "/park 咕噜咕噜", "/follow 咕噜咕噜", "亚宝招聘会"):
        await bot.api.user(1).ask(said)
    kept = await bot.rows("SELECT text FROM searches", file=bot.parts.incoming)
    assert kept == [("亚宝招聘会",)]


async def test_the_pages_of_what_mentions_a_word_go_on_with_it(bot: RunningBot) -> None:
    many = [written_article(f"第{number}件", "亚宝药业来了。") for number in range(7)]
    apart = written_article("别的药业", "亚宝公司不做药业。")
    await bot.publish(made_issue(apart, *many), push=False)
    answer = await bot.api.user(1).ask("亚宝药业")
    assert "报纸里有不少文章提到它" in answer.text and "第6件" in answer.text
    await press_for_edit(bot.api.user(1), answer, "下一页")
    assert "第0件" in answer.text and "别的药业" not in answer.text


async def test_of_several_names_each_unknown_one_is_searched_for(bot: RunningBot) -> None:
    many = [written_article(f"第{number}件", "亚宝药业来了。") for number in range(25)]
    await bot.publish(made_issue(*PAGE[1:], *many), push=False)
    answer = await bot.api.user(1).ask("/follow 临猗 标准厂房 咕噜 亚宝药业 潞州区")
    assert "已关注 临猗现代农业产业示范区" in answer.text
    assert "没有认出“标准厂房”，报纸里有 1 篇提到它" in answer.text
    assert "没有认出“咕噜”，报纸里也没有提到它" in answer.text
    assert "没有认出“亚宝药业”，报纸里有不止 20 篇提到它" in answer.text
    assert "“潞州区”可以指几个园区" in answer.text
    assert await bot.rows("SELECT count(*) FROM searches", file=bot.parts.incoming) == [(0,)]


async def test_several_names_none_of_them_known_follow_nothing(bot: RunningBot) -> None:
    answer = await bot.api.user(1).ask("/follow 咕噜 叽喳")
    assert answer.text.count("没有认出") == 2
    assert await bot.rows("SELECT count(*) FROM follows") == [(0,)]
