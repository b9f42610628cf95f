"""Which articles of a page are stored already: each is found once, and what editors mended isn't undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage.archive import published_issues
from storage.archive.known_articles import match_stored
from storage.archive.newest_articles import newest
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.database import Database, Db
from storage.desk import issues
from tests.desk.sitting import article_of
from tests.made_issues import MORNING, made_article, made_issue

BODY = "临猗示范区新项目今天开工，总投资{}亿元，占地120亩，建成后年产值可达8亿元，带动就业{}人。"
OWN, OTHER = "另外甲企业也来投资。", "丙企业不来了他们去了别处投资建设新的工厂。今天是个好日子。"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "park_briefs.db") as database:
        yield database


def publish(db: Db, issue: PreparedIssue) -> issues.Published:
    return issues.publish(db, issue, push=False, moment=MORNING, editor_id=7)


def mend(db: Db, *articles: PreparedArticle) -> None:
    """Puts these in place of the first articles of issue 1, and publishes that."""
    before = published_issues.prepared_again(db, 1)
    mended = [
        replace(each, article_id=was.article_id, mended=True)
        for each, was in zip(articles, before.articles, strict=False)
    ]
    publish(db, replace(before, articles=(*mended, *before.articles[len(mended) :])))


def found(database: Database, issue: PreparedIssue) -> list[tuple[int | None, bool]]:
    matched = database.read_now(match_stored, issue)
    return [(article.article_id, article.changed) for article in matched.articles]


def test_an_article_that_is_a_little_like_it_does_not_take_the_place_of_the_changed_one(
    database: Database,
) -> None:
    database.write_now(publish, made_issue(article_of("", BODY.format(3, 600) + OWN)))
    like = article_of("", BODY.format(9, 100) + OTHER)
    changed = article_of("", BODY.format(30, 600) + OWN)
    assert found(database, made_issue(like, changed)) == [(None, False), (1, True)]


def test_two_changed_articles_in_another_order_are_told_apart(database: Database) -> None:
    first, second = BODY.format(3, 600) + OWN, BODY.format(9, 100) + OTHER
    database.write_now(publish, made_issue(article_of("", first), article_of("", second)))
    again = [text.replace("120", "150") for text in (second, first)]
    assert found(database, made_issue(*(article_of("", text) for text in again))) == [(2, True), (1, True)]


def test_a_changed_article_that_stands_twice_is_corrected_once(database: Database) -> None:
    database.write_now(publish, made_issue(made_article("甲事", body=BODY.format(3, 600))))
    again = made_article("甲事", body=BODY.format(30, 600))
    matched = database.read_now(match_stored, made_issue(again, again))
    done = database.write_now(publish, matched)
    assert (done.added, done.corrected, done.known) == (0, 1, 1)
    assert database.read_now(newest, limit=9).total == 1


def test_a_page_that_was_put_together_before_it_was_published_brings_nothing_new(database: Database) -> None:
    one, two = "甲的第一段今天开工建设。" * 5, "乙的第二段昨天完工投产。" * 5
    joined = article_of("甲事", one, two, section_head="乙事")
    database.write_now(publish, replace(made_issue(joined), source_hash="same"))
    again = replace(made_issue(article_of("甲事", one), article_of("乙事", two)), source_hash="same")
    assert found(database, again) == [(1, False), (1, False)]


def test_another_file_of_a_page_does_not_undo_a_headline_that_was_mended(database: Database) -> None:
    page = made_issue(made_article("甲事", body=BODY.format(3, 600)), made_article("乙事"))
    database.write_now(publish, replace(page, source_hash="text"))
    database.write_now(mend, made_article("甲大事", body=BODY.format(3, 600)))
    assert found(database, replace(page, source_hash="pdf")) == [(1, False), (2, False)]
    other = replace(page, articles=(made_article("甲小事", body=BODY.format(3, 600)), page.articles[1]))
    assert found(database, replace(other, source_hash="late")) == [(1, True), (2, False)]


def test_another_file_of_a_page_does_not_undo_what_was_put_together(database: Database) -> None:
    one, two = "甲的第一段今天开工建设。" * 5, "乙的第二段昨天完工投产。" * 5
    page = made_issue(article_of("甲事", one), article_of("乙事", two))
    database.write_now(publish, replace(page, source_hash="text"))
    database.write_now(mend, article_of("甲事", one, two, section_head="乙事"))
    database.write_now(issues.retract, 2, "并入", MORNING)
    assert found(database, replace(page, source_hash="pdf")) == [(1, False), (2, False)]


def test_a_figure_may_go_back_to_what_it_was(database: Database) -> None:
    for file, figure in (("a", "3"), ("b", "30"), ("c", "3")):
        page = replace(made_issue(made_article("甲事", body=BODY.format(figure, 600))), source_hash=file)
        database.write_now(publish, database.read_now(match_stored, page))
    [card] = database.read_now(newest, limit=9).cards
    assert card.revision == 3 and "投资3亿元" in card.brief


def test_what_was_put_right_and_then_taken_back_does_not_come_again_as_it_first_was(
    database: Database,
) -> None:
    wrong, right = article_of("", BODY.format(3, 600) + OWN), article_of("", BODY.format(30, 600) + OWN)
    database.write_now(publish, made_issue(wrong))
    database.write_now(mend, right)
    database.write_now(issues.retract, 1, "内容有误", MORNING)
    assert found(database, made_issue(wrong)) == [(1, False)]
    assert found(database, made_issue(right)) == [(1, False)]
    other = article_of("", BODY.format(9, 600) + OWN)
    assert found(database, made_issue(other)) == [(None, False)], "what neither said is new"
