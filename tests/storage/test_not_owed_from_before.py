"""What was published before a chat followed is not owed to it, whatever it follows; what comes after is."""

from __future__ import annotations

import datetime as dt

import pytest

from storage.archive import newspapers
from storage.chats import chats, follows, holds
from storage.chats.chats import Place
from storage.chats.follows import Kind, Target
from storage.database import Database, Db
from storage.desk import issues
from storage.parks import cities, park_import
from tests.made_issues import LINYI, MORNING, made_article, made_issue

HOUR = dt.timedelta(hours=1)


def target(db: Db, kind: Kind) -> Target:
    """Something that an article about Linyi concerns."""
    if kind is Kind.PARK:
        return Target(kind, park_import.ensure_park(db, LINYI))
    if kind is Kind.CITY:
        city = cities.find_city(db, "运城市")
        assert city is not None
        return Target(kind, city.id)
    if kind is Kind.NEWSPAPER:
        newspaper = newspapers.ensure_newspaper(db, "《科学导报》")
        assert newspaper is not None
        return Target(kind, newspaper.id)
    return follows.ensure_keyword(db, "猗", "猗")


def publish(db: Db, headline: str, moment: dt.datetime) -> None:
    issues.publish(db, made_issue(made_article(headline)), push=True, moment=moment)


def owed(db: Db) -> list[tuple[str, str]]:
    return db.execute(
        "SELECT r.headline, d.state FROM deliveries d JOIN revisions r ON r.article_id = d.article_id"
        " ORDER BY d.id"
    ).fetchall()


@pytest.mark.parametrize("kind", Kind)
def test_a_chat_that_comes_back_is_owed_what_it_followed_by_then(database: Database, kind: Kind) -> None:
    """Coming back looks through a week of issues, and those from before the follow are among them."""

    def happens(db: Db) -> None:
        chat = chats.ensure_chat(db, Place(1, 0, "private", ""), MORNING)
        publish(db, "临猗旧事", MORNING)
        follows.follow(db, chat.id, target(db, kind), MORNING + HOUR)
        holds.switch_off(db, 1, "blocked", MORNING + 2 * HOUR)
        publish(db, "临猗新事", MORNING + 3 * HOUR)
        holds.let_in(db, 1, MORNING + 4 * HOUR)

    database.write_now(happens)
    assert database.read_now(owed) == [("临猗新事", "pending")]


@pytest.mark.parametrize("kind", Kind)
def test_an_issue_published_without_a_push_is_not_owed_to_one_who_comes_back(
    database: Database, kind: Kind
) -> None:
    def happens(db: Db) -> None:
        chat = chats.ensure_chat(db, Place(1, 0, "private", ""), MORNING)
        follows.follow(db, chat.id, target(db, kind), MORNING)
        holds.switch_off(db, 1, "blocked", MORNING + HOUR)
        issue = made_issue(made_article("临猗小事"))
        issues.publish(db, issue, push=False, moment=MORNING + 2 * HOUR)
        holds.let_in(db, 1, MORNING + 3 * HOUR)

    database.write_now(happens)
    assert database.read_now(owed) == []


def test_a_word_and_a_city_of_the_same_name_are_two_follows(database: Database) -> None:
    """An article with 运城 in it, about a park elsewhere, concerns who follows the word alone."""

    def happens(db: Db) -> tuple[int, int]:
        city, word = (chats.ensure_chat(db, Place(number, 0, "private", ""), MORNING) for number in (1, 2))
        follows.follow(db, city.id, target(db, Kind.CITY), MORNING)
        name = db.execute("SELECT word FROM follows").fetchone()[0]
        follows.follow(db, word.id, follows.ensure_keyword(db, name, name), MORNING)
        spoken = made_article("别处的事", None, words=f"{name} 之 事")
        issues.publish(db, made_issue(spoken), push=True, moment=MORNING)
        silent = made_article("无此词", LINYI, words="某 事")
        issues.publish(db, made_issue(silent), push=True, moment=MORNING)
        return city.id, word.id

    city, word = database.write_now(happens)
    rows = database.read_now(
        lambda db: db.execute(
            "SELECT d.chat_id, r.headline FROM deliveries d JOIN revisions r ON r.article_id = d.article_id"
            " ORDER BY d.id"
        ).fetchall()
    )
    assert rows == [(word, "别处的事"), (city, "无此词")]
