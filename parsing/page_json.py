"""A page as plain data, for the command line and for scoring."""

from __future__ import annotations

from typing import Any

from parsing.article import Article, Page
from parsing.parks import Gazetteer


def page_json(page: Page, gazetteer: Gazetteer) -> dict[str, Any]:
    """The page as JSON-ready data: strings are empty and lists are empty where the page has none.

    `published_on` is an ISO date; `park` is the canonical name of the park an article is about, or "".
    """
    return {
        "newspaper": page.newspaper,
        "published_on": page.published_on.isoformat(),
        "page": page.page,
        "furniture": list(page.furniture),
        "articles": [_article_json(article, gazetteer) for article in page.articles],
    }


def _article_json(article: Article, gazetteer: Gazetteer) -> dict[str, Any]:
    park = gazetteer.park_of(article).main
    return {
        "park": park.name if park else "",
        "kicker": article.kicker,
        "headline": article.headline,
        "subhead": article.subhead,
        "dateline": article.dateline,
        "authors": list(article.authors),
        "captions": list(article.captions),
        "section_heads": list(article.section_heads),
        "paragraphs": list(article.paragraphs),
    }
