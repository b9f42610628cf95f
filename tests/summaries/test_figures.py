"""Figures are found whole, and the key figures left out of a brief are told with their noun."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.article import Article, Block, Kind
from summaries import (
    RANKER,
    Brief,
    brief_article,
    figure_spans,
    key_figures,
    key_figures_of_article,
    make_brief,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("计划总投资10亿元,占地约9.7万平方米", ["10亿元", "9.7万平方米"]),
        ("规划建设33栋楼宇,预计2027年5月交付", ["33栋", "2027年5月"]),
        ("4月8日,同比增长5.1%,提高0.6个百分点", ["4月8日", "5.1%", "0.6个百分点"]),
        ("达成意向500余人次,提供岗位1000个以上", ["500余人次", "1000个以上"]),
        ("投资2亿欧元,产值1,500万元", ["2亿欧元", "1,500万元"]),
        ("2026年年底封顶,2026年一季度投产", ["2026年年底", "2026年一季度"]),
        ("今年以来第99号文件", []),
        ("没有数字", []),
    ],
)
def test_figures_are_found_with_their_unit(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in figure_spans(text)] == expected


@given(st.text(max_size=60) | st.text(alphabet="0123456789.,万亿元年月日个 余", max_size=40))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    at = 0
    for start, end in figure_spans(text):
        assert at <= start < end <= len(text)
        at = end


PARAGRAPHS = [
    "4月8日,临河经开区精密铸件项目开工,计划总投资10亿元,净用地约9.7万平方米。" + "园区全力服务项目建设。" * 5,
    "项目规划建设33栋现代化厂房,投产后年产值预计达9亿元,带动就业300人,2027年5月正式交付。",
    "“春节后第三天工人就到齐了。”项目负责人说。" * 4,
]


def test_key_figures_are_verbatim_and_not_in_the_brief() -> None:
    brief = make_brief("铸件项目开工", PARAGRAPHS, max_chars=40)
    found = key_figures(brief, "铸件项目开工", PARAGRAPHS)
    assert 1 <= len(found) <= 4
    for words in found:
        assert any(words in paragraph for paragraph in PARAGRAPHS)
        assert words not in brief.text
        assert figure_spans(words)


def test_money_and_delivery_come_with_their_noun() -> None:
    brief = make_brief("", ["热电项目昨日并网。"])
    found = key_figures(brief, "", PARAGRAPHS)
    assert "计划总投资10亿元" in found
    assert "2027年5月正式交付" in found


def test_what_the_headline_says_is_not_repeated() -> None:
    brief = make_brief("", ["热电项目昨日并网。"])
    found = key_figures(brief, "总投资10亿元的铸件项目开工", PARAGRAPHS)
    assert not any("10亿元" in words for words in found)


def test_key_figures_of_an_article_come_from_its_paragraphs() -> None:
    article = Article(
        (
            Block(Kind.HEADLINE, "铸件项目开工"),
            Block(Kind.PARAGRAPH, PARAGRAPHS[0]),
            Block(Kind.CAPTION, "总投资77亿元的另一个项目。"),
            Block(Kind.PARAGRAPH, PARAGRAPHS[1]),
            Block(Kind.PARAGRAPH, PARAGRAPHS[2]),
        )
    )
    brief = brief_article(article, max_chars=40)
    found = key_figures_of_article(article, brief)
    assert found == key_figures(
        make_brief("铸件项目开工", PARAGRAPHS, max_chars=40), "铸件项目开工", PARAGRAPHS
    )
    assert not any("77亿元" in words for words in found)


def test_an_article_without_figures_has_none() -> None:
    paragraphs = ["园区全力服务项目建设。" * 20]
    assert key_figures(make_brief("", paragraphs), "", paragraphs) == ()


def test_half_of_a_range_is_no_key_figure() -> None:
    paragraphs = ["企业将面包周产量从20万个提升至40万个,厂房面积3400平方米。" + "园区全力服务项目建设。" * 20]
    found = key_figures(make_brief("", ["热电项目昨日并网。"]), "", paragraphs)
    assert found == ("厂房面积3400平方米",)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("产业园计划总投资10亿元,占地120亩。", ("产业园计划总投资10亿元", "占地120亩")),
        (
            "园区现有企业35家、员工1200人,其中研发人员300余名,占25%。",
            ("园区现有企业35家", "员工1200人", "研发人员300余名"),
        ),
        ("项目2027年5月正式交付。项目2027年5月开会。", ("2027年5月正式交付",)),
        ("一期建设周期18个月,增长5.1%。", ("增长5.1%",)),
        ("5.1%增速创新高。", ("5.1%增速创新高",)),
        ("投资6亿元占地120亩。", ("投资6亿元",)),
        ("产量从20万个提升至40万个。", ()),
        (
            "产值9亿元、税收3000万元、利润1.2亿元,出口额5亿元,基金2亿元。",
            ("产值9亿元", "税收3000万元", "利润1.2亿元", "基金2亿元"),
        ),
    ],
)
def test_a_key_figure_is_what_is_counted(paragraph: str, expected: tuple[str, ...]) -> None:
    assert key_figures(Brief((), (), RANKER), "", [paragraph]) == expected


@pytest.mark.parametrize(
    "to", ["增至", "升至", "升到", "降至", "降到", "减至", "减为", "涨到", "扩至", "至", "~"]
)
def test_neither_end_of_a_range_is_told_alone(to: str) -> None:
    assert key_figures(Brief((), (), RANKER), "", [f"产量从20万个{to}40万个。"]) == ()
