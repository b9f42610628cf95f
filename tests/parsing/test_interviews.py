"""What a reporter asks, and where a report comes from, is the article's own and no line of a site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing import parse_page
from parsing.web_lines import is_meta_line

PAGE = """科学导报 2026年7月23日

一季度区里经济运行开局良好

{line}

7月23日，晋中经济技术开发区举行食用菌项目签约仪式，86个项目一次签下。

眼下，这里的厂家已有47家，去年产值2亿元。
"""


@pytest.mark.parametrize(
    "line",
    [
        "记者：年轻人留得住吗？",
        "记者:接下来有什么打算?",
        "——来自嘉屹食用公司的一线报道",
        "——来自晋中开发区的报告",
    ],
)
def test_it_stays_in_the_article(line: str) -> None:
    page = parse_page(PAGE.format(line=line))
    assert line in {block.text for block in page.articles[0].blocks}
    assert line not in page.furniture


@pytest.mark.parametrize(
    "line", ["记者：张三 李四", "来源：科学导报 作者：张三", "2026-07-23 08:30 来源：科学导报"]
)
def test_who_signed_and_where_it_stood_is_still_told(line: str) -> None:
    assert is_meta_line(line)


@given(st.text(alphabet="园区项目为什么怎么打算的是在有", min_size=2, max_size=20), st.sampled_from("？?"))
def test_no_question_is_a_line_of_the_site(said: str, mark: str) -> None:
    assert not is_meta_line(f"记者：{said}{mark}")
