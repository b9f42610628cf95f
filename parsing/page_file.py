"""From a page's file to its articles, or to the reason why there are none."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace

from parsing.article import Article, Block, Kind, Page
from parsing.documents import DEFAULT_LIMITS, Limits, documents_in
from parsing.page import NEWSPAPER_ZONE, read_page
from parsing.parks import Gazetteer
from parsing.unreadable import NoArticle

# A text without a headline is read when it has this many characters.
LEAST_BODY = 40
LONGEST_ASSUMED_HEADLINE = 60
_SENTENCE = re.compile(r"[^。！？!?…]+[。！？!?…]?")


def read_page_file(
    data: bytes, *, name: str = "", gazetteer: Gazetteer | None = None, limits: Limits = DEFAULT_LIMITS
) -> Page:
    """The page in a file, or the pages in an archive as one: at least one article with a headline and a body.

    `name` is the file's name, for newspaper, date and page number; `gazetteer` the parks to know kickers by,
    the shipped ones by default. Where no article has a headline, first sentences stand in for them, and
    `Article.headline_assumed` says so. Raises UnreadableDocument, NoArticle among them.
    """
    parks = gazetteer or Gazetteer.bundled()
    pages = []
    for document in documents_in(data, name=name, limits=limits):
        page = read_page(document.text, parks, name=document.name)
        pages.append(replace(page, link=page.link or document.link))
    page = pages[0] if len(pages) == 1 else _as_one(pages)
    if not any(article.headline and article.paragraphs for article in page.articles):
        page = replace(page, articles=tuple(_with_headline(article) for article in page.articles))
    if not any(article.headline and article.paragraphs for article in page.articles):
        raise NoArticle
    return page


def _as_one(pages: list[Page]) -> Page:
    """The pages of an archive as one page. A day that not all of them share is not the page's day."""
    days = {page.published_on for page in pages if not page.date_assumed}
    one_day = len(days) == 1
    newspapers = Counter(page.newspaper for page in pages if page.newspaper)
    return Page(
        newspaper=newspapers.most_common(1)[0][0] if newspapers else "",
        published_on=days.pop() if one_day else dt.datetime.now(NEWSPAPER_ZONE).date(),
        date_assumed=not one_day,
        page="、".join(dict.fromkeys(page.page for page in pages if page.page)),
        articles=tuple(
            replace(article, page=article.page or page.page) for page in pages for article in page.articles
        ),
        furniture=tuple(line for page in pages for line in page.furniture),
    )


def _with_headline(article: Article) -> Article:
    """The article, headed by its first sentence where it has no headline and enough text."""
    if article.headline or sum(map(len, article.paragraphs)) < LEAST_BODY:
        return article
    sentence = _SENTENCE.match(article.paragraphs[0])
    said = (sentence.group() if sentence else article.paragraphs[0]).strip().rstrip("。")
    if len(said) > LONGEST_ASSUMED_HEADLINE:
        said = re.split("[，,；;]", said, maxsplit=1)[0][:LONGEST_ASSUMED_HEADLINE]
    kickers = [block for block in article.blocks if block.kind is Kind.KICKER]
    others = [block for block in article.blocks if block.kind is not Kind.KICKER]
    blocks = (*kickers, Block(Kind.HEADLINE, said), *others)
    return replace(article, blocks=blocks, headline_assumed=True)
