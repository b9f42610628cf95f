"""A search that a place or a day has emptied says so, and one press lifts it."""

from __future__ import annotations

import pytest

from bot import wording
from tests.made_issues import made_issue, written_article
from tests.running_bot import RunningBot
from tests.waiting import press_for_edit

PAGE = (
    written_article("果业招聘会开场", "临猗的果业招聘会今天开场。"),
    written_article("又一场招聘会", "临猗的又一场招聘会明天开场。"),
)


@pytest.mark.parametrize("limit", ["2020-01", "临汾"])
async def test_it_offers_to_lift_the_limit(bot: RunningBot, limit: str) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    reader = bot.api.user(1)
    answer = await reader.ask(f"/search 招聘 {limit}")
    assert "果业招聘会开场" not in answer.text and "放开就有" in answer.text
    await press_for_edit(reader, answer, wording.LIFT_LIMITS, shows="果业招聘会开场")


async def test_where_nothing_is_found_without_limits_either_there_is_nothing_to_lift(bot: RunningBot) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    answer = await bot.api.user(1).ask("/search 冷库 临汾")
    assert "没有找到" in answer.text and not answer.buttons


@pytest.mark.parametrize("asked", ["招聘 2020-01", "/park 招聘 临汾", "/search -冷库 临汾"])
async def test_however_it_is_asked_one_press_lifts_it(bot: RunningBot, asked: str) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    reader = bot.api.user(1)
    answer = await reader.ask(asked)
    assert "放开就有" in answer.text
    assert answer.buttons == ((wording.LIFT_LIMITS,),), "nothing else is offered"
    await press_for_edit(reader, answer, wording.LIFT_LIMITS, shows="果业招聘会开场")


async def test_lifted_it_stays_lifted_from_page_to_page(bot: RunningBot) -> None:
    many = [written_article(f"第{number}场", f"第{number}场招聘会。") for number in range(7)]
    await bot.publish(made_issue(*many), push=False)
    reader = bot.api.user(1)
    answer = await reader.ask("/search 招聘 临汾")
    await press_for_edit(reader, answer, wording.LIFT_LIMITS, shows="第6场")
    await press_for_edit(reader, answer, wording.NEXT, shows="第0场")
    await press_for_edit(reader, answer, wording.BEST_FIRST)
    assert "限于" not in answer.text and "招聘" in answer.text
