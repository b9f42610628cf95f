"""A piece reads as complete: it neither points back nor breaks off."""

from __future__ import annotations

import pytest

from summaries.features import read
from summaries.pieces import candidates
from summaries.standing import Stands


def pieces(paragraph: str, max_chars: int = 120) -> list[str]:
    found = []
    reading = read("", [paragraph], "临河经济开发区")
    for sentence in reading.sentences:
        for candidate in candidates(
            Stands(sentence, reading.names.park), paragraph, max_chars, reading.names
        ):
            found.append(paragraph[candidate.start : candidate.end])
    return found


def test_a_purpose_clause_can_be_dropped_before_the_date() -> None:
    head = "为深入贯彻就业优先部署,切实搭建供需对接桥梁,"
    rest = "4月8日,临河经开区举办春季招聘会。"
    assert rest in pieces(head + rest)


def test_a_slogan_tail_is_dropped() -> None:
    fact = "临河经开区新建的精密铸件生产线4月8日投产"
    tail = ",为县域经济高质量发展注入新动能。"
    assert fact in pieces(fact + tail)
    assert fact + tail not in pieces(fact + tail)


@pytest.mark.parametrize("start", ["该项目", "其产品", "此次招聘会", "其中", "“该园区", "它", "这是"])
def test_no_piece_starts_with_a_word_whose_subject_is_missing(start: str) -> None:
    assert not any(piece.startswith(start) for piece in pieces(f"{start}占地120亩,总投资6亿元。"))


@pytest.mark.parametrize("start", ["并", "而", "从而", "也", "使"])
def test_no_piece_cut_out_of_a_sentence_starts_by_carrying_on(start: str) -> None:
    found = pieces(f"精密铸件项目4月8日开工,{start}计划明年三月建成投产。")
    assert found
    assert not any(piece.startswith(start) for piece in found)


@pytest.mark.parametrize(
    "waiting",
    [
        "随着新厂房交付使用",
        "为应对不断增加的订单",
        "在随后召开的专题会议上",
        "通过引进两条自动生产线",
        "据园区管委会负责人介绍",
        "作为全省唯一的铸造基地",
        "临河经开区负责人表示",
        "企业生产的精密铸件的",
    ],
)
def test_no_piece_ends_in_a_clause_that_waits_for_another(waiting: str) -> None:
    found = pieces(f"{waiting},临河经开区今年计划新增产值9亿元。")
    assert found
    assert not any(piece.endswith(waiting) for piece in found)


def test_a_subject_is_not_left_without_its_verb() -> None:
    found = pieces("临河新材料绿色铸造基地,是全省十大重点工程之一,总投资6亿元。")
    assert "临河新材料绿色铸造基地" not in found


def test_quotes_and_brackets_are_closed() -> None:
    paragraph = (
        "厂长说：“订单排到了下半年,工人三班倒。临河经开区产值有望翻一番。”园区又补充(语气很轻,停了停)一句话。"
    )
    found = pieces(paragraph)
    for piece in found:
        assert piece.count("“") == piece.count("”")
        assert piece.count("(") == piece.count(")")
    assert "临河经开区产值有望翻一番。" in found


def test_a_cut_piece_costs_its_full_stop_and_the_name_set_before_it() -> None:
    paragraph = "精密铸件项目4月8日开工,计划明年三月建成投产。"
    reading = read("", [paragraph], "临河经济开发区")
    for sentence in reading.sentences:
        for candidate in candidates(Stands(sentence, reading.names.park), paragraph, 120, reading.names):
            piece = paragraph[candidate.start : candidate.end]
            named = 0 if piece.startswith("精密") else len("〔精密铸件项目〕")
            assert candidate.cost == len(piece) + (not piece.endswith("。")) + named


def test_nothing_costs_more_than_the_budget() -> None:
    paragraph = "精密铸件项目4月8日开工,计划明年三月建成投产。"
    assert pieces(paragraph, max_chars=19) == ["精密铸件项目4月8日开工", "计划明年三月建成投产。"]
    assert pieces(paragraph, max_chars=18) == ["精密铸件项目4月8日开工"]


@pytest.mark.parametrize("quoted", ["“订单”", '"订单"', "（订单）", "《“订单”调查》"])
def test_a_quotation_that_is_closed_inside_a_piece_is_kept(quoted: str) -> None:
    paragraph = f"临河经开区今年推出{quoted}专项行动,计划明年完成。"
    assert paragraph in pieces(paragraph)


def test_a_quotation_that_a_comma_parts_is_taken_as_a_whole() -> None:
    paragraph = "临河经开区推出“一企业一专员,一项目一专班”行动,服务企业300家。"
    found = pieces(paragraph)
    assert "临河经开区推出“一企业一专员,一项目一专班”行动" in found
    assert "临河经开区推出“一企业一专员" not in found


def test_nothing_under_eight_characters_is_a_piece() -> None:
    found = pieces("精密铸件项目4月8日开工,投资6亿元。")
    assert found
    assert "投资6亿元。" not in found
    assert "总投资60亿元。" in pieces("精密铸件项目4月8日开工,总投资60亿元。")
