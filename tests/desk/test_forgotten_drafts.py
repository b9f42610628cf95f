"""A draft that lies there for a day: its editor is reminded of it, once."""

from __future__ import annotations

import datetime as dt

from bot.desk.draft.forgotten import remind_of_forgotten_drafts
from storage.desk import drafts
from storage.moments import now
from storage.people import editors
from tests.desk.sitting import sit_down
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot
from tests.set_clock import SetClock

NOTICES = "SELECT count(*) FROM messages"
LATER = dt.timedelta(hours=24, minutes=1)


async def test_the_holder_is_reminded_once_and_opens_it(bot: RunningBot, clock: SetClock) -> None:
    sitting = await sit_down(bot, made_issue(made_article("甲事")))
    await remind_of_forgotten_drafts(bot.parts)
    assert await bot.rows(NOTICES) == [(0,)]
    clock.go_on_from(now() + LATER)
    await remind_of_forgotten_drafts(bot.parts)
    await remind_of_forgotten_drafts(bot.parts)
    assert await bot.rows(NOTICES) == [(1,)]
    notice = await bot.pushed(bot.owner, "还没有决定（1 天前动过）")
    assert "made.txt" in notice.text
    bot.owner.press(notice, "打开")
    opened = await bot.pushed(bot.owner, "甲事，今天开工")
    await bot.api.wait_until(lambda: bot.owner.chat.last is not notice, what="preview below")
    assert opened is sitting.message
    assert bot.owner.chat.last.buttons == sitting.message.buttons


async def test_owners_are_reminded_of_what_a_former_editor_left(bot: RunningBot, clock: SetClock) -> None:
    await bot.database.write(editors.add, 71, "张三", added_by=OWNER_ID, moment=now())
    await sit_down(bot, made_issue(made_article("甲事")), 71)
    await bot.database.write(editors.remove, 71, now())
    clock.go_on_from(now() + LATER)
    await bot.owner.ask("/help")
    await remind_of_forgotten_drafts(bot.parts)
    assert (await bot.pushed(bot.owner, "张三 已经不是编辑了")).buttons == (("打开",),)
    assert await bot.rows(NOTICES) == [(1,)]


async def test_one_that_was_touched_is_not_forgotten(bot: RunningBot, clock: SetClock) -> None:
    sitting = await sit_down(bot, made_issue(made_article("甲事")))
    clock.go_on_from(now() + dt.timedelta(hours=20))
    await sitting.press("版次")
    await sitting.type("3", shows="第3版")
    clock.go_on_from(now() + dt.timedelta(hours=20))
    await remind_of_forgotten_drafts(bot.parts)
    assert await bot.rows(NOTICES) == [(0,)]


async def test_neither_is_one_that_was_decided_on_or_publishes_itself(
    bot: RunningBot, clock: SetClock
) -> None:
    decided = await sit_down(bot, made_issue(made_article("甲事")))
    await bot.database.write(drafts.close_draft, decided.draft_id, drafts.DISCARDED)
    leaving = await sit_down(bot, made_issue(made_article("乙事")))
    at = now() + dt.timedelta(days=30)
    await bot.database.write(drafts.schedule_draft, leaving.draft_id, OWNER_ID, at, push=True, moment=now())
    clock.go_on_from(now() + LATER)
    await remind_of_forgotten_drafts(bot.parts)
    assert await bot.rows(NOTICES) == [(0,)]
