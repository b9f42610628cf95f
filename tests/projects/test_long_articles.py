"""Odd and very long articles are read in proportion to their length, and none lets reading fail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from projects import finding
from projects.article import Article
from projects.reading import read_projects
from tests.parsing.test_long_repeats import is_out_of_proportion

NAME = "恒岚特种玻璃项目"
LONG = 4_800
SHAPES: dict[str, Callable[[int], str]] = {
    "steps": lambda length: NAME + "开工、投产、封顶、" * (length // 9),
    "promises": lambda length: NAME + "计划6月底前封顶，" * (length // 9),
    "months": lambda length: "2026年5月" * (length // 7) + NAME + "开工",
}


def article(text: str, day: dt.date = dt.date(2026, 1, 5)) -> Article:
    return Article(day, "山西临汾经济开发区", "恒岚玻璃", (text,), ())


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_of_eight_times_the_text_it_is_eight_times_the_work(shape: str) -> None:
    assert not is_out_of_proportion(lambda text: read_projects(article(text)), SHAPES[shape], LONG)


def test_a_list_without_end_is_read_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_ENTRIES", 20)
    names = (f"恒{chr(0x4E00 + at)}{chr(0x5E00 + at)}玻璃项目开工" for at in range(99))
    assert len(finding.find(article("。".join(names))).entries) == 20


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_first_and_the_last_day_of_all_are_days(day: dt.date) -> None:
    text = f"{NAME}开工，计划6月底前封顶，去年签约，3年后投产，明年年底达产，下个月试产。"
    [telling] = read_projects(article(text, day))
    assert telling.stage is not None
