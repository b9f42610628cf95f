"""From a page file to articles, and which park each article is about. Pure: no database, no Telegram.

Come in by `page_file` with a file, `page` with a text, `parks` with an article.
"""

from __future__ import annotations

from parsing.article import Page


def parse_page(text: str, *, name: str = "") -> Page:
    """The articles of a page's text; see `parsing.page.parse_page`."""
    # Imported when first needed: whoever only wants the dataclasses should not wait for the page reader.
    from parsing.page import parse_page as parse

    return parse(text, name=name)
