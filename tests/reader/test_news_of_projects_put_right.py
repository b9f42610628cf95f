"""What waits of a project's news when editors or corrections change it: nothing false, nothing told twice."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.newsroom.ledger_keeping import keep_ledger
from bot.newsroom.promise_days import notice_days_of_promises
from playground.standin.user import User
from projects.archive import Anchor, Ruling
from storage.desk import issues
from storage.moments import now
from storage.projects import decisions, rulings
from tests.made_corrections import come_again
from tests.made_issues import LINFEN, made_article, made_issue
from tests.reader.test_followed_projects import (
    APRIL,
    BEGUN,
    DELIVERIES,
    JUNE,
    NAME,
    decide,
    heard,
    reader_of,
    tell,
)
from tests.running_bot import OWNER_ID, RunningBot
from tests.set_clock import SetClock
from tests.waiting import until_seen

DUE = dt.datetime(2026, 6, 30, 2, 0, tzinfo=dt.UTC)
STORES = "临汾沐禾冷链物流园项目"
SAME_PROMISE = f"5月6日，{NAME}加快建设，6月底前封顶。"


@pytest.fixture(autouse=True)
def today(clock: SetClock) -> None:
    clock.go_on_from(APRIL)


async def day_comes(bot: RunningBot, clock: SetClock) -> None:
    clock.go_on_from(DUE)
    await notice_days_of_promises(bot.parts)


async def pausing(bot: RunningBot, clock: SetClock, moment: dt.datetime) -> User:
    """A reader who follows the project and is sent nothing before /resume."""
    reader = await reader_of(bot)
    clock.go_on_from(moment)
    await reader.ask("/pause 1天")
    return reader


@pytest.mark.parametrize("what", ["corrected", "dropped", "retracted"])
async def test_a_promise_that_nothing_tells_any_more_is_not_told_on_its_day(
    bot: RunningBot, clock: SetClock, what: str
) -> None:
    reader = await pausing(bot, clock, DUE)
    await day_comes(bot, clock)
    assert await bot.rows(DELIVERIES) == [("project", "pending")]
    if what == "corrected":
        mended = BEGUN.replace("，计划6月底前封顶", "")
        article = made_article(BEGUN[:6], LINFEN, body=mended)
        assert (await come_again(bot, made_issue(article, day=APRIL.date()))).corrected == 1
    elif what == "dropped":
        await bot.database.write(rulings.drop, 7, 1, now())
    else:
        await bot.database.write(issues.retract, 1, "有误", now())
    await keep_ledger(bot.parts)
    await bot.becomes("SELECT gone FROM project_news", (1,))
    await reader.ask("/resume")
    await bot.becomes(DELIVERIES, ("project", "cancelled"))
    assert heard(reader) == []


async def test_a_promise_that_two_articles_tell_is_told_once(bot: RunningBot, clock: SetClock) -> None:
    reader = await reader_of(bot)
    clock.go_on_from(dt.datetime(2026, 5, 6, 2, 0, tzinfo=dt.UTC))
    await tell(bot, SAME_PROMISE, push=False)
    assert await bot.rows("SELECT step, due_on FROM promises") == [("封顶", "2026-06-30")] * 2
    await day_comes(bot, clock)
    message = await bot.pushed(reader, "到期")
    assert message.text.count("到期") == 1 and len(await bot.rows(DELIVERIES)) == 1
    await bot.database.write(issues.retract, 1, "有误", now())
    await keep_ledger(bot.parts)
    assert await bot.rows("SELECT article_id, gone FROM project_news") == [(2, 0)], "another tells it yet"
    await bot.database.write(issues.retract, 2, "有误", now())
    await until_seen(lambda: message.text, lambda text: "已收回" in text)


async def test_what_waits_of_a_project_that_became_a_part_of_another_is_told_once(
    bot: RunningBot, clock: SetClock
) -> None:
    await tell(bot, BEGUN)
    await tell(bot, f"4月2日，{STORES}签约。")
    await tell(bot, SAME_PROMISE, push=False)  # most articles tell of the other one, whose number stays
    reader = bot.api.user(1)
    await reader.ask("/digest 随发随推")
    assert "已关注" in (await reader.ask(f"/follow {STORES}")).text
    clock.go_on_from(JUNE)
    await reader.ask("/pause 1天")
    await tell(bot, f"6月20日，{STORES}正式投产。")
    await bot.becomes(DELIVERIES, ("project", "pending"))
    one, other = Anchor(1, NAME), Anchor(2, STORES)
    await bot.database.write(
        lambda db: decisions.keep(db, Ruling.SAME, [one], [other], person=0, moment=now())
    )
    await keep_ledger(bot.parts)
    await bot.becomes("SELECT id FROM projects WHERE NOT gone", (1,))
    await reader.ask("/resume")
    await bot.becomes(DELIVERIES, ("project", "sent"))
    [text] = heard(reader)
    assert "→ 投产" in text and "收回" not in text


async def test_an_undone_merger_gives_each_project_its_followers_and_its_news_again(
    bot: RunningBot, clock: SetClock
) -> None:
    await tell(bot, BEGUN)
    await tell(bot, f"4月2日，{STORES}签约。")
    for telegram_id, names in ((1, NAME), (2, STORES), (3, f"{NAME} {STORES}")):
        await bot.api.user(telegram_id).ask("/digest 随发随推")
        await bot.api.user(telegram_id).ask(f"/follow {names}")
    clock.go_on_from(JUNE)
    await tell(bot, f"6月20日，{STORES}正式投产。")
    readers = [bot.api.user(number) for number in (1, 2, 3)]
    pushed = [await bot.pushed(reader, f"{STORES}：签约 → 投产") for reader in readers[1:]]
    follows = "SELECT chat_id, project_id FROM follows ORDER BY chat_id, project_id"
    before = await bot.rows(follows)
    assert before == [(1, 1), (2, 2), (3, 1), (3, 2)]
    await decide(bot, lambda db: rulings.merge(db, OWNER_ID, 1, 2, now()))
    kept = await bot.rows("SELECT id FROM projects WHERE NOT gone")
    assert await bot.rows(follows) == [(number, *kept[0]) for number in (1, 2, 3)]
    await tell(bot, f"6月21日，{STORES}二期工程扩建，总投资3亿元。", push=False)
    await decide(bot, lambda db: rulings.undo(db, 1, now()))
    assert await bot.rows(follows) == before
    following = (await readers[2].ask("/following")).text
    assert all(f"· {name}：" in following for name in (NAME, STORES)), following
    assert await bot.rows("SELECT project_id, gone FROM project_news") == [(2, 0)]
    await bot.becomes("SELECT count(*) FROM deliveries WHERE state = 'pending'", (0,))
    assert all(f"\n\n{STORES}：签约 → 投产\n" in message.text for message in pushed)
    assert [len(heard(reader)) for reader in readers] == [0, 1, 1]
