"""An explanation accounts for the very brief that is made: whose each clause is, what it is worth, what was
refused.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summaries import explain, make_brief
from summaries.choice import ALL
from summaries.explanation import TREES
from summaries.news_table import NEWS
from summaries.park_table import PARK_NEWS
from summaries.worth import SCALE

SAMPLES = Path(__file__).parent.parent.parent / "samples"
ARTICLES = json.loads((SAMPLES / "page-2026-04-04.gold.json").read_text(encoding="utf-8"))["articles"]


@pytest.mark.parametrize("max_chars", [60, 120, 400])
@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["headline"])
def test_the_reasons_add_up_to_the_share_of_the_clause(article: dict[str, Any], max_chars: int) -> None:
    headline, paragraphs, park = article["headline"], article["paragraphs"], article["park"]
    told = explain(headline, paragraphs, park=park, max_chars=max_chars)
    assert told.brief == make_brief(headline, paragraphs, park=park, max_chars=max_chars)
    assert told.park_news
    assert [chosen.piece for chosen in told.chosen] == list(told.brief.pieces)
    for clause in (clause for chosen in told.chosen for clause in chosen.clauses):
        points = clause.start + sum(reason.points for reason in clause.reasons)
        assert clause.share == min(max(points // SCALE, 0), ALL)
        for reason in clause.reasons:
            assert reason.feature == TREES or PARK_NEWS.weights[reason.feature] == reason.weight


def test_news_of_no_park_is_ranked_with_the_other_table() -> None:
    paragraphs = [
        "央行昨日宣布下调存款准备金率,释放资金约5000亿元。" * 2,
        "分析人士认为,降准有利于稳定预期。" * 4,
    ]
    told = explain("央行降准", paragraphs)
    assert not told.park_news
    reasons = [reason for chosen in told.chosen for clause in chosen.clauses for reason in clause.reasons]
    assert reasons
    assert all(r.feature == TREES or NEWS.weights[r.feature] == r.weight for r in reasons)


def test_an_article_that_comes_out_whole_says_so() -> None:
    told = explain("并网", ["临河经开区热电项目并网。该项目运行平稳。"])
    assert told.whole
    assert told.brief.text == "临河经开区热电项目并网。该项目运行平稳。"
    assert told.chosen == ()


def test_an_opening_of_slogans_is_noticed() -> None:
    slogans = [
        "春潮涌动,战鼓催征。临河经开区锚定目标,奋力推动高质量发展迈上新台阶。",
        "项目总投资6亿元。" * 20,
    ]
    facts = ["4月8日,总投资6亿元、占地120亩的铸件项目在临河经开区开工。", "项目总投资6亿元。" * 20]
    assert explain("", slogans).slogan_led
    assert not explain("", facts).slogan_led


def test_owner_scope_and_refusals_are_told() -> None:
    paragraphs = [
        "山西河晨铸造有限公司是临河经济开发区的龙头企业,主打产品日产量约2万件,一季度订单额达1500万元。",
        "湖南省长沙市建成了6个产业园,总投资90亿元。" + "园区干部职工接续奋斗。" * 12,
    ]
    told = explain("龙头企业订单饱满", paragraphs, park="临河经济开发区")
    clauses = [clause for chosen in told.chosen for clause in chosen.clauses]
    assert any(clause.owner == "山西河晨铸造有限公司" and clause.scope == "park" for clause in clauses)
    assert any(each.why == "is about another place" and "长沙" in each.sentence for each in told.refused)
