"""What an editor did is done once, though after a kill the bot may get the same update again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from storage.archive.prepared import PreparedIssue
from tests.desk.sitting import Sitting, article_of, sit_down
from tests.made_issues import LINFEN, made_issue
from tests.running_bot import RunningBot

FIRST = "园区今天开工。总投资3亿元，用地200亩。"
SECOND = "项目明年投产。带动就业500人。"


async def choose_a_brief(sitting: Sitting) -> None:
    await sitting.press("1")
    await sitting.press("简报")
    await sitting.press("3", shows="✓ 3.")
    await sitting.press("✓ 1")


async def name_further_parks(sitting: Sitting) -> None:
    await sitting.press("1")
    await sitting.press("加园区")
    await sitting.type(LINFEN.name, shows=LINFEN.name)
    await sitting.press("加园区")


async def write_a_headline(sitting: Sitting) -> None:
    await sitting.press("2")
    await sitting.press("标题")
    await sitting.type("新的标题", shows="新的标题")


async def join(sitting: Sitting) -> None:
    await sitting.press("2")
    await sitting.press("并入上一篇", shows="共 2 篇")


async def divide(sitting: Sitting) -> None:
    await sitting.press("1")
    await sitting.press("拆开")
    await sitting.press("2", shows="请发送新的标题")
    await sitting.type("后半篇", shows="后半篇")


async def leave_out_and_bring_back(sitting: Sitting) -> None:
    await sitting.press("1")
    await sitting.press("去掉", shows="2 篇")
    await sitting.press("恢复“甲事”", shows="3 篇")
    await sitting.press("3")
    await sitting.press("去掉", shows="2 篇")


async def date_it(sitting: Sitting) -> None:
    await sitting.press("日期")
    await sitting.type("2026-04-03", shows="2026年4月3日")
    await sitting.press("链接")
    await sitting.type("https://example.com/", shows="看版面")


def told(issue: PreparedIssue) -> list[object]:
    """What an editor would see of it; keys may go on."""
    articles = [
        (each.article, each.brief, each.park, each.also, each.brief_chosen) for each in issue.articles
    ]
    return [issue.published_on, issue.link, articles, [article.article for _, article in issue.left_out]]


@pytest.mark.parametrize(
    "do",
    [
        choose_a_brief,
        name_further_parks,
        write_a_headline,
        join,
        divide,
        leave_out_and_bring_back,
        date_it,
    ],
)
async def test_whatever_is_handled_again_changes_nothing_more(
    bot: RunningBot, do: Callable[[Sitting], Awaitable[None]]
) -> None:
    articles = [article_of(headline, FIRST, SECOND) for headline in ("甲事", "乙事", "丙事")]
    sitting = await sit_down(bot, made_issue(*articles))
    await do(sitting)
    await bot.handled_all()
    before = (await sitting.draft()).issue
    sitting.again()
    await bot.handled_all()
    assert told((await sitting.draft()).issue) == told(before)
