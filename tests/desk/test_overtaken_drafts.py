"""Drafts that are overtaken: by another draft of the page, a retraction, the end of being an editor."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from storage.archive import newest_articles, published_issues
from storage.desk import drafts, issues
from storage.moments import now
from storage.people import editors
from tests.desk.sitting import Sitting, sit_down
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot

EDITOR_ID = 71
BODY = "临猗示范区新项目今天开工，总投资{}亿元，占地120亩，建成后年产值可达8亿元，带动就业600人。"


async def due(sitting: Sitting) -> None:
    """The moment comes at which the draft publishes itself, be it about to or not."""
    past = (now() - dt.timedelta(seconds=1)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    sql = "UPDATE drafts SET publish_at = ?, pushed = 1 WHERE id = ?"
    await sitting.bot.database.write(lambda db: db.execute(sql, [past, sitting.draft_id]))


async def headlines(bot: RunningBot) -> list[str]:
    return [card.headline for card in (await bot.database.read(newest_articles.newest, limit=9)).cards]


async def test_the_second_draft_of_a_page_is_seen_anew_before_it_is_published(bot: RunningBot) -> None:
    first, second = [
        await sit_down(bot, made_issue(made_article("临猗新事", body=BODY.format(figure))))
        for figure in ("3", "30")
    ]
    await first.press("发布并推送", shows="已发布")
    told = await second.told("发布并推送")
    assert "别处发布" in told
    await bot.api.wait_until(lambda: "3亿元 → 30亿元" in second.message.text, what="what is other")
    assert await headlines(bot) == ["临猗新事"]
    await second.press("更正", shows="更正 1 篇")
    assert await headlines(bot) == ["临猗新事"]


async def test_the_second_draft_of_a_page_does_not_leave_by_itself(bot: RunningBot) -> None:
    first, second = [
        await sit_down(bot, made_issue(made_article("临猗新事", body=BODY.format(figure))))
        for figure in ("3", "30")
    ]
    await first.press("发布并推送", shows="已发布")
    await due(second)
    told = await bot.pushed(bot.owner, "没有按时发布")
    assert told.buttons == (("打开",),)
    assert (await second.draft()).publish_at is None and await headlines(bot) == ["临猗新事"]


async def test_what_was_retracted_while_it_was_mended_stays_retracted(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("甲事"), made_article("乙事")))
    again = await bot.database.read(published_issues.prepared_again, 1)
    sitting = await sit_down(bot, replace(again, page="3", mended=True))
    await bot.database.write(issues.retract, 1, "有误", now())
    assert "撤回" in await sitting.told("更正")
    await bot.api.wait_until(lambda: "甲事" not in sitting.message.text, what="the preview without it")
    await sitting.press("更正", shows="更正 1 篇")
    assert await bot.rows("SELECT article_id, number FROM revisions ORDER BY 1, 2") == [
        (1, 1),
        (2, 1),
        (2, 2),
    ]


async def test_a_draft_that_breaks_the_bot_keeps_no_other_from_leaving(bot: RunningBot) -> None:
    broken = await sit_down(bot, made_issue(made_article("甲事")))
    other = await sit_down(bot, made_issue(made_article("乙事", body="完全是别的内容，另外一件。")))
    await bot.database.write(lambda db: db.execute("UPDATE drafts SET prepared = '{}' WHERE id = 1"))
    await due(broken)
    await due(other)
    await bot.becomes("SELECT state, publish_at IS NULL FROM drafts", ("open", 1), ("published", 0))
    assert "没有按时发布" in (await bot.pushed(bot.owner, "待定的版面 1")).text


async def test_nobody_publishes_by_a_draft_who_is_no_editor_any_more(bot: RunningBot) -> None:
    await bot.owner.ask("/help")
    await bot.database.write(editors.add, EDITOR_ID, "张三", added_by=OWNER_ID, moment=now())
    sitting = await sit_down(bot, made_issue(made_article("临猗新事")), EDITOR_ID)
    await bot.database.write(editors.remove, EDITOR_ID, now())
    await due(sitting)
    told = await bot.pushed(bot.owner, "张三 已经不是编辑了")
    assert await headlines(bot) == [] and (await sitting.draft()).state == drafts.OPEN
    bot.owner.press(told, "打开")
    await bot.api.wait_until(lambda: "要接手吗" in bot.owner.chat.last.text + told.text, what="the question")
