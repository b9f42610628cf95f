"""From a page file to articles, and which park each article is about. Pure: no database, no Telegram."""

from parsing.page import parse_page, read_page

__all__ = ["parse_page", "read_page"]
