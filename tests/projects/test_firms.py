"""Where a firm's name begins in a sentence: a brand may have a character that stands before firms, too."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.article import Article
from projects.firms import firms_of


def brands(text: str, *known: str) -> list[str]:
    article = Article(dt.date(2025, 1, 1), "山西朔州经济开发区", "", (text,))
    return [firm.brand for firm in firms_of(article, known)]


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("开发区与朔州砾原新材料有限公司签订协议", "砾原"),
        ("来自河北的砾原新材料团队第三次到访", "砾原"),
        ("在同创电子有限公司的车间里", "同创"),
        ("山西和邦生物科技有限公司开工", "和邦"),
        ("与日盛新材料有限公司签约", "日盛"),
        ("开发区引进家园食品有限公司", "家园"),
        ("晋城华月光电有限公司投资3亿元", "华月"),
        ("第一批12台外延炉运抵长治芒岚光电有限公司", "芒岚"),
        ("由澜石装备有限公司投资", "澜石"),
    ],
)
def test_a_brand_is_read_whole(text: str, brand: str) -> None:
    assert brands(text) == [brand]


@pytest.mark.parametrize(
    "text",
    [
        "对面的新能源公司",
        "记者来到新材料有限公司",
        "从原来的化工有限公司搬出",
        "近日光电公司停产",
        "当月电子有限公司",
        "占原材料的三成",
        "在大数据、在人工智能上发力",
        "但由于煤电价格",
        "7个月新疆水泥",
    ],
)
def test_what_only_stands_before_a_firm_is_no_brand(text: str) -> None:
    assert brands(text) == []


@settings(max_examples=50, deadline=None)
@given(
    before=st.sampled_from(("", "由", "与", "落户的", "引进了", "记者走进", "10月5日,")),
    place=st.sampled_from(("", "山西", "朔州", "山西朔州")),
    brand=st.builds(
        str.__add__,
        st.sampled_from("砾澜霁同和原日家向对"),
        st.sampled_from("岚泽垒原和家同"),
    ),
    line=st.sampled_from(("新材料", "光电", "重工", "生物科技")),
)
def test_whatever_its_brand_a_firm_between_its_place_and_its_line_is_read(
    before: str, place: str, brand: str, line: str
) -> None:
    found = brands(f"{before}{place or '朔州'}{brand}{line}有限公司投资8亿元")
    assert found == [brand]
