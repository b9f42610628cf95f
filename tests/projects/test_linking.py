"""Which project a telling is of: by firm, product and phase, in one park; rather none than a wrong one."""

from __future__ import annotations

import datetime as dt

import pytest

from projects.article import Article
from projects.ledger import Ledger
from projects.linking import Index, Signs, Undertaking, signs_of

PARK = "山西忻州经济开发区"


class Known:
    def __init__(self) -> None:
        self.index, self.count = Index(), 0

    def tell(self, name: str, owner: str = "", park: str = PARK, **kwargs: tuple[str, ...]) -> int:
        signs = signs_of(park, (name,), owner, kwargs.get("former", ()))
        found = self.index.find(signs)
        if found is None:
            self.count += 1
            found = Undertaking(self.count, park)
        found.take(signs)
        self.index.add(found, signs)
        return found.number


@pytest.fixture
def known() -> Known:
    made = Known()
    made.tell("云岫风电塔筒制造项目", "忻州云岫重装有限公司")
    return made


@pytest.mark.parametrize("name", ["云岫重装风电塔筒项目", "塔筒厂", "云岫塔筒项目", "风电塔筒制造项目"])
def test_the_same_under_another_name(known: Known, name: str) -> None:
    assert known.tell(name, "云岫重装") == 1


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("云岫重装大型环锻法兰项目", "云岫重装"),
        ("云岫风电塔筒制造项目二期", "云岫重装"),
        ("风电塔筒制造项目", "忻州云州重工有限公司"),
        ("风电项目", ""),
    ],
)
def test_another_of_the_firm_another_firm_another_phase(known: Known, name: str, owner: str) -> None:
    assert known.tell(name, owner) == 2


def test_what_firms_and_lines_are_called_is_no_part_of_the_product(known: Known) -> None:
    first = known.tell("沐原瓷业骨质瓷智能生产线项目", "忻州沐原瓷业有限公司")
    assert known.tell("沐原瓷业酒店瓷生产线项目", "忻州沐原瓷业有限公司") != first


def test_another_park_is_another_project(known: Known) -> None:
    assert known.tell("云岫风电塔筒制造项目", "云岫重装", park="山西绛县经济开发区") == 2


def test_a_renamed_firm_keeps_its_projects(known: Known) -> None:
    assert known.tell("风电塔筒项目", "山西轩岭新材料有限公司", former=("云岫",)) == 1
    assert known.tell("轩岭风电塔筒项目", "轩岭新材料") == 1


def test_a_firm_alone_that_has_two_projects_says_not_which(known: Known) -> None:
    known.tell("云岫重装大型环锻法兰项目", "云岫重装")
    assert known.tell("云岫重装", "云岫重装") == 3


def test_an_empty_name_is_like_nothing() -> None:
    assert Index().find(Signs(PARK, (), frozenset(), "")) is None


def numbers(*texts: str) -> list[list[int]]:
    """What articles of a text each, a month apart, tell of: the numbers of their projects."""
    ledger, day = Ledger(), dt.date(2025, 3, 1)
    read = []
    for month, text in enumerate(texts):
        article = Article(day + dt.timedelta(days=30 * month), PARK, "", (text,))
        read.append([line.number for line in ledger.read(article)])
    return read


BEGUN = "山西焜泽新材料有限公司的焜泽碳化硅衬底项目开工,总投资6亿元,预计2025年10月底前封顶。"
SIGNED = "山西焜泽新材料有限公司的焜泽石墨坩埚项目签约,总投资2亿元,9月开工。"


@pytest.mark.parametrize(
    "text",
    [
        "山西曦岳半导体有限公司(原山西焜泽新材料有限公司)的碳化硅衬底项目封顶。",
        "由焜泽新材料更名而来的曦岳半导体,碳化硅衬底项目封顶。",
        "山西曦岳半导体有限公司——以前叫焜泽新材料——的碳化硅衬底项目封顶。",
        "焜泽新材料(现曦岳半导体)的碳化硅衬底项目封顶。",
        "焜泽新材料有了新名字:曦岳半导体。它的碳化硅衬底项目封顶。",
        "忻州碳化硅衬底项目封顶。",
    ],
)
def test_a_firm_that_is_called_otherwise_or_a_place_instead_of_it(text: str) -> None:
    assert numbers(BEGUN, text) == [[1], [1]]


def test_a_short_name_that_an_article_tells_is_the_firm_s() -> None:
    first = "山西中科晶岳半导体有限公司(简称晶岳半导体)的碳化硅衬底项目开工。"
    assert numbers(first, "晶岳半导体碳化硅衬底项目封顶。") == [[1], [1]]


@pytest.mark.parametrize(
    "text",
    [
        "山西曦岳半导体有限公司(与焜泽新材料一路之隔)的碳化硅衬底项目开工。",
        "曦岳半导体从焜泽新材料手里买下了地块,曦岳石英管项目开工。",
        "焜泽新材料为曦岳半导体供货,曦岳碳化硅衬底项目开工。",
        "曦岳碳化硅衬底项目开工,总投资6亿元。",
        "焜泽光刻胶项目封顶,总投资6亿元。",
        "焜泽碳化硅衬底二期开工,总投资6亿元。",
    ],
)
def test_another_firm_s_beside_it_or_another_product_for_the_same_sum(text: str) -> None:
    assert numbers(BEGUN, text) == [[1], [2]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("山西焜泽新材料有限公司总投资2亿元的项目开工。", 2),
        ("山西焜泽新材料有限公司总投资6亿元的项目开工。", 1),
        ("山西焜泽新材料有限公司总投资4亿元的项目开工。", 3),
        ("山西焜泽新材料有限公司的院子里,净化管道堆得整整齐齐。该项目预计2025年10月底封顶。", 1),
        ("山西焜泽新材料有限公司的院子里,净化管道堆得整整齐齐。该项目预计2026年3月开工。", 3),
        ("山西焜泽新材料有限公司的院子里,净化管道堆得整整齐齐。该项目预计2026年3月投产。", 3),
    ],
)
def test_of_a_firm_s_two_projects_its_sum_or_its_promise_says_which(text: str, number: int) -> None:
    assert numbers(BEGUN, SIGNED, text) == [[1], [2], [number]]


def test_a_first_phase_alone_is_that_of_the_second_that_stands_beside_it() -> None:
    ledger = Ledger()

    def read(day: str, *paragraphs: str) -> dict[str, int]:
        article = Article(dt.date.fromisoformat(day), PARK, "", paragraphs)
        return {article.text(line.telling.name): line.number for line in ledger.read(article)}

    first = read("2024-04-12", "忻州澜石装备有限公司的澜石减速器项目开工,总投资8亿元。")["澜石减速器项目"]
    later = read("2025-12-19", "澜石减速器二期开工。二期投资4.8亿元,与已经满产的一期隔一条路。")
    assert later["一期"] == first
    assert later["澜石减速器二期"] != first
