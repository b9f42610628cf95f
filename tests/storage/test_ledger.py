"""The ledger of projects: made of a park's articles, kept in step with them, numbers and decisions kept."""

from __future__ import annotations

import datetime as dt

import pytest

from parsing.parks import Park
from projects.archive import Anchor, Ruling, build
from projects.outcomes import Outcome
from projects.project import Stage
from storage.archive.filed_articles import filed_articles
from storage.archive.prepared import PreparedArticle
from storage.database import Database
from storage.desk import issues
from storage.projects import decisions as project_decisions
from storage.projects import ledger, projects
from tests.made_issues import LINFEN, MORNING, made_article, made_issue
from tests.storage.test_publishing import publish

BEGUN = "4月1日，临汾恒岚新材料有限公司的恒岚特种玻璃项目开工，总投资2亿元，计划6月底前封顶。"
TOPPED_OUT = "6月20日，恒岚特种玻璃项目主厂房封顶，企业力争年底投产。"
RUNNING = "11月3日，恒岚特种玻璃项目正式投产。"
TODAY = dt.date(2026, 12, 1)
EDITOR = 918_273_645


def told(body: str, park: Park | None = LINFEN) -> PreparedArticle:
    return made_article(body[:8], park, body=body)


def tell(database: Database, *days_and_bodies: tuple[str, str]) -> None:
    for day, body in days_and_bodies:
        publish(database, made_issue(told(body), day=dt.date.fromisoformat(day)))
    keep(database)


def park(database: Database, article_id: int = 1) -> int:
    [found] = database.read_now(
        lambda db: db.execute("SELECT park_id FROM articles WHERE id = ?", [article_id]).fetchone()
    )
    return int(found)


def keep(database: Database) -> None:
    """What a running bot does now and then."""
    for park_id, changes in database.read_now(ledger.due_parks, 100):
        filed = database.read_now(filed_articles, park_id)
        decisions = database.read_now(project_decisions.decisions_of, park_id)
        database.write_now(ledger.replace, park_id, changes, build(filed, decisions))


def decide(database: Database, ruling: str, *anchors: tuple[int, str], text: str = "") -> int:
    """Keeps a decision about the first of these tellings, and the others where it is about two projects."""
    one, *others = (Anchor(*each) for each in anchors)
    number = database.write_now(
        project_decisions.keep, Ruling(ruling), [one], others, text=text, person=EDITOR, moment=MORNING
    )
    keep(database)
    assert number is not None
    return number


def names(database: Database) -> list[str]:
    found, total = database.read_now(projects.projects_of, [park(database)], limit=10)
    assert total == len(found)
    return [project.name for project in found]


def promises(database: Database, project_id: int = 1) -> list[tuple[str, Outcome]]:
    found = database.read_now(projects.promises_of, project_id, TODAY)
    return [(f"{promise.time}{promise.words}", promise.outcome) for promise in found]


@pytest.fixture
def followed(database: Database) -> Database:
    tell(database, ("2026-04-04", BEGUN), ("2026-06-21", TOPPED_OUT), ("2026-11-04", RUNNING))
    return database


def test_one_project_is_told_by_many_articles(followed: Database) -> None:
    project = followed.read_now(projects.get_project, 1)
    assert project is not None
    assert (project.name, project.stage, project.stage_on) == (
        "恒岚特种玻璃项目",
        Stage.RUNNING,
        dt.date(2026, 11, 3),
    )
    assert (project.amount, project.told_on, project.park) == (200_000_000, dt.date(2026, 11, 4), LINFEN.name)
    lines = followed.read_now(projects.time_line, 1)
    assert [line.stage for line in lines] == [Stage.STARTED, Stage.TOPPED_OUT, Stage.RUNNING]
    assert promises(followed) == [("6月底前封顶", Outcome.KEPT), ("年底投产", Outcome.KEPT)]


def test_a_retraction_takes_its_cells_out(followed: Database) -> None:
    followed.write_now(issues.retract, 3, "有误", MORNING)
    keep(followed)
    project = followed.read_now(projects.get_project, 1)
    assert project is not None and project.stage is Stage.TOPPED_OUT
    assert promises(followed)[1][1] is Outcome.OPEN


def test_a_project_that_nothing_tells_of_is_gone_and_comes_back_under_its_number(database: Database) -> None:
    tell(database, ("2026-04-04", BEGUN))
    database.write_now(issues.retract, 1, "有误", MORNING)
    keep(database)
    assert names(database) == []
    assert database.read_now(projects.get_project, 1) is None


def test_numbers_outlast_whatever_is_published_before_and_after(followed: Database) -> None:
    tell(followed, ("2026-03-01", "3月1日，临汾恒岚新材料有限公司的恒岚特种玻璃项目签约。"))
    assert followed.read_now(projects.get_project, 1) is not None
    assert len(followed.read_now(projects.time_line, 1)) == 4
    assert names(followed) == ["恒岚特种玻璃项目"]


def test_promises_keep_their_numbers(followed: Database) -> None:
    before = [promise.id for promise in followed.read_now(projects.promises_of, 1, TODAY)]
    tell(followed, ("2026-11-20", "恒岚特种玻璃项目首批产品发往外省。"))
    assert [promise.id for promise in followed.read_now(projects.promises_of, 1, TODAY)] == before


def test_two_that_an_editor_put_together_stay_so(followed: Database) -> None:
    tell(followed, ("2026-11-10", "忻禾物流园正式开园运营，总投资1亿元。"))
    assert names(followed) == ["忻禾物流园", "恒岚特种玻璃项目"]
    decide(followed, "same", (1, "恒岚特种玻璃项目"), (4, "忻禾物流园"))
    assert len(names(followed)) == 1
    merged = followed.read_now(projects.get_project, 2)
    assert merged is not None and merged.id == 1, "the other's number leads to it"
    tell(followed, ("2026-11-12", "忻禾物流园首批商户入驻，二期计划明年3月开工。"))
    assert merged.id == 1 and len(followed.read_now(projects.time_line, 1)) >= 4


def test_a_telling_that_an_editor_took_out_stays_out(followed: Database) -> None:
    decide(followed, "apart", (1, "恒岚特种玻璃项目"), (3, "恒岚特种玻璃项目"))
    assert [line.article_id for line in followed.read_now(projects.time_line, 1)] == [1, 2]
    assert len(names(followed)) == 2


def test_a_name_and_a_refusal_by_an_editor_outlast_new_articles(followed: Database) -> None:
    decide(followed, "name", (2, "恒岚特种玻璃项目"), text="恒岚玻璃")
    assert names(followed) == ["恒岚玻璃"]
    decide(followed, "none", (1, "恒岚特种玻璃项目"))
    tell(followed, ("2026-11-20", "恒岚特种玻璃项目通过验收。"))
    assert names(followed) == []


def test_what_changes_meanwhile_leaves_the_park_due(database: Database) -> None:
    publish(database, made_issue(told(BEGUN)))
    [(park_id, changes)] = database.read_now(ledger.due_parks, 10)
    built = build(database.read_now(filed_articles, park_id))
    publish(database, made_issue(told(TOPPED_OUT)))
    database.write_now(ledger.replace, park_id, changes, built)
    assert [due for due, _ in database.read_now(ledger.due_parks, 10)] == [park_id]
    keep(database)
    assert database.read_now(ledger.due_parks, 10) == []


def test_an_article_that_moves_to_another_park_makes_both_due(followed: Database) -> None:
    before = park(followed)
    other = before + 1
    followed.write_now(lambda db: db.execute("UPDATE articles SET park_id = ? WHERE id = 3", [other]))
    assert {due for due, _ in followed.read_now(ledger.due_parks, 10)} == {before, other}
    keep(followed)
    assert len(followed.read_now(projects.time_line, 1)) == 2


def test_promises_due_in_a_month(followed: Database) -> None:
    first, last = dt.date(2026, 6, 1), dt.date(2026, 6, 30)
    due, total = followed.read_now(projects.promises_due, first, last, TODAY, limit=10)
    assert ([promise.words for promise in due], total) == (["封顶"], 1)
    other, none = followed.read_now(projects.promises_due, first, last, TODAY, park_ids=[99], limit=10)
    assert (other, none) == ((), 0)
