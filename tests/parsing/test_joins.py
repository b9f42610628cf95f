"""What two body lines in a row say for being one paragraph cut in two, and for being two paragraphs."""

from __future__ import annotations

import pytest

from parsing.cohesion import Cohesion
from parsing.line_roles import PageStyle, join_score
from parsing.lines import Line

WHOLE = "园区里的新厂房正在安装设备,工人们三班倒赶工期。"
CUT = "园区里的新厂房正在安装设备,工人们三班倒"


def for_joining(before: str, after: str, *, indents: bool = False, indent: int = 0) -> float:
    """How much more speaks for one paragraph than for two."""
    lines = (Line.of(before, indent=indent), Line.of(after))
    style = PageStyle(indents, 0.0, False, 0, False, False, Cohesion(lines))
    together, apart = join_score(*lines, style)
    return together - apart


def test_what_ends_no_sentence_goes_on_and_what_ends_one_does_not() -> None:
    assert for_joining(CUT, WHOLE) > 0 > for_joining(WHOLE, WHOLE)


@pytest.mark.parametrize("before", [WHOLE, CUT])
@pytest.mark.parametrize("mark", [",", "、", "”", "%"])
def test_a_mark_that_starts_no_paragraph_speaks_for_joining(before: str, mark: str) -> None:
    assert for_joining(before, mark + WHOLE) >= for_joining(before, WHOLE) + 5


def test_a_quotation_that_is_still_open_speaks_for_joining() -> None:
    opened = "厂长说:“" + WHOLE
    assert for_joining(opened, WHOLE + "”厂长说。") >= for_joining(opened, WHOLE) + 5


def test_where_paragraphs_are_indented_a_line_without_an_indent_goes_on() -> None:
    assert for_joining(WHOLE, WHOLE * 2, indents=True, indent=4) > 0
    assert for_joining(WHOLE, WHOLE * 2, indent=4) < 0


@pytest.mark.parametrize("after", ["下一步扩建。", "一是扩建厂房;"])
def test_after_a_semicolon_only_what_is_counted_out_begins_anew(after: str) -> None:
    assert (for_joining("二是安装设备;", after) > 0) is not after.startswith("一是")


@pytest.mark.parametrize(
    ("left", "right", "belongs"),
    [("卖出16", "万斤", True), ("卖出16", "菇农", False), ("菇农", "万斤", False), ("编号1", "2号", True)],
)
def test_digits_and_what_they_count_belong_together(left: str, right: str, belongs: bool) -> None:
    lines = (Line.of(left), Line.of(right))
    style = PageStyle(False, 0.0, False, 0, False, False, Cohesion(()))
    assert (style.seam(*lines) > 2) is belongs


def test_a_chinese_character_is_two_columns_wide_and_a_latin_letter_one() -> None:
    assert [Line.of(text, indent=2).width for text in ("园区", "A4", "园区A4")] == [6, 4, 8]
