"""Who follows a project hears when it moves on and when a promise's day comes: once, and put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bot.newsroom.ledger_keeping import keep_ledger
from bot.newsroom.promise_days import notice_days_of_promises
from parsing.parks import Park
from playground.standin.message import Message
from playground.standin.user import User
from projects.archive import Anchor, Ruling
from storage.database import Db
from storage.desk import issues
from storage.moments import now
from storage.projects import decisions, rulings
from tests.made_issues import LINFEN, made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot
from tests.set_clock import SetClock
from tests.waiting import press_for_edit, press_for_message, until_seen

BEGUN = "4月1日，临汾恒岚新材料有限公司的恒岚特种玻璃项目开工，总投资2亿元，计划6月底前封顶。"
TOPPED_OUT = "6月20日，恒岚特种玻璃项目主厂房封顶，企业力争年底投产。"
RUNNING = "12月20日，恒岚特种玻璃项目正式投产。"
NAME = "恒岚特种玻璃项目"
APRIL = dt.datetime(2026, 4, 4, 2, 0, tzinfo=dt.UTC)
JUNE = dt.datetime(2026, 6, 21, 2, 0, tzinfo=dt.UTC)
DELIVERIES = "SELECT kind, state FROM deliveries WHERE kind LIKE 'project%' ORDER BY id"
MOVED = f"{NAME}：开工 → 封顶"


@pytest.fixture(autouse=True)
def today(clock: SetClock) -> None:
    clock.go_on_from(APRIL)


async def tell(bot: RunningBot, body: str, *, push: bool = True, park: Park = LINFEN) -> None:
    day = now().date()
    issue = made_issue(made_article(body[:6], park, body=body), day=day)
    await bot.parts.database.write(issues.publish, issue, push=push, moment=now())
    bot.parts.wake_delivery.set()
    await keep_ledger(bot.parts)  # as it does every few seconds


async def reader_of(bot: RunningBot, telegram_id: int = 1) -> User:
    """A reader who follows the project, which was told of once, and gets everything at once."""
    if not await bot.rows("SELECT 1 FROM projects"):
        await tell(bot, BEGUN)
    reader = bot.api.user(telegram_id)
    await reader.ask("/digest 随发随推")
    assert "已关注" in (await reader.ask(f"/follow {NAME}")).text
    return reader


async def news(bot: RunningBot, reader: User, holding: str = MOVED) -> Message:
    return await bot.pushed(reader, holding)


def heard(reader: User) -> list[str]:
    return [text for text in reader.chat.texts if "项目动态" in text]


async def test_it_is_followed_by_its_card_and_by_its_name(bot: RunningBot) -> None:
    await tell(bot, BEGUN)
    reader = bot.api.user(1)
    card = await press_for_edit(reader, await reader.ask("/projects 临汾经开区"), NAME, shows="进展")
    reader.press(card, "关注")
    await until_seen(lambda: card.buttons, lambda rows: ("取消关注",) in rows)
    following = (await reader.ask("/following")).text
    assert NAME in following and "（项目）" not in following  # its name says so
    reader.press(card, "取消关注")
    await until_seen(lambda: card.buttons, lambda rows: ("关注",) in rows)
    assert NAME not in (await reader.ask("/following")).text
    assert "已关注" in (await reader.ask(f"/follow {NAME}")).text
    assert "已取消关注" in (await reader.ask(f"/unfollow {NAME}")).text


async def test_it_is_told_when_it_moves_on_with_its_source(bot: RunningBot, clock: SetClock) -> None:
    reader = await reader_of(bot)
    clock.go_on_from(JUNE)
    await tell(bot, TOPPED_OUT)
    message = await news(bot, reader)
    assert message.text == (
        f"项目动态\n\n{MOVED}\n原文：主厂房封顶\n新的承诺：「年底投产」\n科学导报 · 2026年6月21日"
    )
    says = await press_for_message(reader, message, "出处")
    assert TOPPED_OUT in says.text
    assert heard(reader) == [message.text]


async def test_what_says_nothing_new_is_no_news(bot: RunningBot, clock: SetClock) -> None:
    reader = await reader_of(bot)
    clock.go_on_from(JUNE)
    await tell(bot, TOPPED_OUT)
    await news(bot, reader)
    await tell(bot, "6月22日，省里的人来看了恒岚特种玻璃项目，主厂房已经封顶。")
    await tell(bot, "恒岚特种玻璃项目6月底前还要绿化。", push=False)
    assert await bot.rows("SELECT count(*) FROM project_news") == [(1,)]


async def test_who_has_the_article_anyway_is_not_told_twice(bot: RunningBot, clock: SetClock) -> None:
    reader = await reader_of(bot)
    await reader.ask("/follow 临汾经开区")
    clock.go_on_from(JUNE)
    await tell(bot, TOPPED_OUT)
    await bot.pushed(reader, "主厂房封顶")
    await bot.becomes("SELECT count(*) FROM project_news", (1,))
    assert await bot.rows(DELIVERIES) == []


async def test_what_is_published_without_a_push_is_no_news(bot: RunningBot, clock: SetClock) -> None:
    await reader_of(bot)
    clock.go_on_from(JUNE)
    await tell(bot, TOPPED_OUT, push=False)
    assert await bot.rows("SELECT count(*) FROM project_news") == [(0,)]


async def test_a_daily_digest_brings_it_in_the_morning(bot: RunningBot, clock: SetClock) -> None:
    reader = await reader_of(bot)
    await reader.ask("/digest 每天 8:00")
    clock.go_on_from(JUNE)
    await tell(bot, TOPPED_OUT)
    await bot.becomes(DELIVERIES, ("project", "pending"))
    assert heard(reader) == []
    clock.go_on_from(JUNE + dt.timedelta(days=1))
    await news(bot, reader)


async def test_a_retraction_takes_it_back_where_it_stands(bot: RunningBot, clock: SetClock) -> None:
    reader = await reader_of(bot)
    clock.go_on_from(JUNE)
    await tell(bot, TOPPED_OUT)
    message = await news(bot, reader)
    await bot.parts.database.write(issues.retract, 2, "有误", now())
    await until_seen(lambda: message.text, lambda text: "已收回" in text and "封顶" not in text)
    assert len(heard(reader)) == 1


async def test_what_waits_is_not_sent_when_nothing_tells_it_any_more(
    bot: RunningBot, clock: SetClock
) -> None:
    reader = await reader_of(bot)
    await reader.ask("/pause 1天")
    clock.go_on_from(JUNE)
    await reader.ask("/pause 1天")
    await tell(bot, TOPPED_OUT)
    await bot.becomes(DELIVERIES, ("project", "pending"))
    await bot.parts.database.write(issues.retract, 2, "有误", now())
    await bot.becomes("SELECT gone FROM project_news", (1,))
    await reader.ask("/resume")
    await bot.becomes(DELIVERIES, ("project", "cancelled"))
    assert heard(reader) == []


async def test_ending_the_follow_cancels_what_waits_and_beginning_it_again_restores_it(
    bot: RunningBot, clock: SetClock
) -> None:
    reader = await reader_of(bot)
    clock.go_on_from(JUNE)
    await reader.ask("/pause 1天")
    await tell(bot, TOPPED_OUT)
    await bot.becomes(DELIVERIES, ("project", "pending"))
    await reader.ask(f"/unfollow {NAME}")
    assert await bot.rows(DELIVERIES) == [("project", "cancelled")]
    await reader.ask(f"/follow {NAME}")
    await bot.becomes(DELIVERIES, ("project", "pending"))


async def test_a_promise_is_told_on_its_day_with_what_was_heard_last(
    bot: RunningBot, clock: SetClock
) -> None:
    reader = await reader_of(bot)
    clock.go_on_from(dt.datetime(2026, 6, 29, 15, 0, tzinfo=dt.UTC))  # 23:00 in Shanghai
    await notice_days_of_promises(bot.parts)
    assert await bot.rows("SELECT noticed FROM promises") == [(0,)]
    clock.go_on_from(dt.datetime(2026, 6, 29, 16, 0, tzinfo=dt.UTC))  # the day begins there
    await notice_days_of_promises(bot.parts)
    message = await bot.pushed(reader, "到期")
    assert message.text == (
        f"项目动态\n\n{NAME}\n「6月底前封顶」到期（2026年6月30日）\n最近报道的阶段：开工（2026年4月4日）"
    )
    assert "恒岚" in (await press_for_message(reader, message, "出处")).text


async def test_a_promises_day_is_put_right_when_an_editor_decides_otherwise(
    bot: RunningBot, clock: SetClock
) -> None:
    reader = await reader_of(bot)
    clock.go_on_from(dt.datetime(2026, 6, 30, tzinfo=dt.UTC))
    await notice_days_of_promises(bot.parts)
    message = await bot.pushed(reader, "到期")
    await decide(bot, lambda db: rulings.drop(db, OWNER_ID, 1, now()))
    await until_seen(lambda: message.text, lambda text: "已收回" in text and "到期" not in text)
    await decide(bot, lambda db: rulings.undo(db, 1, now()))
    await until_seen(lambda: message.text, lambda text: "到期" in text and "已收回" not in text)
    assert len(heard(reader)) == 1


async def test_a_promises_day_calls_the_project_by_the_name_that_it_has_now(
    bot: RunningBot, clock: SetClock
) -> None:
    reader = await reader_of(bot)
    clock.go_on_from(dt.datetime(2026, 6, 30, tzinfo=dt.UTC))
    await notice_days_of_promises(bot.parts)
    message = await bot.pushed(reader, "到期")
    told = message.text
    await decide(bot, lambda db: rulings.rename(db, OWNER_ID, 1, "恒岚玻璃", now()))
    await until_seen(lambda: message.text, lambda text: text == told.replace(NAME, "恒岚玻璃"))
    await decide(bot, lambda db: rulings.undo(db, 1, now()))
    await until_seen(lambda: message.text, lambda text: text == told)
    assert heard(reader) == [told]


async def decide(bot: RunningBot, ruling: Callable[[Db], object]) -> None:
    await bot.database.write(ruling)
    await keep_ledger(bot.parts)  # as it does at once
    bot.parts.wake_delivery.set()


async def test_each_day_is_noticed_once_however_the_clock_is_set(bot: RunningBot, clock: SetClock) -> None:
    reader = await reader_of(bot)
    july = dt.datetime(2026, 7, 20, tzinfo=dt.UTC)
    # The last day is past the first one's again: what became due then waits while the clock stands before it.
    for moment in (july, APRIL, dt.datetime(2026, 7, 1, tzinfo=dt.UTC), july + dt.timedelta(days=1)):
        clock.go_on_from(moment)
        await notice_days_of_promises(bot.parts)
    await bot.pushed(reader, "（2026年6月30日）")
    assert len(heard(reader)) == 1


async def test_a_promise_that_was_kept_or_told_too_late_is_not_told(bot: RunningBot, clock: SetClock) -> None:
    reader = await reader_of(bot)
    clock.go_on_from(JUNE)
    await tell(bot, TOPPED_OUT)
    await news(bot, reader)
    clock.go_on_from(dt.datetime(2026, 7, 2, tzinfo=dt.UTC))
    await tell(bot, "恒岚特种玻璃项目原计划2026年5月底试产。")
    await notice_days_of_promises(bot.parts)
    assert await bot.rows("SELECT count(*) FROM promises WHERE NOT noticed AND due_on < '2026-07-02'") == [
        (0,)
    ]
    assert len(heard(reader)) == 1


@pytest.mark.parametrize(("due", "told"), [("2026年6月底", 0), ("7月1日", 1)])
async def test_yesterdays_promise_is_not_told_as_due_where_the_newspaper_is(
    bot: RunningBot, clock: SetClock, due: str, told: int
) -> None:
    await reader_of(bot)
    clock.go_on_from(dt.datetime(2026, 6, 30, 17, 0, tzinfo=dt.UTC))  # 1:00 on July 1 in Shanghai
    await tell(bot, f"恒岚特种玻璃项目原计划{due}试产。", push=False)
    await notice_days_of_promises(bot.parts)
    sql = "SELECT count(*) FROM project_news WHERE step = '试产'"
    assert await bot.rows(sql) == [(told,)]


async def test_a_follow_goes_over_to_the_project_that_it_turned_out_to_be(
    bot: RunningBot, clock: SetClock
) -> None:
    reader = await reader_of(bot)
    clock.go_on_from(JUNE)
    await tell(bot, "6月20日，临汾沐禾冷链物流园项目开工。")
    one, other = Anchor(1, NAME), Anchor(2, "临汾沐禾冷链物流园项目")
    await bot.parts.database.write(
        lambda db: decisions.keep(db, Ruling.SAME, [one], [other], person=0, moment=now())
    )
    await keep_ledger(bot.parts)  # as it does every few seconds
    [(followed,)] = await bot.rows("SELECT project_id FROM follows WHERE kind = 'project'")
    assert await bot.rows(f"SELECT gone FROM projects WHERE id = {followed}") == [(0,)]
    assert (await reader.ask("/following")).text.startswith("我的关注（1）")


async def test_several_that_move_on_together_come_in_one_message(bot: RunningBot, clock: SetClock) -> None:
    await tell(bot, "4月2日，临汾沐禾冷链物流园项目签约。")
    reader = await reader_of_both(bot)
    clock.go_on_from(JUNE)
    both = made_issue(
        made_article("甲", LINFEN, body=TOPPED_OUT),
        made_article("乙", LINFEN, body="6月19日，临汾沐禾冷链物流园项目开工。"),
        day=now().date(),
    )
    await bot.publish(both)
    message = await news(bot, reader)
    assert "沐禾冷链物流园项目：签约 → 开工" in message.text
    assert len(heard(reader)) == 1
    await bot.parts.database.write(issues.retract, 4, "有误", now())
    await until_seen(lambda: message.text, lambda text: "已收回" in text and MOVED in text)


async def reader_of_both(bot: RunningBot) -> User:
    await tell(bot, BEGUN)
    reader = bot.api.user(1)
    await reader.ask("/digest 随发随推")
    await reader.ask("/follow 临汾沐禾冷链物流园项目")
    await reader.ask(f"/follow {NAME}")
    return reader
