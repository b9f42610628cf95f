"""A piece whose subject was cut off has the name before it, from the article, within the budget."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing.article import Article, Block, Kind
from summaries import RANKER, Brief, Piece, brief_article, make_brief

PARK = "临河经济开发区"
FIRM = "山西河晨铸造有限公司"
FILLER = "园区干部职工迎难而上,奋力推动各项工作迈上新台阶。" * 4
PARAGRAPHS = [
    f"临河经济开发区已吸引15家铸造企业入驻。{FIRM}深耕铸件领域,主打产品日产量约2万件,一季度订单额达1500万元。",
    "为应对市场需求,企业计划新增3条生产线,投产后年营业额预计突破1亿元,带动就业300人。" + FILLER,
]


def test_a_firms_figure_is_never_left_to_the_park() -> None:
    for max_chars in range(40, 200, 5):
        brief = make_brief("产业新生态", PARAGRAPHS, park=PARK, max_chars=max_chars)
        assert len(brief.text) <= max_chars
        named = False
        for shown, sentence in zip(brief.shown, brief.sentences, strict=True):
            named = named or FIRM in shown
            if any(words in sentence for words in ("日产量", "订单额", "生产线", "营业额")):
                assert named, (max_chars, brief.shown)


def test_the_name_stands_in_the_article_where_it_says() -> None:
    brief = make_brief("产业新生态", PARAGRAPHS, park=PARK, max_chars=60)
    assert any(brief.names)
    for name, place in zip(brief.names, brief.subjects, strict=True):
        assert (place is None) == (name == "")
        if place is not None:
            assert PARAGRAPHS[place.block][place.start : place.end] == name


def test_pieces_stay_verbatim_and_what_is_shown_adds_only_names() -> None:
    brief = Brief(
        (Piece(0, 0, 4), Piece(0, 4, 9)), ("甲乙丙丁", "戊己。"), RANKER, (None, Piece(1, 0, 2)), ("", "河晨")
    )
    assert brief.shown == ("甲乙丙丁", "〔河晨〕戊己。")
    assert brief.text == "甲乙丙丁。〔河晨〕戊己。"


def test_a_brief_of_an_earlier_version_has_no_names() -> None:
    brief = Brief((Piece(0, 0, 4),), ("甲乙丙丁",), "abc")
    assert brief.shown == ("甲乙丙丁",)
    assert brief.text == "甲乙丙丁。"


def test_names_of_an_article_point_into_its_paragraph_blocks() -> None:
    blocks = [Block(Kind.KICKER, PARK), Block(Kind.HEADLINE, "产业新生态")]
    blocks += [Block(Kind.PARAGRAPH, text) for text in PARAGRAPHS]
    article = Article(tuple(blocks))
    brief = brief_article(article, park=PARK, max_chars=60)
    places = [place for place in brief.subjects if place is not None]
    assert places
    for place in places:
        assert article.blocks[place.block].kind is Kind.PARAGRAPH
        assert article.blocks[place.block].text[place.start : place.end] in brief.names


@pytest.mark.parametrize(
    ("carried", "owner"),
    [
        ("该公司占地120亩,年产铸件6万吨,年产值达到9亿元", FIRM),
        ("企业计划新增3条生产线,投产后年营业额预计突破1亿元", FIRM),
        ("主打产品日产量约2万件,一季度订单额达1500万元", FIRM),
    ],
)
def test_a_word_for_a_firm_means_the_firm_named_last(carried: str, owner: str) -> None:
    text = f"湖东铸锻有限公司昨日开业。{owner}深耕铸件领域。{carried}。" + FILLER
    brief = make_brief("产业新生态", [text], park=PARK, max_chars=len(carried) + len(owner) + 8)
    (sentence,) = [each for each in brief.sentences if carried[:6] in each] or [""]
    if sentence and owner not in sentence:
        assert owner in brief.names


words = st.sampled_from(
    [
        *(FIRM, "该公司", "企业计划", "该项目", "河晨铸件项目", "临河经开区", "园区", "湖南省", "长沙市"),
        *("总投资6亿元", "主打产品", "日产量2万件", "其中", "要", "刘厂长强调", "同比增长5%", "18项"),
        *("，", "。", "；", "？", "“", "”", "在", "的", "已", "将", "开工", "建成"),
    ]
)


@settings(max_examples=300)
@given(
    st.lists(words, max_size=5).map("".join),
    st.lists(st.lists(words, max_size=40).map("".join), max_size=4),
    st.integers(1, 300),
)
def test_any_text_keeps_the_promises_of_names(headline: str, paragraphs: list[str], max_chars: int) -> None:
    brief = make_brief(headline, paragraphs, park=PARK, max_chars=max_chars)
    assert len(brief.text) <= max_chars
    for piece, sentence in zip(brief.pieces, brief.sentences, strict=True):
        assert paragraphs[piece.block][piece.start : piece.end] == sentence
    for place, name in zip(brief.subjects, brief.names, strict=True):
        assert (paragraphs[place.block][place.start : place.end] if place else "") == name
    assert brief == make_brief(headline, paragraphs, park=PARK, max_chars=max_chars)
