"""A number that is written in Chinese is the number that was meant, or none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.numerals import BELOW_HUNDRED_THOUSAND, CHINESE_NUMBER, number
from tests.chinese_numbers import in_chinese


@given(st.integers(0, 99_999))
def test_what_is_written_is_read(value: int) -> None:
    said = in_chinese(value)
    assert number(said) == number(str(value)) == number(said.replace("零", "〇")) == value
    assert re.fullmatch(f"{BELOW_HUNDRED_THOUSAND}+", said)
    if 10 <= value < 20:
        assert number(said.removeprefix("一")) == value
    if value < 100:
        assert re.fullmatch(CHINESE_NUMBER, said)


@pytest.mark.parametrize(("said", "value"), [("两千", 2000), ("零五", 5), ("两百零二", 202), ("007", 7)])
def test_other_ways_to_write_it(said: str, value: int) -> None:
    assert number(said) == value


@pytest.mark.parametrize(
    "said", ["", "三五", "一百五", "几", "百", "十十", "亿", "两十零五", "１２", "²", "-3", "3.5"]
)
def test_what_could_be_two_numbers_or_none_is_refused(said: str) -> None:
    with pytest.raises(ValueError):
        number(said)


@given(st.text("零〇一二两三四五六七八九十百千万", max_size=9))
def test_whatever_is_put_together_of_numerals_is_a_number_or_refused(said: str) -> None:
    try:
        value = number(said)
    except ValueError:
        return
    assert 0 <= value < 100_000
