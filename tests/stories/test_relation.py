"""What a later article is to an earlier one: names, dates and figures are compared, not only wording."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from stories.keys import DAYS_APART
from stories.matching import Relation, relation
from stories.telling import Telling
from tests.stories.made_tellings import STORY, other_paper, with_words

FIRST, FIGURES, REST = STORY.paragraphs


def test_the_same_text_is_the_same() -> None:
    assert relation(STORY, STORY) is Relation.SAME


@pytest.mark.parametrize(
    "paragraphs",
    [
        (FIRST + FIGURES, REST),
        tuple(text.replace("“", '"').replace("”", '"').replace("，", ",") for text in STORY.paragraphs),
        tuple(text.replace("1.6", " 1.6 ").replace("4月3日", "４月３日") for text in STORY.paragraphs),
        tuple(f"　　{text}" for text in STORY.paragraphs),
    ],
    ids=["paragraphs", "marks", "blanks and widths", "indented"],
)
def test_the_same_in_another_print_is_the_same(paragraphs: tuple[str, ...]) -> None:
    assert relation(STORY, replace(STORY, paragraphs=paragraphs)) is Relation.SAME


@pytest.mark.parametrize(
    "later",
    [
        with_words(STORY, ("1.6亿元", "16亿元")),
        with_words(STORY, ("163人", "136人")),
        with_words(STORY, ("全部达产", "陆续达产")),
        replace(STORY, headline="又一个项目开工了"),
        replace(STORY, paragraphs=(FIRST, FIGURES)),
        replace(STORY, paragraphs=(*STORY.paragraphs, "更正：此前的报道有误，谨此致歉。")),
    ],
    ids=["figure", "another figure", "word", "headline", "dropped", "note"],
)
def test_one_thing_mended_by_the_same_paper_is_a_correction(later: Telling) -> None:
    later = replace(later, date=later.date + datetime.timedelta(days=2))
    assert relation(STORY, later) is Relation.CORRECTION


@pytest.mark.parametrize(
    "paragraphs",
    [
        STORY.paragraphs,
        (FIRST,),
        (REST, f"河东商讯讯 {FIRST}"),
        (f"本报讯（记者 李阳）{FIRST}", "近年来，当地坚持把项目建设作为头等大事。", FIGURES),
        (FIRST, FIGURES.replace("1.6亿元", "一亿六千万元").replace("139亩", "一百三十九亩")),
        (FIRST, FIGURES.replace("1.6亿元", "160,000,000元").replace("8亿元", "８００００００００元")),
        (FIRST.replace("山西忻州经济开发区", "忻州经开区"), FIGURES.replace("全部", "悉数")),
        (FIRST, FIGURES.replace("139亩", "193亩")),
        (FIRST.replace("“", "「").replace("，", ","), FIGURES.replace("。", ".")),
    ],
    ids=[
        "whole",
        "a quarter",
        "reordered",
        "added",
        "Chinese numbers",
        "whole numbers",
        "words",
        "corrected figure",
        "marks",
    ],
)
def test_what_another_paper_makes_of_it_is_a_reprint(paragraphs: tuple[str, ...]) -> None:
    assert relation(STORY, other_paper(*paragraphs)) is Relation.REPRINT


@pytest.mark.parametrize(
    "exchanges",
    [
        (("星垣", "星恒"),),
        (("星垣", "云舟"), ("1.6亿元", "2.4亿元")),
        (("特种陶瓷球项目", "特种陶瓷球项目二期"),),
        (("4月3日", "4月4日"),),
        (("陶瓷球", "导管"),),
        (("1.6亿元", "2.6亿元"), ("139亩", "86亩")),
        (("忻州", "临汾"),),
    ],
    ids=["one character of the firm", "firm", "phase", "day", "subject", "figures", "park in the text"],
)
@pytest.mark.parametrize("paper", [STORY.newspaper, "河东商讯"])
def test_a_template_filled_in_otherwise_is_another_story(
    exchanges: tuple[tuple[str, str], ...], paper: str
) -> None:
    later = replace(with_words(STORY, *exchanges), newspaper=paper)
    assert relation(STORY, later) is None


def test_the_same_words_of_another_park_are_another_story() -> None:
    later = replace(with_words(STORY, ("4月3日", "3日")), park="临汾经济开发区")
    assert relation(STORY, later) is None


def test_a_paper_may_correct_even_the_day_where_it_says_so() -> None:
    mended = with_words(STORY, ("4月3日", "4月2日"))
    assert relation(STORY, mended) is None
    note = "（昨日此稿日期有误，特此更正。）"
    assert relation(STORY, replace(mended, paragraphs=(*mended.paragraphs, note))) is Relation.CORRECTION


def test_phases_tell_stories_apart() -> None:
    first, second = (with_words(STORY, ("陶瓷球项目", f"陶瓷球项目{phase}期")) for phase in "一二")
    assert relation(first, second) is None


def test_the_next_step_of_a_project_with_the_same_background_is_another_story() -> None:
    lead = "4月14日，山西星垣新材料有限公司特种陶瓷球项目主厂房封顶，转入设备安装。"
    assert relation(STORY, other_paper(lead, FIGURES, REST, days=11)) is None


def test_a_shared_background_alone_is_no_repeat() -> None:
    lead = "全省开发区项目建设现场会昨天召开，各地交流了做法。"
    assert relation(STORY, other_paper(lead, REST)) is None


def test_last_years_event_is_another_story() -> None:
    assert relation(STORY, replace(STORY, date=STORY.date.replace(year=2027))) is None
    late = replace(STORY, date=STORY.date + datetime.timedelta(days=DAYS_APART + 1))
    assert relation(STORY, late) is None


def test_tellings_without_text_are_no_repeats_of_others() -> None:
    empty = replace(STORY, paragraphs=())
    assert relation(STORY, empty) is None
    assert relation(empty, STORY) is None
    assert relation(empty, replace(empty, headline="另一篇")) is None
