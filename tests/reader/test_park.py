"""/park: the newest briefs about a park; several parks are asked about, none are guessed at."""

from __future__ import annotations

import pytest

from bot.transport.telegram_limits import MESSAGE_TEXT
from parsing.parks import Park
from tests.made_issues import LINFEN, LINYI, TANGHUAI, made_article, made_issue
from tests.running_bot import RunningBot
from tests.waiting import press_for_edit, press_for_message

PARK_ASKED = [
    "/park 临猗",
    "/park 临猗现代农业产业示范区",
    "/park 临猗示范区",
    "/park　临猗",
    "/park 临猗县",
    "临猗",
    "园区 临猗",
    "园区：临猗",
    "/园区 临猗",
    "/园区临猗",
    "臨猗",
    "linyi",
    "Lín Yì",
    "ly",
    "临猗最近有什么新项目？",
    "运城临猗那边怎么样",
]


@pytest.mark.parametrize("asked", PARK_ASKED)
async def test_a_park_is_answered_with_its_briefs(bot: RunningBot, asked: str) -> None:
    await bot.publish(made_issue(made_article("临猗新事"), made_article("临汾新事", LINFEN)), push=False)
    answer = await bot.api.user(1).ask(asked)
    assert "临猗现代农业产业示范区" in answer.text
    assert "临猗新事，今天开工。" in answer.text
    assert "科学导报 · 2026年4月4日" in answer.text
    assert "<b>临猗新事</b>" in answer.html
    assert "临汾" not in answer.text
    assert answer.buttons == (("全文", "出处"), ("关注",))


async def test_the_parks_inside_a_park_belong_to_its_answer(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("唐槐新事", TANGHUAI)), push=False)
    answer = await bot.api.user(1).ask("/park 综改区")
    assert "唐槐新事" in answer.text and "唐槐产业园区" in answer.text


async def test_five_a_page_newest_first_and_paging_in_place(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(*(made_article(f"第{number}件新事") for number in range(7))), push=False)
    answer = await reader.ask("/park 临猗")
    assert [f"第{number}件新事" in answer.text for number in range(7)] == [False, False, *[True] * 5]
    assert answer.text.index("第6件") < answer.text.index("第2件")
    assert answer.buttons[5] == ("下一页",)
    await press_for_edit(reader, answer, "下一页")
    assert "第0件新事" in answer.text and "第2件新事" not in answer.text
    assert len(reader.chat.from_bot) == 1
    await press_for_edit(reader, answer, "上一页")
    assert "第6件新事" in answer.text


async def test_several_parks_come_as_buttons_and_one_press_answers(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(made_article("运城新事", LINYI)), push=False)
    question = await reader.ask("/park 临")
    labels = [label for row in question.buttons for label in row]
    assert "临猗现代农业产业示范区" in labels and "山西临汾经济开发区" in labels
    await press_for_edit(reader, question, "临猗现代农业产业示范区")
    assert "运城新事" in question.text


@pytest.mark.parametrize("asked", ["/park 临绮", "/park 临绮示范区", "林猗", "/park 临义"])
async def test_a_clear_typo_is_answered_and_said_to_be_one(bot: RunningBot, asked: str) -> None:
    answer = await bot.api.user(1).ask(asked)
    assert answer.text.startswith("没有叫") and "最接近的是" in answer.text
    assert "临猗现代农业产业示范区" in answer.text


async def test_an_unknown_park_is_answered_with_the_three_nearest(bot: RunningBot) -> None:
    answer = await bot.api.user(1).ask("/park 北京金融街")
    assert "没有叫" in answer.text
    assert len(answer.buttons) == 3


@pytest.mark.parametrize("asked", ["/park 运城", "运城市", "運城", "yuncheng", "/园区 运城"])
async def test_a_city_lists_its_parks_and_its_news(bot: RunningBot, asked: str) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(made_article("临猗新事"), made_article("临汾新事", LINFEN)), push=False)
    answer = await reader.ask(asked)
    labels = [label for row in answer.buttons for label in row]
    assert "运城" in answer.text and "共 1 条" in answer.text
    assert labels[0] == "临猗现代农业产业示范区（1）" and "新绛经济技术开发区" in labels
    await press_for_edit(reader, answer, "运城全部最新")
    assert "临猗新事" in answer.text and "临汾新事" not in answer.text
    await press_for_edit(reader, answer, "运城的园区")
    await press_for_edit(reader, answer, "临猗现代农业产业示范区（1）")
    assert "临猗新事" in answer.text


async def test_a_county_with_several_parks_asks(bot: RunningBot) -> None:
    answer = await bot.api.user(1).ask("/park 潞州区")
    labels = {label for row in answer.buttons for label in row}
    assert {"长治高新技术产业开发区", "长治经济技术开发区"} <= labels


async def test_a_park_without_news_offers_to_follow_it(bot: RunningBot) -> None:
    answer = await bot.api.user(1).ask("/park 临猗")
    assert "暂时没有简报" in answer.text
    assert answer.buttons == (("关注",),)


async def test_a_park_without_news_shows_the_newest_of_its_city(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("新绛新事", Park("新绛经济技术开发区"))), push=False)
    answer = await bot.api.user(1).ask("/park 临猗")
    assert "暂时没有简报" in answer.text and "运城最新" in answer.text and "新绛新事" in answer.text
    assert answer.buttons == (("关注",), ("全文", "出处"))


async def test_without_a_name_it_says_how(bot: RunningBot) -> None:
    assert "/park 临猗" in (await bot.api.user(1).ask("/park")).text


async def test_full_text_has_everything_in_its_place_within_the_limit(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    body = "。".join(f"第{number}句话说了一件不短的事情，有名有姓有数目" for number in range(400)) + "。"
    await bot.publish(made_issue(made_article("长文章", body=body)), push=False)
    answer = await reader.ask("/park 临猗")
    await press_for_message(reader, answer, "全文", holding="科学导报")
    parts = [message.text for message in reader.chat.from_bot[1:]]
    assert all(len(part) <= MESSAGE_TEXT for part in parts)
    assert body in "".join(parts)
    assert parts[0].startswith("长文章")


async def test_what_is_typed_is_text_and_nothing_else(bot: RunningBot) -> None:
    for text in (
        "/park <b>x",
        "/park %_'\";--",
        "/park " + "长" * 3000,
        "/park \u202e猗临",
        "🚀🚀",
        "人" * 4096,
    ):
        assert "没有叫" in (await bot.api.user(1).ask(text)).text
