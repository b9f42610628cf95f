"""Publishing: whole or not at all, only what is new, and a delivery for everyone it concerns."""

from __future__ import annotations

import datetime as dt

import pytest

from parsing.parks import Park
from storage.archive import newest_articles
from storage.archive.prepared import PreparedIssue, from_json, to_json
from storage.chats import chats, follows, holds
from storage.chats.chats import Chat, Place
from storage.chats.follows import Kind, Target
from storage.database import Database, Db
from storage.deliveries import turns
from storage.desk import drafts, issues
from storage.desk.drafts import DraftClosed, DraftUnknown
from storage.desk.issues import Published
from storage.parks import cities, park_import, stored_parks
from tests.made_issues import DAY, LINFEN, LINYI, MORNING, REFORM_ZONE, TANGHUAI, made_article, made_issue


def chat(database: Database, telegram_id: int, digest: str = "daily") -> Chat:
    def make(db: Db) -> Chat:
        made = chats.ensure_chat(db, Place(telegram_id, 0, "private", "某人"), MORNING)
        chats.set_digest(db, made.id, digest, MORNING)
        return made

    return database.write_now(make)


def follow(database: Database, follower: Chat, park: Park) -> int:
    def make(db: Db) -> int:
        park_id = park_import.ensure_park(db, park)
        follows.follow_park(db, follower.id, park_id, MORNING)
        return park_id

    return database.write_now(make)


def publish(database: Database, issue: PreparedIssue, *, push: bool = True) -> Published:
    return database.write_now(issues.publish, issue, push=push, moment=MORNING)


def owed(database: Database) -> list[tuple[int, str, str]]:
    return database.read_now(
        lambda db: db.execute(
            """
            SELECT d.chat_id, r.headline, d.state FROM deliveries d
                JOIN revisions r ON r.article_id = d.article_id ORDER BY d.id
            """
        ).fetchall()
    )


def test_publishing_again_changes_nothing_and_says_so(database: Database) -> None:
    issue = made_issue(made_article("甲项目开工"), made_article("乙项目投产", LINFEN))
    assert publish(database, issue) == Published(2, 0, 0, issue_id=1)
    assert publish(database, issue) == Published(0, 2, 0)
    assert database.read_now(newest_articles.newest, limit=9).total == 2


def test_publishing_again_adds_only_what_is_new(database: Database) -> None:
    publish(database, made_issue(made_article("甲项目开工")))
    assert publish(database, made_issue(made_article("甲项目开工"), made_article("丙项目签约"))) == Published(
        1, 1, 0, issue_id=2
    )


def test_an_assumed_date_does_not_make_a_second_article(database: Database) -> None:
    publish(database, made_issue(made_article("甲项目开工"), assumed=True))
    later = made_issue(made_article("甲项目开工"), day=DAY + dt.timedelta(days=1), assumed=True)
    assert publish(database, later).added == 0


def test_the_same_words_on_another_day_are_another_article(database: Database) -> None:
    publish(database, made_issue(made_article("甲项目开工")))
    assert (
        publish(database, made_issue(made_article("甲项目开工"), day=DAY + dt.timedelta(days=1))).added == 1
    )


def test_the_same_article_twice_on_one_page_is_one(database: Database) -> None:
    assert publish(database, made_issue(made_article("甲项目开工"), made_article("甲项目开工"))).added == 1


def test_spacing_and_width_do_not_make_a_second_article(database: Database) -> None:
    publish(database, made_issue(made_article("甲 项目", body="总投资1亿元,今天开工。")))
    assert publish(database, made_issue(made_article("甲项目", body="总投资１亿元，今天 开工。"))).added == 0


def test_an_issue_goes_in_whole_or_not_at_all(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> int:
        raise RuntimeError("the power went")

    monkeypatch.setattr(issues, "owe", fail)
    with pytest.raises(RuntimeError):
        publish(database, made_issue(made_article("甲项目开工")))
    assert database.read_now(newest_articles.newest, limit=9).total == 0
    assert database.read_now(lambda db: db.execute("SELECT count(*) FROM issues").fetchone()[0]) == 0


def test_followers_of_the_park_are_owed_and_others_not(database: Database) -> None:
    reader, other = chat(database, 1), chat(database, 2)
    follow(database, reader, LINYI)
    follow(database, other, LINFEN)
    assert publish(database, made_issue(made_article("临猗新事"))).chats_owed == 1
    assert owed(database) == [(reader.id, "临猗新事", "pending")]


def test_followers_of_the_parent_are_owed_what_happens_inside_it(database: Database) -> None:
    reader = chat(database, 1)
    follow(database, reader, REFORM_ZONE)
    publish(database, made_issue(made_article("唐槐新事", TANGHUAI)))
    assert owed(database) == [(reader.id, "唐槐新事", "pending")]


def test_followers_of_a_city_or_a_word_are_owed(database: Database) -> None:
    city, word = chat(database, 1), chat(database, 2)

    def make(db: Db) -> None:
        yuncheng = cities.find_city(db, "运城市")
        assert yuncheng is not None
        follows.follow(db, city.id, Target(Kind.CITY, yuncheng.id), MORNING)
        follows.follow(db, word.id, follows.ensure_keyword(db, "猗", "猗"), MORNING)

    database.write_now(make)
    publish(database, made_issue(made_article("临猗新事"), made_article("临汾新事", LINFEN)))
    assert owed(database) == [(city.id, "临猗新事", "pending"), (word.id, "临猗新事", "pending")]


def test_a_chat_is_owed_an_article_once_however_many_follows_match(database: Database) -> None:
    reader = chat(database, 1)
    follow(database, reader, REFORM_ZONE)
    follow(database, reader, TANGHUAI)
    publish(database, made_issue(made_article("唐槐新事", TANGHUAI)))
    assert len(owed(database)) == 1


def test_publishing_without_pushing_owes_nobody(database: Database) -> None:
    reader = chat(database, 1)
    follow(database, reader, LINYI)
    publish(database, made_issue(made_article("临猗新事")), push=False)
    assert owed(database) == []


def test_a_chat_set_to_off_is_owed_nothing(database: Database) -> None:
    reader = chat(database, 1, "off")
    follow(database, reader, LINYI)
    publish(database, made_issue(made_article("临猗新事")))
    assert owed(database) == []


def test_unfollowing_cancels_what_no_other_follow_matches(database: Database) -> None:
    reader = chat(database, 1)
    linyi = follow(database, reader, LINYI)
    tanghuai = follow(database, reader, TANGHUAI)
    follow(database, reader, REFORM_ZONE)
    publish(database, made_issue(made_article("临猗新事"), made_article("唐槐新事", TANGHUAI)))
    database.write_now(follows.unfollow_park, reader.id, linyi)
    database.write_now(follows.unfollow_park, reader.id, tanghuai)
    assert owed(database) == [(reader.id, "临猗新事", "cancelled"), (reader.id, "唐槐新事", "pending")]


def test_a_draft_is_published_once(database: Database) -> None:
    draft = database.write_now(drafts.save_draft, 7, made_issue(made_article("甲项目开工")), MORNING)
    assert database.write_now(issues.publish_draft, draft, push=True, moment=MORNING).added == 1
    with pytest.raises(DraftClosed):
        database.write_now(issues.publish_draft, draft, push=True, moment=MORNING)
    with pytest.raises(DraftClosed):
        database.write_now(drafts.close_draft, draft, drafts.DISCARDED)
    with pytest.raises(DraftUnknown):
        database.write_now(drafts.close_draft, draft + 1, drafts.DISCARDED)


def test_a_discarded_draft_stores_nothing(database: Database) -> None:
    draft = database.write_now(drafts.save_draft, 7, made_issue(made_article("甲项目开工")), MORNING)
    database.write_now(drafts.close_draft, draft, drafts.DISCARDED)
    assert database.read_now(newest_articles.newest, limit=9).total == 0


def test_an_unknown_park_is_kept_as_unconfirmed(database: Database) -> None:
    publish(database, made_issue(made_article("新区新事", Park("某某未来产业园", confirmed=False))))
    found = database.read_now(stored_parks.find_parks, "某某未来产业园")
    assert [(park.name, park.confirmed) for park in found] == [("某某未来产业园", False)]


def test_a_prepared_issue_survives_the_way_through_json() -> None:
    issue = made_issue(made_article("甲项目开工"), made_article("无园区", None))
    assert from_json(to_json(issue)) == issue


def test_a_chat_that_comes_back_is_owed_its_last_seven_days(database: Database) -> None:
    reader = chat(database, 1, "now")
    follow(database, reader, LINYI)
    publish(database, made_issue(made_article("很久以前")))
    database.write_now(holds.switch_off, 1, "blocked", MORNING)
    later = MORNING + dt.timedelta(days=8)
    missed = made_issue(made_article("离开时的事"), day=DAY + dt.timedelta(days=8))
    database.write_now(issues.publish, missed, push=True, moment=later)
    back = later + dt.timedelta(days=1)
    database.write_now(holds.let_in, 1, back)
    assert owed(database) == [(reader.id, "很久以前", "expired"), (reader.id, "离开时的事", "pending")]
    assert database.read_now(turns.due, back, 9) == (reader.id,)


def test_coming_back_does_not_bring_what_was_published_before_the_follow(database: Database) -> None:
    publish(database, made_issue(made_article("关注之前")))
    reader = chat(database, 1, "now")
    later = MORNING + dt.timedelta(hours=1)
    database.write_now(
        lambda db: follows.follow_park(db, reader.id, park_import.ensure_park(db, LINYI), later)
    )
    database.write_now(holds.switch_off, 1, "blocked", later)
    database.write_now(holds.let_in, 1, later + dt.timedelta(hours=1))
    assert owed(database) == []


def test_following_again_brings_back_what_the_unfollow_cancelled(database: Database) -> None:
    reader = chat(database, 1)
    linyi = follow(database, reader, LINYI)
    publish(database, made_issue(made_article("临猗新事")))
    database.write_now(follows.unfollow_park, reader.id, linyi)
    assert owed(database) == [(reader.id, "临猗新事", "cancelled")]
    database.write_now(follows.follow_park, reader.id, linyi, MORNING + dt.timedelta(hours=1))
    assert owed(database) == [(reader.id, "临猗新事", "pending")]


def test_a_follow_taken_back_while_off_finds_its_briefs_when_on_again(database: Database) -> None:
    reader = chat(database, 1)
    linyi = follow(database, reader, LINYI)
    publish(database, made_issue(made_article("临猗新事")))
    database.write_now(follows.unfollow_park, reader.id, linyi)
    database.write_now(chats.set_digest, reader.id, "off", MORNING)
    database.write_now(follows.follow_park, reader.id, linyi, MORNING + dt.timedelta(hours=1))
    database.write_now(chats.set_digest, reader.id, "daily", MORNING + dt.timedelta(hours=2))
    assert owed(database) == [(reader.id, "临猗新事", "pending")]
