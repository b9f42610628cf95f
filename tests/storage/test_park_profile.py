"""A park in numbers: months, stages, money and promises, each counted once and for its family."""

from __future__ import annotations

import datetime as dt

from parsing.parks import Park
from projects.outcomes import Outcome
from projects.project import Stage
from projects.totals import Total, Totals
from storage.database import Database
from storage.desk import issues
from storage.projects.park_profile import Profile, months_until, profile_of
from tests.made_issues import LINFEN, MORNING, REFORM_ZONE, TANGHUAI, made_article, made_issue
from tests.storage.test_ledger import BEGUN, RUNNING, TOPPED_OUT, decide, keep
from tests.storage.test_publishing import publish

DAY = dt.date(2026, 12, 1)
DOLLARS = "临汾旭川光电有限公司的旭川显示屏项目签约，总投资1.2亿美元，计划2027年投产。"
RANGE = "临汾沐禾农业有限公司的沐禾冷链物流项目开工，总投资2至3亿元。"


def tell(database: Database, *days_and_bodies: tuple[str, str], park: Park = LINFEN) -> None:
    for day, body in days_and_bodies:
        article = made_article(body[:8], park, body=body)
        publish(database, made_issue(article, day=dt.date.fromisoformat(day)))
    keep(database)


def profile(database: Database, park: Park = LINFEN, day: dt.date = DAY) -> Profile:
    [park_id] = database.read_now(
        lambda db: db.execute("SELECT id FROM parks WHERE name = ?", [park.name]).fetchone()
    )
    found = database.read_now(profile_of, park_id, day)
    assert found is not None
    return found


def test_a_park_is_counted_from_its_articles_and_its_ledger(database: Database) -> None:
    tell(
        database,
        *[("2026-04-04", BEGUN), ("2026-06-21", TOPPED_OUT), ("2026-11-04", RUNNING)],
        *[("2026-11-05", f"11月4日，{DOLLARS}"), ("2025-11-30", f"11月20日，{RANGE}")],
    )
    found = profile(database)
    assert (found.articles, found.projects) == (5, 3)
    assert {f"{month:%y%m}": count for month, count in found.by_month if count} == {
        "2604": 1,
        "2606": 1,
        "2611": 2,
    }
    assert found.by_month[0][0] == dt.date(2026, 1, 1) and found.by_month[-1][0] == dt.date(2026, 12, 1)
    assert found.stages == {Stage.RUNNING: 1, Stage.SIGNED: 1, Stage.STARTED: 1}
    yuan, dollars = found.promised.by_money
    assert (yuan.amount, dollars.amount, dollars.money) == (2 * 10**8, 12 * 10**7, "美元")
    assert [words for words in found.promised.not_added if "2至3亿元" in words], found.promised
    assert found.producing == Totals((Total(yuan.money, 2 * 10**8, 1),))
    assert found.promises == {Outcome.KEPT: 2, Outcome.OPEN: 1}
    assert not found.being_read


def test_a_promise_told_again_counts_once_and_is_silent_when_its_day_is_past(database: Database) -> None:
    again = "恒岚特种玻璃项目加快建设，将在2026年6月30日前封顶。"
    tell(database, ("2026-04-04", BEGUN), ("2026-05-04", again))
    assert profile(database, day=dt.date(2026, 6, 30)).promises == {Outcome.OPEN: 1}
    assert profile(database, day=dt.date(2026, 7, 1)).promises == {Outcome.SILENT: 1}


def test_what_was_put_together_counts_once_and_what_is_none_not_at_all(database: Database) -> None:
    stores = "临汾沐禾冷链物流园项目"
    tell(database, ("2026-04-04", BEGUN), ("2026-04-05", f"{stores}开工，总投资1亿元，计划6月底前封顶。"))
    day = dt.date(2026, 6, 25)
    apart = profile(database, day=day)
    [yuan] = apart.promised.by_money
    assert (yuan.amount, yuan.projects, apart.promises) == (3 * 10**8, 2, {Outcome.OPEN: 2})
    decide(database, "same", (1, "恒岚特种玻璃项目"), (2, stores))
    one = profile(database, day=day)
    [yuan] = one.promised.by_money
    assert (yuan.amount, yuan.projects, one.promises, one.projects) == (10**8, 1, {Outcome.OPEN: 1}, 1)
    decide(database, "none", (1, "恒岚特种玻璃项目"))
    none = profile(database, day=day)
    assert (none.promised, none.promises, none.projects, none.articles) == (Totals(), {}, 0, 2)


def test_the_parks_inside_count_and_what_is_retracted_does_not(database: Database) -> None:
    tell(database, ("2026-04-04", BEGUN), ("2026-06-21", TOPPED_OUT), park=TANGHUAI)
    outer = profile(database, REFORM_ZONE)
    assert (outer.articles, outer.projects, outer.park.name) == (2, 1, REFORM_ZONE.name)
    database.write_now(issues.retract, 1, "有误", MORNING)
    assert profile(database, TANGHUAI).being_read
    database.write_now(issues.retract, 2, "有误", MORNING)
    keep(database)
    assert profile(database, TANGHUAI).is_empty and profile(database, REFORM_ZONE).is_empty


def test_no_park_has_no_profile(database: Database) -> None:
    assert database.read_now(profile_of, 99_999, DAY) is None


def test_twelve_months_end_with_the_day_s() -> None:
    months = months_until(dt.date(2026, 1, 31))
    assert (months[0], months[-1], len(months)) == (dt.date(2025, 2, 1), dt.date(2026, 1, 1), 12)
    assert months_until(dt.date(1, 3, 1))[0] == dt.date(1, 1, 1)
