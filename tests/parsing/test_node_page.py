"""Pages that list articles: which they list, and which pages are none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.node_page import MOST_ARTICLES, read_node_page
from tests.fetching.editions import HEADLINES, article_html, node_html

NODE = "http://paper.example/html/2026-04/04/node_3.htm"


def test_a_node_page_of_an_electronic_edition() -> None:
    page = read_node_page(node_html(), NODE)
    assert page is not None
    assert [article.headline for article in page.articles] == list(HEADLINES)
    assert page.articles[0].address == "http://paper.example/html/2026-04/04/content_1.htm?div=-1"
    assert (page.newspaper, page.published_on, page.page) == ("科学导报", dt.date(2026, 4, 4), "03")


@pytest.mark.parametrize("count", [1, 2])
def test_a_node_page_with_few_articles(count: int) -> None:
    page = read_node_page(node_html(HEADLINES[:count]), NODE)
    assert page is not None and len(page.articles) == count


def test_an_article_beside_the_list_of_others_lists_none() -> None:
    for address in (NODE.replace("node_3", "content_1"), "http://paper.example/a/x.html"):
        assert read_node_page(article_html(HEADLINES[0]), address) is None


def test_the_list_of_another_site() -> None:
    items = "".join(
        f'<li><a href="/art/2026/4/{n}/art_12_{n}.html" title="{n}号厂房">{n}号园区的新厂房今天封顶</a>'
        f"<span>2026-04-0{n}</span></li>"
        for n in range(1, 8)
    )
    menu = "".join(f'<a href="/col/col{n}/index.html">栏目名称{n}号</a>' for n in range(30))
    html = f"<html><head><title>园区动态</title></head><body>{menu}<ul>{items}</ul></body></html>"
    page = read_node_page(html.encode(), "https://park.example/col/index.html")
    assert page is not None and len(page.articles) == 7
    assert page.articles[6].address == "https://park.example/art/2026/4/7/art_12_7.html"


def test_a_menu_is_no_list() -> None:
    menu = "".join(f'<a href="/col/col{n}/index.html">栏目名称{n}号</a>' for n in range(30))
    html = f"<html><head><title>通知</title></head><body>{menu}<p>今天下午开会。</p></body></html>"
    assert read_node_page(html.encode(), "https://park.example/a.html") is None


def test_there_is_an_end_to_what_is_listed() -> None:
    page = read_node_page(node_html([f"第{n}号园区的新厂房封顶" for n in range(10_000)]), NODE)
    assert page is not None and len(page.articles) == MOST_ARTICLES


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<html></html>", "科学导报 2026年4月4日".encode()])
def test_what_is_no_list(data: bytes) -> None:
    assert read_node_page(data, NODE) is None


@given(
    st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=8),
    st.text(max_size=20),
)
def test_any_links_are_read(links: list[tuple[str, str]], base: str) -> None:
    items = "".join(f'<a href="{href}">{text}园区</a>' for href, text in links)
    html = f"<html><base href='{base}'><body>{items}</body></html>".encode("utf-8", "replace")
    page = read_node_page(html, NODE)
    for article in page.articles if page else ():
        assert article.address.startswith("http://paper.example/")
