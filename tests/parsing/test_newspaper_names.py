"""A newspaper is known under whatever marks, blanks and widths its name is printed with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.newspaper_names import newspaper_key, newspaper_name


@pytest.mark.parametrize(
    "written",
    [
        "科学导报",
        "《科学导报》",
        "＜科学导报＞",
        "〈科学导报〉",
        " 科 学 导 报 ",
        "科　学　导　报",
        "科学导报社",
        "《科学导报》社",
        "科學導報",
        "科学\u200b导报",
    ],
)
def test_these_are_one_newspaper(written: str) -> None:
    assert newspaper_key(written) == "科学导报"


@pytest.mark.parametrize("other", ["科技导报", "科学导报网", "山西科学导报", "科学报"])
def test_these_are_others(other: str) -> None:
    assert newspaper_key(other) != newspaper_key("科学导报")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("《科 学 导 报》", "科学导报"),
        ("China  Daily", "China Daily"),
        ("ＣＨＩＮＡ ＤＡＩＬＹ", "CHINA DAILY"),
        ("中国日报 China Daily", "中国日报China Daily"),
        ("《》", ""),
        ("报社", "报"),
    ],
)
def test_it_is_kept_as_people_write_it(written: str, kept: str) -> None:
    assert newspaper_name(written) == kept


@given(st.text(max_size=40))
def test_a_kept_name_stays_as_it_is_and_has_the_same_key(text: str) -> None:
    kept = newspaper_name(text)
    assert newspaper_name(kept) == kept
    assert newspaper_key(kept) == newspaper_key(text)
    assert kept == kept.strip()


@given(
    st.text("科学导报山西日社 《》　", max_size=12), st.sampled_from(["《{}》", " {} ", "＜{}＞", "\u200b{}"])
)
def test_marks_around_a_name_make_no_difference(name: str, around: str) -> None:
    assert newspaper_key(around.format(name)) == newspaper_key(name)
