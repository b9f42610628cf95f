"""A draft that puts a published article right says which projects it tells of: as the ledger will say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.desk.notes.project_lines import project_lines
from storage.archive import filed_articles
from storage.archive.prepared import FoundProjects, PreparedIssue
from storage.database import Database
from storage.desk import draft_projects
from storage.projects import projects, rulings
from tests.made_issues import MORNING, made_issue
from tests.storage.test_ledger import BEGUN, RUNNING, TOPPED_OUT, keep, tell, told
from tests.storage.test_project_decisions import OPENED, OTHER, followed  # noqa: F401 - a fixture
from tests.storage.test_publishing import publish

GLASS = "恒岚特种玻璃项目"


def correction(article_id: int, day: str, body: str) -> PreparedIssue:
    article = replace(told(body), article_id=article_id, changed=True)
    return replace(made_issue(article, day=dt.date.fromisoformat(day)), of_issue=article_id).keyed()


def read_for_projects(database: Database, issue: PreparedIssue) -> PreparedIssue:
    """The draft as it is when it is shown."""
    [question] = database.read_now(draft_projects.questions, issue)
    [article] = issue.articles
    return issue.with_article(replace(article, projects=draft_projects.answered(question)[article.key]))


def line(database: Database, issue: PreparedIssue) -> str:
    return database.read_now(project_lines, issue).get(issue.articles[0].key, "")


@pytest.mark.parametrize(
    ("article_id", "day", "body", "shown"),
    [
        (1, "2026-04-04", BEGUN.replace("2亿", "3亿"), f"项目：{GLASS}（已有，投产）"),
        (3, "2026-11-04", f"11月3日，{GLASS}停工。", f"项目：{GLASS}（已有，更正后停滞）"),
        (3, "2026-11-04", "11月3日，窗口启用。", f"项目：不再写到 {GLASS}"),
        (3, "2026-11-04", RUNNING.replace(GLASS, OTHER), f"项目：{OTHER}（已有，投产）；不再写到 {GLASS}"),
        (4, "2026-11-10", OPENED.replace("忻禾", "忻荷"), "项目：忻荷物流园（已有，投产）"),
    ],
)
def test_its_line_is_what_the_ledger_says_then(
    followed: Database,  # noqa: F811 - the fixture
    article_id: int,
    day: str,
    body: str,
    shown: str,
) -> None:
    draft = read_for_projects(followed, correction(article_id, day, body))
    assert line(followed, draft) == shown
    publish(followed, draft)
    keep(followed)
    assert draft.articles[0].projects is not None
    expected = {(each.project_id, each.stands) for each in draft.articles[0].projects.found}
    told_now = followed.read_now(projects.projects_of_article, article_id)
    assert {(each.id, str(each.stage or "")) for each in told_now} == expected


def test_what_editors_decided_of_it_holds_under_the_name_that_it_has_then(
    followed: Database,  # noqa: F811 - the fixture
) -> None:
    followed.write_now(rulings.merge, 7, 2, 1, MORNING)
    keep(followed)
    draft = read_for_projects(followed, correction(4, "2026-11-10", OPENED.replace("忻禾", "忻荷")))
    assert line(followed, draft) == "项目：忻荷物流园（已有，投产）"
    assert draft.articles[0].projects is not None
    assert [each.project_id for each in draft.articles[0].projects.found] == [1]
    followed.write_now(rulings.drop, 7, 1, MORNING)
    keep(followed)
    draft = read_for_projects(followed, correction(2, "2026-06-21", TOPPED_OUT.replace("力争", "计划")))
    assert line(followed, draft) == f"项目：{GLASS}（不是项目）"


def test_nothing_is_said_of_one_that_could_not_be_read(followed: Database) -> None:  # noqa: F811
    draft = correction(1, "2026-04-04", "4月1日，窗口启用。")
    unread = FoundProjects("", (), readable=False)
    assert line(followed, draft.with_article(replace(draft.articles[0], projects=unread))) == ""


def test_of_a_park_s_articles_the_newest_are_read_and_first_those_of_the_same_projects(
    database: Database,
) -> None:
    tell(database, ("2026-04-04", BEGUN), ("2026-05-01", OPENED), ("2026-05-02", "5月2日，窗口启用。"))
    tell(database, ("2026-06-21", TOPPED_OUT), ("2026-06-22", OPENED.replace("忻禾", "云岫")))

    def read(most: int, *about: int) -> list[int]:
        park_id = database.read_now(projects.projects_of_article, 1)[0].park_id
        found = database.read_now(filed_articles.telling_articles, park_id, most, about)
        return [each.article_id for each in found]

    assert read(9) == [1, 2, 4, 5], "3 tells of none"
    assert read(2) == [4, 5]
    assert read(2, 4) == [1, 4]
