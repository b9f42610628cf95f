"""What a reader of /latest waits for does not grow with the archive: a page looks no further than itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from storage.archive import article_search, newest_articles
from storage.archive.article_search import Found, Query, Term
from storage.archive.newest_articles import Listing
from storage.database import Database, Db
from storage.desk import issues
from storage.parks import park_import
from tests.made_issues import LINYI, MORNING, made_article, made_issue

PAGE = 5


def _steps_of_newest(db: Db) -> int:
    """How often SQLite asks, every hundred of its steps, while the newest are read."""
    asked = 0

    def count() -> int:
        nonlocal asked
        asked += 1
        return 0

    newest_articles.newest(db, limit=PAGE)  # prepares its statements
    db.conn.set_progress_handler(count, 100)
    newest_articles.newest(db, limit=PAGE)
    db.conn.set_progress_handler(None, 0)
    return asked


def _publish(database: Database, first: int, last: int) -> None:
    made = made_issue(*(made_article(f"第{number}件事") for number in range(first, last)))
    database.write_now(issues.publish, made, push=False, moment=MORNING)


def test_a_page_of_the_newest_takes_the_same_steps_in_a_large_archive(tmp_path: Path) -> None:
    with Database(tmp_path / "bot.db") as database:
        _publish(database, 0, 10)
        few = database.read_now(_steps_of_newest)
        _publish(database, 10, 210)
        many = database.read_now(_steps_of_newest)
        assert many <= few + 1
        assert database.read_now(newest_articles.newest, limit=PAGE).total == PAGE + 1
        last = database.read_now(newest_articles.newest, limit=PAGE, offset=205)
        assert (len(last.cards), last.total) == (5, 210)


def _plan(db: Db, job: Callable[[Db], object]) -> list[str]:
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    job(db)
    db.conn.set_trace_callback(None)
    statements = [sql for sql in asked if sql.split()[0] in ("SELECT", "WITH")]
    return [
        f"{step[3]} of {sql}"
        for sql in statements
        for step in db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    ]


def _city_with_mentions(db: Db) -> int:
    park_id = park_import.ensure_park(db, replace(LINYI, city="运城"))
    issues.publish(
        db, made_issue(made_article("一件事"), made_article("两件事", None)), push=False, moment=MORNING
    )
    db.execute("INSERT OR IGNORE INTO park_cities (park_id, city) VALUES (?, '运城')", [park_id])
    db.execute("INSERT INTO mentions (article_id, park_id, about) VALUES (2, ?, 1)", [park_id])
    return park_id


@pytest.mark.parametrize("what", ["city", "park", "texts"])
def test_what_is_about_a_city_or_a_park_looks_through_no_archive(tmp_path: Path, what: str) -> None:
    with Database(tmp_path / "bot.db") as database:
        park_id = database.write_now(_city_with_mentions)
        jobs: dict[str, Callable[[Db], Listing | Found]] = {
            "city": lambda db: newest_articles.newest_in_city(db, "运城", limit=PAGE),
            "park": lambda db: newest_articles.newest_about(db, park_id, limit=PAGE),
            "texts": lambda db: article_search.find_articles(
                db, Query(terms=(Term("件事", ("没有",)),), park_ids=(park_id,)), best_first=False, limit=PAGE
            ),
        }
        found = database.read_now(jobs[what])
        assert len(found.article_ids if isinstance(found, Found) else found.cards) == 2
        plan = database.read_now(_plan, jobs[what])
    assert plan and not [
        step for step in plan if re.match(r"SCAN (articles\b|[bxym]\b(?! VIRTUAL)|a USING)", step)
    ], plan
