"""The text of HTML pages: a web page with one article, or a page of an electronic edition with several."""

from __future__ import annotations

from collections.abc import Sequence

from parsing.article import Kind
from parsing.document_text import DocumentText, Emphasis
from parsing.furniture import MAYBE_COLUMN, furniture_evidence
from parsing.html_blocks import HtmlBlock, HtmlBlocks, blocks_of
from parsing.html_tree import html_tree, is_html
from parsing.main_text import MainText, main_text, squeezed
from parsing.page_facts import PageFacts
from parsing.web_article import article_text
from parsing.web_facts import WebFacts, web_facts
from parsing.web_lines import ends_article

__all__ = ["is_html", "read_html"]

# A page holds several articles when the largest has less than this share of the prose under its headings.
_ALONE = 0.7
_LEAST_PROSE = 40


def read_html(data: bytes) -> DocumentText:
    """The text of an HTML page: its one article with the role of every line, or all of it without navigation.

    Raises UnreadableDocument where it can't be decoded or holds no text.
    """
    tree = html_tree(data)
    found = blocks_of(tree.root)
    said = web_facts(tree.root, tree.comments)
    main = main_text(found, said.titles)
    if main is None or _several_articles(found.blocks, main, said):
        return _whole_page(found, said)
    text = article_text(found, main, said)
    return text if Kind.PARAGRAPH in text.kinds else _whole_page(found, said)


def _several_articles(blocks: Sequence[HtmlBlock], main: MainText, said: WebFacts) -> bool:
    """Whether headings of the same rank stand over texts of about the same weight."""
    ranked = [
        at
        for at, block in enumerate(blocks)
        if _rank(block) and not block.aside and not block.mostly_links and not ends_article(block.text)
    ]
    if any(at in main.headline for at in ranked) and any(
        squeezed(blocks[main.headline.start].text) in squeezed(title) for title in said.titles
    ):
        return False
    if sum(blocks[at].heading == 1 for at in ranked) == 1:
        return False
    texts = []
    for at, after in zip(ranked, [*ranked[1:], len(blocks)], strict=False):
        prose = sum(block.prose for block in blocks[at + 1 : after] if not block.aside and not block.linked)
        if prose >= _LEAST_PROSE:
            texts.append(prose)
    return len(texts) > 1 and max(texts) < _ALONE * sum(texts)


def _rank(block: HtmlBlock) -> bool:
    return block.heading in (1, 2) or (block.titled and not block.heading)


def _whole_page(found: HtmlBlocks, said: WebFacts) -> DocumentText:
    lines = [
        (block.text, _emphasis(block)) for block in found.blocks if not block.aside and not block.mostly_links
    ]
    if not any(how is Emphasis.LARGE for _, how in lines):
        lines = [(line, Emphasis.UNKNOWN) for line, _ in lines]
    for title in said.titles:
        # the page's date and number, not an article's headline again
        if furniture_evidence(title) > MAYBE_COLUMN:
            lines.insert(0, (title, Emphasis.BODY))
    return DocumentText.of(lines, whole=True, facts=PageFacts(link=said.link))


def _emphasis(block: HtmlBlock) -> Emphasis:
    if _rank(block):
        return Emphasis.LARGE
    return Emphasis.SET_OFF if block.heading else Emphasis.BODY
