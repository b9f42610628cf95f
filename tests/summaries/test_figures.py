"""Figures are found whole, and the key figures left out of a brief are told with their noun."""

from __future__ import annotations

import re

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
from summaries.figures import BEGINNING, FIGURE


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


PARK = "临河经济开发区"
PARAGRAPHS = [
    "4月8日,临河经开区精密铸件产业园开园,园区计划总投资10亿元,净用地约9.7万平方米。"
    + "园区全力服务项目建设。" * 5,
    "示范区规划建设33栋现代化厂房,现有企业35家,带动就业300人,2027年5月全部建成。",
    "“春节后第三天工人就到齐了。”项目负责人说。" * 4,
]
NOTHING = Brief((), (), RANKER)


def test_key_figures_are_verbatim_and_not_in_the_brief() -> None:
    brief = make_brief("产业园开园", PARAGRAPHS, park=PARK, max_chars=40)
    found = key_figures(brief, "产业园开园", PARAGRAPHS, park=PARK)
    assert 1 <= len(found) <= 4
    for words in found:
        assert any(words in paragraph for paragraph in PARAGRAPHS)
        assert words not in brief.text
        assert figure_spans(words)


def test_money_and_delivery_come_with_their_noun() -> None:
    found = key_figures(NOTHING, "", PARAGRAPHS, park=PARK)
    assert "园区计划总投资10亿元" in found
    assert "2027年5月全部建成" in found


def test_what_the_headline_says_is_not_repeated() -> None:
    found = key_figures(NOTHING, "总投资10亿元的产业园开园", PARAGRAPHS, park=PARK)
    assert found and not any("10亿元" in words for words in found)


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
    brief = brief_article(article, park=PARK, max_chars=40)
    found = key_figures_of_article(article, brief, park=PARK)
    assert found == key_figures(
        make_brief("铸件项目开工", PARAGRAPHS, park=PARK, max_chars=40), "铸件项目开工", PARAGRAPHS, park=PARK
    )
    assert not any("77亿元" in words for words in found)


def test_an_article_without_figures_has_none() -> None:
    paragraphs = ["园区全力服务项目建设。" * 20]
    assert key_figures(make_brief("", paragraphs), "", paragraphs) == ()


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("临河经开区计划总投资10亿元,占地120亩。", ("临河经开区计划总投资10亿元", "占地120亩")),
        ("园区2027年5月全部建成。园区2027年5月开会。", ("园区2027年5月全部建成",)),
        ("园区一期建设周期18个月。", ()),
        ("园区将产量从20万个提升至40万个。", ("园区将产量从20万个提升至40万个",)),
        ("园区现有企业35家,其中规上企业12家,同比增长5.1%。", ("园区现有企业35家",)),
        ("园区现有企业35家,还有12家正在洽谈。", ("园区现有企业35家",)),
        ("山西河晨铸造有限公司占地80亩,日产铸件2万件。", ("山西河晨铸造有限公司占地80亩",)),
        ("湖南省长沙市建成6个产业园。", ()),
        ("厂长说,订单排到了9月,产值2亿元。", ()),
        ("园区能建成6个产业园吗？", ()),
    ],
)
def test_a_key_figure_is_the_parks_or_names_whose_it_is(paragraph: str, expected: tuple[str, ...]) -> None:
    opening = "临河经开区服务企业。" * 9
    assert key_figures(NOTHING, "", [opening + paragraph], park=PARK) == expected


@pytest.mark.parametrize(
    "to", ["增至", "升至", "升到", "降至", "降到", "减至", "减为", "涨到", "扩至", "至", "~"]
)
def test_neither_end_of_a_range_is_told_alone(to: str) -> None:
    found = key_figures(NOTHING, "", [f"临河经开区产量从20万个{to}40万个,企业满意。"], park=PARK)
    assert found in ((), (f"临河经开区产量从20万个{to}40万个",))


words = st.sampled_from(
    [
        *("园区", "临河经开区", "总投资6亿元", "占地120亩", "从20家", "增至35家", "、", "，", "。", "其中"),
        *("“", "”", "同比增长5%", "该公司", "现有企业", "的", "2027年5月建成"),
    ]
)


@given(st.lists(words, max_size=30).map("".join))
def test_whatever_the_text_a_key_figure_is_verbatim_and_short(paragraph: str) -> None:
    found = key_figures(NOTHING, "", [paragraph], park=PARK)
    assert len(found) <= 4
    assert all(words in paragraph and len(words) <= 30 and figure_spans(words) for words in found)


_EVERYWHERE = re.compile(FIGURE.pattern.removeprefix(f"(?={BEGINNING})"))
_PARTS = st.sampled_from([*"0５年月日初季度半上下今去明本第一三前两万亿元多余.,% 个平方米的", "2026", "10"])


@given(st.lists(_PARTS, max_size=30).map("".join))
def test_none_is_missed_for_how_it_begins(text: str) -> None:
    assert _EVERYWHERE.pattern != FIGURE.pattern
    everywhere = [match.span() for match in _EVERYWHERE.finditer(text)]
    assert [match.span() for match in FIGURE.finditer(text)] == everywhere
