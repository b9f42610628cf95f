"""Lists of parks are read in both layouts; a bad line is refused with its reason and the rest is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.parks import BUNDLED_LIST, Park, bundled_parks
from parsing.parks_csv import UnreadableParksCsv, read_parks_csv

NATIONAL = (
    "code,province,class,level,name,aliases_by_rule,source\n"
    "1,江苏省,经济技术开发区,国家级,苏州工业园区,,GB/T\n"
    "2,江苏省,高新技术产业开发区,省级,江苏南京白马高新技术产业开发区,白马高新区|南京白马高新区,GB/T\n"
)


def test_the_shipped_list_reads_as_the_shipped_parks() -> None:
    read = read_parks_csv(BUNDLED_LIST.read_text(encoding="utf-8"))
    assert read.parks == bundled_parks()
    assert read.refused == ()


def test_the_national_layout() -> None:
    read = read_parks_csv("\ufeff" + NATIONAL.replace("\n", "\r\n"))
    assert [park.name for park in read.parks] == ["苏州工业园区", "江苏南京白马高新技术产业开发区"]
    assert read.parks[0] == Park(
        "苏州工业园区", city="苏州", level="国家级", source="GB/T", note="江苏省 经济技术开发区"
    )
    assert read.parks[1].aliases == ("白马高新区", "南京白马高新区")
    assert read.parks[1].city == "南京"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",别名", "no name"),
        ("甲开发区,", "the same name as line 2"),
        ("乙开发区,a,b,c", "4 cells where the header has 2"),
        ("区" * 61 + ",", "the name has 61 characters, more than 60"),
        ("丙\x01开发区,", "a control character in a cell"),
    ],
)
def test_a_bad_line_is_refused_and_the_rest_is_kept(line: str, reason: str) -> None:
    read = read_parks_csv(f"name,aliases\n甲开发区,甲区\n{line}\n丁开发区,\n")
    assert [park.name for park in read.parks] == ["甲开发区", "丁开发区"]
    assert read.refused == ((3, reason),)


def test_a_park_is_not_its_own_parent() -> None:
    read = read_parks_csv("name,parent\n甲开发区,甲开发区\n")
    assert read.refused == ((2, "a park can't be its own parent or successor"),)


@pytest.mark.parametrize("text", ["", "\n", "甲开发区,甲区\n", "code,province\n1,山西\n"])
def test_a_text_without_a_name_column_is_no_list(text: str) -> None:
    with pytest.raises(UnreadableParksCsv):
        read_parks_csv(text)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(rows: str) -> None:
    read = read_parks_csv("name,aliases,city\n" + rows)
    assert all(park.name for park in read.parks)


def test_a_stray_quote_swallows_nothing() -> None:
    read = read_parks_csv('name,city\n东山产业园,运城\n"西山产业园,运城\n南山产业园,运城\n')
    assert [park.name for park in read.parks] == ["东山产业园"]
    assert read.refused and "not CSV" in read.refused[0][1]
