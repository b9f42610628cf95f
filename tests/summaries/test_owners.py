"""Whose a clause is, and whether it is about the park, a wider place or another place."""

from __future__ import annotations

import pytest

from summaries.features import Told, read
from summaries.park_forms import park_forms, park_places

PARK = "临河经济开发区"
FIRM = "山西河晨铸造有限公司"


def clauses(*paragraphs: str, headline: str = "经开区新事") -> dict[str, Told]:
    reading = read(headline, paragraphs, PARK)
    return {told.text: told for sentence in reading.sentences for told in sentence.clauses}


def owner(told: Told) -> str:
    return told.owner.entity.name if told.owner.entity else ""


@pytest.mark.parametrize(
    ("text", "clause", "name", "scope"),
    [
        ("临河经开区占地9平方公里,现有企业35家。", "现有企业35家", PARK, "park"),
        (f"{FIRM}深耕铸件,主打产品日产2万件。", "主打产品日产2万件", FIRM, "park"),
        (f"{FIRM}昨日开业。企业计划新增3条线。", "企业计划新增3条线", FIRM, "park"),
        (f"{FIRM}昨日开业。园区还有35家企业。", "园区还有35家企业", PARK, "park"),
        ("河晨铸件深加工项目开工。项目总投资6亿元。", "项目总投资6亿元", "河晨铸件深加工项目", "park"),
        ("甲。" * 45 + "湖南省长沙市签约9个项目。", "湖南省长沙市签约9个项目", "湖南省长沙市", "elsewhere"),
        ("在临河经开区,一家企业赶订单。", "一家企业赶订单", "", "park"),
        ("全省工业增长5%。", "全省工业增长5%", "全省", "park"),
    ],
)
def test_a_clause_has_the_owner_and_scope_that_a_reader_would_say(
    text: str, clause: str, name: str, scope: str
) -> None:
    told = clauses("临河经济开发区服务企业成长。", text)[clause]
    assert (owner(told), told.owner.scope) == (name, scope)


def test_a_list_of_names_is_nobodys() -> None:
    told = clauses("河晨铸件扩产项目、湖东锻件扩产项目今年开工,投资6亿元。")
    assert owner(told["投资6亿元"]) == ""


def test_the_park_answers_to_its_short_forms() -> None:
    assert {"临河经济开发区", "临河经开区", "临河开发区"} <= set(park_forms(PARK))
    assert "唐槐园区" in park_forms("山西转型综合改革示范区唐槐产业园区")  # by the list
    assert park_forms("江苏常州钟楼经济开发区")[-1] in ("钟楼经开区", "钟楼开发区")
    assert park_forms("") == ()
    assert "太仓" in park_places("太仓高新技术产业开发区")


def test_a_known_place_of_the_park_is_no_other_place() -> None:
    told = clauses("长治市新增企业9家。", headline="")
    assert told["长治市新增企业9家"].owner.scope != "elsewhere"
