"""A story that several articles tell: listed once, pushed once, and none of its tellings lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from parsing.parks import Park
from storage.archive import articles, newest_articles, stories
from storage.archive.article_search import Query, Term, find_articles
from storage.archive.prepared import PreparedArticle, PreparedIssue, Retelling
from storage.archive.stories import NoSuchArticle
from storage.chats import follow_news
from storage.chats.chats import Chat
from storage.database import Database
from storage.deliveries import deliveries
from storage.desk import issues, retelling
from storage.parks import cities, stored_parks
from tests.made_issues import DAY, LINFEN, LINYI, MORNING, made_article, made_issue
from tests.storage.test_publishing import chat, follow, publish

NEXT_DAY = DAY + dt.timedelta(days=1)
OTHER_PAPER = "山西日报"


def told(headline: str, park: Park | None = LINYI, *, again: int | None = None) -> PreparedArticle:
    """An article, which tells the story of a stored one `again`, as somebody has found out."""
    article = made_article(headline, park)
    return article if again is None else retold(article, again)


def retold(article: PreparedArticle, of: int) -> PreparedArticle:
    """An article of the other newspaper that tells the story of a stored one."""
    read = retelling.fingerprint(made_issue(newspaper=OTHER_PAPER, day=NEXT_DAY), article)
    return replace(article, retelling=Retelling(read, repeats=of, relation="reprint"))


def other_paper(*articles_: PreparedArticle) -> PreparedIssue:
    return made_issue(*articles_, newspaper=OTHER_PAPER, day=NEXT_DAY)


def publish_story(database: Database, park: Park = LINYI) -> tuple[int, int]:
    """A story told by two newspapers; returns the numbers of both articles."""
    publish(database, made_issue(told("甲项目开工")))
    publish(database, other_paper(told("甲项目破土动工", park, again=1)))
    return 1, 2


def standing_pushes(database: Database, to: Chat) -> list[int]:
    """The articles that a chat is owed, or has."""
    rows = database.read_now(
        lambda db: db.execute(
            "SELECT subject FROM deliveries WHERE kind = 'push' AND chat_id = ? AND state <> 'cancelled'"
            " ORDER BY id",
            [to.id],
        ).fetchall()
    )
    return [row[0] for row in rows]


def send_all(database: Database) -> None:
    """Everything that waits has gone out."""
    database.write_now(
        lambda db: db.execute("UPDATE deliveries SET state = 'sent', reason = 'test' WHERE state = 'pending'")
    )


def listed(database: Database, park: Park = LINYI) -> list[int]:
    def read(db: object) -> list[int]:
        park_id = next(iter(stored_parks.exactly_named(db, park.name)))  # type: ignore[arg-type]
        return [card.id for card in newest_articles.newest_about(db, park_id, limit=9).cards]  # type: ignore[arg-type]

    return database.read_now(read)


def test_a_story_is_listed_once_and_says_who_else_tells_it(database: Database) -> None:
    first, second = publish_story(database)
    for listing in (
        database.read_now(newest_articles.newest, limit=9),
        database.read_now(newest_articles.newest_between, DAY, NEXT_DAY, limit=9),
        database.read_now(newest_articles.newest_in_city, "运城", limit=9),
    ):
        [card] = listing.cards
        assert (card.id, listing.total) == (first, 1)
        [other] = card.elsewhere
        assert (other.id, other.newspaper, other.published_on) == (second, OTHER_PAPER, NEXT_DAY)


def test_what_tells_a_story_again_is_read_by_its_number_and_names_the_first(database: Database) -> None:
    first, second = publish_story(database)
    card = database.read_now(articles.get_card, second)
    assert card is not None and [other.id for other in card.elsewhere] == [first]


def test_of_a_park_that_the_first_is_not_about_the_other_is_listed(database: Database) -> None:
    first, second = publish_story(database, LINFEN)
    assert listed(database) == [first]
    assert listed(database, LINFEN) == [second]


def test_search_finds_a_story_once_by_the_words_of_either(database: Database) -> None:
    first, second = publish_story(database)

    def found(*words: str) -> tuple[int, ...]:
        query = Query(terms=tuple(Term(word, (word,)) for word in words))
        result = database.read_now(find_articles, query, best_first=False, limit=9)
        assert result.total == len(result.article_ids)
        return result.article_ids

    assert found("甲") == (second,)
    assert found("破") == (second,)
    phrase = Query(phrases=(Term("甲项目", ("甲", "项", "目")),))
    assert database.read_now(find_articles, phrase, best_first=False, limit=9).article_ids == (second,)
    publish(database, made_issue(told("甲项目另有一事")))
    assert found("甲") == (second, 3)
    assert first != second


def test_who_had_the_story_or_waits_for_it_is_not_pushed_it_again(database: Database) -> None:
    had, waits = chat(database, 1), chat(database, 2)
    follow(database, had, LINYI)
    publish(database, made_issue(told("甲项目开工")))
    send_all(database)
    follow(database, waits, LINFEN)
    publish(database, other_paper(told("乙项目开工", LINFEN)))
    published = publish(
        database, other_paper(told("甲项目破土", again=1), told("乙项目动工", LINFEN, again=2))
    )
    assert published.added == 2 and published.chats_owed == 0
    assert standing_pushes(database, had) == [1]
    assert standing_pushes(database, waits) == [2]


def test_who_follows_only_what_the_second_telling_is_about_gets_that(database: Database) -> None:
    of_first, of_second, of_both = chat(database, 1), chat(database, 2), chat(database, 3)
    for follower, park in ((of_first, LINYI), (of_second, LINFEN), (of_both, LINYI), (of_both, LINFEN)):
        follow(database, follower, park)
    publish_story(database, LINFEN)
    assert standing_pushes(database, of_first) == [1]
    assert standing_pushes(database, of_second) == [2]
    assert standing_pushes(database, of_both) == [1]


def test_what_was_only_stored_nobody_has_had(database: Database) -> None:
    reader = chat(database, 1)
    follow(database, reader, LINYI)
    publish(database, made_issue(told("甲项目开工")), push=False)
    publish(database, other_paper(told("甲项目破土", again=1)))
    assert standing_pushes(database, reader) == [2]


def test_a_story_twice_on_one_page_is_pushed_once(database: Database) -> None:
    reader = chat(database, 1)
    publish(database, made_issue(told("旧闻")), push=False)
    follow(database, reader, LINYI)
    publish(database, other_paper(told("旧闻再登", again=1), told("旧闻又登", again=1)))
    assert standing_pushes(database, reader) == [2]


def test_behind_a_retracted_first_the_next_stands_and_goes_to_who_still_waited(database: Database) -> None:
    had, waited = chat(database, 1), chat(database, 2)
    follow(database, had, LINYI)
    publish(database, made_issue(told("甲项目开工")))
    send_all(database)
    late = chat(database, 3)
    database.write_now(deliveries.mark_shown, late.id, [1], MORNING)
    follow(database, waited, LINYI)
    database.write_now(
        lambda db: db.execute(
            "INSERT INTO deliveries (chat_id, kind, subject, due_at, owed_at) VALUES (?, 'push', 1, '', '')",
            [waited.id],
        )
    )
    database.write_now(lambda db: db.execute("UPDATE follows SET after_issue = 0"))
    publish(database, other_paper(told("甲项目破土", again=1)))
    database.write_now(issues.retract, 1, "内容有误", MORNING)
    assert listed(database) == [2]
    [card] = database.read_now(newest_articles.newest, limit=9).cards
    assert card.id == 2 and not card.elsewhere
    assert standing_pushes(database, had) == [1]
    assert standing_pushes(database, waited) == [2]
    database.write_now(issues.retract, 1, "内容有误", MORNING)
    assert standing_pushes(database, waited) == [2]


def test_taken_apart_both_are_listed_and_owed_and_stay_apart(database: Database) -> None:
    reader = chat(database, 1)
    follow(database, reader, LINYI)
    first, second = publish_story(database)
    assert standing_pushes(database, reader) == [first]
    assert database.write_now(stories.unfold, second, MORNING)
    assert not database.write_now(stories.unfold, second, MORNING)
    assert sorted(listed(database)) == [first, second]
    assert standing_pushes(database, reader) == [first, second]
    [stored] = made_issue(told("甲项目破土动工")).articles
    assert database.read_now(stories.decisions_about, stored.content_hash) == {first: False}


def test_put_together_by_hand_what_waits_twice_is_owed_once(database: Database) -> None:
    reader = chat(database, 1)
    follow(database, reader, LINYI)
    publish(database, made_issue(told("甲项目开工"), told("甲项目破土动工"), told("乙项目投产")))
    assert database.write_now(stories.fold, 2, 1, MORNING)
    assert not database.write_now(stories.fold, 1, 2, MORNING)
    assert standing_pushes(database, reader) == [1, 3]
    assert database.write_now(stories.unfold, 1, MORNING)
    assert standing_pushes(database, reader) == [1, 2, 3]
    assert database.read_now(stories.members_of, 1) == (1,)


def test_of_one_that_was_sent_the_other_is_not_sent(database: Database) -> None:
    reader = chat(database, 1)
    follow(database, reader, LINYI)
    publish(database, made_issue(told("甲项目开工")))
    publish(database, other_paper(told("甲项目破土")))
    database.write_now(lambda db: db.execute("UPDATE deliveries SET state = 'sent' WHERE subject = 2"))
    database.write_now(stories.fold, 2, 1, MORNING)
    assert standing_pushes(database, reader) == [2]


def test_two_stories_put_together_are_one(database: Database) -> None:
    publish(database, made_issue(*(told(f"{name}项目开工") for name in "甲乙丙丁")))
    database.write_now(stories.fold, 2, 1, MORNING)
    database.write_now(stories.fold, 4, 3, MORNING)
    database.write_now(stories.fold, 4, 2, MORNING)
    assert database.read_now(stories.members_of, 3) == (1, 2, 3, 4)
    database.write_now(stories.unfold, 1, MORNING)
    assert database.read_now(stories.members_of, 3) == (2, 3, 4)
    assert sorted(listed(database)) == [1, 2]


def test_what_was_shown_of_a_followed_park_counts_for_its_whole_story(database: Database) -> None:
    reader = chat(database, 1)
    first, second = publish_story(database)
    database.write_now(deliveries.mark_shown, reader.id, [first], MORNING)
    assert database.read_now(follow_news.has_seen, reader.id, second)


def test_a_park_has_as_many_articles_as_are_listed(database: Database) -> None:
    publish_story(database)
    counts = [count for _, count in database.read_now(cities.parks_in_city, "运城")]
    assert sum(counts) == database.read_now(newest_articles.newest_in_city, "运城", limit=9).total == 1


def test_an_unknown_article_is_in_no_story(database: Database) -> None:
    for job in (stories.fold, stories.unfold):
        arguments = (9, 8, MORNING) if job is stories.fold else (9, MORNING)
        with pytest.raises(NoSuchArticle):
            database.write_now(job, *arguments)
