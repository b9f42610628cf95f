"""Node pages: pages that list articles, as an electronic edition has one for each page of the newspaper.

Founder's editions call them node_2.htm and their articles content_….htm; others are told by many headlines in
links whose addresses look alike, with hardly any text beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from parsing.furniture import furniture_evidence, masthead
from parsing.html_blocks import HtmlBlock, blocks_of
from parsing.html_tree import html_tree, is_html
from parsing.listed_articles import ListedArticle, NodePage
from parsing.main_text import squeezed
from parsing.unreadable import UnreadableDocument
from parsing.web_facts import date_of_address, web_facts

MOST_LINKS, MOST_ARTICLES = 5000, 60
FEWEST_ARTICLES = 3
LONGEST_HEADLINE, SHORTEST_HEADLINE = 120, 5
LONGEST_COLUMN = 8
LONGEST_ADDRESS = 1000
_NODE = re.compile(r"/(?:node|nbs\.D110000\w*?|pageList|paperindex)[^/]*$", re.I)
_CONTENT = re.compile(r"/(?:content|nw\.D110000)[^/]*$|/(?:content|article)/", re.I)
_TURNING = re.compile(
    r"第?\s*[A-Z]?\d{1,3}\s*版.{0,20}|[上下]一[版期篇页].{0,6}|版面(?:导航|目录|概览)|标题导航|[A-Z]?\d{1,3}\s*[:：].{0,12}"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
# The text beside the links of a page that only lists: slogans, addresses, who is responsible.
_MOST_PROSE, _MOST_PROSE_OF_NODES = 200, 1500
_HEAD_LINES = 60


def read_node_page(data: bytes, address: str) -> NodePage | None:
    """The articles that the page at an address lists; None where it lists none, or is itself one.

    Only articles of the page's own site count, at most MOST_ARTICLES.
    """
    if not is_html(data):
        return None
    try:
        tree = html_tree(data)
    except UnreadableDocument:
        return None
    articles = _articles(tree.root, address)
    headlines = sum(len(article.headline) > LONGEST_COLUMN for article in articles)
    if headlines < FEWEST_ARTICLES and not (articles and _is_node(address)):
        return None
    blocks = blocks_of(tree.root).blocks
    prose = sum(block.prose for block in blocks if not block.aside and not block.mostly_links)
    if prose > (_MOST_PROSE_OF_NODES if _is_node(address) else _MOST_PROSE):
        return None
    said = web_facts(tree.root, tree.comments)
    newspaper, day, page = masthead([*said.titles, *_head_lines(blocks)], "")
    return NodePage(newspaper, day or date_of_address(address), page, articles)


def _articles(root: Any, address: str) -> tuple[ListedArticle, ...]:
    """The links that are articles: of those whose addresses look alike, the group with most headlines."""
    own = _shape(address)
    groups: dict[str, dict[str, str]] = {}
    for where, text in islice(_links(root, address), MOST_LINKS):
        shape = _shape(where)
        if shape == own or where == address:
            continue
        known = groups.setdefault(shape, {})
        # A headline may stand in several links to its article: the longest is the whole one.
        if len(text) > len(known.get(where, "")):
            known[where] = text
    named = {shape: group for shape, group in groups.items() if _CONTENT.search(shape)}
    best = max((named or groups).values(), key=_weight, default={})
    return tuple(ListedArticle(text, where) for where, text in islice(best.items(), MOST_ARTICLES))


def _weight(group: dict[str, str]) -> int:
    """How much a group says in headlines; names of columns are short."""
    return sum(1 + 10 * max(0, len(text) - LONGEST_COLUMN) for text in group.values())


def _links(root: Any, address: str) -> Iterator[tuple[str, str]]:
    """The address and text of each link to the same site that may be an article's."""
    base = next((element.get("href") or "" for element in root.iter("base")), "")
    try:
        start = urljoin(address, base[:LONGEST_ADDRESS])
        site = urlsplit(address).netloc
    except ValueError:
        return
    for element in root.iter("a", "area"):
        text = _text_of(element)
        href = (element.get("href") or "").strip()
        if not text or not href or len(href) > LONGEST_ADDRESS:
            continue
        try:
            where = urldefrag(urljoin(start, href)).url
            parts = urlsplit(where)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc == site:
            yield where, text


def _text_of(element: Any) -> str:
    """A link's headline, empty where it looks like none."""
    said = "".join(islice(element.itertext(), 50)) or element.get("title") or element.get("alt") or ""
    text = " ".join(said[: LONGEST_HEADLINE * 2].split())
    if not SHORTEST_HEADLINE <= len(text) <= LONGEST_HEADLINE or not _CHINESE.search(text):
        return ""
    return "" if _TURNING.fullmatch(text) or furniture_evidence(text) > SHORTEST_HEADLINE else text


def _shape(address: str) -> str:
    """An address with its numbers and marks of one article left out."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    folder, _, name = parts.path.rpartition("/")
    name = re.sub(r"[0-9]+(?:[_-][0-9]+)*", "#", name)
    query = re.sub(r"=[^&]*", "=", parts.query)
    return f"{re.sub(r'[0-9]+', '#', folder)}/{name}?{query}"


def _is_node(address: str) -> bool:
    return bool(_NODE.search(urlsplit(address).path))


def _head_lines(blocks: list[HtmlBlock]) -> list[str]:
    """What may tell newspaper, day and page: short lines, those that name another page left out."""
    short = (block.text for block in blocks if len(squeezed(block.text)) <= LONGEST_HEADLINE)
    return list(islice((text for text in short if not re.search(r"[上下]一版", text)), _HEAD_LINES))
