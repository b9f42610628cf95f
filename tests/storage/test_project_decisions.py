"""What editors decide of projects: it outlasts whatever is made anew, may be taken back, and does no harm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from projects.archive import Anchor, Ruling
from storage.chats import own_data
from storage.chats.chats import Place
from storage.database import Database
from storage.desk import issues
from storage.projects import projects, rulings
from storage.projects.decisions import DecisionUnknown
from storage.projects.overruling import Made, in_force
from storage.projects.rulings import NoName, NotToldThere, OfTwoParks, ProjectUnknown, Ruled, ToldThereAlone
from tests.made_issues import LINYI, MORNING, made_issue
from tests.storage.test_ledger import BEGUN, EDITOR, RUNNING, TOPPED_OUT, keep, names, park, tell, told
from tests.storage.test_publishing import publish

GLASS, OTHER = "恒岚特种玻璃项目", "忻禾物流园"
OPENED = "忻禾物流园正式开园运营，总投资1亿元。"


def ruled(database: Database, job: Callable[..., Ruled | None], *arguments: Any) -> int:
    """Decides, and makes the ledger anew; returns the decision's number."""
    done = database.write_now(job, EDITOR, *arguments, MORNING)
    keep(database)
    assert done is not None
    return done.decision_id


def undo(database: Database, decision_id: int) -> Ruled | None:
    done = database.write_now(rulings.undo, decision_id, MORNING)
    keep(database)
    return done


def articles_of(database: Database, project_id: int) -> list[int]:
    return [line.article_id for line in database.read_now(projects.time_line, project_id)]


def retract(database: Database, article_id: int) -> None:
    database.write_now(issues.retract, article_id, "有误", MORNING)
    keep(database)


@pytest.fixture
def followed(database: Database) -> Database:
    """One project of three articles (1), another of a fourth (2)."""
    tell(database, ("2026-04-04", BEGUN), ("2026-06-21", TOPPED_OUT), ("2026-11-04", RUNNING))
    tell(database, ("2026-11-10", OPENED))
    return database


def test_two_are_put_together_and_taken_apart_again(followed: Database) -> None:
    decision = ruled(followed, rulings.merge, 2, 1)
    assert articles_of(followed, 1) == [1, 2, 3, 4]
    assert followed.write_now(rulings.merge, EDITOR, 2, 1, MORNING) is None, "they are one"
    assert undo(followed, decision) is not None
    assert articles_of(followed, 1) == [1, 2, 3] and articles_of(followed, 2) == [4]
    assert names(followed) == [OTHER, GLASS]
    assert undo(followed, decision) is None, "it was taken back before"
    with pytest.raises(DecisionUnknown):
        undo(followed, 99)


def test_each_gets_its_own_number_again_whatever_was_told_meanwhile(followed: Database) -> None:
    decision = ruled(followed, rulings.merge, 1, 2)
    ruled(followed, rulings.rename, 1, "玻璃物流")
    tell(followed, *((f"2026-11-{day}", f"11月{day}日，{OTHER}通过验收。") for day in range(12, 16)))
    undo(followed, decision)
    assert articles_of(followed, 1) == [1, 2, 3] and articles_of(followed, 2) == [4, 5, 6, 7, 8]
    assert sorted(names(followed)) == [OTHER, "玻璃物流"], "a name that was given meanwhile is one project's"


def test_what_is_split_from_a_merged_project_is_none_of_its_parts(followed: Database) -> None:
    tell(followed, ("2026-11-12", f"{OTHER}通过验收。"))
    ruled(followed, rulings.merge, 2, 1)
    ruled(followed, rulings.split, 1, 2)
    ruled(followed, rulings.split, 1, 5)
    assert articles_of(followed, 1) == [1, 3, 4] and names(followed).count(GLASS) == 2
    two = followed.read_now(projects.get_project, 2)
    assert two is not None and two.id == 1


def test_what_was_merged_twice_comes_apart_step_by_step(followed: Database) -> None:
    tell(followed, ("2026-11-12", "沐禾冷链项目开工。"))
    first = ruled(followed, rulings.merge, 3, 2)
    second = ruled(followed, rulings.merge, 2, 1)
    assert shown(followed) == {1: [1, 2, 3, 4, 5]} and leads_to(followed) == [1, 1, 1]
    undo(followed, second)
    assert shown(followed) == {1: [1, 2, 3], 2: [4, 5]} and leads_to(followed) == [1, 2, 2]
    undo(followed, first)
    assert shown(followed) == {1: [1, 2, 3], 2: [4], 3: [5]} and leads_to(followed) == [1, 2, 3]
    assert followed.read_now(lambda db: db.execute("SELECT count(*) FROM project_parts").fetchone()[0]) == 0


def shown(database: Database) -> dict[int, list[int]]:
    found, _ = database.read_now(projects.projects_of, [park(database)], limit=10)
    return {each.id: articles_of(database, each.id) for each in sorted(found, key=lambda each: each.id)}


def leads_to(database: Database) -> list[int]:
    """Where each number of a project leads to."""
    found = [database.read_now(projects.get_project, number) for number in (1, 2, 3)]
    return [each.id for each in found if each]


def test_what_is_merged_into_another_is_called_as_that_one(followed: Database) -> None:
    ruled(followed, rulings.merge, 1, 2)
    assert names(followed) == [OTHER], "however much more is told of the one that was merged"
    tell(followed, ("2026-11-12", f"11月12日，{GLASS}通过验收。"), ("2026-11-13", f"{OTHER}二期工程开工。"))
    assert OTHER in names(followed) and GLASS not in names(followed)
    retract(followed, 4)
    assert GLASS in names(followed), "nothing is told any more of what gave it its name"


def test_a_name_that_an_editor_gave_wins_over_that_of_the_one_that_stays(followed: Database) -> None:
    named = ruled(followed, rulings.rename, 1, "玻璃厂")
    ruled(followed, rulings.merge, 1, 2)
    assert names(followed) == ["玻璃厂"]
    own = ruled(followed, rulings.rename, 1, "禾园")
    assert names(followed) == ["禾园"]
    undo(followed, own)
    undo(followed, named)
    assert names(followed) == [OTHER]


def test_of_two_names_that_editors_gave_that_of_the_one_that_stays_holds(followed: Database) -> None:
    ruled(followed, rulings.rename, 2, "禾园")
    ruled(followed, rulings.rename, 1, "玻璃厂")
    merged = ruled(followed, rulings.merge, 1, 2)
    assert names(followed) == ["禾园"]
    undo(followed, merged)
    ruled(followed, rulings.merge, 2, 1)
    assert names(followed) == ["玻璃厂"]


def test_a_retraction_takes_no_merger_along(followed: Database) -> None:
    ruled(followed, rulings.merge, 2, 1)
    for article_id in (1, 3):
        retract(followed, article_id)
    assert articles_of(followed, 1) == [2, 4]
    retract(followed, 2)
    retract(followed, 4)
    assert names(followed) == []
    tell(followed, ("2026-12-01", BEGUN.replace("4月1日", "11月30日")))
    assert names(followed) == [GLASS], "what is decided of retracted articles does nothing"


def test_an_article_that_is_taken_out_stays_out_and_others_come_to_the_rest(followed: Database) -> None:
    decision = ruled(followed, rulings.split, 1, 1)
    [alone] = [each.id for each in followed.read_now(projects.projects_of_article, 1)]
    assert articles_of(followed, alone) == [1]
    [rest] = [each.id for each in followed.read_now(projects.projects_of_article, 2)]
    assert articles_of(followed, rest) == [2, 3]
    tell(followed, ("2026-11-20", f"{GLASS}通过验收。"))
    assert articles_of(followed, alone) == [1] and articles_of(followed, rest) == [2, 3, 5]
    undo(followed, decision)
    assert articles_of(followed, rest) == [1, 2, 3, 5]


def test_the_later_of_two_decisions_holds(followed: Database) -> None:
    merged = ruled(followed, rulings.merge, 2, 1)
    ruled(followed, rulings.split, 1, 4)
    assert names(followed) == [OTHER, GLASS]
    [alone] = [each.id for each in followed.read_now(projects.projects_of_article, 4)]
    again = ruled(followed, rulings.merge, alone, 1)
    assert again != merged and articles_of(followed, 1) == [1, 2, 3, 4]


def test_names_and_refusals_are_taken_back_one_after_the_other(followed: Database) -> None:
    first = ruled(followed, rulings.rename, 1, " 恒岚  玻璃 ")
    second = ruled(followed, rulings.rename, 1, "玻璃厂")
    third = ruled(followed, rulings.rename, 1, "恒岚 玻璃")
    assert "恒岚 玻璃" in names(followed) and third not in (first, second)
    undo(followed, third)
    assert "玻璃厂" in names(followed)
    undo(followed, second)
    assert "恒岚 玻璃" in names(followed)
    dropped = ruled(followed, rulings.drop, 1)
    assert names(followed) == [OTHER]
    assert followed.write_now(rulings.drop, EDITOR, 1, MORNING) is None
    undo(followed, dropped)
    assert "恒岚 玻璃" in names(followed)


def test_a_correction_of_the_name_takes_the_decision_along(followed: Database) -> None:
    ruled(followed, rulings.rename, 2, "禾园")
    text = OPENED.replace("忻禾", "忻荷")
    issue = made_issue(replace(told(text), article_id=4, changed=True))
    publish(followed, replace(issue, of_issue=4))
    keep(followed)
    keep(followed)
    assert "禾园" in names(followed)
    [line] = followed.read_now(projects.time_line, 2)
    assert line.name == "忻荷物流园"


def test_what_cannot_be_is_refused(followed: Database) -> None:
    tell(followed)
    publish(followed, made_issue(told("4月2日，临猗果业冷链项目开工。", LINYI)))
    keep(followed)
    before = followed.read_now(lambda db: db.execute("SELECT count(*) FROM project_decisions").fetchone())
    refused: tuple[tuple[Callable[..., object], tuple[object, ...], type[Exception]], ...] = (
        (rulings.merge, (1, 3), OfTwoParks),
        (rulings.merge, (1, 99), ProjectUnknown),
        (rulings.split, (1, 4), NotToldThere),
        (rulings.split, (2, 4), ToldThereAlone),
        (rulings.rename, (1, "  "), NoName),
        (rulings.rename, (1, "名" * 61), NoName),
        (rulings.drop, (99,), ProjectUnknown),
    )
    for job, arguments, error in refused:
        with pytest.raises(error):
            followed.write_now(job, EDITOR, *arguments, MORNING)
    after = followed.read_now(lambda db: db.execute("SELECT count(*) FROM project_decisions").fetchone())
    assert after == before == (0,)


def test_somebodys_decisions_are_exported_and_outlast_their_being_forgotten(followed: Database) -> None:
    ruled(followed, rulings.drop, 2)
    place = Place(EDITOR, 0, "private", "")
    [kept] = followed.read_now(own_data.export, place)["project_decisions"]
    assert kept["ruling"] == "none"
    followed.write_now(own_data.forget, place)
    assert followed.read_now(own_data.export, place)["project_decisions"] == []
    assert names(followed) == [GLASS]


def test_a_split_leaves_earlier_words_about_the_others() -> None:
    a, b, c = (Anchor(number, "甲") for number in (1, 2, 3))
    same = Made(1, Ruling.SAME, frozenset({a, b}), frozenset({c}))
    named = Made(2, Ruling.NAME, frozenset({a, b}), text="乙")
    apart = Made(3, Ruling.APART, frozenset({a}), frozenset({b, c}))
    held = in_force([same, named, apart])
    assert {(each.ruling, each.anchor, each.other) for each in held} == {
        (Ruling.SAME, b, c),
        (Ruling.NAME, b, None),
        (Ruling.APART, a, b),
        (Ruling.APART, a, c),
    }
    again = Made(4, Ruling.SAME, frozenset({a}), frozenset({b}))
    assert {each.other for each in in_force([apart, again]) if each.ruling is Ruling.APART} == {c}
