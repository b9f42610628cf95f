"""A page as plain data, for the command line and for scoring."""

from __future__ import annotations

from typing import Any

from parsing.article import Article, Page
from parsing.parks import Gazetteer


def page_json(page: Page, gazetteer: Gazetteer) -> dict[str, Any]:
    """The page as JSON-ready data: strings are empty and lists are empty where the page has none.

    `published_on` is an ISO date; `park` is the canonical name of the park an article is about, or "".
    What is seldom there has no key otherwise: `date_assumed` and `headline_assumed` (true), `link`, and the
    `page` of an article where the file holds several.
    """
    seldom = {"date_assumed": page.date_assumed, "link": page.link}
    return {
        "newspaper": page.newspaper,
        "published_on": page.published_on.isoformat(),
        "page": page.page,
        "furniture": list(page.furniture),
        "articles": [_article_json(article, page, gazetteer) for article in page.articles],
        **{key: value for key, value in seldom.items() if value},
    }


def _article_json(article: Article, page: Page, gazetteer: Gazetteer) -> dict[str, Any]:
    park = gazetteer.park_of(article).main
    own_page = article.page if article.page != page.page else ""
    seldom = {"page": own_page, "headline_assumed": article.headline_assumed}
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
        **{key: value for key, value in seldom.items() if value},
    }
