"""Sentences and clauses end where a reader sees them end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.sentences import sentences


def cut(paragraph: str) -> list[list[str]]:
    return [[paragraph[clause.start : clause.end] for clause in found] for found in sentences(paragraph)]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("项目开工。预计明年投产。", [["项目开工"], ["预计明年投产"]]),
        ("占地120亩,总投资6亿元,计划明年投产。", [["占地120亩", "总投资6亿元", "计划明年投产"]]),
        ("产值1,500万元,面积4.6万平方米。", [["产值1,500万元", "面积4.6万平方米"]]),
        ("会议10:30开始：新厂动工；老厂扩产。", [["会议10:30开始", "新厂动工", "老厂扩产"]]),
        ("能成吗？能！", [["能成吗"], ["能"]]),
        ("没有句号的结尾", [["没有句号的结尾"]]),
        ("一行\n又一行", [["一行"], ["又一行"]]),
        ("—— ,。", []),
        ("", []),
    ],
)
def test_marks_end_sentences_and_clauses(paragraph: str, expected: list[list[str]]) -> None:
    assert cut(paragraph) == expected


def test_a_sentence_takes_its_closing_quote_with_it() -> None:
    paragraph = "“以前看地价,现在看服务。”厂长说。"
    first, second = sentences(paragraph)
    assert paragraph[first[0].start : first[-1].stop] == "“以前看地价,现在看服务。”"
    assert paragraph[second[0].start : second[-1].stop] == "厂长说。"
    assert [clause.quoted for clause in first] == [False, True]


@given(st.text(alphabet='一二三工厂,，。；:：.0123456789“”"()《》—…\n ', max_size=80))
def test_clauses_are_in_order_and_no_word_is_lost(paragraph: str) -> None:
    at = 0
    kept = ""
    for clause in (clause for found in sentences(paragraph) for clause in found):
        assert at <= clause.start < clause.end <= clause.stop
        at = clause.stop
        kept += paragraph[clause.start : clause.end]
    words = [char for char in paragraph if char.isalnum()]
    assert [char for char in kept if char.isalnum()] == words


def test_a_stray_comma_before_the_full_stop_is_left_out() -> None:
    paragraph = "厂房明年投产，。"
    (clause,) = sentences(paragraph)[0]
    assert paragraph[clause.start : clause.stop] == "厂房明年投产"


@pytest.mark.parametrize(
    ("paragraph", "clauses"),
    [
        ("推出“甲”行动,服务企业。", [("推出“甲”行动", False), ("服务企业", False)]),
        ("“甲,乙”丙,丁。", [("“甲", False), ("乙”丙", True), ("丁", False)]),
        ("“甲‘乙’丙,丁”戊,己。", [("“甲‘乙’丙", False), ("丁”戊", True), ("己", False)]),
        ("甲”乙,“丙,丁。", [("甲”乙", False), ("“丙", False), ("丁", True)]),
    ],
)
def test_a_clause_is_quoted_while_a_quotation_is_open(
    paragraph: str, clauses: list[tuple[str, bool]]
) -> None:
    (found,) = sentences(paragraph)
    assert [(paragraph[clause.start : clause.end], clause.quoted) for clause in found] == clauses
