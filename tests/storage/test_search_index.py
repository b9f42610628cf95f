"""The search index: newest first by day, limits, in step with whatever changes, and never a syntax error."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.serving.opening import open_incoming
from parsing.parks import Park
from storage.archive import article_search, articles, newest_articles
from storage.archive.article_search import Found, Query, Term
from storage.archive.prepared import PreparedArticle
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.desk import issues
from storage.incoming import searches
from storage.incoming.searches import Asker
from tests.made_issues import LINFEN, LINYI, MORNING, made_article, made_issue

ASKER = Asker(Place(1, 0, "private", ""), 1)


def word(text: str) -> Term:
    """A term as the made-up articles index it: cut into characters."""
    return Term(text, tuple(dict.fromkeys(text)))


def store(database: Database, *made: PreparedArticle, day: dt.date = dt.date(2026, 4, 4)) -> None:
    database.write_now(issues.publish, made_issue(*made, day=day), push=False, moment=MORNING)


def found(
    database: Database, query: Query, *, best_first: bool = False, limit: int = 10, offset: int = 0
) -> Found:
    return database.read_now(
        article_search.find_articles, query, best_first=best_first, limit=limit, offset=offset
    )


def headlines(database: Database, query: Query, **options: bool) -> list[str]:
    ids = found(database, query, **options).article_ids
    return [card.headline for card in database.read_now(articles.cards_of, ids)]


def park_id(database: Database, park: Park) -> int:
    def read(db: Db) -> int:
        return int(db.execute("SELECT id FROM parks WHERE name = ?", [park.name]).fetchone()[0])

    return database.read_now(read)


def check(db: Db) -> None:
    """FTS5's own comparison of the index with what it was made of; raises where they differ."""
    db.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")


def test_newest_first_is_by_day_however_late_a_page_came(database: Database) -> None:
    store(database, made_article("中间光伏"), day=dt.date(2026, 4, 5))
    store(database, made_article("最新光伏甲"), made_article("最新光伏乙"), day=dt.date(2026, 4, 6))
    store(database, made_article("最旧光伏"), day=dt.date(2020, 1, 1))
    store(database, made_article("最新光伏丙"), day=dt.date(2026, 4, 6))
    query = Query((word("光伏"),))
    assert headlines(database, query) == ["最新光伏丙", "最新光伏乙", "最新光伏甲", "中间光伏", "最旧光伏"]
    assert found(database, query, limit=2) == Found(found(database, query).article_ids[:2], True, 5)
    assert found(database, query, limit=2, offset=4).more is False


def test_days_and_parks_are_limits(database: Database) -> None:
    store(database, made_article("四月光伏"), made_article("临汾光伏", LINFEN), day=dt.date(2026, 4, 30))
    store(database, made_article("五月光伏"), day=dt.date(2026, 5, 1))
    april = Query((word("光伏"),), first_day=dt.date(2026, 4, 1), last_day=dt.date(2026, 4, 30))
    assert headlines(database, april) == ["临汾光伏", "四月光伏"]
    inside = Query((word("光伏"),), park_ids=(park_id(database, LINYI),), last_day=dt.date(2026, 4, 30))
    assert headlines(database, inside) == ["四月光伏"]
    assert headlines(database, Query(park_ids=())) == []


def test_the_index_follows_every_change(database: Database) -> None:
    store(database, made_article("光伏开工"), made_article("风电开工"))

    def change(db: Db, sql: str) -> None:
        db.execute(sql)
        check(db)

    database.write_now(change, "UPDATE article_words SET headline = '储 能' WHERE headline LIKE '光%'")
    assert headlines(database, Query((Term("储能", ("储", "能")),))) == ["光伏开工"]
    database.write_now(change, "UPDATE articles SET published_on = '2026-05-01' WHERE id = 1")
    assert headlines(database, Query(first_day=dt.date(2026, 5, 1))) == ["光伏开工"]
    linfen = park_id(database, LINFEN)
    database.write_now(change, f"UPDATE articles SET park_id = {linfen} WHERE id = 2")
    assert headlines(database, Query(park_ids=(linfen,))) == ["风电开工"]
    database.write_now(change, "DELETE FROM articles WHERE id = 1")
    assert headlines(database, Query()) == ["风电开工"]


def test_what_the_index_cuts_otherwise_is_found_in_the_text(database: Database) -> None:
    store(database, made_article("新型储能电站并网"))
    assert headlines(database, Query((Term("能电站", ("能电站",)),))) == ["新型储能电站并网"]
    assert headlines(database, Query((Term("能电厂", ("能电厂",)),))) == []


def test_phrases_and_exclusions_are_checked_on_the_text(database: Database) -> None:
    store(database, made_article("甲", body="标准厂房，ＡＢＣ公司。"), made_article("乙", body="厂房标准。"))
    assert headlines(database, Query(phrases=(word("标准厂房"),))) == ["甲"]
    assert headlines(database, Query(phrases=(Term("abc公司", ("公", "司")),))) == ["甲"]
    assert headlines(database, Query((word("厂房"),), excluded=(word("标准厂房"),))) == ["乙"]
    assert found(database, Query(phrases=(word("标准厂房"),))).total is None


@pytest.mark.parametrize("best_first", [False, True])
def test_every_article_is_on_one_page(database: Database, best_first: bool) -> None:
    store(database, *(made_article(f"第{number}件光伏") for number in range(13)))
    query = Query((word("光伏"),))
    pages = [found(database, query, best_first=best_first, limit=5, offset=start) for start in (0, 5, 10)]
    seen = [article_id for page in pages for article_id in page.article_ids]
    assert len(seen) == len(set(seen)) == 13
    assert [page.more for page in pages] == [True, True, False]


TERMS = st.builds(
    Term, st.text(min_size=1, max_size=12), st.lists(st.text(max_size=6), max_size=4).map(tuple)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.lists(TERMS, max_size=3).map(tuple),
    st.lists(TERMS, max_size=2).map(tuple),
    st.lists(TERMS, max_size=2).map(tuple),
    st.booleans(),
)
def test_no_word_is_ever_an_operator(
    database: Database,
    terms: tuple[Term, ...],
    phrases: tuple[Term, ...],
    excluded: tuple[Term, ...],
    best_first: bool,
) -> None:
    if database.read_now(newest_articles.newest, limit=1).total == 0:
        store(database, made_article("光伏开工"))
    query = Query(terms, phrases, excluded, first_day=dt.date(2026, 1, 1))
    assert len(found(database, query, best_first=best_first).article_ids) <= 1


def test_a_search_keeps_its_number(tmp_path: Path) -> None:
    with open_incoming(tmp_path / "incoming.db") as file:
        number = file.write_now(searches.keep_search, ASKER, "光伏 4月", "[]", MORNING)
        assert file.write_now(searches.keep_search, ASKER, "光伏 4月", "[]", MORNING) == number
        kept = file.read_now(searches.get_search, number, ASKER.place.telegram_id)
        assert kept is not None and kept.text == "光伏 4月"
