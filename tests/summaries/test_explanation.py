"""An explanation accounts for the very brief that is made, point by point."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summaries import explain, make_brief
from summaries.weights import NEWS, PARK_NEWS, REPEATED_PAIR

SAMPLES = Path(__file__).parent.parent.parent / "samples"
ARTICLES = json.loads((SAMPLES / "page-2026-04-04.gold.json").read_text(encoding="utf-8"))["articles"]


@pytest.mark.parametrize("max_chars", [60, 120, 400])
@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["headline"])
def test_the_reasons_add_up_to_the_points_of_the_piece(article: dict[str, Any], max_chars: int) -> None:
    headline, paragraphs = article["headline"], article["paragraphs"]
    told = explain(headline, paragraphs, max_chars=max_chars)
    assert told.brief == make_brief(headline, paragraphs, max_chars=max_chars)
    assert told.park_news
    assert [chosen.piece for chosen in told.chosen] == list(told.brief.pieces)
    for chosen in told.chosen:
        assert chosen.points == sum(reason.points for reason in chosen.reasons)
        assert all(PARK_NEWS[reason.feature] == reason.weight for reason in chosen.reasons)


def test_news_of_no_park_is_ranked_with_the_other_weights() -> None:
    paragraphs = [
        "央行昨日宣布下调存款准备金率,释放资金约5000亿元。" * 2,
        "分析人士认为,此举有利于稳定预期。" * 4,
    ]
    told = explain("央行降准", paragraphs)
    assert not told.park_news
    assert all(NEWS[reason.feature] == reason.weight for piece in told.chosen for reason in piece.reasons)


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


def test_words_that_two_pieces_share_are_taken_off() -> None:
    facts = ["临河铸件项目4月8日开工,总投资6亿元。", "临河铸件项目占地120亩,年产值可达9亿元。"]
    told = explain("", [fact + "园区干部职工再接再厉。" * 12 for fact in facts], max_sentences=2)
    assert [chosen.sentence for chosen in told.chosen] == facts
    # 临河 河铸 铸件 件项 项目, and 亿元
    assert told.repeats == -REPEATED_PAIR * 6
