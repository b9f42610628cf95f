"""Sums of money: each read as one number or not at all, and added up without losing or inventing any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from projects.money import Bound, Money, Sum, amount_of, sum_of
from projects.totals import add_up

YUAN, DOLLAR = Money.YUAN, Money.US_DOLLAR


@pytest.mark.parametrize(
    ("text", "amount", "money", "bound"),
    [
        ("总投资1.3亿元", 130_000_000, YUAN, ""),
        ("投资4 .6亿元", 460_000_000, YUAN, ""),
        ("总投资10亿", 10**9, YUAN, ""),
        ("5.8个亿", 580_000_000, YUAN, ""),
        ("两亿元", 2 * 10**8, YUAN, ""),
        ("3千万元", 3 * 10**7, YUAN, ""),
        ("总投资三千五百万元", 35_000_000, YUAN, ""),
        ("五亿六千七百万元", 567_000_000, YUAN, ""),
        ("总投资1亿2000万元", 120_000_000, YUAN, ""),
        ("1,200万元", 12_000_000, YUAN, ""),
        ("投资额达到1.5万亿元", 1_500_000_000_000, YUAN, ""),
        ("总投资人民币5亿元", 5 * 10**8, YUAN, ""),
        ("投资1.2亿美元", 120_000_000, DOLLAR, ""),
        ("3亿港币", 3 * 10**8, Money.HONG_KONG_DOLLAR, ""),
        ("总投资约12亿元", 12 * 10**8, YUAN, "约"),
        ("近10亿元", 10**9, YUAN, "近"),
        ("投资超过3亿元", 3 * 10**8, YUAN, "超"),
        ("不超过3亿元", 3 * 10**8, YUAN, "近"),
        ("10多亿元", 10**9, YUAN, "超"),
        ("3500余万元", 35_000_000, YUAN, "超"),
    ],
)
def test_a_sum_is_one_number_of_one_money(text: str, amount: int, money: Money, bound: str) -> None:
    assert sum_of(text) == Sum(amount, money, Bound(bound))
    assert amount_of(text) == (amount if money is YUAN else None)


@pytest.mark.parametrize(
    "text",
    ["", "投资", "20至30亿元", "10-20亿元", "几亿元", "十几亿元", "1.2.3亿元", "1万3000万元", "5亿元和3亿元"],
)
def test_what_is_no_one_number_is_none(text: str) -> None:
    assert sum_of(text) is None


def test_each_money_is_added_apart_and_what_cannot_be_is_named() -> None:
    totals = add_up(["总投资1.3亿元", "4000万元", "1亿美元", "近2亿元", "20至30亿元", "超1亿元"])
    assert [(each.money, each.amount, each.projects, each.exact) for each in totals.by_money] == [
        (YUAN, 470_000_000, 4, False),
        (DOLLAR, 10**8, 1, True),
    ]
    assert totals.inexact == ((Bound.NEARLY, 1), (Bound.OVER, 1))
    assert totals.not_added == ("20至30亿元",)


@given(st.lists(st.integers(1, 10**13)), st.sampled_from(["元", "美元"]))
def test_whatever_is_written_is_read_and_added_as_it_is(amounts: list[int], money: str) -> None:
    totals = add_up(f"总投资{wording.money(amount, money)}" for amount in amounts)
    assert totals.of(Money(money)).amount == sum(amounts)
    assert not (totals.inexact or totals.not_added)


@given(st.text("0123456789.,，．一二两十百千万亿元美多余约近超几至-个 ", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    told = sum_of(text)
    assert told is None or told.amount >= 0
    assert add_up([text]).not_added == (() if told else (text,))
