"""Whose a sum is, and which sums are nobody's."""

from __future__ import annotations

import datetime as dt

import pytest

from projects.article import Article
from projects.reading import read_projects

PARK = "山西忻州经济开发区"


def told(*paragraphs: str, headline: str = "") -> dict[str, str]:
    """The names of an article's projects, each with its sum."""
    article = Article(dt.date(2026, 4, 4), PARK, headline, paragraphs)
    return {
        article.text(telling.name): article.text(telling.investment) if telling.investment else ""
        for telling in read_projects(article)
    }


@pytest.mark.parametrize(
    ("text", "name", "money"),
    [
        # what it is spent on is behind the sum, whatever it is called
        ("丹沃斯新增投资27亿元建设滨河第二园区。", "滨河第二园区", "投资27亿元"),
        (
            "泓钢集团还将投资50亿元，就地建设年产50万吨的蠕墨铸件企业。",
            "年产50万吨的蠕墨铸件企业",
            "投资50亿元",
        ),
        ("总投资12亿元的忻州新旭电动车有限公司正式开业。", "忻州新旭电动车有限公司", "总投资12亿元"),
        (
            "总投资100亿元的道合科技年产10万吨电池材料、一批管网在谈。",
            "道合科技年产10万吨电池材料",
            "总投资100亿元",
        ),
        ("开工项目5个，分别是总投资3亿元的恒岚特种玻璃项目。", "恒岚特种玻璃项目", "总投资3亿元"),
        ("沐原公司落户这里，计划总投资5亿元，建设沐原冷链物流项目。", "沐原冷链物流项目", "总投资5亿元"),
        (
            "沐原集团总投资约3亿美元(约21亿元人民币)的蜂窝载体和颗粒滤芯项目落地。",
            "蜂窝载体和颗粒滤芯项目",
            "总投资约3亿美元",
        ),
        ("汇禾公司投资150亿元人民币的云州里达工厂全新车型量产下线。", "云州里达工厂", "投资150亿元"),
        # what a ceremony is held for, or a sentence tells the total of
        (
            "近日，云溪县三十里水景文化长廊举行开工仪式。该项目总投资31亿元。",
            "云溪县三十里水景文化长廊",
            "总投资31亿元",
        ),
        ("拓原中心昨天奠基。拓原中心总投资10.8亿元，预计2028年竣工。", "拓原中心", "总投资10.8亿元"),
        # what is paid is no part of the name
        ("公司拟投资5.97亿扩产恒岚特种玻璃项目。", "恒岚特种玻璃项目", "投资5.97亿"),
        ("恒岚特种玻璃项目总投入1.7亿元人民币。", "恒岚特种玻璃项目", "1.7亿元"),
        # told twice: the one that says of which money
        (
            "总投资12亿的恒岚特种玻璃项目开工。恒岚特种玻璃项目总投资达12亿元。",
            "恒岚特种玻璃项目",
            "总投资达12亿元",
        ),
    ],
)
def test_a_sum_is_of_what_it_is_spent_on(text: str, name: str, money: str) -> None:
    assert told(text).get(name) == money


def test_each_has_its_own_of_several_sums() -> None:
    text = "总投资分别为11亿元、6亿元的恒岚特种玻璃项目和沐原冷链物流项目已签约。"
    assert told(text) == {"恒岚特种玻璃项目": "11亿元", "沐原冷链物流项目": "6亿元"}


def test_where_the_sums_are_more_than_the_projects_none_has_one() -> None:
    assert told("总投资分别为11亿元、6亿元的恒岚特种玻璃项目已签约。") == {"恒岚特种玻璃项目": ""}


@pytest.mark.parametrize(
    "text",
    [
        "恒岚特种玻璃项目开工。公司另投资16亿元获得泓钢集团6%股权。",
        "恒岚特种玻璃项目开工，公司在忻州的总投资将超过100亿元。",
        "恒岚特种玻璃项目完成投资15000万元，占年度计划投资24742万元的61%。",
        "会上签约恒岚特种玻璃项目等4个先进制造业项目，总投资额达110亿元。",
        "恒岚特种玻璃项目开工。五年来，全区外商投资391亿元。",
    ],
)
def test_what_is_no_total_of_a_project_is_left_out(text: str) -> None:
    assert told(text) == {"恒岚特种玻璃项目": ""}


def test_a_crosshead_tells_of_nobody() -> None:
    text = ("恒岚特种玻璃项目昨天奠基。", "总投资将超过100亿元", "恒岚特种玻璃项目占地30亩。")
    assert told(*text) == {"恒岚特种玻璃项目": ""}


def test_parts_of_what_was_named_have_no_sum_of_it() -> None:
    text = "恒岚特种玻璃项目总投资22亿元，将建设原料加工基地、研发中心和仓储中心。"
    assert told(text)["恒岚特种玻璃项目"] == "总投资22亿元"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("城南再生水厂项目昨天开工。", "城南再生水厂项目"),
        ("此次新建再生水厂项目。城南再生水厂项目开工。", "城南再生水厂项目"),
        ("海州路南片区(丽水小区)改造项目开工。", "海州路南片区(丽水小区)改造项目"),
        ("1000吨/年对位芳纶项目开工。年产1000吨对位芳纶项目投资2亿元。", "1000吨/年对位芳纶项目"),
    ],
)
def test_a_name_is_whole(text: str, name: str) -> None:
    assert list(told(text)) == [name]
