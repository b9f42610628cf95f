"""A brief is made of verbatim pieces within its budget."""

from __future__ import annotations

import subprocess
import sys

import pytest

from parsing.article import Article, Block, Kind
from summaries import RANKER, Brief, brief_article, make_brief

PARAGRAPHS = [
    "春潮涌动,万象更新。临河经开区全力以赴抓项目。",
    "4月8日,总投资6亿元的精密铸件项目在园区开工,占地120亩,计划2027年3月投产。",
    "项目负责人说,投产后年产值可达9亿元,带动就业300人。",
]


def test_pieces_are_verbatim_in_order_and_within_the_budget() -> None:
    brief = make_brief("精密铸件项目开工", PARAGRAPHS)
    assert brief.pieces
    assert len(brief.pieces) <= 3
    assert len(brief.text) <= 120
    assert brief.ranker == RANKER
    assert list(brief.pieces) == sorted(brief.pieces, key=lambda piece: (piece.block, piece.start))
    for piece, sentence in zip(brief.pieces, brief.sentences, strict=True):
        assert PARAGRAPHS[piece.block][piece.start : piece.end] == sentence


def test_pieces_of_an_article_point_into_its_paragraph_blocks() -> None:
    article = Article(
        (
            Block(Kind.KICKER, "临河经济开发区"),
            Block(Kind.HEADLINE, "总投资6亿元的精密铸件项目开工"),
            Block(Kind.DATELINE, "科学导报"),
            Block(Kind.PARAGRAPH, PARAGRAPHS[1]),
            Block(Kind.CAPTION, "占地120亩的项目现场。"),
            Block(Kind.PARAGRAPH, PARAGRAPHS[2]),
        )
    )
    brief = brief_article(article)
    assert brief.pieces
    for piece, sentence in zip(brief.pieces, brief.sentences, strict=True):
        assert article.blocks[piece.block].kind is Kind.PARAGRAPH
        assert article.blocks[piece.block].text[piece.start : piece.end] == sentence


@pytest.mark.parametrize(("max_chars", "max_sentences"), [(0, 3), (120, 0), (-5, 3)])
def test_limits_below_one_are_refused(max_chars: int, max_sentences: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        make_brief("", PARAGRAPHS, max_chars=max_chars, max_sentences=max_sentences)


def test_importing_summaries_does_not_load_jieba() -> None:
    code = "import sys, summaries, summaries.words; sys.exit('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("项目开工", "项目开工。"),
        ("项目开工。", "项目开工。"),
        ("“项目开工。”", "“项目开工。”"),
        ("“项目”", "“项目”。"),
        ("能成吗？", "能成吗？"),
    ],
)
def test_a_cut_piece_is_shown_with_a_full_stop_and_no_other_gets_a_second(sentence: str, shown: str) -> None:
    assert Brief((), (sentence, "乙。"), RANKER).text == shown + "乙。"
