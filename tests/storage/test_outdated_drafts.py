"""Drafts that were overtaken: what they build upon was changed, published or retracted meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage.archive import known_articles, published_issues, revisions
from storage.archive.articles import get_card
from storage.archive.newest_articles import newest
from storage.archive.prepared import PreparedIssue
from storage.database import Database, Db
from storage.desk import drafts, issues
from storage.desk.outdated import DraftOutdated
from storage.moments import now
from tests.desk.sitting import article_of
from tests.made_issues import LINFEN, MORNING, made_article, made_issue

ONE, OTHER = 7, 8
BODY = "临猗示范区新项目今天开工，总投资{}亿元，占地120亩，建成后年产值可达8亿元，带动就业600人。"


def page(figure: str, *, headline: str = "临猗新事") -> PreparedIssue:
    return made_issue(made_article(headline, body=BODY.format(figure)))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "park_briefs.db") as database:
        yield database


def draft_of(db: Db, read: PreparedIssue, person: int = ONE) -> int:
    return drafts.save_draft(db, person, known_articles.match_stored(db, read), MORNING)


def mended(db: Db, /, draft_id: int, person: int = ONE, **parts: Any) -> None:
    def change(issue: PreparedIssue) -> PreparedIssue:
        first, *rest = issue.articles
        return replace(issue, articles=(replace(first, mended=True, **parts), *rest))  # type: ignore[arg-type]

    drafts.change_draft(db, draft_id, person, change, MORNING)


def publish(db: Db, draft_id: int) -> issues.Published:
    return issues.publish_draft(db, draft_id, push=True, moment=now(), editor_id=ONE)


def bring_up(db: Db, draft_id: int) -> PreparedIssue:
    drafts.bring_up_to_date(db, draft_id, MORNING)
    return drafts.get_draft(db, draft_id).issue


def test_two_drafts_of_one_page_publish_an_article_once(database: Database) -> None:
    database.write_now(draft_of, page("3"))
    database.write_now(draft_of, page("3"), OTHER)
    database.write_now(mended, 2, OTHER, article=made_article("临猗大事", body=BODY.format("3")).article)
    assert database.write_now(publish, 1).added == 1
    with pytest.raises(DraftOutdated):
        database.write_now(publish, 2)
    issue = database.write_now(bring_up, 2)
    assert [article.article_id for article in issue.articles] == [1]
    done = database.write_now(publish, 2)
    assert (done.added, done.corrected) == (0, 1)
    assert [card.headline for card in database.read_now(newest, limit=9).cards] == ["临猗大事"]


def test_a_park_put_right_in_the_second_draft_is_not_lost(database: Database) -> None:
    database.write_now(draft_of, page("3"))
    database.write_now(draft_of, page("3"), OTHER)
    database.write_now(mended, 2, OTHER, park=LINFEN)
    database.write_now(publish, 1)
    with pytest.raises(DraftOutdated):
        database.write_now(publish, 2)
    database.write_now(bring_up, 2)
    assert database.write_now(publish, 2).corrected == 1
    card = database.read_now(get_card, 1)
    assert card is not None and card.park == LINFEN.name


def test_the_same_twice_is_known_the_second_time(database: Database) -> None:
    database.write_now(draft_of, page("3"))
    database.write_now(draft_of, page("3"), OTHER)
    database.write_now(publish, 1)
    done = database.write_now(publish, 2)
    assert (done.added, done.known, done.corrected) == (0, 1, 0)


def test_two_readings_with_other_figures_are_no_two_articles(database: Database) -> None:
    database.write_now(draft_of, page("3"))
    database.write_now(draft_of, page("30"), OTHER)
    database.write_now(publish, 1)
    with pytest.raises(DraftOutdated):
        database.write_now(publish, 2)
    database.write_now(bring_up, 2)
    assert database.write_now(publish, 2).corrected == 1
    assert database.read_now(newest, limit=9).total == 1


def test_what_was_put_together_in_one_draft_of_a_file_is_not_new_in_the_other(database: Database) -> None:
    one, two = "甲的第一段今天开工建设。" * 5, "乙的第二段昨天完工投产。" * 5
    apart = replace(made_issue(article_of("甲事", one), article_of("乙事", two)), source_hash="same")
    together = article_of("甲事", one, two, section_head="乙事")
    database.write_now(draft_of, apart)
    database.write_now(draft_of, apart, OTHER)

    def join(issue: PreparedIssue) -> PreparedIssue:
        return replace(issue, articles=(replace(together, mended=True),))

    database.write_now(drafts.change_draft, 1, ONE, join, MORNING)
    database.write_now(publish, 1)
    with pytest.raises(DraftOutdated):
        database.write_now(publish, 2)
    database.write_now(bring_up, 2)
    assert database.write_now(publish, 2).added == 0


def reopened(db: Db, person: int = ONE) -> int:
    return drafts.save_draft(db, person, published_issues.prepared_again(db, 1), MORNING)


def test_a_correction_does_not_undo_one_that_was_made_meanwhile(database: Database) -> None:
    database.write_now(publish, database.write_now(draft_of, page("3")))
    old = database.write_now(reopened)
    database.write_now(mended, old, key_figures=("3亿元",))
    database.write_now(publish, database.write_now(draft_of, page("30"), OTHER))
    with pytest.raises(DraftOutdated):
        database.write_now(publish, old)
    assert [each.number for each in database.read_now(revisions.revisions_of, 1)] == [1, 2]
    database.write_now(bring_up, old)
    assert database.write_now(publish, old).corrected == 1


def test_an_issue_put_right_takes_what_was_corrected_meanwhile(database: Database) -> None:
    database.write_now(publish, database.write_now(draft_of, page("3")))
    old = database.write_now(reopened)

    def with_page(issue: PreparedIssue) -> PreparedIssue:
        return replace(issue, page="3", mended=True)

    database.write_now(drafts.change_draft, old, ONE, with_page, MORNING)
    database.write_now(publish, database.write_now(draft_of, page("30"), OTHER))
    with pytest.raises(DraftOutdated):
        database.write_now(publish, old)
    issue = database.write_now(bring_up, old)
    assert "30亿" in issue.articles[0].article.paragraphs[0] and issue.articles[0].key == 1
    database.write_now(publish, old)
    card = database.read_now(get_card, 1)
    assert card is not None and "30亿" in card.brief and card.page == "3"


def test_what_was_retracted_meanwhile_is_not_put_right(database: Database) -> None:
    two = made_issue(made_article("甲事"), made_article("乙事"))
    database.write_now(publish, database.write_now(draft_of, two))
    old = database.write_now(reopened)
    database.write_now(mended, old, key_figures=("3亿元",))
    database.write_now(issues.retract, 1, "有误", MORNING)
    with pytest.raises(DraftOutdated):
        database.write_now(publish, old)
    issue = database.write_now(bring_up, old)
    assert [article.article_id for article in issue.articles] == [2]
    assert [each.number for each in database.read_now(revisions.revisions_of, 1)] == [1]


def test_a_page_with_changes_of_what_was_retracted_is_new(database: Database) -> None:
    database.write_now(publish, database.write_now(draft_of, page("3")))
    again = database.write_now(draft_of, page("30"), OTHER)
    database.write_now(issues.retract, 1, "有误", MORNING)
    with pytest.raises(DraftOutdated):
        database.write_now(publish, again)
    issue = database.write_now(bring_up, again)
    assert [article.article_id for article in issue.articles] == [None]
    assert database.write_now(publish, again).added == 1


def test_what_is_brought_up_leaves_no_more_by_itself(database: Database) -> None:
    database.write_now(draft_of, page("3"))
    database.write_now(draft_of, page("30"), OTHER)
    database.write_now(drafts.schedule_draft, 2, OTHER, MORNING, push=True, moment=MORNING)
    database.write_now(publish, 1)
    database.write_now(bring_up, 2)
    assert database.read_now(drafts.get_draft, 2).publish_at is None


def test_a_draft_of_before_is_published_as_it_was(database: Database) -> None:
    """One that was saved by a version that did not keep what drafts build upon."""
    database.write_now(publish, database.write_now(draft_of, page("3")))
    old = database.write_now(reopened)
    database.write_now(mended, old, key_figures=("3亿元",))
    forget = "UPDATE drafts SET prepared = json_remove(prepared, '$.bases', '$.newest') WHERE id = ?"
    database.write_now(lambda db: db.execute(forget, [old]))
    assert database.write_now(publish, old).corrected == 1
