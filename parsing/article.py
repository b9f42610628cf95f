"""What a page comes apart into: articles made of blocks, and furniture."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The role a block of text plays in its article."""

    KICKER = "kicker"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    SECTION_HEAD = "section_head"
    CAPTION = "caption"
    BYLINE = "byline"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the page's text with one role, its characters as they stand in the source."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its blocks in the page's order, and the names of the people who signed it.

    Everything but `authors` and `page` is a view of `blocks`; `authors` are the names inside the byline
    blocks, or those that the document names elsewhere. `page` is the number of the page that the article
    stands on, empty where the file doesn't say. `headline_assumed` is true where the text has none: the
    headline is then its first sentence, which stands in its paragraph too.
    """

    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    page: str = ""
    headline_assumed: bool = False

    def texts(self, kind: Kind) -> tuple[str, ...]:
        """The texts of all blocks of one kind, in order."""
        return tuple(block.text for block in self.blocks if block.kind is kind)

    def _line(self, kind: Kind) -> str:
        return " ".join(self.texts(kind))

    @property
    def kicker(self) -> str:
        """The line that names the park above the headline; empty where there is none."""
        return self._line(Kind.KICKER)

    @property
    def headline(self) -> str:
        """The main title; empty where there is none."""
        return self._line(Kind.HEADLINE)

    @property
    def subhead(self) -> str:
        """The line above or below the headline; empty where there is none."""
        return self._line(Kind.SUBHEAD)

    @property
    def dateline(self) -> str:
        """The newspaper's or reporter's mark before the first paragraph; empty where there is none."""
        return self._line(Kind.DATELINE)

    @property
    def captions(self) -> tuple[str, ...]:
        """The lines under photos, credits included."""
        return self.texts(Kind.CAPTION)

    @property
    def section_heads(self) -> tuple[str, ...]:
        """The headings inside the body."""
        return self.texts(Kind.SECTION_HEAD)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body, one string a paragraph, column cuts rejoined, without dateline and byline."""
        return self.texts(Kind.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a newspaper, taken apart; or several of one file, whose numbers `page` has all.

    `date_assumed` is true where nothing in the file nor its name gave the date. `furniture` holds what
    belongs to no article. `link` is the page's own address, where it tells it. Blocks and furniture together
    hold every non-space character of the source.
    """

    newspaper: str
    published_on: dt.date
    date_assumed: bool
    page: str
    articles: tuple[Article, ...]
    furniture: tuple[str, ...] = ()
    link: str = ""
