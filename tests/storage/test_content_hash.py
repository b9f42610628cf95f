"""What an article says, regardless of how it was set: marks count inside numbers, and nowhere else."""

from __future__ import annotations

import pytest

from storage.content_hash import content_hash


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
