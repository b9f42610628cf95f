"""What every brief keeps to, whatever the article and the budget."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaries import make_brief

SAMPLES = Path(__file__).parent.parent.parent / "samples"
ARTICLES = json.loads((SAMPLES / "page-2026-04-04.gold.json").read_text(encoding="utf-8"))["articles"]
BUDGETS = (40, 60, 80, 100, 120, 160, 200, 300, 400)
HANGING = ("随着", "为了", "通过", "根据", "按照", "由于")


@pytest.mark.parametrize("max_chars", BUDGETS)
@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["headline"])
def test_briefs_of_a_page_keep_their_promises(article: dict[str, Any], max_chars: int) -> None:
    paragraphs = article["paragraphs"]
    brief = make_brief(article["headline"], paragraphs, max_chars=max_chars)
    assert 1 <= len(brief.pieces) <= 3
    assert 0 < len(brief.text) <= max_chars
    for piece, sentence in zip(brief.pieces, brief.sentences, strict=True):
        assert paragraphs[piece.block][piece.start : piece.end] == sentence
        assert not sentence.startswith(("该", "其", "此"))
        assert sentence[-1] not in ",，、:：;； "
        last_clause = sentence.replace("，", ",").rsplit(",", maxsplit=1)[-1]
        assert sentence.endswith("。") or not last_clause.startswith(HANGING)


words = st.sampled_from(
    [
        "经开区",
        "总投资6亿元",
        "项目开工",
        ",",
        "，",
        "。",
        "！",
        "“",
        "”",
        "(",
        ")",
        "该",
        "其中",
        "为",
        "；",
        "\n",
        "9日",
    ]
)


@settings(max_examples=300)
@given(
    st.text(max_size=12),
    st.lists(st.one_of(st.lists(words, max_size=40).map("".join), st.text(max_size=60)), max_size=6),
    st.integers(1, 400),
    st.integers(1, 5),
)
def test_any_text_gives_verbatim_pieces_within_the_budget(
    headline: str, paragraphs: list[str], max_chars: int, max_sentences: int
) -> None:
    brief = make_brief(headline, paragraphs, max_chars=max_chars, max_sentences=max_sentences)
    assert len(brief.pieces) == len(brief.sentences) <= max_sentences
    assert len(brief.text) <= max_chars
    at = (-1, 0)
    for piece, sentence in zip(brief.pieces, brief.sentences, strict=True):
        assert paragraphs[piece.block][piece.start : piece.end] == sentence
        assert (piece.block, piece.start) >= at
        at = (piece.block, piece.end)


def test_a_very_short_article_comes_out_whole() -> None:
    paragraphs = ["临河经开区热电项目昨日并网。", "该项目总投资6亿元。其余机组明年投产。"]
    assert make_brief("热电项目并网", paragraphs).text == "".join(paragraphs)


def test_a_short_article_of_many_sentences_comes_out_by_paragraphs() -> None:
    paragraphs = ["热电项目昨日并网。投资6亿元。", "机组两台。年底满产。运行平稳。"]
    brief = make_brief("热电项目并网", paragraphs)
    assert brief.sentences == tuple(paragraphs)


@pytest.mark.parametrize("paragraphs", [[], [""], ["——。", "!!"], ["。"], ["   "]])
def test_an_article_without_a_usable_sentence_gives_an_empty_brief(paragraphs: list[str]) -> None:
    brief = make_brief("临河经开区", paragraphs)
    assert brief.pieces == ()
    assert brief.text == ""


def test_a_repeated_sentence_is_not_taken_twice() -> None:
    fact = "临河经开区精密铸件项目4月8日开工,总投资6亿元。"
    filler = "园区干部职工迎难而上,奋力推动各项工作迈上新台阶。" * 6
    brief = make_brief("项目开工", [fact + filler, filler + fact])
    assert brief.text.count("总投资6亿元") == 1


def test_a_page_long_run_of_crumbs_is_read_in_the_end() -> None:
    brief = make_brief("", ["总投资6亿元,占地20亩," * 20_000], max_chars=400)
    assert len(brief.text) <= 400


def test_the_same_article_gives_the_same_brief_whatever_the_hash_seed() -> None:
    code = (
        "import json, sys; from summaries import make_brief\n"
        "print([make_brief(a['headline'], a['paragraphs']).pieces for a in json.load(sys.stdin)])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(ARTICLES),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(told) == 1
