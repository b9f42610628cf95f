"""From the blocks of a web page to the lines of its one article, each with its role."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from parsing.article import Kind
from parsing.bylines import byline_line
from parsing.captions import caption_evidence
from parsing.document_text import DocumentText
from parsing.furniture import MAYBE_COLUMN, furniture_evidence, masthead
from parsing.html_blocks import HtmlBlock, HtmlBlocks
from parsing.html_names import CAPTION_NAMES, SUBHEAD_NAMES
from parsing.lines import park_line
from parsing.main_text import MainText, squeezed, title_alone
from parsing.page_facts import PageFacts
from parsing.web_facts import WebFacts
from parsing.web_lines import (
    ends_article,
    is_meta_line,
    is_original_title,
    is_web_furniture,
    names_editors,
    read_meta_line,
    remark_at_end,
)

LONGEST_CAPTION, LONGEST_SECTION, LONGEST_SUBHEAD = 60, 40, 70
# How far over the headline and under it the line with day and source may stand, in blocks.
_META_ABOVE, _META_BELOW = 3, 12
# How many blocks before the headline hold an electronic edition's own head at most.
LONGEST_EDITION_HEAD = 40
# What stands after the end of the article's last paragraphs holds at most this share of its prose.
_MOST_AFTER = 0.25
# How much of the headline a line at the start of the text has to be to be its repetition, in so many blocks.
_REPEATED, _REPEATED_WITHIN = 0.8, 4
# Where more of the text is centred than this, centring says nothing.
_FEW_CENTRED = 0.3
_SURE_CAPTION = 5.0
# Short bold lines are captions where so many of them stand under a picture.
_UNDER_PICTURES = 0.6
# The share of links among the blocks of a list of teasers.
_LINKS_AMONG_TEASERS = 0.3
_SENTENCE_END = re.compile(r"[。！？!?；;：:，,]['\"”’』」）)]*$")
_CREDIT = re.compile(r"(?:摄|供图|图片|资料图)[）)。]?$")
_DASH = re.compile(r"^\s*(?:——|—|--)")


@dataclass(slots=True)
class _Meta:
    published_on: dt.date | None = None
    source: str = ""
    authors: tuple[str, ...] = ()

    def add(self, text: str) -> None:
        said = read_meta_line(text)
        self.published_on = self.published_on or said.published_on
        self.source = self.source or said.source
        self.authors = self.authors or said.authors


@dataclass(slots=True)
class _Lines:
    """The article's lines so far, what lines under the headline say of it, and what those over it say."""

    lines: list[tuple[str, Kind | None]] = field(default_factory=list)
    meta: _Meta = field(default_factory=_Meta)
    over: _Meta = field(default_factory=_Meta)

    def add_meta(self, text: str, begun: bool) -> None:
        """What a line of furniture says; one after the first paragraph gives no day."""
        if begun:
            said = read_meta_line(text)
            self.meta.source, self.meta.authors = (
                self.meta.source or said.source,
                self.meta.authors or said.authors,
            )
        else:
            self.meta.add(text)

    def add(self, text: str, kind: Kind | None) -> None:
        if text.strip():
            self.lines.append((text.strip(), kind))


def article_text(found: HtmlBlocks, main: MainText, said: WebFacts) -> DocumentText:
    """The article of a page whose main text is known: headline, subhead, body, furniture."""
    made = _Lines()
    blocks = found.blocks
    headline = " ".join(blocks[at].text.strip() for at in main.headline) or _title_alone(said.titles)
    body = _body_range(blocks, main)
    if main.headline:
        _add_over_headline(blocks, main, made)
    if headline:
        made.add(headline, Kind.HEADLINE)
    if main.headline:
        _add_under_headline(blocks, main, body, made)
    _add_body(blocks, body, squeezed(headline), made)
    meta, over = made.meta, made.over
    paper, day, folio = _edition(blocks[: main.headline.start or main.start], said.titles)
    facts = PageFacts(
        newspaper=meta.source or said.source or over.source or paper or said.site,
        published_on=meta.published_on or said.said_on or said.wired_on or over.published_on or day,
        page=folio,
        authors=meta.authors or said.authors or over.authors,
        link=said.link,
    )
    return DocumentText.of_article(_without_loose_heads(made.lines), facts)


def _edition(blocks: Sequence[HtmlBlock], titles: Sequence[str]) -> tuple[str, dt.date | None, str]:
    """Newspaper, day and page number in the head of an electronic edition's page, and in its title."""
    titled = [title for title in titles if furniture_evidence(title) > MAYBE_COLUMN]
    heads = [block.text for block in blocks[-LONGEST_EDITION_HEAD:] if block.length <= LONGEST_SUBHEAD]
    return masthead([*titled, *(text for text in heads if furniture_evidence(text) > MAYBE_COLUMN)], "")


def _without_loose_heads(lines: list[tuple[str, Kind | None]]) -> list[tuple[str, Kind | None]]:
    """The lines, headings after the last paragraph as furniture: what stood under them was no text."""
    last = max((at for at, (_, kind) in enumerate(lines) if kind is Kind.PARAGRAPH), default=len(lines))
    return [
        (text, None if kind is Kind.SECTION_HEAD and at > last else kind)
        for at, (text, kind) in enumerate(lines)
    ]


def _title_alone(titles: Sequence[str]) -> str:
    return title_alone(titles[0]) if titles else ""


def _body_range(blocks: Sequence[HtmlBlock], main: MainText) -> range:
    """The blocks of the main text after the headline."""
    start = max(main.start, main.headline.stop) if main.headline.stop <= main.end else main.start
    return range(start, main.end)


def _add_over_headline(blocks: Sequence[HtmlBlock], main: MainText, made: _Lines) -> None:
    """What stands just over the headline: the park's name, a subhead, day and source."""
    start = main.headline.start
    for at in reversed(range(max(0, start - _META_ABOVE), start)):
        if is_meta_line(blocks[at].text):
            made.over.add(blocks[at].text)
    above = blocks[start - 1] if start else None
    if above is None or above.aside or above.linked:
        return
    if park_line(above.text, lambda _: False):
        made.add(above.text, Kind.KICKER)
    elif _is_subhead(above) and SUBHEAD_NAMES.search(above.names):
        made.add(above.text, Kind.SUBHEAD)


def _add_under_headline(blocks: Sequence[HtmlBlock], main: MainText, body: range, made: _Lines) -> None:
    """What stands between the headline and the main text: subheads, day, source, reading tools."""
    for block in blocks[main.headline.stop : min(body.start, main.headline.stop + _META_BELOW)]:
        if _is_subhead(block):
            made.add(block.text, Kind.SUBHEAD)
        elif not block.mostly_links:
            made.meta.add(block.text)
            made.add(block.text, None)


def _is_subhead(block: HtmlBlock) -> bool:
    if block.aside or block.mostly_links or not 4 <= block.length <= LONGEST_SUBHEAD:
        return False
    named = block.heading > 0 or bool(SUBHEAD_NAMES.search(block.names))
    return (named or bool(_DASH.match(block.text))) and not is_meta_line(block.text)


def _add_body(blocks: Sequence[HtmlBlock], body: range, headline: str, made: _Lines) -> None:
    """The article's paragraphs, section heads and captions, up to what the site sets after it."""
    style = _BodyStyle.of([blocks[at] for at in body if not blocks[at].aside])
    left = style.prose
    teasers = _Teasers(blocks, body)
    begun = edited = False
    repeated = 0
    for at in body:
        block = blocks[at]
        text = block.text.strip()
        if block.aside:
            continue
        if ends_article(text) and (edited or left <= _MOST_AFTER * style.prose or teasers.follow(at)):
            break
        edited = edited or names_editors(text)
        repeated = (
            repeated - 1 if repeated else 0 if begun else _repeats(blocks, range(at, body.stop), headline)
        )
        if repeated or _is_furniture(block, text) or (not begun and is_meta_line(text)):
            made.add_meta(text, begun)
            made.add(text, None)
        elif not begun and made.lines and _is_subhead(block) and block.heading not in style.repeated_headings:
            made.add(text, Kind.SUBHEAD)
        else:
            kind = _kind(block, text, style)
            begun = begun or kind is Kind.PARAGRAPH
            left -= 0.0 if block.linked else block.prose
            end = remark_at_end(text)
            made.add(text[:end], kind)
            if text[end:].strip():
                edited = edited or names_editors(text[end:])
                made.add(text[end:], None)


class _Teasers:
    """Where what is left of a text is a list of links with a few words to each."""

    def __init__(self, blocks: Sequence[HtmlBlock], body: range) -> None:
        self._body = body
        shown = [not blocks[at].aside for at in body]
        self._shown = [0, *accumulate(shown)]
        self._links = [
            0,
            *accumulate(blocks[at].mostly_links and there for at, there in zip(body, shown, strict=True)),
        ]

    def follow(self, at: int) -> bool:
        """Whether a good part of the blocks after block `at` are links."""
        here = at - self._body.start + 1
        left = self._shown[-1] - self._shown[here]
        return left > 0 and self._links[-1] - self._links[here] >= _LINKS_AMONG_TEASERS * left


def _repeats(blocks: Sequence[HtmlBlock], at: range, headline: str) -> int:
    """How many blocks, from the first, say the headline once more; 0 where they don't."""
    said, count = "", 0
    for number in at[:_REPEATED_WITHIN]:
        said, count = said + squeezed(blocks[number].text), count + 1
        if not headline.startswith(said):
            break
        if len(said) >= _REPEATED * len(headline):
            return count
    return 0


@dataclass(frozen=True, slots=True)
class _BodyStyle:
    """How an article's body is set: its prose outside of teasers, whether what is centred stands out, and
    whether all short bold lines stand under pictures."""

    prose: float
    centring_tells: bool
    bold_under_pictures: bool
    repeated_headings: frozenset[int]

    @classmethod
    def of(cls, blocks: Sequence[HtmlBlock]) -> _BodyStyle:
        length = sum(block.length for block in blocks)
        levels = Counter(block.heading for block in blocks)
        bold = [block for block in blocks if block.bold and block.centred and block.length <= LONGEST_CAPTION]
        return cls(
            repeated_headings=frozenset(level for level, often in levels.items() if level and often > 1),
            prose=sum(block.prose for block in blocks if not block.linked),
            centring_tells=sum(block.length for block in blocks if block.centred) <= _FEW_CENTRED * length,
            bold_under_pictures=len(bold) > 1
            and sum(block.pictures > 0 for block in bold) >= _UNDER_PICTURES * len(bold),
        )


def _is_furniture(block: HtmlBlock, text: str) -> bool:
    if is_original_title(text) or is_web_furniture(text):
        return True
    return block.mostly_links or (is_meta_line(text) and block.length > 5)


def _kind(block: HtmlBlock, text: str, style: _BodyStyle) -> Kind:
    if block.length <= LONGEST_CAPTION and _is_caption(block, text, style):
        return Kind.CAPTION
    byline = byline_line(text)
    if byline is not None and byline.sure:
        return Kind.BYLINE
    ended = bool(_SENTENCE_END.search(text))
    if block.length <= LONGEST_SECTION and not ended and (block.heading or block.bold):
        return Kind.SECTION_HEAD
    return Kind.PARAGRAPH


def _is_caption(block: HtmlBlock, text: str, style: _BodyStyle) -> bool:
    if CAPTION_NAMES.search(block.names) or caption_evidence(text) >= _SURE_CAPTION:
        return True
    if text.endswith("。") or not (block.pictures or (block.bold and style.bold_under_pictures)):
        return False
    centred = block.centred and style.centring_tells and (not block.bold or style.bold_under_pictures)
    return centred or bool(_CREDIT.search(text))
