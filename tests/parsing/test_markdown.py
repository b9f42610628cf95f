"""Markdown is read without its marks, and a text with a mark here and there as it is."""

from __future__ import annotations

import pytest

from parsing.documents import read_document
from parsing.page_file import read_page_file
from tests.web_pages import HEADLINE, PARAGRAPHS

PAGE = f"""# {HEADLINE}

> 来源：[晋岭日报](http://example.cn/a.html "原文") 2026-03-18

**本报讯** {PARAGRAPHS[0]}

![菌架](a.jpg)

## 厂房变菇房

- {PARAGRAPHS[1]}

***

{PARAGRAPHS[2].replace("四座旧厂房", "**四座**[旧厂房](http://example.cn/b.html)")}
"""


def test_headings_links_and_emphasis() -> None:
    page = read_page_file(PAGE.encode(), name="page.md")
    (article,) = page.articles
    assert article.headline == HEADLINE
    assert article.section_heads == ("厂房变菇房",)
    assert article.paragraphs == (PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[2])
    assert page.published_on.isoformat() == "2026-03-18"


@pytest.mark.parametrize(
    "text", ["第一季度增长*明显*，同比提高 3 个百分点。", "园区#1楼封顶，#2楼开工。", "a_b_c 与 **"]
)
def test_a_mark_here_and_there_makes_no_markdown(text: str) -> None:
    assert read_document(text.encode()) == text
