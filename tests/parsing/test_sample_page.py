"""The sample page comes apart as its checked reading says."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from parsing import parse_page
from parsing.page_json import page_json
from parsing.parks import Gazetteer

SAMPLES = Path(__file__).parent.parent.parent / "samples"
TEXT = (SAMPLES / "page-2026-04-04.txt").read_text(encoding="utf-8")
GOLD: list[dict[str, Any]] = json.loads((SAMPLES / "page-2026-04-04.gold.json").read_text(encoding="utf-8"))[
    "articles"
]
PAGE = parse_page(TEXT, name="page-2026-04-04.txt")
ARTICLES: list[dict[str, Any]] = page_json(PAGE, Gazetteer.bundled())["articles"]


def test_the_page_has_its_six_articles_and_no_furniture() -> None:
    assert len(ARTICLES) == len(GOLD) == 6
    assert PAGE.furniture == ()


@pytest.mark.parametrize("number", range(6))
def test_each_article_is_what_the_gold_says(number: int) -> None:
    article, gold = ARTICLES[number], GOLD[number]
    assert article["headline"] in gold["headline_accept"]
    for part in ("kicker", "dateline", "authors", "captions", "section_heads", "paragraphs"):
        assert article[part] == gold[part], part


@pytest.mark.parametrize("number", range(6))
def test_each_article_is_about_the_right_park(number: int) -> None:
    assert ARTICLES[number]["park"] in GOLD[number]["park_accept"]


def test_the_eight_column_cuts_are_joined_and_no_other() -> None:
    joins = [cut for article in GOLD for cut in article["cuts"] if cut["type"] == "join"]
    breaks = [cut for article in GOLD for cut in article["cuts"] if cut["type"] == "break"]
    body = "\n".join(paragraph for article in ARTICLES for paragraph in article["paragraphs"])
    assert len(joins) == 8
    assert all(cut["left"] + cut["right"] in body for cut in joins)
    assert all(cut["left"] + cut["right"] not in body for cut in breaks)


def test_newspaper_comes_from_the_dateline_and_the_date_from_the_files_name() -> None:
    assert PAGE.newspaper == "科学导报"
    assert PAGE.published_on == dt.date(2026, 4, 4)
    assert not PAGE.date_assumed


def test_without_a_date_anywhere_the_day_of_upload_is_assumed() -> None:
    assert parse_page(TEXT).date_assumed


def test_nothing_of_the_page_is_lost() -> None:
    kept = "".join(block.text for article in PAGE.articles for block in article.blocks) + "".join(
        PAGE.furniture
    )
    assert sorted(re.sub(r"\s", "", kept)) == sorted(re.sub(r"\s", "", TEXT))


def test_without_the_file_name_the_newspaper_is_still_known() -> None:
    assert parse_page(TEXT).newspaper == "科学导报"
