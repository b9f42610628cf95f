"""In /issue: who else tells an article's story, taken apart and put together again."""

from __future__ import annotations

import pytest

from storage.archive import stories
from tests.made_issues import made_issue
from tests.running_bot import RunningBot
from tests.storage.test_stories import other_paper, told
from tests.waiting import press_for_edit

PAPER = "《科学导报》4月4日《甲项目开工》"


async def publish_story(bot: RunningBot) -> None:
    await bot.publish(made_issue(told("甲项目开工")), push=False)
    await bot.publish(other_paper(told("甲项目破土动工", again=1)), push=False)


async def test_it_is_shown_taken_apart_and_put_together(bot: RunningBot) -> None:
    await publish_story(bot)
    page = await bot.owner.ask("/issue 2")
    await press_for_edit(bot.owner, page, "1", shows=f"同一件事：{PAPER}")
    await press_for_edit(bot.owner, page, "不是同一篇", shows="甲项目破土动工")
    assert "同一件事：" not in page.text
    assert await bot.database.read(stories.members_of, 2) == (2,)
    await press_for_edit(bot.owner, page, "同一件事", shows=f"1. {PAPER}")
    await press_for_edit(bot.owner, page, "1", shows=f"同一件事：{PAPER}")
    assert await bot.database.read(stories.members_of, 2) == (1, 2)
    assert await bot.rows("SELECT what, person, article_id FROM deeds ORDER BY id") == [
        ("unfolded", 7, 2),
        ("folded", 7, 2),
    ]
    log = await bot.owner.ask("/log")
    assert "合并了" in log.text and "拆开了" in log.text


async def test_the_same_press_twice_does_it_once(bot: RunningBot) -> None:
    await publish_story(bot)
    page = await bot.owner.ask("/issue 2")
    await press_for_edit(bot.owner, page, "1", shows="同一件事：")
    await press_for_edit(bot.owner, page, "不是同一篇")
    answer = await bot.owner.forge_press(page, "i_apart:2:2").answered()
    assert "没有和别的文章合并" in answer.text
    await bot.owner.forge_press(page, "i_setsame:2:2:1").answered()
    answer = await bot.owner.forge_press(page, "i_setsame:2:2:1").answered()
    assert "已经合并过了" in answer.text
    assert len(await bot.rows("SELECT 1 FROM deeds")) == 2


@pytest.mark.parametrize(
    "data",
    [
        *("i_apart:1:2", "i_apart:9:9", "i_apart:2", "i_same:2:1", "i_same:2", "i_setsame:2:2:9"),
        *("i_setsame:2:1:2", "i_setsame:2:2:2", "i_setsame:2:2"),
    ],
)
async def test_forged_buttons_change_nothing(bot: RunningBot, data: str) -> None:
    await publish_story(bot)
    page = await bot.owner.ask("/issue 2")
    await bot.owner.forge_press(page, data).answered()
    await bot.handled_all()
    assert await bot.database.read(stories.members_of, 2) == (1, 2)
    assert not await bot.rows("SELECT 1 FROM deeds")


async def test_a_reader_who_forges_them_gets_nowhere(bot: RunningBot) -> None:
    await publish_story(bot)
    reader = bot.api.user(5)
    answer = await reader.ask("/park 临猗")
    for data in ("i_apart:2:2", "i_setsame:2:2:1", "d_apart:1:1"):
        await reader.forge_press(answer, data).answered()
    await bot.handled_all()
    assert await bot.database.read(stories.members_of, 2) == (1, 2)
