"""From the text of a newspaper page to its articles."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from zoneinfo import ZoneInfo

from parsing.article import Article, Block, Kind, Page
from parsing.bylines import authors_in
from parsing.datelines import newspaper_of
from parsing.document_text import DocumentText
from parsing.furniture import SURE, folio_in, masthead, turned_mark, turned_page_parts
from parsing.line_roles import Role
from parsing.lines import Line, lines_of
from parsing.page_facts import NO_FACTS
from parsing.parks import Gazetteer
from parsing.reading import Reading, best_reading, told_reading
from parsing.turned_pages import Part, rejoined

# The newspaper's own day: what is uploaded without a date is dated where it is printed.
NEWSPAPER_ZONE = ZoneInfo("Asia/Shanghai")

_KIND_OF = {
    Role.KICKER: Kind.KICKER,
    Role.SHOULDER: Kind.SUBHEAD,
    Role.HEADLINE: Kind.HEADLINE,
    Role.SUBHEAD: Kind.SUBHEAD,
    Role.BYLINE: Kind.BYLINE,
    Role.CAPTION: Kind.CAPTION,
    Role.SECTION: Kind.SECTION_HEAD,
}


def parse_page(text: str, *, name: str = "") -> Page:
    """Take the text of one newspaper page apart, with the shipped list of parks to know kickers by.

    `name` is the file's name, where newspaper, date and page may stand if the page itself doesn't say them.
    Never fails: a text without articles gives a page without articles, all of it furniture.
    """
    return read_page(text, Gazetteer.bundled(), name=name)


def read_page(text: str, gazetteer: Gazetteer, *, name: str = "") -> Page:
    """Like `parse_page`, with a gazetteer of the caller's."""
    lines = lines_of(text, lambda park: bool(gazetteer.names(park)))
    told = isinstance(text, DocumentText) and bool(text.kinds)
    whole = isinstance(text, DocumentText) and text.whole
    facts = text.facts if isinstance(text, DocumentText) else NO_FACTS
    reading = told_reading(lines) if told else best_reading(lines, whole=whole)
    articles, furniture = _assemble(lines, reading)
    if told:
        articles = tuple(_signed(article, facts.authors) for article in articles)
    newspaper, date, folio = masthead(() if told else furniture, name)
    folios = dict.fromkeys(filter(None, (article.page for article in articles)))
    folio = "、".join(folios) if len(folios) > 1 else folio
    newspaper, date, folio = facts.newspaper or newspaper, facts.published_on or date, facts.page or folio
    if not newspaper:
        named = Counter(filter(None, (newspaper_of(article.dateline) for article in articles)))
        newspaper = named.most_common(1)[0][0] if named else ""
    return Page(
        newspaper=newspaper,
        published_on=date or dt.datetime.now(NEWSPAPER_ZONE).date(),
        date_assumed=date is None,
        page=folio,
        articles=articles,
        furniture=furniture,
        link=facts.link,
    )


def _signed(article: Article, authors: tuple[str, ...]) -> Article:
    """The article, signed by those whom its document names, where its own text names nobody."""
    return article if article.authors or not authors else replace(article, authors=authors)


@dataclass
class _Draft:
    """An article being put together, with the paragraph that may still go on."""

    blocks: list[Block] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    held: list[Block] = field(default_factory=list)
    page: str = ""
    goes_on: str = ""
    comes_from: str = ""

    def add(self, kind: Kind, text: str) -> None:
        if kind is Kind.CAPTION and self.paragraph:
            self.held.append(Block(kind, text))  # it may stand inside a paragraph that goes on after it
            return
        self.close_paragraph()
        self.blocks.append(Block(kind, text))

    def close_paragraph(self) -> None:
        if self.paragraph:
            self.blocks.append(Block(Kind.PARAGRAPH, joined(self.paragraph)))
        self.blocks += self.held
        self.paragraph, self.held = [], []

    def sign(self, text: str) -> None:
        self.authors += authors_in(text)

    def finish(self) -> Part | None:
        self.close_paragraph()
        if not self.blocks:
            return None
        article = Article(tuple(self.blocks), tuple(dict.fromkeys(self.authors)), self.page)
        return Part(article, self.goes_on, self.comes_from)


def joined(pieces: Iterable[str]) -> str:
    """The pieces of a cut paragraph as one: nothing between them, but a space between two Latin words."""
    text = ""
    for piece in pieces:
        latin = text[-1:].isascii() and text[-1:].isalpha() and piece[:1].isascii() and piece[:1].isalpha()
        text += f" {piece}" if latin else piece
    return text


def _assemble(lines: tuple[Line, ...], reading: Reading) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    drafts: list[_Draft] = []
    furniture: list[str] = []
    folio = _first_folio(lines, reading)
    for number, (line, role) in enumerate(zip(lines, reading.roles, strict=True)):
        if role is Role.FURNITURE:
            furniture.append(line.text)
            folio = _folio(line) or folio
            continue
        if number in reading.starts or not drafts:
            drafts.append(_Draft(page=folio))
        draft = drafts[-1]
        draft.goes_on, draft.comes_from = line.goes_on or draft.goes_on, line.comes_from or draft.comes_from
        if role in (Role.START, Role.MORE):
            goes_on = _goes_on(reading, number)
            furniture += _add_body(draft, line, begins=role is Role.START, goes_on=goes_on)
            continue
        draft.add(_KIND_OF[role], line.text)
        if role is Role.BYLINE:
            draft.sign(line.text)
    articles, repeated = rejoined(part for draft in drafts if (part := draft.finish()) is not None)
    return articles, (*furniture, *repeated)


def _folio(line: Line) -> str:
    """The page number in a line of furniture that is a page's head or foot."""
    return folio_in(line.text) if line.furniture >= SURE and not turned_mark(line.text) else ""


def _first_folio(lines: tuple[Line, ...], reading: Reading) -> str:
    """The first page number in the file: what stands before it is on that page too."""
    folios = (
        _folio(line)
        for line, role in zip(lines, reading.roles, strict=True)
        if role is Role.FURNITURE and line.furniture >= SURE
    )
    return next(filter(None, folios), "")


def _goes_on(reading: Reading, number: int) -> bool:
    """Whether the paragraph of body line `number` goes on after it, past captions and furniture."""
    for role in islice(reading.roles, number + 1, None):
        if role is Role.MORE:
            return True
        if role not in (Role.CAPTION, Role.FURNITURE):
            return False
    return False


def _add_body(draft: _Draft, line: Line, *, begins: bool, goes_on: bool) -> list[str]:
    """Put a body line into its article; gives back the marks of a turned page, which are furniture."""
    head, text, tail = turned_page_parts(line.text)
    if begins:
        draft.close_paragraph()
    if begins and line.dateline is not None and not head:
        end = line.dateline.end
        draft.add(Kind.DATELINE, text[:end])
        draft.authors += line.dateline.authors
        text = text[end:].lstrip()
    byline = None if tail or goes_on else line.byline
    if byline is not None and byline.start >= len(line.text) - len(text):
        signature = line.text[byline.start :]
        body = text[: len(text) - len(signature)].rstrip()
        if body:
            draft.paragraph.append(body)
        draft.add(Kind.BYLINE, signature)
        draft.authors += byline.authors
    elif text.strip():
        draft.paragraph.append(text.strip())
    return [mark for mark in (head, tail) if mark]
