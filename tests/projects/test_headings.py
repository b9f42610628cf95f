"""What a headline or a crosshead calls otherwise than the text below it is one project, not two."""

from __future__ import annotations

import datetime as dt

import pytest

from projects.article import Article
from projects.project import Telling
from projects.reading import read_projects

DAY = dt.date(2026, 4, 4)


def read(*paragraphs: str, headline: str) -> dict[str, Telling]:
    article = Article(DAY, "山西忻州经济开发区", headline, paragraphs)
    return {article.text(telling.name): telling for telling in read_projects(article)}


@pytest.mark.parametrize(
    ("headline", "name", "text"),
    [
        ("恒岚十亿元特种玻璃项目落地忻州", "恒岚全新特种玻璃项目", "在忻州签约，总投资10亿元。"),
        ("北方恒岚集团忻州新材料项目开工", "忻州恒岚新材料项目", "4月2日开工，总投资3亿元。"),
        (
            "忻州年产30万套高性能光伏支架及铝件项目签约",
            "年产30万套高性能光伏支架及高端铝合金零部件项目",
            "在忻州签约，总投资2亿元。",
        ),
    ],
)
def test_a_headline_s_words_for_it_are_no_second_project(headline: str, name: str, text: str) -> None:
    assert list(read(f"{name}{text}", headline=headline)) == [name]


def test_a_crosshead_is_joined_to_the_text_below_it_alone() -> None:
    found = read(
        "云岫医药原料药项目日前竣工。",
        "沐原集团旗下沐原液压支架扩产项目签约忻州",
        "沐原机械公司的液压支架智能化扩产项目签约落户，总投资1.5亿元。",
        headline="忻州三个项目有了新进展",
    )
    assert list(found) == ["云岫医药原料药项目", "液压支架智能化扩产项目"]
    assert found["云岫医药原料药项目"].investment is None
    assert found["液压支架智能化扩产项目"].investment is not None


def test_another_phase_in_the_headline_is_another_project() -> None:
    found = read("恒岚特种玻璃项目一期去年投产。", headline="恒岚特种玻璃项目二期开工")
    assert list(found) == ["恒岚特种玻璃项目一期", "恒岚特种玻璃项目二期"]


def test_what_two_projects_are_as_like_is_left_alone() -> None:
    found = read(
        "恒岚光伏组件项目签约。恒岚光伏支架项目开工。",
        headline="恒岚光伏材料项目提速",
    )
    assert set(found) >= {"恒岚光伏组件项目", "恒岚光伏支架项目"}
    assert all(len(telling.mentions) == 0 for telling in found.values())
