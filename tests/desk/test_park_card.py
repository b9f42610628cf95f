"""The parks of an article: by a button, by name, or brought in as new."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from parsing.parks import Park
from playground.standin.message import Message
from storage.desk import issues
from storage.moments import now
from storage.parks import park_upkeep, stored_parks
from summaries.version import RANKER
from tests.desk.sitting import Sitting, sit_down
from tests.made_issues import LINFEN, LINYI, TANGHUAI, made_article, made_issue, written_article
from tests.running_bot import RunningBot

NEW = "临汾低空经济产业园区"


async def at_park(bot: RunningBot, **changes: Any) -> Sitting:
    article = replace(made_article("甲事"), **changes)
    sitting = await sit_down(bot, made_issue(article))
    await sitting.press("1")
    await sitting.press("园区", shows="请选择园区")
    return sitting


async def test_a_park_that_the_text_names_is_a_button(bot: RunningBot) -> None:
    sitting = await at_park(bot, mentions=(LINFEN,), doubts=("several_parks", "garbled"))
    await sitting.press(LINFEN.name, shows=f"【{LINFEN.name}】")
    article = await sitting.article()
    assert article.park == LINFEN and article.mended
    assert [park.name for park in article.mentions] == [LINYI.name]
    assert article.doubts == ("garbled",)


async def test_a_park_whose_place_the_text_names_is_a_button(bot: RunningBot) -> None:
    body = "临汾的项目今天开工，襄垣的企业也来了。"
    sitting = await sit_down(bot, made_issue(made_article("甲事", None, body=body)))
    await sitting.press("1")
    await sitting.press("园区", shows="未指明园区")
    labels = await sitting.labels()
    assert labels.index(LINFEN.name) < labels.index("襄垣经济技术开发区")


async def test_no_park(bot: RunningBot) -> None:
    sitting = await at_park(bot)
    await sitting.press("没有园区", shows="未指明园区")
    assert (await sitting.article()).park is None


@pytest.mark.parametrize("name", [LINFEN.name, "山西临汾 经济开发区", "临汾经开区"])
async def test_a_name_that_is_one_parks_is_taken(bot: RunningBot, name: str) -> None:
    sitting = await at_park(bot)
    await sitting.type(name, shows=f"【{LINFEN.name}】")
    assert (await sitting.article()).park == LINFEN


async def test_of_several_parks_one_is_chosen(bot: RunningBot) -> None:
    sitting = await at_park(bot)
    await sitting.type("太原", shows="可以指几个园区")
    label = next(label for label in await sitting.labels() if label.startswith("太原"))
    await sitting.press(label, shows="第 1 篇")
    park = (await sitting.article()).park
    assert park is not None and park.name.startswith(label)


async def test_a_new_park_is_brought_in_and_followed_like_any_other(bot: RunningBot) -> None:
    sitting = await at_park(bot)
    await sitting.type(NEW, shows="没有叫")
    await sitting.press(f"新建园区“{NEW}”", shows=f"【{NEW}】")
    assert (await sitting.article()).park == Park(NEW)
    [park] = await bot.database.read(stored_parks.parks_called, NEW)
    assert park.confirmed
    assert NEW in (await bot.api.user(1).ask(f"/follow {NEW}")).text


async def test_a_written_name_becomes_another_one_of_a_park(bot: RunningBot) -> None:
    sitting = await at_park(bot)
    await sitting.type("临汾低空谷", shows="没有叫")
    await sitting.press("“临汾低空谷”是……的别名", shows="哪个园区的别名")
    await sitting.type(LINFEN.name, shows=f"【{LINFEN.name}】")
    assert (await sitting.article()).park == LINFEN
    [park] = await bot.database.read(stored_parks.parks_called, "临汾低空谷")
    assert park.name == LINFEN.name


async def test_of_which_park_it_is_another_name_can_be_pressed(bot: RunningBot) -> None:
    sitting = await at_park(bot, mentions=(LINFEN,))
    await sitting.type("临汾低空谷", shows="没有叫")
    await sitting.press("“临汾低空谷”是……的别名", shows="哪个园区的别名")
    await sitting.press(LINFEN.name, shows=f"【{LINFEN.name}】")
    [park] = await bot.database.read(stored_parks.parks_called, "临汾低空谷")
    assert park.name == LINFEN.name


async def test_a_name_that_became_anothers_meanwhile_is_refused(bot: RunningBot) -> None:
    sitting = await at_park(bot, mentions=(LINFEN,))
    await sitting.type("临汾低空谷", shows="没有叫")
    await sitting.press("“临汾低空谷”是……的别名", shows="哪个园区的别名")
    [tanghuai] = await bot.database.read(stored_parks.parks_called, TANGHUAI.name)
    await bot.database.write(park_upkeep.add_alias, tanghuai.id, "临汾低空谷")
    assert TANGHUAI.name in await sitting.told(LINFEN.name)
    assert (await sitting.article()).park == LINYI


async def test_a_park_that_the_page_made_up_can_be_confirmed(bot: RunningBot) -> None:
    made_up = Park("临汾低空经济产业园区", confirmed=False)
    sitting = await at_park(bot, park=made_up)
    await sitting.press(f"新建园区“{NEW}”")
    assert (await sitting.article()).park == Park(NEW)
    assert "待确认" not in sitting.message.text


async def test_further_parks_are_put_in_and_taken_out(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(replace(made_article("甲事"), mentions=(LINFEN,))))
    await sitting.press("1")
    await sitting.press("加园区")
    assert LINYI.name not in await sitting.labels()
    await sitting.press(LINFEN.name, shows=LINFEN.name)
    assert (await sitting.article()).also == (LINFEN,)
    await sitting.type(TANGHUAI.name, shows="第 1 篇")
    assert {park.name for park in (await sitting.article()).also} == {LINFEN.name, TANGHUAI.name}
    await sitting.press("加园区")
    await sitting.press(f"✓ {LINFEN.name}")
    assert [park.name for park in (await sitting.article()).also] == [TANGHUAI.name]


async def test_followers_of_both_parks_are_owed_it(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask(f"/follow {LINFEN.name}")
    await reader.ask("/digest now")
    sitting = await sit_down(bot, made_issue(made_article("甲事")))
    await sitting.press("1")
    await sitting.press("加园区")
    await sitting.type(LINFEN.name, shows=LINFEN.name)
    await bot.database.write(issues.publish_draft, sitting.draft_id, push=True, moment=now())
    bot.parts.wake_delivery.set()
    pushed: Message = await bot.pushed(reader, "甲事")
    assert LINFEN.name in pushed.text


async def test_a_name_without_end_is_refused(bot: RunningBot) -> None:
    await at_park(bot)
    assert "最多" in (await bot.owner.ask("长" * 61)).text


async def test_a_button_of_a_name_long_forgotten_says_so(bot: RunningBot) -> None:
    sitting = await at_park(bot)
    await sitting.type(NEW, shows="没有叫")
    data = sitting.message.button(f"新建园区“{NEW}”").data or ""
    await bot.owner.ask("/help")
    assert "已经变了" in (await bot.owner.forge_press(sitting.message, data).answered()).text
    assert not await bot.database.read(stored_parks.exactly_named, NEW)


async def test_the_brief_is_chosen_anew_for_another_park_unless_an_editor_chose_it(bot: RunningBot) -> None:
    body = (
        "4月4日,临猗现代农业产业示范区果品产业园开工。示范区总投资30亿元,占地500亩,预计明年投产。"
        "山西临汾经济开发区一季度新签约项目8个,总投资12亿元。"
    )
    sitting = await sit_down(bot, made_issue(written_article("两区同日开工签约", body)))
    await sitting.press("1")
    await sitting.press("园区")
    await sitting.type("临汾经开区", shows=LINFEN.name)
    article = await sitting.article()
    assert article.brief.ranker == RANKER and "签约项目8个" in article.brief.text
    await sitting.press("简报")
    await sitting.press("✓ 1")
    chosen = (await sitting.article()).brief
    await sitting.press("完成")
    await sitting.press("园区")
    await sitting.type("临猗", shows=LINYI.name)
    assert (await sitting.article()).brief == chosen
