"""What becomes of a draft: called back in time, published at a time, tried out first, given up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from bot import wording
from bot.incoming import answering
from playground.standin import call_faults
from playground.standin.bot_api import BotApi
from storage.archive import newest_articles
from storage.archive.known_articles import match_stored
from storage.desk import drafts, issues
from storage.moments import now
from tests.desk.sitting import Sitting, name_second_editor, sit_down
from tests.made_issues import LINFEN, LINYI, made_article, made_issue
from tests.running_bot import RunningBot, running_bot
from tests.set_clock import SetClock

PUSHED = "SELECT count(*) FROM deliveries"


async def sit(bot: RunningBot, headline: str = "临猗新事") -> Sitting:
    return await sit_down(bot, made_issue(made_article(headline)))


async def stored(bot: RunningBot) -> int:
    return (await bot.database.read(newest_articles.newest, limit=1)).total


async def leaves_in(sitting: Sitting, seconds: float) -> None:
    """Brings the moment forward at which the draft publishes itself."""
    at = now() + dt.timedelta(seconds=seconds)
    sql = "UPDATE drafts SET publish_at = ? WHERE publish_at IS NOT NULL"
    text = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    await sitting.bot.database.write(lambda db: db.execute(sql, [text]))


async def test_it_can_be_called_back_before_the_first_push_leaves(tmp_path: Path) -> None:
    async with running_bot(tmp_path, undo_seconds=600) as bot:
        await bot.follow(1)
        sitting = await sit(bot)
        assert "将推送给 1 位读者" in sitting.message.text
        await sitting.press("发布并推送", shows="600 秒后发布，并推送给 1 位读者")
        assert await stored(bot) == 0 and sitting.message.buttons == (("撤销",),)
        await sitting.press("撤销", shows="临猗新事")
        assert "发布并推送" in await sitting.labels()
        assert (await sitting.draft()).publish_at is None


async def test_when_nobody_calls_it_back_it_goes_and_says_so(tmp_path: Path) -> None:
    async with running_bot(tmp_path, undo_seconds=600) as bot:
        await bot.follow(1)
        sitting = await sit(bot)
        await sitting.press("发布并推送", shows="600 秒后")
        await leaves_in(sitting, -1)
        await bot.pushed(bot.api.user(1), "临猗新事")
        await bot.api.wait_until(lambda: "已发布 1 篇" in sitting.message.text, what="the preview says so")
        assert sitting.message.buttons == (("打开第 1 号版面",),)
        assert await bot.rows("SELECT person, what FROM deeds") == [(sitting.editor.id, "published")]


async def test_a_chat_that_takes_long_to_show_it_holds_up_no_other_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "PAUSES_SECONDS", (3600.0,))  # and nobody waits for the next try
    async with running_bot(tmp_path, undo_seconds=600) as bot:
        for headline in ("临猗新事", "临猗另一件事"):
            sitting = await sit(bot, headline)
            await sitting.press("发布并推送", shows="600 秒后")
            bot.api.inject("editMessageText", call_faults.INTERNAL_ERROR)
            await leaves_in(sitting, -1)
            await bot.becomes("SELECT count(*) FROM drafts WHERE state = 'open'", (0,))
        assert await stored(bot) == 2


async def test_only_published_pushes_nothing_even_when_it_leaves_later(tmp_path: Path) -> None:
    async with running_bot(tmp_path, undo_seconds=600) as bot:
        await bot.follow(1)
        sitting = await sit(bot)
        await sitting.press(wording.PUBLISH_ONLY, shows="发布，不推送")
        await leaves_in(sitting, -1)
        await bot.becomes("SELECT state FROM drafts", ("published",))
        assert await bot.rows(PUSHED) == [(0,)] and await stored(bot) == 1


async def test_what_was_to_leave_leaves_after_a_restart(tmp_path: Path) -> None:
    api = BotApi(now=now)
    async with running_bot(tmp_path, api=api, undo_seconds=600) as bot:
        await bot.follow(1)
        sitting = await sit(bot)
        await sitting.press("发布并推送", shows="600 秒后")
    async with running_bot(tmp_path, api=api, undo_seconds=600) as bot:
        await leaves_in(replace(sitting, bot=bot), -1)
        await bot.pushed(bot.api.user(1), "临猗新事")
        assert await bot.rows(PUSHED) == [(1,)]


async def test_the_call_comes_too_late(tmp_path: Path) -> None:
    async with running_bot(tmp_path, undo_seconds=600) as bot:
        sitting = await sit(bot)
        await sitting.press("发布并推送", shows="600 秒后")
        await bot.database.write(drafts.close_draft, sitting.draft_id, drafts.PUBLISHED)
        assert "已经发布" in await sitting.told("撤销")


async def test_a_time_is_chosen_shown_in_the_list_and_cancelled_with_one_tap(
    bot: RunningBot, clock: SetClock
) -> None:
    sitting = await sit(bot)
    await sitting.press("定时", shows="什么时候")
    await sitting.type("明天 8:00", shows="08:00 发布；现在没有人会收到推送")
    listed = await sitting.editor.ask("/issues")
    assert "08:00 发布" in listed.text
    cancel = next(label for row in listed.buttons for label in row if label.startswith("取消定时"))
    sitting.editor.press(listed, cancel)
    await bot.becomes("SELECT publish_at FROM drafts", (None,))


async def test_a_time_that_is_none_or_past_is_said_to_be(bot: RunningBot) -> None:
    sitting = await sit(bot)
    await sitting.press("定时", shows="什么时候")
    assert "没看懂" in (await sitting.editor.ask("有空的时候")).text
    assert "没看懂" in (await sitting.editor.ask("2001年1月1日")).text
    assert (await sitting.draft()).publish_at is None


async def test_what_is_offered_lies_ahead(bot: RunningBot) -> None:
    sitting = await sit(bot)
    await sitting.press("定时", shows="什么时候")
    label = (await sitting.labels())[0]
    await sitting.press(label, shows="发布；现在没有人会收到推送")
    at = (await sitting.draft()).publish_at
    assert at is not None and at > now()


async def test_it_is_shown_to_the_editor_as_readers_get_it(bot: RunningBot) -> None:
    await bot.follow(1)
    sitting = await sit(bot)
    assert "读者" in await sitting.told("试发给我")
    tried = await bot.pushed(sitting.editor, "园区快报 · 1 条")
    assert await stored(bot) == 0
    await sitting.press("发布并推送", shows="已发布")
    assert (await bot.pushed(bot.api.user(1), "临猗新事")).text == tried.text


async def test_an_article_about_two_parks_reaches_the_followers_of_each_once(bot: RunningBot) -> None:
    await bot.follow(1)
    other, both = bot.api.user(2), bot.api.user(3)
    for reader, names in ((other, "临汾经开区"), (both, "临猗 临汾经开区")):
        await reader.ask(f"/follow {names}")
        await reader.ask("/digest now")
    article = replace(made_article("两区合作"), park=LINYI, also=(LINFEN,))
    sitting = await sit_down(bot, made_issue(article))
    await sitting.press("发布并推送", shows="推送给 3 位读者")
    for number in (1, 2, 3):
        message = await bot.pushed(bot.api.user(number), "两区合作")
        assert LINYI.name in message.text and LINFEN.name in message.text
    assert await bot.rows(PUSHED) == [(3,)]
    for park in ("临猗", "临汾经开区"):
        assert "两区合作" in (await bot.api.user(4).ask(f"/park {park}")).text


@pytest.mark.parametrize("length", [300, 5_000])
async def test_a_name_without_end_hides_nothing_of_what_was_done(bot: RunningBot, length: int) -> None:
    issue = made_issue(made_article("临猗新事"), newspaper="&" * length)
    sitting = await sit_down(bot, replace(issue, source_name="<" * length, page="9" * length))
    assert "定于" not in (await sitting.editor.ask("/issues")).text
    await sitting.press("发布并推送", shows="已发布 1 篇")
    assert "第 1 号" in (await sitting.editor.ask("/issues")).text
    await sitting.press("打开第 1 号版面", shows="临猗新事")


async def test_another_editor_can_not_publish_what_somebody_has(bot: RunningBot) -> None:
    sitting = await sit(bot)
    second = name_second_editor(bot)
    own = await second.ask("/help")
    second.forge_press(own, f"push:{sitting.draft_id}")
    await bot.handled_all()
    assert await stored(bot) == 0
    assert "接手" in second.chat.texts[-1]


async def test_a_draft_that_changes_nothing_is_not_published(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue())
    told = await sitting.editor.forge_press(sitting.message, f"push:{sitting.draft_id}").answered()
    assert "没有变化" in told.text
    assert (await sitting.draft()).state == drafts.OPEN


async def test_what_was_retracted_is_said_to_be_when_it_comes_again(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("临猗新事")), push=False)
    await bot.database.write(issues.retract, 1, "内容有误", now())
    matched = await bot.database.read(match_stored, made_issue(made_article("临猗新事")))
    sitting = await sit_down(bot, matched)
    assert "已撤回" in sitting.message.text and "发布并推送" not in await sitting.labels()
