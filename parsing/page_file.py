"""From a page's file to its articles, or to the reason why there are none."""

from __future__ import annotations

from parsing.article import Page
from parsing.documents import DEFAULT_LIMITS, Limits, read_document
from parsing.page import read_page
from parsing.parks import Gazetteer
from parsing.unreadable import NoArticle


def read_page_file(
    data: bytes, *, name: str = "", gazetteer: Gazetteer | None = None, limits: Limits = DEFAULT_LIMITS
) -> Page:
    """The page in a file: at least one article with a headline and a body.

    `name` is the file's name, for newspaper, date and page number; `gazetteer` the parks to know kickers by,
    the shipped ones by default. Raises UnreadableDocument, NoArticle among them.
    """
    text = read_document(data, name=name, limits=limits)
    page = read_page(text, gazetteer or Gazetteer.bundled(), name=name)
    if not any(article.headline and article.paragraphs for article in page.articles):
        raise NoArticle
    return page
