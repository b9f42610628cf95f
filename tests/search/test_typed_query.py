"""Reading a typed query: what is a word, a phrase, an exclusion, a day; and that anything can be read."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.query import LONGEST_TERM, MOST_TERMS, TypedQuery, named_days, read_query

WEDNESDAY = dt.date(2026, 4, 8)


def day(month: int, number: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("招聘 临汾", TypedQuery(("招聘", "临汾"))),
        ("招聘　招聘", TypedQuery(("招聘",))),
        ("“标准 厂房” -招聘", TypedQuery(phrases=("标准 厂房",), excluded=("招聘",))),
        ('光伏"标准厂房"', TypedQuery(("光伏",), ("标准厂房",))),
        ("－招聘", TypedQuery(excluded=("招聘",))),
        ("「厂房」 -“招聘 会”", TypedQuery(phrases=("厂房",), excluded=("招聘 会",))),
        ("“没有收尾", TypedQuery(("没有收尾",))),
        ("Ａ-1 －", TypedQuery(("A-1",))),
        ("光伏 4月", TypedQuery(("光伏",), days=(day(4, 1), day(4, 30)))),
        ("“4月”", TypedQuery(phrases=("4月",))),
        ("2026 年", TypedQuery(("2026", "年"))),
        ("", TypedQuery()),
    ],
)
def test_a_query_is_read(text: str, query: TypedQuery) -> None:
    assert read_query(text, WEDNESDAY) == query


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("今天", day(4, 8), day(4, 8)),
        ("昨天", day(4, 7), day(4, 7)),
        ("本周", day(4, 6), day(4, 12)),
        ("上周", day(3, 30), day(4, 5)),
        ("本月", day(4, 1), day(4, 30)),
        ("上个月", day(3, 1), day(3, 31)),
        ("近三天", day(4, 6), day(4, 8)),
        ("最近7天", day(4, 2), day(4, 8)),
        ("近十五天", day(3, 25), day(4, 8)),
        ("过去二十一天", day(3, 19), day(4, 8)),
        ("近2周", day(3, 26), day(4, 8)),
        ("4月", day(4, 1), day(4, 30)),
        ("12月", day(12, 1, 2025), day(12, 31, 2025)),
        ("4月4日", day(4, 4), day(4, 4)),
        ("4月9日", day(4, 9, 2025), day(4, 9, 2025)),
        ("2026-04", day(4, 1), day(4, 30)),
        ("2024年2月", day(2, 1, 2024), day(2, 29, 2024)),
        ("2026-04-04", day(4, 4), day(4, 4)),
        ("2026/4/4", day(4, 4), day(4, 4)),
        ("2025年", day(1, 1, 2025), day(12, 31, 2025)),
        ("去年", day(1, 1, 2025), day(12, 31, 2025)),
    ],
)
def test_days_are_read_as_they_are_meant(text: str, first: dt.date, last: dt.date) -> None:
    assert named_days(text, WEDNESDAY) == (first, last)


@pytest.mark.parametrize(
    "text", ["13月", "2月30日", "2026-13", "4", "月", "2026", "0月", "近三五天", "招聘", "4月份的"]
)
def test_what_is_no_day_is_a_word(text: str) -> None:
    assert named_days(text, WEDNESDAY) is None


def test_days_that_are_both_named_are_both_kept_to() -> None:
    assert read_query("4月 本周", WEDNESDAY).days == (day(4, 6), day(4, 12))


@given(st.text(max_size=200), st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)))
def test_any_text_is_a_query(text: str, today: dt.date) -> None:
    query = read_query(text, today)
    for parts in (query.terms, query.phrases, query.excluded):
        assert len(parts) <= MOST_TERMS
        assert all(part.strip() and len(part) <= LONGEST_TERM for part in parts)


@given(st.from_regex(r"(近|最近)?[0-9一两十]{0,3}[年月日天周个/-]{1,2}[0-9]{0,3}[月日]?", fullmatch=True))
def test_anything_like_a_date_is_one_or_is_not(text: str) -> None:
    days = named_days(text, WEDNESDAY)
    assert days is None or days[0] <= days[1]
