"""A clock that is set: nothing that is owed is lost, and nothing waits for the clock to get there again."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from playground.standin import call_faults, refusal
from playground.standin.bot_api import BotApi
from playground.standin.press import PATIENCE_SECONDS
from storage import moments
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.deliveries import deliveries, owing
from storage.desk import drafts, issues
from storage.moments import now
from storage.operating import clock as clocks
from storage.parks import park_import
from tests.made_issues import LINYI, MORNING, made_article, made_issue
from tests.running_bot import RunningBot, running_bot
from tests.set_clock import SetClock

pytestmark = pytest.mark.slow

HOUR = dt.timedelta(hours=1)
YEAR = dt.timedelta(days=365)
WAITING = "SELECT count(*) FROM deliveries WHERE state = 'pending' AND due_at < '{before}'"

Set = Callable[[dt.timedelta], None]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch, clock: SetClock) -> Set:
    """Sets the bot's clock so far from the right time."""

    def by(how_far: dt.timedelta) -> None:
        monkeypatch.setattr(moments, "clock", lambda: clock() + how_far)

    return by


def follower(db: Db, moment: dt.datetime, digest: str = "daily") -> int:
    chat = chats.ensure_chat(db, Place(1, 0, "private", "某人"), moment)
    chats.set_digest(db, chat.id, digest, moment)
    follows.follow_park(db, chat.id, park_import.ensure_park(db, LINYI), moment)
    return chat.id


def test_a_follow_is_owed_what_comes_after_it_though_the_clock_was_set_back(database: Database) -> None:
    database.write_now(follower, MORNING)
    published = database.write_now(
        issues.publish, made_issue(made_article("新事")), push=True, moment=MORNING - HOUR
    )
    assert published.chats_owed == 1


def test_what_came_before_a_follow_is_not_owed_though_the_clock_was_set_back(database: Database) -> None:
    database.write_now(issues.publish, made_issue(made_article("旧事")), push=True, moment=MORNING)
    chat_id = database.write_now(follower, MORNING - HOUR)
    database.write_now(owing.owe_since, chat_id, since=MORNING - YEAR, moment=MORNING)
    assert database.read_now(deliveries.waiting, chat_id).count == 0


def test_what_was_published_while_the_clock_was_ahead_gets_its_time_at_the_next_start(
    database: Database,
) -> None:
    chat_id = database.write_now(follower, MORNING)
    ahead = MORNING + YEAR
    database.write_now(issues.publish, made_issue(made_article("新事")), push=True, moment=ahead)
    database.write_now(clocks.take_up, MORNING)
    due = database.read_now(deliveries.waiting, chat_id).due_at
    assert due is not None and due < MORNING + dt.timedelta(days=1)
    [(turn,)] = database.read_now(lambda db: db.execute("SELECT at FROM turns").fetchall())
    assert moments.from_text(turn) == due


def test_a_draft_that_was_about_to_leave_leaves_as_soon_by_the_right_clock_and_a_chosen_time_stays(
    database: Database,
) -> None:
    ahead, undo = MORNING + 2 * HOUR, dt.timedelta(seconds=10)
    issue = made_issue(made_article("临猗新事"))

    def schedule(db: Db) -> list[int]:
        made = [drafts.save_draft(db, 7, issue, ahead) for _ in range(2)]
        for draft_id, publish_at in zip(made, (ahead + undo, ahead + HOUR), strict=True):
            drafts.schedule_draft(db, draft_id, 7, publish_at, push=True, moment=ahead)
        return made

    soon, chosen = database.write_now(schedule)
    database.write_now(clocks.follow_back, MORNING)
    assert database.read_now(drafts.get_draft, soon).publish_at == MORNING + undo
    assert database.read_now(drafts.get_draft, chosen).publish_at == ahead + HOUR


def test_a_start_by_a_right_clock_changes_no_rest_and_no_time(database: Database) -> None:
    chat_id = database.write_now(follower, MORNING)
    database.write_now(issues.publish, made_issue(made_article("新事")), push=True, moment=MORNING)
    database.write_now(
        lambda db: db.execute("UPDATE chats SET not_before = '2026-04-05T00:00:00.000Z'") and None
    )
    database.write_now(clocks.note, MORNING)
    before = database.read_now(deliveries.waiting, chat_id)
    assert database.write_now(clocks.take_up, MORNING + HOUR) == dt.timedelta(0)
    assert database.read_now(deliveries.waiting, chat_id) == before
    [(rest,)] = database.read_now(lambda db: db.execute("SELECT not_before FROM chats").fetchall())
    assert rest == "2026-04-05T00:00:00.000Z"


async def says(caplog: pytest.LogCaptureFixture, words: str) -> None:
    """Returns when the log holds these words."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while words not in caplog.text:  # noqa: ASYNC110 - a log tells nobody
            await asyncio.sleep(0.02)


async def test_a_running_bot_notices_that_the_clock_is_right_again(
    bot: RunningBot, set_clock: Set, caplog: pytest.LogCaptureFixture
) -> None:
    await bot.follow(1)
    await bot.database.write(lambda db: chats.set_digest(db, 1, "daily", now()))
    set_clock(YEAR)
    await says(caplog, "set ahead by 365 days")
    await bot.publish(made_issue(made_article("临猗新事")))
    tomorrow = moments.to_text(now() - YEAR + dt.timedelta(days=1))
    assert await bot.rows(WAITING.format(before=tomorrow)) == [(0,)]
    set_clock(dt.timedelta(0))
    await bot.becomes(WAITING.format(before=tomorrow), (1,))
    assert "set back" in caplog.text


async def test_a_rest_that_telegram_asked_for_while_the_clock_was_ahead_ends(
    bot: RunningBot, set_clock: Set, caplog: pytest.LogCaptureFixture
) -> None:
    await bot.follow(1)
    bot.api.inject("sendMessage", call_faults.Error.of(refusal.too_many_requests(5)))
    set_clock(YEAR)
    await says(caplog, "set ahead by 365 days")
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.becomes("SELECT count(*) FROM chats WHERE not_before IS NOT NULL", (1,))
    set_clock(dt.timedelta(0))
    await bot.pushed(bot.api.user(1), "临猗新事")


async def test_what_another_program_publishes_after_the_clock_was_set_back_is_noticed(
    bot: RunningBot, set_clock: Set
) -> None:
    await bot.follow(1)
    set_clock(-HOUR)
    await bot.database.write(issues.publish, made_issue(made_article("临猗新事")), push=True, moment=now())
    await bot.pushed(bot.api.user(1), "临猗新事")


async def test_a_bot_started_by_a_clock_that_was_set_back_forgets_rests(
    tmp_path: Path, set_clock: Set
) -> None:
    api = BotApi()
    set_clock(YEAR)
    async with running_bot(tmp_path, api=api) as bot:
        await bot.follow(1)
        api.inject("sendMessage", call_faults.Error.of(refusal.too_many_requests(5)))
        await bot.publish(made_issue(made_article("临猗新事")))
        await bot.becomes("SELECT count(*) FROM chats WHERE not_before IS NOT NULL", (1,))
    set_clock(dt.timedelta(0))
    async with running_bot(tmp_path, api=api) as bot:
        await bot.pushed(api.user(1), "临猗新事")
