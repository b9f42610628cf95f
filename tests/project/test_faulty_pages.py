"""The pages that doubts are measured by: what is faulty on them is known, and all the rest is right."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import faulty_pages
from benchmarks.faulty_pages import (
    BY_THE_READER,
    FAULTS,
    WEIGHTS,
    ReadArticle,
    as_json,
    made_pages,
    pages_by_the_reader,
)
from benchmarks.made_stories import park_of, parks
from parsing.article import Block, Kind

ROOT = Path(__file__).parent.parent.parent
PAGES, SEED = 600, 7


@pytest.fixture(scope="module")
def articles() -> list[ReadArticle]:
    """The articles of many pages."""
    return [article for page in made_pages(PAGES, SEED) for article in page.articles]


@pytest.fixture(scope="module")
def faulty(articles: list[ReadArticle]) -> list[ReadArticle]:
    """Those of them that were read wrongly."""
    return [article for article in articles if article.wrong]


def lines(pages: int, seed: int) -> list[str]:
    return [as_json(page) for page in made_pages(pages, seed)]


def test_a_seed_gives_the_same_pages_and_another_gives_others() -> None:
    assert lines(30, SEED) == lines(30, SEED)
    assert lines(60, SEED)[:30] == lines(30, SEED)
    assert lines(30, SEED) != lines(30, SEED + 1)


def test_it_prints_them_whatever_the_hashes_of_strings() -> None:
    command = [sys.executable, "-m", "benchmarks.faulty_pages", "--pages", "20", "--seed", "3"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert run.stdout.decode("utf-8").splitlines() == lines(20, 3)


def test_a_line_says_what_was_read_and_whether_it_is_right() -> None:
    for line in lines(40, SEED):
        page = json.loads(line)
        assert set(page) == {"newspaper", "date", "articles"} and page["articles"]
        assert re.fullmatch(r"2026-\d\d-\d\d", page["date"])
        for article in page["articles"]:
            assert set(article) == {"blocks", "park", "wrong", "fault"}
            assert article["wrong"] is bool(article["fault"])
            assert all(kind in set(Kind) and text for kind, text in article["blocks"])


@pytest.mark.parametrize("seed", range(3))
def test_about_one_article_in_twenty_is_faulty(seed: int) -> None:
    read = [article.wrong for page in made_pages(400, seed) for article in page.articles]
    assert 0.03 <= sum(read) / len(read) <= 0.07


def test_every_fault_occurs_and_no_other(faulty: list[ReadArticle]) -> None:
    assert {article.fault for article in faulty} == set(FAULTS)


@pytest.mark.slow
def test_heavier_faults_occur_more_often() -> None:
    read = (article.fault for page in made_pages(1_200, SEED) for article in page.articles if article.fault)
    counted = Counter(read)
    by_weight = {
        weight: [counted[name] for name in FAULTS if WEIGHTS[name] == weight] for weight in (1, 2, 3)
    }
    ones, twos, threes = (sum(counts) / len(counts) for counts in by_weight.values())
    assert 1.4 * ones < twos and 1.15 * twos < threes


def test_a_faulty_article_differs_from_its_story(faulty: list[ReadArticle]) -> None:
    for article in faulty:
        assert article.story is None or article.blocks != article.story.blocks, article.fault


def test_what_counts_as_right_is_the_story_or_lacks_only_what_is_not_missed(
    articles: list[ReadArticle],
) -> None:
    for article in articles:
        if article.wrong:
            continue
        assert article.story is not None and article.park == article.story.park
        lacking = Counter(article.story.blocks) - Counter(article.blocks)
        assert not Counter(article.blocks) - Counter(article.story.blocks)
        assert {block.kind for block in lacking} <= {Kind.CAPTION, Kind.KICKER}


def test_the_park_is_the_one_that_the_reader_would_say(articles: list[ReadArticle]) -> None:
    assert all(article.park == park_of(article.blocks) for article in articles)
    listed = {park.name for park in parks()}
    assert {article.park for article in articles} & listed == listed


def test_nothing_is_lost_without_a_fault_that_loses_it(faulty: list[ReadArticle]) -> None:
    """Faults of headings and strays move text or add some; what the article says is still there."""
    keeps = {"paragraph_broken", "leftover_as_section_head", "word_as_byline", "section_head_in_body"}
    keeps |= {name for name in FAULTS if name.endswith("_inside")}
    for article in faulty:
        if article.fault in keeps and article.story is not None:
            said = Counter("".join(block.text for block in article.story.blocks))
            read = Counter("".join(block.text for block in article.blocks))
            assert not said - read, article.fault


def test_correct_articles_are_of_many_kinds(articles: list[ReadArticle]) -> None:
    right = [article for article in articles if not article.wrong and article.story is not None]
    bodies = ["".join(block.text for block in article.blocks) for article in right]
    assert len(set(bodies)) == len(bodies)
    assert len({article.story.kind for article in right if article.story}) == 10
    lengths = sorted(map(len, bodies))
    assert lengths[len(lengths) // 20] < 150 and lengths[-len(lengths) // 20] > 800
    assert {block.kind for article in right for block in article.blocks} == set(Kind)
    headlines = [block.text for article in right for block in article.blocks if block.kind is Kind.HEADLINE]
    assert len(set(headlines)) > len(headlines) / 2


@pytest.mark.slow
def test_the_work_grows_with_the_pages_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = itertools.count()

    def counted(blocks: tuple[Block, ...]) -> str:
        next(asked)
        return park_of(blocks)

    monkeypatch.setattr(faulty_pages, "park_of", counted)
    list(made_pages(60, SEED))
    few = next(asked)
    list(made_pages(480, SEED))
    assert next(asked) - few < 12 * few


def test_what_the_reader_gets_wrong_is_known_by_comparing() -> None:
    read = [article for page in pages_by_the_reader(60, SEED) for article in page.articles]
    wrong = [article for article in read if article.wrong]
    assert {article.fault for article in wrong} == {BY_THE_READER}
    assert 0 < len(wrong) < len(read) / 5
    for article in read:
        assert article.story is not None
        titles = [
            [block.text for block in blocks if block.kind is Kind.HEADLINE]
            for blocks in (article.blocks, article.story.blocks)
        ]
        assert article.wrong or titles[0] == titles[1]
