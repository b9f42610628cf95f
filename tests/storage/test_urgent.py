"""加急: what of an issue goes before the digest, to whom, and how often a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.deliveries import deliveries, urgency
from storage.desk import issues
from storage.moments import to_text
from storage.parks import park_import
from storage.schedule import NOW, OFF, Defaults, Schedule
from tests.made_issues import LINYI, made_article, made_issue

# Ten in the morning in Shanghai, where the digest came at eight.
TEN = dt.datetime(2026, 4, 4, 2, tzinfo=dt.UTC)
EIGHT_TOMORROW = "2026-04-05T00:00:00.000Z"
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def chat_id(database: Database) -> int:
    """A chat with a digest at eight, which follows 临猗."""
    assert database.defaults == Defaults()
    return database.write_now(_follower, 1)


def _follower(db: Db, telegram_id: int, schedule: Schedule | None = None) -> int:
    chat = chats.ensure_chat(db, Place(telegram_id, 0, "private", ""), TEN - DAY)
    follows.follow_park(db, chat.id, park_import.ensure_park(db, LINYI), TEN - DAY)
    if schedule is not None:
        chats.change_schedule(db, chat.id, lambda _: schedule, TEN - DAY)
    return chat.id


def publish(database: Database, headline: str, moment: dt.datetime = TEN, *, urgent: bool = True) -> None:
    """Publishes two articles, of which the second is urgent."""
    issue = made_issue(made_article(f"{headline}之外"), made_article(headline)).keyed()
    issue = replace(issue, urgent=issue.articles[1].key if urgent else 0)
    database.write_now(issues.publish, issue, push=True, moment=moment)


def due(database: Database, chat_id: int, headline: str) -> tuple[str, str | None]:
    """When the push of an article is due, and the day whose urgent one it is."""
    sql = """
        SELECT d.due_at, d.urgent_on FROM deliveries d
            JOIN revisions r ON r.article_id = d.article_id AND r.number = 1
        WHERE d.chat_id = ? AND r.headline = ? AND d.state = 'pending'
    """
    [found] = database.read_now(lambda db: db.execute(sql, [chat_id, headline]).fetchall())
    return found


def change(database: Database, chat_id: int, moment: dt.datetime, **wishes: Any) -> None:
    database.write_now(
        chats.change_schedule,
        chat_id,
        lambda old: replace(old, **wishes),
        moment,
    )


def test_it_is_due_at_once_and_the_rest_with_the_digest(database: Database, chat_id: int) -> None:
    publish(database, "急事")
    assert due(database, chat_id, "急事") == (to_text(TEN), "2026-04-04")
    assert due(database, chat_id, "急事之外") == (EIGHT_TOMORROW, None)


def test_a_second_one_of_the_day_comes_with_the_digest_and_one_of_the_next_day_at_once(
    database: Database, chat_id: int
) -> None:
    publish(database, "急事")
    publish(database, "又一件", TEN + HOUR)
    assert due(database, chat_id, "又一件") == (EIGHT_TOMORROW, None)
    publish(database, "第二天的", TEN + DAY)
    assert due(database, chat_id, "第二天的") == (to_text(TEN + DAY), "2026-04-05")


def test_the_day_is_the_chats_own(database: Database, chat_id: int) -> None:
    there = database.write_now(_follower, 2, Schedule(timezone="America/New_York"))
    publish(database, "急事")  # the evening of the 3rd there
    publish(database, "又一件", TEN + 4 * HOUR)  # after midnight there
    assert due(database, there, "急事") == (to_text(TEN), "2026-04-03")
    assert due(database, there, "又一件") == (to_text(TEN + 4 * HOUR), "2026-04-04")
    assert due(database, chat_id, "又一件")[1] is None


@pytest.mark.parametrize(
    "schedule, when",
    [
        (Schedule(urgent=False), EIGHT_TOMORROW),
        (Schedule(digest=NOW), to_text(TEN)),
        (Schedule(paused_until=TEN + HOUR), EIGHT_TOMORROW),
        # Quiet hours end before the digest, after it, and in ones that are only silent.
        (Schedule(quiet_from="09:00", quiet_until="11:00"), to_text(TEN + HOUR)),
        (Schedule(digest_time="10:30", quiet_from="09:00", quiet_until="10:30"), to_text(TEN + HOUR / 2)),
        (Schedule(quiet_from="09:00", quiet_until="11:00", quiet_silently=True), to_text(TEN)),
        (Schedule(weekdays="1"), to_text(TEN)),
    ],
)
def test_whom_it_reaches_when(database: Database, schedule: Schedule, when: str) -> None:
    chat = database.write_now(_follower, 2, schedule)
    publish(database, "急事")
    assert due(database, chat, "急事")[0] == when


def test_who_gets_nothing_gets_no_urgent_one(database: Database) -> None:
    database.write_now(_follower, 2, Schedule(digest=OFF))
    publish(database, "急事")
    assert database.read_now(lambda db: db.execute("SELECT count(*) FROM deliveries").fetchone()) == (0,)


def test_switched_off_and_on_again_it_waits_for_the_digest_and_not(database: Database, chat_id: int) -> None:
    change(database, chat_id, TEN - HOUR, quiet_from="09:00", quiet_until="11:00")
    publish(database, "急事")
    assert due(database, chat_id, "急事") == (to_text(TEN + HOUR), "2026-04-04")
    change(database, chat_id, TEN, urgent=False)
    assert due(database, chat_id, "急事") == (EIGHT_TOMORROW, None)
    change(database, chat_id, TEN, urgent=True)
    assert due(database, chat_id, "急事") == (to_text(TEN + HOUR), "2026-04-04")
    change(database, chat_id, TEN, quiet_from=None, quiet_until=None)
    assert due(database, chat_id, "急事") == (to_text(TEN), "2026-04-04")


def test_a_change_gives_no_second_one_of_the_day(database: Database, chat_id: int) -> None:
    publish(database, "急事")
    publish(database, "又一件", TEN + HOUR)
    change(database, chat_id, TEN + 2 * HOUR, digest_time="07:00")
    assert due(database, chat_id, "又一件") == ("2026-04-04T23:00:00.000Z", None)


def test_of_two_that_wait_a_change_lets_one_go(database: Database, chat_id: int) -> None:
    change(database, chat_id, TEN - HOUR, quiet_from="09:00", quiet_until="11:00")
    publish(database, "急事")
    publish(database, "又一件", TEN + HOUR / 2)
    change(database, chat_id, TEN + HOUR / 2, quiet_until="12:00")
    assert due(database, chat_id, "急事") == (to_text(TEN + 2 * HOUR), "2026-04-04")
    assert due(database, chat_id, "又一件") == (EIGHT_TOMORROW, None)


def test_what_was_cancelled_leaves_the_day_to_another(database: Database, chat_id: int) -> None:
    publish(database, "急事")
    sql = "SELECT article_id FROM deliveries WHERE urgent_on IS NOT NULL"
    [(article,)] = database.read_now(lambda db: db.execute(sql).fetchall())
    database.write_now(issues.retract, article, "有误", TEN)
    publish(database, "又一件", TEN + HOUR)
    assert due(database, chat_id, "又一件") == (to_text(TEN + HOUR), "2026-04-04")


def test_one_that_goes_late_counts_for_the_day_it_goes(database: Database, chat_id: int) -> None:
    publish(database, "急事")
    [row] = database.read_now(deliveries.due_rows, [chat_id], TEN)[chat_id]
    assert row.urgent
    database.write_now(urgency.note_sent_late, [row.id], TEN + DAY)
    publish(database, "第二天的", TEN + DAY + HOUR)
    assert due(database, chat_id, "第二天的")[1] is None


def test_other_defaults_move_it_as_they_move_the_digest(database: Database, chat_id: int) -> None:
    change(database, chat_id, TEN - HOUR, quiet_from="09:00", quiet_until="11:00")
    publish(database, "急事")
    database.write_now(deliveries.follow_defaults, Defaults("Asia/Shanghai", "09:00"), TEN)
    assert due(database, chat_id, "急事") == (to_text(TEN + HOUR), "2026-04-04")


def test_an_issue_without_one_owes_as_before(database: Database, chat_id: int) -> None:
    publish(database, "常事", urgent=False)
    assert due(database, chat_id, "常事") == (EIGHT_TOMORROW, None)
