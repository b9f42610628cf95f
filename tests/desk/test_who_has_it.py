"""A draft has one editor: others ask before they change it, and what is leaving isn't changed at all."""

from __future__ import annotations

import datetime as dt

import pytest

from storage.desk import drafts
from storage.moments import now
from storage.people import awaited
from tests import waiting
from tests.desk.sitting import SECOND_EDITOR, Sitting, name_second_editor, sit_down
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot
from tests.set_clock import SetClock


async def two_at_it(bot: RunningBot) -> tuple[Sitting, Sitting]:
    """The holder, and another editor who has a message with the draft's buttons before them."""
    second = name_second_editor(bot)
    await second.ask("/follow 临猗")
    holder = await sit_down(bot, made_issue(made_article("甲事"), made_article("乙事")))
    own = await second.ask("/help")
    return holder, Sitting(bot, second, holder.draft_id, own)


async def press_as_other(holder: Sitting, other: Sitting, button: str = "1") -> None:
    data = holder.message.button(button).data or ""
    before = other.message.edits
    other.editor.forge_press(other.message, data)
    await other.bot.api.wait_until(lambda: other.message.edits > before, what="question")


async def test_another_editor_is_asked_and_takes_it_over(bot: RunningBot, clock: SetClock) -> None:
    await bot.owner.ask("/follow 临猗")
    holder, other = await two_at_it(bot)
    clock.go_on_from(now() + dt.timedelta(minutes=3, seconds=5))
    await press_as_other(holder, other)
    assert "正由 编辑 处理（3 分钟前动过）。要接手吗？" in other.message.text
    await other.press("接手", shows="2 篇")
    told = await bot.pushed(bot.owner, "接手了您的待定版面")
    assert "张三" in told.text and "made.txt" in told.text
    assert (await other.draft()).editor_id == SECOND_EDITOR
    await other.press("1", shows="第 1 篇")
    await holder.press("1", shows="正由 张三 处理（刚刚动过）。要接手吗？")
    await holder.press("接手", shows="2 篇")
    assert (await holder.draft()).editor_id == OWNER_ID


async def test_who_only_looks_changes_nothing(bot: RunningBot) -> None:
    holder, other = await two_at_it(bot)
    await press_as_other(holder, other)
    await other.press("只看", shows="甲事，今天开工")
    assert await other.labels() == ["接手"]
    draft = await other.draft()
    assert draft.editor_id == OWNER_ID and draft.preview == (OWNER_ID, holder.message.message_id)


async def test_an_answer_that_comes_too_late_changes_nothing(bot: RunningBot) -> None:
    holder, _ = await two_at_it(bot)
    await holder.press("1")
    await holder.press("标题")
    asked = await bot.database.read(awaited.awaited_of, OWNER_ID, now())
    await bot.database.write(drafts.take_over, holder.draft_id, SECOND_EDITOR, now())
    assert asked is not None
    question = await bot.owner.ask("新标题")
    assert "正由 张三 处理" in question.text
    assert (await holder.article()).article.headline == "甲事"


async def test_taking_over_ends_what_the_former_holder_was_asked(bot: RunningBot) -> None:
    holder, other = await two_at_it(bot)
    await holder.press("1")
    await holder.press("标题")
    data = f"d_take:{holder.draft_id}"
    other.editor.forge_press(other.message, data)
    await bot.becomes("SELECT count(*) FROM awaited", (0,))


async def test_who_takes_over_their_own_is_told_nothing(bot: RunningBot) -> None:
    holder, _ = await two_at_it(bot)
    await bot.owner.forge_press(holder.message, f"d_take:{holder.draft_id}").answered()
    assert await bot.rows("SELECT count(*) FROM messages") == [(0,)]


@pytest.mark.parametrize("button", ["1", "日期"])
async def test_what_is_about_to_be_published_is_called_back_first(bot: RunningBot, button: str) -> None:
    holder = await sit_down(bot, made_issue(made_article("甲事")))
    at = now() + dt.timedelta(hours=20)
    await bot.database.write(drafts.schedule_draft, holder.draft_id, OWNER_ID, at, push=True, moment=now())
    await holder.press(button, shows="自动发布")
    await holder.press("返回", shows="1 篇")
    await holder.press(button, shows="自动发布")
    await holder.press("撤销定时发布", shows="1 篇")
    assert (await holder.draft()).publish_at is None
    await holder.press("1", shows="第 1 篇")


async def test_only_its_holder_calls_it_back(bot: RunningBot) -> None:
    holder, other = await two_at_it(bot)
    at = now() + dt.timedelta(hours=20)
    await bot.database.write(drafts.schedule_draft, holder.draft_id, OWNER_ID, at, push=True, moment=now())
    other.editor.forge_press(other.message, f"d_back:{holder.draft_id}")
    await waiting.until_seen(lambda: other.message.text, lambda text: "要接手吗" in text)
    assert (await holder.draft()).publish_at is not None


async def test_a_draft_that_never_was(bot: RunningBot) -> None:
    holder = await sit_down(bot, made_issue(made_article("甲事")))
    for verb in ("d_take:99", "d_open:99", "d_article:99:1", "d_look:99:1", "d_back:99"):
        assert "找不到" in (await bot.owner.forge_press(holder.message, verb).answered()).text
