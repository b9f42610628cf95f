"""Figures are bold whole, with range and unit; what only tells when, or names something, is not."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.bold_figures import bold_spans
from bot.cards.brief_html import with_bold_figures


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("一季度日均产量稳定在4300至4500条,产品畅销", ["4300至4500条"]),
        ("2026年一季度订单额达1500万元,计划总投资10亿元", ["1500万元", "10亿元"]),
        ("产能3.5万吨,达标率95%以上,占地约9.7万平方米", ["3.5万吨", "95%以上", "9.7万平方米"]),
        ("增长10%~15%,投资10亿至20亿元,用工100—200名", ["10%~15%", "10亿至20亿元", "100—200名"]),
        ("面包周产量从20万个提升至40万个", ["20万个", "40万个"]),
        ("2025至2027年投资3-5亿元,每吨补贴1500元/吨", ["3-5亿元", "1500元/吨"]),
        ("4月4日至6日,1998年,2026年年底,今年上半年,7日内", []),
        ("国发〔2026〕5号,第3届,第12次会议,110国道,12345市民热线", []),
        ("20天,24小时,3个月", ["20天", "24小时", "3个月"]),
    ],
)
def test_figures_with_range_and_unit_are_bold_and_dates_are_not(text: str, bold: list[str]) -> None:
    assert [text[start:end] for start, end in bold_spans(text)] == bold


FIGURES = st.from_regex(r"\A[0-9]{1,4}(\.[0-9])?((万|亿)?(元|条|吨|平方米)|%)(以上)?\Z")
WORDS = st.sampled_from(["园区新增", "，", "至", "2026年", "一季度", "4月4日", "第", "<&>", "~", "🚀"])


@given(st.lists(st.one_of(FIGURES, WORDS, st.text("0123456789.,至-万元年月日第 条", max_size=9)), max_size=9))
def test_any_text_keeps_its_characters_and_bold_stretches_stand_apart(parts: list[str]) -> None:
    text = "".join(parts)
    spans = bold_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    shown = with_bold_figures(text)
    assert shown.count("<b>") == shown.count("</b>") == len(spans)


@given(FIGURES)
def test_a_figure_between_words_is_bold_as_a_whole(figure: str) -> None:
    assert re.findall("<b>(.*?)</b>", with_bold_figures(f"一季度园区新增{figure}，2026年投产")) == [figure]
