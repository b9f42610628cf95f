"""Numbers are one figure, however they are written."""

from __future__ import annotations

import pytest

from stories.amounts import NUMBER, figure


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (("12亿", "十二亿", "1,200,000,000", "1200000000", "120000万"), "1200000000"),
        (("2.8亿", "二点八亿", "2亿8000万", "280000000"), "280000000"),
        (("305", "三百零五"), "305"),
        (("3052", "三千零五十二", "3,052"), "3052"),
        (("1.8万", "一万八千", "18000"), "18000"),
        (("二〇二六", "2026"), "2026"),
        (("99.97%", "百分之九十九点九七"), "99.97%"),
        (("10", "十", "10.0"), "10"),
        (("2", "两", "二"), "2"),
        (("0.3", "零点三"), "0.3"),
        (("5000万", "五千万", "50000000"), "50000000"),
    ],
)
def test_all_ways_to_write_a_number_come_to_the_same(written: tuple[str, ...], value: str) -> None:
    for text in written:
        match = NUMBER.fullmatch(text)
        assert match, text
        assert figure(match) == value


@pytest.mark.parametrize("text", ["万", "亿", "百", "千万"])
def test_a_unit_alone_is_no_number(text: str) -> None:
    match = NUMBER.fullmatch(text)
    assert match
    assert figure(match) == ""


@pytest.mark.parametrize(("text", "number"), [("3千米", "3"), ("110千伏", "110"), ("十千瓦", "10")])
def test_a_thousand_that_belongs_to_the_unit_is_not_counted(text: str, number: str) -> None:
    match = NUMBER.match(text)
    assert match
    assert figure(match) == number


def test_numbers_without_end_are_compared_sign_by_sign() -> None:
    for text in ("9" * 5000, "九" * 5000, "9" * 5000 + "亿" * 5000):
        match = NUMBER.match(text)
        assert match
        assert figure(match).startswith(("9", "九"))
