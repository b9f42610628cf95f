"""A newspaper's own page, the list of newspapers, following one, and searching in one."""

from __future__ import annotations

import datetime as dt

import pytest

from parsing.parks import Park
from playground.standin.user import User
from storage.archive import newspaper_upkeep, newspapers
from storage.parks import park_import
from tests.made_issues import DAY, LINFEN, LINYI, made_article, made_issue, written_article
from tests.running_bot import RunningBot
from tests.waiting import press_for_edit, press_for_message, until_message

DAILY = "山西日报"


async def publish_both(bot: RunningBot, *, push: bool = False) -> None:
    await bot.publish(made_issue(made_article("导报的事", LINYI)), push=push)
    await bot.publish(made_issue(made_article("日报的事", LINFEN), newspaper=DAILY), push=push)


@pytest.mark.parametrize(
    "asked",
    ["/paper 山西日报", "/paper 《山西日报》", "报纸 山西日报", "山西日报", "《山西日报》", "/park 山西日报"],
)
async def test_a_newspaper_is_shown_with_its_own_briefs_alone(bot: RunningBot, asked: str) -> None:
    await publish_both(bot)
    answer = await bot.api.user(1).ask(asked)
    assert answer.text.startswith("《山西日报》 共 1 条\n最近一期：2026年4月4日")
    assert "日报的事" in answer.text and "导报的事" not in answer.text
    assert answer.buttons[-1] == ("关注",)


@pytest.mark.parametrize(
    "asked", ["科学导报 4月4日", "4月4日的《科学导报》", "科学导报4月4日", "/paper 科学导报 2026-04-04"]
)
async def test_a_newspaper_is_shown_of_a_day(bot: RunningBot, asked: str) -> None:
    await publish_both(bot)
    await bot.publish(made_issue(made_article("次日的事"), day=DAY + dt.timedelta(days=1)), push=False)
    answer = await bot.api.user(1).ask(asked)
    assert answer.text.startswith("《科学导报》 2026年4月4日 共 1 条")
    assert "导报的事" in answer.text and "次日的事" not in answer.text


async def test_a_day_without_news_leads_to_all_of_it(bot: RunningBot) -> None:
    await publish_both(bot)
    reader = bot.api.user(1)
    answer = await reader.ask("科学导报 2020-01-01")
    assert "没有简报" in answer.text and answer.buttons[0] == ("不限日期",)
    await press_for_edit(reader, answer, "不限日期")
    assert "导报的事" in answer.text


async def test_pages_of_a_newspaper_are_turned_in_place(bot: RunningBot) -> None:
    await bot.publish(made_issue(*(made_article(f"第{number}件事") for number in range(7))), push=False)
    reader = bot.api.user(1)
    answer = await reader.ask("科学导报 4月4日")
    await press_for_edit(reader, answer, "下一页")
    assert "第6件事" in answer.text and answer.text.startswith("《科学导报》 2026年4月4日 共 7 条")


async def test_the_list_says_the_last_day_of_each(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    assert "还没有收录报纸" in (await reader.ask("/papers")).text
    await publish_both(bot)
    listed = await reader.ask("全部报纸")
    assert "《科学导报》：最近一期 2026年4月4日，共 1 条" in listed.text
    assert {label for row in listed.buttons for label in row} == {"《科学导报》", "《山西日报》"}
    await press_for_edit(reader, listed, "《山西日报》", shows="日报的事")


async def followed(reader: User) -> str:
    return (await reader.ask("/following")).text


async def test_following_a_newspaper_brings_all_of_it_and_nothing_else(bot: RunningBot) -> None:
    await publish_both(bot)
    reader = bot.api.user(1)
    answer = await reader.ask("/follow 《山西日报》")
    assert "已关注 《山西日报》。" in answer.text and "日报的事" in answer.text
    await reader.ask("/digest now")
    assert "· 《山西日报》：" in await followed(reader)
    later = made_issue(made_article("又一件日报的事", None), newspaper="山西日报社")
    await bot.publish(made_issue(made_article("导报后来的事")), push=True)
    await bot.publish(later, push=True)
    pushed = await until_message(reader.chat, "又一件日报的事")
    assert "山西日报 · 2026年4月4日" in pushed.text
    assert not any("导报后来的事" in message.text for message in reader.chat.from_bot)
    assert "已取消关注 《山西日报》" in (await reader.ask("/unfollow 山西日报")).text
    assert "没有关注 《山西日报》" in (await reader.ask("/unfollow 《山西日报》")).text


async def test_the_button_follows_and_unfollows(bot: RunningBot) -> None:
    await publish_both(bot)
    reader = bot.api.user(1)
    answer = await reader.ask("科学导报")
    assert "已关注 《科学导报》" in (await reader.press(answer, "关注").answered()).text
    await bot.api.wait_until(lambda: answer.buttons[-1] == ("取消关注",))
    await press_for_edit(reader, answer, "取消关注")
    assert "还没有关注" in await followed(reader)


async def test_a_park_of_the_same_name_wins_unless_marks_say_newspaper(bot: RunningBot) -> None:
    await bot.database.write(park_import.import_parks, [Park("某某园区", aliases=("山西日报",))])
    await publish_both(bot)
    reader = bot.api.user(1)
    assert (
        "【某某园区】" in (await reader.ask("山西日报")).text
        or "某某园区" in (await reader.ask("山西日报")).text
    )
    assert "已关注 某某园区" in (await reader.ask("/follow 山西日报")).text
    assert "已关注 《山西日报》" in (await reader.ask("/follow 《山西日报》")).text


async def test_a_name_that_begins_a_parks_asks(bot: RunningBot) -> None:
    await bot.database.write(park_import.import_parks, [Park("绿色时报大街产业园")])
    await bot.publish(made_issue(made_article("时报的事"), newspaper="绿色时报"), push=False)
    reader = bot.api.user(1)
    question = await reader.ask("/follow 绿色时报")
    assert question.buttons == (("绿色时报大街产业园",), ("《绿色时报》",))
    await press_for_message(reader, question, "《绿色时报》", holding="已关注 《绿色时报》")


async def test_part_of_a_name_asks_and_an_unknown_one_is_said(bot: RunningBot) -> None:
    await publish_both(bot)
    await bot.publish(made_issue(made_article("另一份的事"), newspaper="生态导报"), push=False)
    reader = bot.api.user(1)
    question = await reader.ask("/paper 导报")
    assert "可以指几份报纸" in question.text
    assert question.buttons == (("《生态导报》",), ("《科学导报》",))
    assert "没有叫“天下大报”的报纸" in (await reader.ask("/paper 天下大报")).text
    assert "没有叫“天下大报”的报纸" in (await reader.ask("/follow 《天下大报》")).text
    assert "/paper 科学导报" in (await reader.ask("/paper")).text


async def test_a_search_is_limited_to_a_newspaper(bot: RunningBot) -> None:
    body = "这里的钢铁项目今天开工。"
    await bot.publish(made_issue(written_article("导报说钢铁", body)), push=False)
    await bot.publish(made_issue(written_article("日报说钢铁", body), newspaper=DAILY), push=False)
    reader = bot.api.user(1)
    for asked in ("/search 钢铁 《山西日报》", "/search 钢铁 山西日报", "山西日报 钢铁"):
        answer = await reader.ask(asked)
        assert "限于：《山西日报》" in answer.text
        assert "日报说钢铁" in answer.text and "导报说钢铁" not in answer.text
    emptied = await reader.ask("/search 钢铁 《山西日报》 2020年")
    assert emptied.buttons == (("不限报纸、园区和日期",),)
    await press_for_edit(reader, emptied, "不限报纸、园区和日期")
    assert "导报说钢铁" in emptied.text


@pytest.mark.parametrize(
    "data",
    [
        "paper:1:0",
        "paper:999",
        "paper:1:1:0:1",
        "paper:1:99",
        "papers:9",
        "papers:0",
        "follow_paper:999",
        "unfollow_paper:999",
        "paper:1:1:9999999:9999999",
        "paper",
    ],
)
async def test_a_forged_or_old_button_gets_a_sentence(bot: RunningBot, data: str) -> None:
    await publish_both(bot)
    reader = bot.api.user(1)
    answer = await reader.ask("/papers")
    before = answer.edits
    said = (await reader.forge_press(answer, data).answered()).text
    await reader.ask("/papers")  # what the press did is done by then
    assert said or (answer.edits > before and ("没有这一页" in answer.text or "不在了" in answer.text))


async def test_a_button_of_a_merged_newspaper_shows_the_kept_one(bot: RunningBot) -> None:
    await publish_both(bot)
    reader = bot.api.user(1)
    listed = await reader.ask("/papers")
    wrong = await bot.database.read(newspapers.find_newspaper, DAILY)
    right = await bot.database.read(newspapers.find_newspaper, "科学导报")
    assert wrong is not None and right is not None
    await bot.database.write(newspaper_upkeep.merge, wrong.id, right.id)
    await press_for_edit(reader, listed, "《山西日报》", shows="《科学导报》 共 2 条")
