"""A piece stands alone: it says whose it is, and what it rests on is not cut off."""

from __future__ import annotations

import pytest

from summaries.features import read
from summaries.ranker import all_candidates

PARK = "临河经济开发区"
OPENING = "临河经济开发区服务企业成长。" * 8


def refusals(paragraph: str) -> dict[str, str]:
    """Every run of the paragraph that reads as complete, and why it is refused; empty where it is not."""
    paragraphs = [OPENING, paragraph]
    reading = read("经开区新事", paragraphs, PARK)
    found: dict[str, str] = {}
    for each in all_candidates(reading, paragraphs, 120, refused=True):
        if each.sentence.block:
            found.setdefault(paragraph[each.start : each.end], each.standing.refused)
    return found


@pytest.mark.parametrize(
    ("paragraph", "piece", "why"),
    [
        (
            "今年园区复工项目18项,其中产业化项目15项,配套项目1项,预计项目总投资110亿元。",
            "配套项目1项,预计项目总投资110亿元。",
            "is a part of what stood before",
        ),
        (
            "今年园区重点实施产业项目13个,预计总投资32亿元,年内全部开工建设。",
            "预计总投资32亿元,年内全部开工建设。",
            "is the total of what stood before",
        ),
        ("园区产值达到90亿元,同比增长33.3%左右。", "同比增长33.3%左右。", "measures what stood before"),
        ("湖南省长沙市建成了6个新的产业园。", "湖南省长沙市建成了6个新的产业园。", "is about another place"),
        ("刘厂长强调,要强化基础配套服务。", "要强化基础配套服务。", "demands what is to be done"),
        ("企业订单为何排到下半年？", "企业订单为何排到下半年？", "asks a question"),
        ("车间里,这样的场景在重复上演。", "车间里,这样的场景在重复上演。", "points back"),
        (
            "一家铸造企业开足马力,正加紧生产10亿元的大订单。",
            "正加紧生产10亿元的大订单。",
            "there is no telling whose it is",
        ),
        (
            "在湖南省长沙市,一家铸造企业开足马力赶订单。",
            "一家铸造企业开足马力赶订单。",
            "is a part of what stood before",
        ),
        (
            "位于临河经开区的山西河晨铸造有限公司,产品远销海外各地。",
            "位于临河经开区的山西河晨铸造有限公司",
            "says nothing of what it names",
        ),
    ],
)
def test_what_would_be_false_or_empty_when_cut_is_refused(paragraph: str, piece: str, why: str) -> None:
    assert refusals(paragraph)[piece] == why


@pytest.mark.parametrize(
    "piece",
    [
        "今年园区复工项目18项,其中产业化项目15项,配套项目1项,预计项目总投资110亿元。",
        "园区产值达到90亿元,同比增长33.3%左右。",
        "山西河晨铸造有限公司占地120亩。",
        "4月8日,铸件项目在临河经开区开工。",
        "据介绍,示范区规划面积141.4平方公里。",
    ],
)
def test_what_says_whose_it_is_stands(piece: str) -> None:
    found = refusals(piece)
    assert found[piece.removeprefix("据介绍,")] == ""


def test_a_statement_that_leans_stands_with_the_one_before() -> None:
    found = refusals("产业园聚集了光伏企业。这条街有企业10多家,还有研发基地。")
    assert found["产业园聚集了光伏企业。这条街有企业10多家,还有研发基地。"] == ""
    assert "这条街有企业10多家" not in found
