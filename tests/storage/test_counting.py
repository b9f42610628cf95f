"""The numbers: what is counted, what is not named, and that days are those of the zone."""

from __future__ import annotations

import datetime as dt

import pytest

from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.chats.follows import Kind, Target
from storage.database import Database, Db
from storage.desk import issues
from storage.operating import counting, numbers
from storage.operating.numbers import CHANNEL, GROUP, PRIVATE
from storage.parks import cities, park_import
from tests.made_issues import LINFEN, LINYI, REFORM_ZONE, TANGHUAI, made_article, made_issue
from tests.set_clock import SHANGHAI

DAY = dt.date(2026, 10, 14)
MOMENT = dt.datetime(2026, 10, 14, 2, tzinfo=dt.UTC)


def chat(
    db: Db, number: int, kind: str = "private", *, ago: dt.timedelta = dt.timedelta(), sql: str = ""
) -> int:
    made = chats.ensure_chat(db, Place(number, 0, kind, "张三丰"), MOMENT - ago)
    if sql:
        db.execute(f"UPDATE chats SET {sql} WHERE id = ?", [made.id])
    return made.id


def follow_city(db: Db, chat_id: int, name: str) -> None:
    city = cities.find_city(db, name)
    assert city is not None
    follows.follow(db, chat_id, Target(Kind.CITY, city.id), MOMENT)


def test_readers_by_kind_and_state(database: Database) -> None:
    def make(db: Db) -> None:
        chat(db, 1)
        chat(db, 2, sql="digest = 'off'")
        chat(db, 3, sql="paused_until = '2026-10-15T00:00:00.000Z'")
        chat(db, 4, sql="paused_until = '2026-10-13T00:00:00.000Z'")
        chat(db, -5, "supergroup", sql="held_since = '2026-10-13T00:00:00.000Z'", ago=dt.timedelta(days=10))
        chat(db, -6, "channel", sql="off_at = '2026-10-13T00:00:00.000Z'", ago=dt.timedelta(days=40))
        chat(db, 7, ago=dt.timedelta(hours=11))  # yesterday in Shanghai, and in UTC

    database.write_now(make)
    found = database.read_now(counting.read_readers, DAY, SHANGHAI, MOMENT)
    assert found.all == 7
    assert found.states[PRIVATE] == {"active": 3, "quiet": 1, "paused": 1, "held": 0, "off": 0}
    assert found.states[GROUP]["held"] == 1 and found.states[CHANNEL]["off"] == 1
    assert found.new_week == {PRIVATE: 5, GROUP: 0, CHANNEL: 0}
    assert found.new_month == {PRIVATE: 5, GROUP: 1, CHANNEL: 0}
    assert found.by_day[-2:] == ((DAY - dt.timedelta(days=1), 1), (DAY, 4)) and len(found.by_day) == 30
    assert "张三丰" not in str(found)


def test_days_begin_in_the_zone(database: Database) -> None:
    midnight = dt.timedelta(hours=10)
    database.write_now(
        lambda db: (chat(db, 1, ago=midnight), chat(db, 2, ago=midnight + dt.timedelta(seconds=1)))
    )
    found = database.read_now(counting.read_readers, DAY, SHANGHAI, MOMENT)
    assert dict(found.by_day)[DAY] == 1


def test_what_fewer_than_three_follow_is_not_named(database: Database) -> None:
    def make(db: Db) -> None:
        for number in range(1, 5):
            one = chat(db, number)
            follows.follow_park(db, one, park_import.ensure_park(db, LINYI), MOMENT)
            if number < 3:
                follows.follow_park(db, one, park_import.ensure_park(db, LINFEN), MOMENT)
            if number < 4:
                follow_city(db, one, "运城")
        follow_city(db, 1, "长治")

    database.write_now(make)
    found = database.read_now(counting.read_follows, DAY)
    assert found.followers == 4
    assert found.parks == numbers.Followed(((LINYI.name, 4),), 6, 2, 1)
    assert found.cities == numbers.Followed((("运城", 3),), 4, 2, 1)
    assert found.silent == (numbers.SilentPark(LINYI.name, 4, None),) and found.silent_few == 1
    assert LINFEN.name not in str(found) and "长治" not in str(found)


def test_newspapers_are_counted_too(database: Database) -> None:
    def make(db: Db) -> None:
        issues.publish(db, made_issue(made_article("一事")), push=False, moment=MOMENT)
        [paper] = db.execute("SELECT id FROM newspapers").fetchone()
        for number in range(1, 4):
            follows.follow(db, chat(db, number), Target(Kind.NEWSPAPER, paper), MOMENT)

    database.write_now(make)
    found = database.read_now(counting.read_follows, DAY)
    assert found.newspapers == numbers.Followed((("科学导报", 3),), 3, 1, 0)
    assert found.parks.follows == found.keywords == 0


def test_projects_are_counted_too(database: Database) -> None:
    def make(db: Db) -> None:
        park = park_import.ensure_park(db, LINYI)
        for number, name, gone in ((1, "恒岚项目", 0), (2, "少人问津项目", 0), (3, "撤回的项目", 1)):
            db.execute(
                "INSERT INTO projects (id, park_id, name, told_on, gone) VALUES (?, ?, ?, '2026-10-01', ?)",
                [number, park, name, gone],
            )
        for number in range(1, 4):
            one = chat(db, number)
            for project in (1, 3, *([2] if number == 1 else ())):
                follows.follow(db, one, Target(Kind.PROJECT, project), MOMENT)

    database.write_now(make)
    found = database.read_now(counting.read_follows, DAY)
    assert found.projects == numbers.Followed((("恒岚项目", 3),), 4, 2, 1)


def test_a_park_has_news_where_one_within_it_has(database: Database) -> None:
    def make(db: Db, park_day: dt.date, headline: str) -> None:
        issues.publish(
            db, made_issue(made_article(headline, TANGHUAI), day=park_day), push=False, moment=MOMENT
        )

    def follow(db: Db) -> None:
        for number in range(1, 4):
            follows.follow_park(db, chat(db, number), park_import.ensure_park(db, REFORM_ZONE), MOMENT)

    database.write_now(follow)
    old = DAY - dt.timedelta(days=31)
    database.write_now(make, old, "唐槐旧事")
    [silent] = database.read_now(counting.read_follows, DAY).silent
    assert (silent.name, silent.last_on) == (REFORM_ZONE.name, old)
    database.write_now(make, DAY - dt.timedelta(days=30), "唐槐新事")
    assert database.read_now(counting.read_follows, DAY).silent == ()


def test_articles_by_day_without_the_retracted(database: Database) -> None:
    def make(db: Db) -> None:
        for back in (0, 6, 7, 29, 30, -1):
            day = DAY - dt.timedelta(days=back)
            issues.publish(db, made_issue(made_article(f"事{back}"), day=day), push=False, moment=MOMENT)
        issues.publish(db, made_issue(made_article("错事"), day=DAY), push=False, moment=MOMENT)
        db.execute("UPDATE articles SET retracted_at = ? WHERE id = 7", ["2026-10-14T00:00:00.000Z"])

    database.write_now(make)
    found = database.read_now(counting.read_articles, DAY)
    assert (found.week, found.month) == (2, 4)
    assert database.read_now(counting.headlines_of, [1, 7, 99]) == {1: "事0"}


def owe(db: Db, states: dict[str, int], ago: dt.timedelta, first: int) -> None:
    number = first
    for state, count in states.items():
        for _ in range(count):
            db.execute(
                "INSERT INTO deliveries (chat_id, kind, subject, due_at, state, owed_at, message_id)"
                " VALUES (?, 'push', 1, '', ?, ?, ?)",
                [number, state, (MOMENT - ago).isoformat(timespec="milliseconds")[:23] + "Z", None],
            )
            number += 1


def made_deliveries(db: Db) -> None:
    issues.publish(db, made_issue(made_article("一事")), push=False, moment=MOMENT)
    for number in range(1, 61):
        chat(db, number, sql="held_since = '2026-10-13T00:00:00.000Z'" if number == 21 else "")
    owe(db, {"expired": 10}, dt.timedelta(days=8), 1)
    owe(db, {"cancelled": 2, "expired": 3}, dt.timedelta(days=3), 11)
    owe(db, {"pending": 4, "parked": 5, "sent": 6}, dt.timedelta(), 20)


def test_deliveries_of_seven_days(database: Database) -> None:
    database.write_now(made_deliveries)
    found = database.read_now(counting.read_deliveries, DAY, SHANGHAI)
    assert found.since is None
    # What was only shown in an answer has no message, and was never owed.
    expected = {"sent": 0, "pending": 3, "held": 1, "parked": 5, "expired": 3, "cancelled": 2}
    assert found.outcomes == expected
    by_day = {day: sum(counts.values()) for day, counts in found.by_day}
    assert by_day[DAY] == 9 and by_day[DAY - dt.timedelta(days=3)] == 5 and len(by_day) == 7


def test_of_very_many_deliveries_the_newest_are_counted(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.write_now(made_deliveries)
    monkeypatch.setattr(counting, "MOST_DELIVERIES", 17)
    found = database.read_now(counting.read_deliveries, DAY, SHANGHAI)
    assert found.outcomes["cancelled"] == 0 and found.outcomes["expired"] == 2
    assert found.since == MOMENT - dt.timedelta(days=3)
    assert database.read_now(counting.read_deliveries, DAY + dt.timedelta(days=99), SHANGHAI).since is None


def test_an_empty_database_has_numbers(database: Database) -> None:
    found = database.read_now(counting.read_deliveries, DAY, SHANGHAI)
    assert set(found.outcomes.values()) == {0}
    assert database.read_now(counting.read_follows, DAY).parks == numbers.Followed((), 0, 0, 0)
