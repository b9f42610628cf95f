"""A web page gives its one article: headline, day, source and text, whole and with nothing of the site's."""

from __future__ import annotations

import re

import pytest

from parsing.article import Article, Page
from parsing.page_file import read_page_file
from tests.web_pages import DAY, FOREIGN, HEADLINE, PAGES, PARAGRAPHS, SOURCE


def page_of(html: str, *, encoding: str = "utf-8", name: str = "page.html") -> Page:
    return read_page_file(html.encode(encoding), name=name)


def article_of(html: str) -> Article:
    (article,) = page_of(html).articles
    return article


def shown(article: Article) -> str:
    return "\n".join((article.headline, article.subhead, *article.section_heads, *article.paragraphs))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_article_of_a_web_page(page: str) -> None:
    made = page_of(page)
    (article,) = made.articles
    assert article.headline == HEADLINE
    assert article.paragraphs == PARAGRAPHS
    assert made.published_on.isoformat() == DAY and not made.date_assumed
    assert not [text for text in FOREIGN if text in shown(article)]


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.count(SOURCE)])
def test_its_source_is_the_newspaper(name: str) -> None:
    assert page_of(PAGES[name]).newspaper == SOURCE


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_names_help_but_are_not_needed(page: str) -> None:
    bare = re.sub(r'\s(?:class|id)="[^"]*"', "", page)
    (article,) = page_of(bare).articles
    assert article.headline == HEADLINE
    assert article.paragraphs == PARAGRAPHS
