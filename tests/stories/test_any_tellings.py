"""Whatever the tellings are: nothing is raised, and what is promised of all of them holds."""

from __future__ import annotations

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from stories.amounts import NUMBER, figure
from stories.found import Stories
from stories.keys import DAYS_APART, KEYS_MOST, keys_of
from stories.matching import Relation, relation
from stories.telling import Telling
from stories.word_pairs import mean_the_same
from tests.stories.made_tellings import DAY, STORY

_SIGNS = (
    "一二两十百千万亿点零〇分之日月年期届米0123456789.,%。！？；，“”「」（）"
    "忻州经开区公司项目开工签约更正报讯记者 \n\tab"
)
_TEXT = st.one_of(st.text(max_size=60), st.text(_SIGNS, max_size=60), st.sampled_from(STORY.paragraphs))
_TELLINGS = st.builds(
    Telling,
    newspaper=st.sampled_from(["雁门日报", "河东商讯", "", "报"]) | _TEXT,
    date=st.dates(DAY, DAY + datetime.timedelta(days=2 * DAYS_APART)),
    park=st.sampled_from([STORY.park, "", "临汾经开区"]) | _TEXT,
    headline=_TEXT,
    paragraphs=st.lists(_TEXT, max_size=5).map(tuple),
)


@given(_TELLINGS, _TELLINGS)
def test_any_two_can_be_compared(earlier: Telling, later: Telling) -> None:
    how = relation(earlier, later)
    assert how is None or abs((later.date - earlier.date).days) <= DAYS_APART
    assert relation(earlier, later) is how


@given(_TELLINGS, _TELLINGS)
def test_which_of_two_came_first_does_not_matter_where_they_are_the_same(
    one: Telling, other: Telling
) -> None:
    assert (relation(one, other) is Relation.SAME) == (relation(other, one) is Relation.SAME)


@given(_TELLINGS)
def test_a_telling_is_the_same_as_itself(telling: Telling) -> None:
    assert relation(telling, telling) is Relation.SAME


@given(_TELLINGS)
def test_of_another_paper_it_is_a_reprint_or_too_short_to_tell(telling: Telling) -> None:
    other = replace(telling, newspaper=f"{telling.newspaper}另")
    assert relation(telling, other) in (Relation.REPRINT, None)


@given(_TELLINGS)
def test_the_same_words_have_the_same_keys(telling: Telling) -> None:
    keys = keys_of(telling)
    assert keys == keys_of(replace(telling, headline="另一个标题", date=DAY))
    assert len(keys) <= KEYS_MOST
    assert list(keys) == sorted(set(keys))
    assert all(0 <= key < 2**63 for key in keys)


@given(st.lists(_TELLINGS, max_size=8))
def test_a_story_is_known_by_its_first_telling(tellings: list[Telling]) -> None:
    stories, firsts = Stories(), set()
    for number, telling in enumerate(tellings):
        repeat = stories.add(telling)
        if repeat is None:
            firsts.add(number)
        else:
            assert repeat.first in firsts
            assert repeat.first <= repeat.of < number


@given(st.integers(0, 10**12))
def test_a_figure_is_the_same_with_marks_of_thousands(value: int) -> None:
    for text in (f"{value}", f"{value:,}"):
        match = NUMBER.fullmatch(text)
        assert match
        assert figure(match) == str(value)


@given(st.text(_SIGNS, max_size=12), st.text(_SIGNS, max_size=12))
def test_exchanged_words_are_so_in_both_orders(one: str, other: str) -> None:
    assert mean_the_same(one, one)
    assert mean_the_same(one, other) == mean_the_same(other, one)
