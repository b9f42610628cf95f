"""What an article says, regardless of how it was set: marks count inside numbers, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.archive.published_issues import prepared_again
from storage.content_hash import content_hash, said
from storage.database import Database
from tests.earlier_files import lay_earlier_files


def of(text: str) -> str:
    return content_hash("标题", [text])


def is_one(first: str, second: str) -> bool:
    return content_hash("标题", [f"共{first}的项目。"]) == content_hash("标题", [f"共{second}的项目。"])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("3.5亿", "35亿"),
        ("3．5亿", "35亿"),
        ("3·5亿", "35亿"),
        ("1,000", "1000"),
        ("10:30", "1030"),
        ("10∶30", "1030"),
        ("3-5亿", "35亿"),
        ("3—5亿", "35亿"),
        ("3–5亿", "35亿"),
        ("3——5亿", "35亿"),
        ("3～5亿", "35亿"),
        ("3×5米", "35米"),
        ("3%", "3"),
        ("3‰", "3%"),
    ],
)
def test_another_number_is_another_text(first: str, second: str) -> None:
    assert not is_one(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("１０：３０", "10:30"),
        ("10∶30", "10:30"),
        ("3—5亿", "3-5亿"),
        ("3～5亿", "3~5亿"),
        ("3〜5亿", "3～5亿"),
        ("3．5亿", "3.5亿"),
        ("两个，新", "两个新"),
        ("“新”", "新"),
        ("新 建", "新建"),
        ("新建——三个", "新建三个"),
    ],
)
def test_how_it_is_set_makes_no_difference(first: str, second: str) -> None:
    assert is_one(first, second)


@given(st.text(), st.sampled_from(" \n\t　。，、；“”"))
def test_spaces_and_stops_anywhere_outside_numbers_change_nothing(text: str, mark: str) -> None:
    spread = mark.join(text) if not any(char.isdigit() for char in text) else text + mark
    assert of(spread) == of(text)


@given(st.text())
def test_what_is_said_is_said_again_as_it_is(text: str) -> None:
    once = "".join(said(text))
    assert "".join(said(once)) == once


def test_a_file_of_before_has_its_hashes_made_anew(tmp_path: Path) -> None:
    lay_earlier_files(tmp_path / "bot.db")
    with Database(tmp_path / "bot.db") as database:
        issues = database.read_now(lambda db: [row[0] for row in db.execute("SELECT id FROM issues")])
        stored = database.read_now(
            lambda db: dict(db.execute("SELECT id, content_hash FROM articles").fetchall())
        )
        again = [article for each in issues for article in database.read_now(prepared_again, each).articles]
    assert again and {article.article_id: article.content_hash for article in again} == stored
