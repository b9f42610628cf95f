"""Keys by which tellings of one story find each other."""

from __future__ import annotations

import datetime
import subprocess
import sys
from dataclasses import replace

from stories.index import KeyIndex
from stories.keys import CANDIDATES_MOST, CARRIERS_MOST, DAYS_APART, KEYS_MOST, SHARED_LEAST, keys_of
from tests.stories.made_tellings import DAY, STORY, other_paper

FIRST, FIGURES, REST = STORY.paragraphs


def test_keys_are_few_and_fit_into_a_signed_integer() -> None:
    keys = keys_of(STORY)
    assert len(set(keys)) == len(keys) == KEYS_MOST
    assert all(0 <= key < 2**63 for key in keys)


def test_keys_are_the_same_in_another_process() -> None:
    imports = "from stories.keys import keys_of; from tests.stories.made_tellings import STORY"
    code = f"{imports}; print(keys_of(STORY))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == str(keys_of(STORY))


def test_repeats_share_keys() -> None:
    for later in (
        other_paper(FIRST),
        other_paper(FIGURES, FIRST),
        other_paper(FIRST, FIGURES.replace("8亿元", "800,000,000元")),
    ):
        assert len(set(keys_of(STORY)) & set(keys_of(later))) >= SHARED_LEAST


def test_the_same_words_of_another_park_share_none() -> None:
    assert not set(keys_of(STORY)) & set(keys_of(replace(STORY, park="临汾经济开发区")))


def test_a_telling_without_text_has_no_keys() -> None:
    assert keys_of(replace(STORY, paragraphs=())) == ()


def test_the_index_finds_what_shares_most_first() -> None:
    index = KeyIndex()
    assert [index.add(DAY, keys) for keys in ((1, 2, 3), (3, 4, 5), (6, 7))] == [0, 1, 2]
    assert index.candidates(DAY, (2, 3, 9)) == [0, 1]
    assert index.candidates(DAY, (3,)) == [1, 0]
    assert index.candidates(DAY, (8,)) == []


def test_the_index_grows() -> None:
    index = KeyIndex()
    for number in range(5000):
        index.add(DAY, (number * 7919, number * 7919 + 1))
    assert all(index.candidates(DAY, (number * 7919,)) == [number] for number in range(5000))


def test_of_a_key_that_many_carry_the_newest_are_looked_at() -> None:
    index = KeyIndex()
    for _ in range(10 * CARRIERS_MOST):
        index.add(DAY, (77,))
    last = 10 * CARRIERS_MOST - 1
    assert index.candidates(DAY, (77,)) == list(range(last, last - CANDIDATES_MOST, -1))


def test_old_tellings_in_the_same_words_leave_room_for_those_that_matter() -> None:
    index = KeyIndex()
    first = index.add(DAY, (77,))
    for number in range(CARRIERS_MOST - 1):
        index.add(DAY - datetime.timedelta(days=DAYS_APART + 1 + number), (77, 78, 79))
    assert index.candidates(DAY, (77, 78, 79)) == [first]
