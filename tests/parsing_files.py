"""Page files in every format, made from the sample page for the tests."""

from __future__ import annotations

import html
import io
from pathlib import Path

from docx import Document
from reportlab.lib.pagesizes import A3
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from parsing.article import Article, Kind, Page

SAMPLE_TEXT = (Path(__file__).parent.parent / "samples" / "page-2026-04-04.txt").read_text(encoding="utf-8")

BODY_FONT, HEAD_FONT = "STSong-Light", "STSong-Light"
BODY_SIZE, HEADLINE_SIZE, KICKER_SIZE = 9.0, 20.0, 12.0
LEADING = 1.5
COLUMNS, GUTTER, MARGIN = 3, 18.0, 36.0


def docx_of(text: str) -> bytes:
    """A Word file with one paragraph for each line of the text."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def html_of(page: Page, *, encoding: str = "utf-8", declared: str = "") -> bytes:
    """One page of an electronic edition, with navigation around its articles."""
    parts = [f'<!DOCTYPE html><html><head><meta charset="{declared or encoding}"><title>数字报</title>']
    parts.append("<script>var a = '不是正文。';</script></head><body>")
    parts.append('<ul class="nav"><li><a href="1">第01版</a></li><li><a href="2">第02版</a></li></ul>')
    for article in page.articles:
        parts.append("<div class='article'>")
        for kind, text in _lines(article):
            tag = {Kind.HEADLINE: "h1", Kind.SECTION_HEAD: "h3"}.get(kind, "p")
            parts.append(f"<{tag}>{html.escape(text)}</{tag}>")
        parts.append("</div>")
    parts.append('<p><a href="a">上一篇</a> <a href="b">下一篇</a></p></body></html>')
    return "".join(parts).encode(encoding)


def _lines(article: Article) -> list[tuple[Kind, str]]:
    """The lines of an article as a page prints them: the dateline before its paragraph, the byline after."""
    lines: list[tuple[Kind, str]] = []
    dateline = ""
    for block in article.blocks:
        if block.kind is Kind.DATELINE:
            dateline = block.text + " "
        elif block.kind is Kind.BYLINE:
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {block.text}")
        else:
            lines.append((block.kind, dateline + block.text))
            dateline = ""
    return lines


def _wrapped(text: str, width: float, size: float) -> list[str]:
    lines, line = [], ""
    for character in text:
        if line and pdfmetrics.stringWidth(line + character, BODY_FONT, size) > width:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


class Typesetter:
    """Sets articles on an A3 page: heads across the page, bodies in three columns, paragraphs indented."""

    def __init__(self) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(BODY_FONT))
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=A3)
        self._width, self._height = A3
        self._top = self._height - MARGIN
        self._column = (self._width - 2 * MARGIN - (COLUMNS - 1) * GUTTER) / COLUMNS

    def article(self, article: Article) -> None:
        body = self._body_lines(article)
        rows = -(-len(body) // COLUMNS)
        if self._top - (rows * LEADING + 10) * BODY_SIZE < MARGIN:
            self._canvas.showPage()
            self._top = self._height - MARGIN
        for block in article.blocks:
            if block.kind in (Kind.KICKER, Kind.HEADLINE, Kind.SUBHEAD):
                size = HEADLINE_SIZE if block.kind is Kind.HEADLINE else KICKER_SIZE
                self._top -= size * LEADING
                self._line(MARGIN, self._top, block.text, size)
        self._top -= BODY_SIZE
        for number, (text, indent) in enumerate(body):
            column, row = divmod(number, rows)
            left = MARGIN + column * (self._column + GUTTER) + indent * BODY_SIZE
            self._line(left, self._top - (row + 1) * BODY_SIZE * LEADING, text, BODY_SIZE)
        self._top -= (rows + 3) * BODY_SIZE * LEADING

    def _body_lines(self, article: Article) -> list[tuple[str, int]]:
        """The lines of the body and the ems that each is indented."""
        heads = (Kind.KICKER, Kind.HEADLINE, Kind.SUBHEAD)
        paragraphs = [
            (text, 2 if kind is Kind.PARAGRAPH else 0) for kind, text in _lines(article) if kind not in heads
        ]
        lines: list[tuple[str, int]] = []
        for text, indent in paragraphs:
            first, *rest = _wrapped("\u3000" * indent + text, self._column, BODY_SIZE)
            lines.append((first.lstrip("\u3000"), indent))
            lines += [(line, 0) for line in rest]
        return lines

    def _line(self, left: float, bottom: float, text: str, size: float) -> None:
        self._canvas.setFont(HEAD_FONT, size)
        self._canvas.drawString(left, bottom, text)

    def finish(self, *, password: str = "") -> bytes:
        if password:
            self._canvas.setEncrypt(password)
        self._canvas.save()
        return self._out.getvalue()


def pdf_of(page: Page) -> bytes:
    """The page's articles typeset in three columns."""
    setter = Typesetter()
    for article in page.articles:
        setter.article(article)
    return setter.finish()
