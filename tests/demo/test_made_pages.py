"""The demo's three months of made-up pages: read right, dated from today, marked as invented."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest

from parsing.documents import Limits
from parsing.page_file import read_page_file
from parsing.parks import Gazetteer
from playground.demo.made_months import by_week
from playground.demo.made_pages import MARK, OTHER_PAPER, PAPER, WEEKS, made_pages
from playground.demo.made_stories import month_end_words, months_over

TODAY = dt.date(2026, 11, 28)
MONTH_TURNS = (dt.date(2027, 1, 1), dt.date(2028, 2, 29))


@pytest.mark.parametrize("today", [TODAY, *MONTH_TURNS])
def test_every_page_is_read_as_it_was_made(today: dt.date) -> None:
    gazetteer = Gazetteer.bundled()
    for page in made_pages(today):
        assert MARK in page.text
        found = read_page_file(page.text.encode(), name=page.name, gazetteer=gazetteer, limits=Limits())
        assert (found.newspaper, found.published_on, found.date_assumed) == (page.newspaper, page.day, False)
        assert [article.headline for article in found.articles] == [story.headline for story in page.stories]
        for article, story in zip(found.articles, page.stories, strict=True):
            assert article.paragraphs == story.paragraphs
            park, meant = gazetteer.park_of(article).main, gazetteer.names(story.park)
            assert park is not None and park in meant


def test_two_pages_a_week_and_now_and_then_one_of_another_newspaper() -> None:
    april, *pages = made_pages(TODAY)
    assert april.day == dt.date(2026, 4, 4) < pages[0].day
    of_newspapers = Counter(page.newspaper for page in pages)
    assert of_newspapers == {PAPER: 2 * WEEKS, OTHER_PAPER: (WEEKS + 1) // 2}
    assert [page.day for page in pages] == sorted(page.day for page in pages)
    assert all(3 <= len(page.stories) <= 6 for page in pages)
    assert all(len(week) in (2, 3) for week in by_week(pages, TODAY))


def test_they_are_the_same_for_a_day_and_no_pattern_is_left_in_them() -> None:
    assert made_pages(TODAY) == made_pages(TODAY)
    for page in made_pages(TODAY):
        assert not re.search(r"[\[\]{}|]", page.text), page.name


def test_what_the_other_newspaper_tells_again_is_word_for_word_the_same() -> None:
    told = Counter(story for page in made_pages(TODAY) for story in page.stories)
    assert sorted(set(told.values())) == [1, 2]
    assert sum(count == 2 for count in told.values()) == (WEEKS + 1) // 2


def test_a_misprint_is_a_sum_and_nothing_else() -> None:
    page = made_pages(TODAY)[-1]
    wrong = page.misprinted()
    assert wrong != page.text and re.sub(r"[\d.]+", "0", wrong) == re.sub(r"[\d.]+", "0", page.text)


@pytest.mark.parametrize(
    ("today", "months", "written_on", "words"),
    [
        (dt.date(2026, 11, 28), 0, dt.date(2026, 9, 1), "11月底"),
        (dt.date(2026, 11, 28), 2, dt.date(2026, 11, 28), "明年1月底"),
        (dt.date(2027, 1, 3), 0, dt.date(2026, 12, 20), "明年1月底"),
        (dt.date(2027, 1, 3), -1, dt.date(2026, 11, 1), "12月底"),
    ],
)
def test_a_promise_is_dated_as_of_the_day_it_is_written_on(
    today: dt.date, months: int, written_on: dt.date, words: str
) -> None:
    assert month_end_words(today, months, written_on) == words


def test_the_months_that_are_over() -> None:
    days = (dt.date(2027, 1, 9), dt.date(2027, 2, 9), dt.date(2027, 11, 9))
    assert list(map(months_over, days)) == ["去年全年", "1月", "1至10月"]
