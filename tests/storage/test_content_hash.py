"""What makes two texts one article: their letters and numbers, and nothing of how they were set."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.content_hash import content_hash, said
from storage.database import Database
from storage.published_issues import prepared_again
from tests.earlier_files import lay_earlier_files


def of(text: str) -> str:
    return content_hash("标题", [text])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("总投资3.5亿元", "总投资35亿元"),
        ("10:30开工", "1030开工"),
        ("增长5%", "增长5"),
        ("增长5%", "增长5‰"),
        ("完成1/3", "完成13"),
        ("2026-04", "202604"),
        ("3~5亿元", "35亿元"),
    ],
)
def test_marks_inside_numbers_tell_them_apart(one: str, other: str) -> None:
    assert of(one) != of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("总投资3.5亿元。", "总投资３．５亿元"),
        ("开工,投产", "开工，投产"),
        ("“好”，他说。", "「好」他说"),
        ("增长 5% 。", "增长5％"),
        ("第1、2期", "第1 2期"),
        ("2026年。5月", "2026年5月"),
    ],
)
def test_how_it_is_set_does_not(one: str, other: str) -> None:
    assert of(one) == of(other)


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
