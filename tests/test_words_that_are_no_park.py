"""A word that is no park's name leads to the articles that mention it; small talk gets a sentence."""

from __future__ import annotations

import pytest

from bot import wording
from bot.small_talk import small_talk_answer
from tests.made_issues import made_issue, written_article
from tests.running_bot import RunningBot

PAGE = (
    written_article("果业招聘会开场", "临猗的果业招聘会今天开场。亚宝药业来了。"),
    written_article("新厂房封顶", "标准厂房昨天封顶。"),
)


@pytest.mark.parametrize("said", ["招聘", "/park 招聘", "/follow 招聘", "亚宝药业"])
async def test_a_word_is_searched_for_at_once(bot: RunningBot, said: str) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    answer = await bot.api.user(1).ask(said, within=20)
    assert "没有叫“" in answer.text and "报纸里有 1 篇提到它" in answer.text
    assert "果业招聘会开场" in answer.text
    assert any("关注" in label for row in answer.buttons for label in row)


async def test_a_search_that_a_day_emptied_offers_to_lift_it(bot: RunningBot) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    reader = bot.api.user(1)
    answer = await reader.ask("/search 招聘 2020-01", within=20)
    assert "果业招聘会开场" not in answer.text
    await reader.press(answer, wording.LIFT_LIMITS).answered()
    assert "果业招聘会开场" in answer.text


@pytest.mark.parametrize("said", ["你好", "谢谢！", "退订", "Hello", "怎么用？"])
def test_small_talk_is_answered(said: str) -> None:
    assert small_talk_answer(said) is not None


def test_whoever_wants_out_is_told_how() -> None:
    assert small_talk_answer("退订") == wording.UNSUBSCRIBE_ANSWER
    assert small_talk_answer("临猗") is None
