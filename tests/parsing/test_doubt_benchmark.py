"""The benchmark of doubts takes pages as read and pages as text, and counts what is flagged and caught."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.doubts import Judged, cases_in, judged_case, judged_files, made_cases, reading_of, report
from benchmarks.fit_doubts import ENOUGH_EVIDENCE, learned
from parsing import parse_page
from parsing.doubt import Doubt
from tests.parsing_files import SAMPLE_TEXT

PAGE = parse_page(SAMPLE_TEXT)


def as_read(wrong: int) -> dict[str, object]:
    """The sample page as read, the headline of one article lost."""
    return {
        "articles": [
            {
                "blocks": [
                    [block.kind, block.text]
                    for block in article.blocks
                    if number != wrong or block.kind != "headline"
                ],
                "wrong": number == wrong,
                "fault": "lost" if number == wrong else "",
            }
            for number, article in enumerate(PAGE.articles)
        ]
    }


def test_pages_as_read_and_as_text_in_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [as_read(2), {"text": SAMPLE_TEXT, "wrong": [PAGE.articles[0].headline, 1]}]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (tmp_path / "cases.jsonl").write_text(text, encoding="utf-8")
    articles = [article for case in cases_in([tmp_path]) for article in judged_case(case)]
    assert [article.wrong for article in articles] == [n in (2, 6, 7) for n in range(12)]
    assert [article.flagged for article in articles] == [n == 2 for n in range(12)]
    assert not report(articles), "one caught of three is too few"
    shown = capsys.readouterr().out
    assert "flagged                  1 of     12    8.3 %" in shown
    assert "caught of the wrong      1 of      3   33.3 %" in shown
    assert "lost                              1 of      1  100.0 %" in shown


def test_page_files_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.txt").write_text(SAMPLE_TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    assert len(list(judged_files([tmp_path]))) == len(PAGE.articles)
    assert "empty.txt: " in capsys.readouterr().err


def test_the_park_of_a_case_may_be_listed_new_or_none() -> None:
    article = PAGE.articles[2]
    listed = reading_of(article, "襄垣经开区").main
    assert listed is not None and listed.confirmed
    new = reading_of(article, "无名产业园").main
    assert new is not None and not new.confirmed
    none = reading_of(article, "")
    assert none.main is None and none.mentions


def test_made_pages_have_about_one_fault_in_twenty() -> None:
    told = [one for case in made_cases(120) for one in case["articles"]]
    assert 0.02 * len(told) <= sum(one["wrong"] for one in told) <= 0.09 * len(told)
    assert all(bool(one["fault"]) == one["wrong"] for one in told)


def test_reasons_are_told_for_the_wrong_and_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    report(judged_case(as_read(0)))
    rows = capsys.readouterr().out
    assert f"  {Doubt.NO_HEADLINE.value} " in rows


def test_weights_are_learned_from_what_sets_the_wrong_apart() -> None:
    telling, common, never = Doubt.GARBLED, Doubt.HEADLINE_UNECHOED, Doubt.VERY_LONG
    articles = [Judged((telling, common), wrong=True, fault="lost")] * 20 + [Judged((common,))] * 200
    articles += [Judged((Doubt.NO_PARK,))] * 200
    weights = learned([articles, articles], ENOUGH_EVIDENCE)
    assert weights[telling] > weights[never] > 0, "its own weight, where it is never seen"
    assert weights[common] < weights[telling]
    everywhere = [Judged((common,), wrong=number < 10, fault="lost") for number in range(200)]
    assert learned([articles, everywhere], ENOUGH_EVIDENCE)[common] < weights[common]
    assert weights[Doubt.NO_PARK] == 0
