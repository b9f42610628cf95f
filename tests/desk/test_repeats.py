"""A draft that tells a story again: the preview says so, an editor decides, and what they say is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot import wording
from storage.archive import known_articles, newest_articles, stories
from storage.archive.prepared import PreparedIssue
from storage.desk import drafts, issues
from storage.moments import now
from tests.desk.sitting import Sitting, article_of, sit_down
from tests.made_issues import DAY, LINYI, made_issue
from tests.running_bot import RunningBot
from tests.set_clock import SHANGHAI, SetClock
from tests.waiting import press_for_message

TOLD = (
    "4月3日上午，临猗现代农业产业示范区总投资3.6亿元的果品深加工项目破土动工，是今年开工的第三个重点项目。",
    "该项目由山西晋果食品有限公司投资建设，占地120亩，建设四条浓缩果汁生产线。",
    "项目负责人王建军介绍，投产后年加工苹果12万吨，带动周边三个乡镇2800户果农增收。",
    "示范区管委会副主任李秀英表示，将派专人驻点服务，力争项目明年9月建成投产。",
)
AGAIN = (TOLD[1], TOLD[0], TOLD[2])
OTHER_PAPER, NEXT_DAY = "山西日报", DAY + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def midday(clock: SetClock) -> None:
    """It is the second telling's day."""
    clock.stand_at(dt.datetime.combine(NEXT_DAY, dt.time(12), SHANGHAI))


def first_page() -> PreparedIssue:
    return made_issue(article_of("果品深加工项目开工", *TOLD))


def reprint(headline: str = "一座果汁厂在临猗动工") -> PreparedIssue:
    page = made_issue(article_of(headline, *AGAIN), newspaper=OTHER_PAPER, day=NEXT_DAY)
    return replace(page, newspaper_vouched=True)


async def sit_down_with_reprint(bot: RunningBot, *, push: bool = True) -> Sitting:
    await bot.publish(first_page(), push=push)
    await keys_of_stored(bot)
    return await sit_down(bot, reprint())


async def keys_of_stored(bot: RunningBot) -> None:
    """What was published without looking gets its keys, as a running bot makes them in the background."""
    from bot.serving.story_upkeep import make_keys

    await make_keys(bot.parts)


async def members(bot: RunningBot, article_id: int) -> tuple[int, ...]:
    return await bot.database.read(stories.members_of, article_id)


async def test_the_preview_says_whose_story_it_is_and_publishing_folds_it(bot: RunningBot) -> None:
    await bot.follow(1)
    sitting = await sit_down_with_reprint(bot)
    text = sitting.message.text
    assert "与《科学导报》4月4日《果品深加工项目开工》是同一件事：将合并" in text
    assert "没有人会收到推送" in text
    await sitting.press("发布并推送", shows="已发布 1 篇；没有人会收到推送")
    assert await members(bot, 2) == (1, 2)
    answer = await bot.api.user(2).ask("/park 临猗")
    assert "另见《山西日报》4月5日" in answer.text and "果汁厂" not in answer.text


async def test_taken_apart_it_is_published_as_its_own_and_again_when_read_anew(bot: RunningBot) -> None:
    await bot.follow(1)
    sitting = await sit_down_with_reprint(bot)
    await sitting.press("1", shows="是同一件事")
    await sitting.press("不是同一篇", shows="第 1 篇")
    assert "是同一件事" not in sitting.message.text
    await sitting.press("返回", shows="将推送给 1 位读者")
    await sitting.press(wording.DISCARD, shows=wording.DISCARDED)
    sitting = await sit_down(bot, reprint())
    assert "是同一件事" not in sitting.message.text
    await sitting.press("发布并推送", shows="将推送给 1 位读者")
    assert await members(bot, 2) == (2,)
    later = replace(reprint(), published_on=NEXT_DAY + dt.timedelta(days=1))
    sitting = await sit_down(bot, later)
    assert (
        "与《山西日报》4月5日" in sitting.message.text or "《山西日报》4月5日已发布过" in sitting.message.text
    )


async def test_mended_after_it_was_taken_apart_it_stays_apart(bot: RunningBot) -> None:
    sitting = await sit_down_with_reprint(bot)
    await sitting.press("1")
    await sitting.press("不是同一篇", shows="第 1 篇")
    await sitting.press("标题")
    await sitting.type("临猗的另一座果汁厂", shows="另一座")
    await sitting.press("返回", shows="推送")
    assert "是同一件事" not in sitting.message.text
    await sitting.press(wording.PUBLISH_ONLY, shows="已发布")
    assert await members(bot, 2) == (2,)


async def test_put_together_by_hand_it_is_folded_though_it_looks_otherwise(bot: RunningBot) -> None:
    await bot.publish(first_page(), push=False)
    other = made_issue(article_of("果农有了新盼头", "在临猗，果农们说起新厂都很高兴。今年盼头更足。"))
    sitting = await sit_down(
        bot, replace(other, newspaper=OTHER_PAPER, newspaper_vouched=True, published_on=NEXT_DAY)
    )
    await sitting.press("1", shows="第 1 篇")
    await sitting.press("同一件事", shows="《科学导报》4月4日《果品深加工项目开工》")
    await sitting.press("1", shows="是同一件事：将合并")
    await sitting.press("返回", shows="将合并")
    await sitting.press(wording.PUBLISH_ONLY, shows="已发布 1 篇")
    assert await members(bot, 2) == (1, 2)


async def test_a_correction_on_another_day_becomes_a_revision_where_the_editor_says_so(
    bot: RunningBot,
) -> None:
    await bot.follow(1)
    await bot.publish(first_page())
    sent = await bot.pushed(bot.api.user(1), "3.6亿元")
    await keys_of_stored(bot)
    corrected = made_issue(
        article_of("果品深加工项目开工", *(text.replace("3.6亿", "36亿") for text in TOLD)), day=NEXT_DAY
    )
    sitting = await sit_down(bot, corrected)
    assert "像是《科学导报》4月4日《果品深加工项目开工》的更正" in sitting.message.text
    await sitting.press("1", shows="更正")
    await sitting.press("作为更正", shows="3.6亿元 → 36亿元")
    await sitting.press("返回", shows="有改动")
    await sitting.press("更正", shows="已更正 1 篇")
    await bot.api.wait_until(lambda: "36亿元" in sent.text, what="edit of what was sent")
    assert (await bot.database.read(newest_articles.newest, limit=9)).total == 1


async def test_the_same_page_under_another_day_is_taken_as_published(bot: RunningBot) -> None:
    await bot.publish(first_page(), push=False)
    await keys_of_stored(bot)
    sitting = await sit_down(bot, replace(first_page(), published_on=NEXT_DAY))
    assert "《科学导报》4月4日已发布过这一篇" in sitting.message.text
    await sitting.press("1", shows="已发布过")
    await sitting.press("已发布过", shows="以前发布过，没有变化")
    await sitting.press("不是同一篇", shows="第 1 篇")
    assert "以前发布过" not in sitting.message.text


async def test_what_another_editor_published_meanwhile_is_shown_before_it_is_published(
    bot: RunningBot,
) -> None:
    sitting = await sit_down(bot, reprint())
    other = await sit_down(bot, first_page())
    await other.press(wording.PUBLISH_ONLY, shows="已发布 1 篇")
    await sitting.press("发布并推送", shows="是同一件事：将合并")
    await sitting.press("发布并推送", shows="已发布 1 篇")
    assert await members(bot, 2) == (1, 2)


async def test_a_draft_that_leaves_by_itself_folds_what_came_meanwhile(bot: RunningBot) -> None:
    from bot.desk.publishing.leaving import publish_due_drafts

    sitting = await sit_down(bot, reprint())
    await bot.publish(first_page(), push=False)
    await keys_of_stored(bot)
    # Last, since the bot itself lets leave what is due at any moment from now on.
    await bot.database.write(
        lambda db: drafts.schedule_draft(db, sitting.draft_id, 7, now(), push=True, moment=now())
    )
    await publish_due_drafts(bot.parts, bot.application.bot, bot.application.create_task)
    await bot.becomes("SELECT count(*) FROM issues", (2,))
    assert await members(bot, 2) == (1, 2)


async def test_what_was_retracted_is_not_told_again(bot: RunningBot) -> None:
    await bot.publish(first_page(), push=False)
    await keys_of_stored(bot)
    await bot.database.write(issues.retract, 1, "内容有误", now())
    sitting = await sit_down(bot, reprint())
    assert "是同一件事" not in sitting.message.text


async def test_retracted_while_the_draft_is_open_it_is_published_as_its_own(bot: RunningBot) -> None:
    await bot.follow(1)
    sitting = await sit_down_with_reprint(bot, push=False)
    await bot.database.write(issues.retract, 1, "内容有误", now())
    await sitting.press("发布并推送", shows="将推送给 1 位读者")
    assert await members(bot, 2) == (2,)


async def test_the_same_press_twice_does_it_once(bot: RunningBot) -> None:
    sitting = await sit_down_with_reprint(bot)
    await sitting.press("1")
    await sitting.press("不是同一篇", shows="第 1 篇")
    before = await sitting.draft()
    sitting.again()
    await bot.handled_all()
    after = await sitting.draft()
    assert (before.issue.articles[0].retelling, await bot.rows("SELECT * FROM story_decisions")) == (
        after.issue.articles[0].retelling,
        await bot.rows("SELECT * FROM story_decisions"),
    )
    assert len(await bot.rows("SELECT * FROM story_decisions")) == 1


@pytest.mark.parametrize(
    "data",
    [
        *("d_apart:1:99", "d_apart:99:1", "d_same:1:99", "d_setsame:1:1:99", "d_setsame:1:99:1"),
        *("d_revise:1:1", "d_known:1:1", "d_revise:1:99", "d_known:99:1", "d_apart:1", "d_setsame:1:1"),
        "d_setsame:1:1:999999999999999999",
    ],
)
async def test_forged_buttons_change_nothing(bot: RunningBot, data: str) -> None:
    sitting = await sit_down_with_reprint(bot)
    before = (await sitting.draft()).issue
    await sitting.editor.forge_press(sitting.message, data).answered()
    await bot.handled_all()
    after = (await sitting.draft()).issue
    assert after.articles == before.articles
    assert not await bot.rows("SELECT * FROM story_decisions")


async def test_a_known_page_again_has_nothing_to_fold(bot: RunningBot) -> None:
    sitting = await sit_down_with_reprint(bot)
    await sitting.press(wording.PUBLISH_ONLY, shows="已发布")
    again = await bot.database.read(known_articles.match_stored, reprint())
    sitting = await sit_down(bot, again)
    assert "以前发布过" in sitting.message.text and "是同一件事" not in sitting.message.text


async def test_what_it_repeats_can_be_read_from_the_card(bot: RunningBot) -> None:
    sitting = await sit_down_with_reprint(bot)
    await sitting.press("1", shows="是同一件事")
    text = await press_for_message(sitting.editor, sitting.message, "看那一篇")
    assert "果品深加工项目开工" in text.text


def test_the_park_of_these_pages_is_one() -> None:
    assert first_page().articles[0].park == reprint().articles[0].park == LINYI
