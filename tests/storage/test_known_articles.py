"""A page that comes again: the same, the same with something changed, or read in another way today."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from parsing.article import Article, Block, Kind
from storage.archive import published_issues
from storage.archive.known_articles import match_stored
from storage.archive.prepared import PreparedIssue
from storage.database import Database
from storage.desk import issues
from tests.made_issues import DAY, LINFEN, LINYI, MORNING, made_article, made_issue

BODY = "临猗县投资30亿元建设果品产业园，项目占地500亩，预计明年投产，带动就业三百人。"
RIGHT = BODY.replace("30亿", "3亿")
OTHER = "襄垣经开区的煤化工企业昨天复工，全年计划产值80亿元，比去年增加一成。"


def publish(database: Database, issue: PreparedIssue) -> None:
    database.write_now(issues.publish, issue, push=False, moment=MORNING)


def match(database: Database, issue: PreparedIssue) -> list[tuple[int | None, bool]]:
    matched = database.read_now(match_stored, issue)
    return [(article.article_id, article.changed) for article in matched.articles]


def test_the_same_page_brings_nothing_new(database: Database) -> None:
    page = made_issue(made_article("果品产业园开工", body=BODY), made_article("复工", body=OTHER))
    publish(database, page)
    assert match(database, page) == [(1, False), (2, False)]


def test_a_changed_figure_headline_or_paragraph_is_a_change_of_that_article(database: Database) -> None:
    publish(database, made_issue(made_article("果品产业园开工", body=BODY), made_article("复工", body=OTHER)))
    figure = made_article("果品产业园开工", body=RIGHT)
    headline = made_article("果品产业园正式开工", body=BODY)
    longer = made_article("果品产业园开工", body=BODY + "县里说，二期也在准备。")
    same = made_article("复工", body=OTHER)
    for changed in (figure, headline, longer):
        assert match(database, made_issue(changed, same)) == [(1, True), (2, False)]


def test_two_articles_of_one_template_are_two(database: Database) -> None:
    publish(database, made_issue(made_article("果品产业园开工", body=BODY)))
    assert match(database, made_issue(made_article("复工", body=OTHER))) == [(None, False)]
    another_day = made_issue(made_article("果品产业园开工", body=RIGHT), day=dt.date(2026, 4, 5))
    assert match(database, another_day) == [(None, False)]
    another_paper = made_issue(made_article("果品产业园开工", body=RIGHT), newspaper="山西日报")
    assert match(database, another_paper) == [(None, False)]


def test_with_an_assumed_day_the_newest_of_the_newspaper_are_looked_at(database: Database) -> None:
    publish(database, made_issue(made_article("果品产业园开工", body=BODY)))
    again = made_issue(
        made_article("果品产业园开工", body=RIGHT),
        day=DAY + dt.timedelta(days=30),
        assumed=True,
    )
    assert match(database, again) == [(1, True)]
    published = database.write_now(
        issues.publish, database.read_now(match_stored, again), push=False, moment=MORNING
    )
    assert published.corrected == 1
    days = database.read_now(lambda db: db.execute("SELECT published_on FROM articles").fetchall())
    assert days == [(DAY.isoformat(),)], "an assumed day puts no known one right"


def test_a_file_that_was_read_before_changes_nothing_however_it_is_read_today(database: Database) -> None:
    page = replace(made_issue(made_article("果品产业园开工", body=BODY)), source_hash="abc")
    publish(database, page)
    read_better = replace(page, articles=(made_article("果品产业园开工", body=BODY + "本版编辑张三"),))
    assert match(database, read_better) == [(1, False)]
    assert match(database, replace(read_better, source_hash="def")) == [(1, True)]


def test_nor_does_a_page_of_before_files_had_a_hash_whose_words_are_the_same(database: Database) -> None:
    publish(
        database, replace(made_issue(made_article("果品产业园开工", body=BODY)), furniture=("本版编辑张三",))
    )
    kept_more = made_article("果品产业园开工", body=BODY + "本版编辑张三")
    assert match(database, replace(made_issue(kept_more), source_hash="abc")) == [(1, False)]
    assert match(database, replace(made_issue(kept_more), furniture=("3版",))) == [(1, True)]


def test_what_an_editor_said_of_its_parks_holds_for_the_new_text(database: Database) -> None:
    publish(database, made_issue(replace(made_article("果品产业园开工", LINFEN, body=BODY), also=(LINYI,))))
    again = made_issue(made_article("果品产业园开工", LINYI, body=RIGHT))
    [article] = database.read_now(match_stored, again).articles
    assert article.park is not None
    assert (article.park.name, [park.name for park in article.also]) == (LINFEN.name, [LINYI.name])


def test_an_editors_mending_is_not_undone_by_the_same_file(database: Database) -> None:
    page = replace(made_issue(made_article("果品产业园开工", body=BODY)), source_hash="abc")
    publish(database, page)
    again = database.read_now(published_issues.prepared_again, 1)
    article = again.articles[0]
    blocks = (Block(Kind.HEADLINE, "果品产业园动工"), *article.article.blocks[1:])
    mended = replace(article, article=Article(blocks), mended=True)
    publish(database, again.with_article(mended))
    assert match(database, page) == [(1, False)]
