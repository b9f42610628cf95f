"""An article as the doubts look at it: its text folded once, and the words that tell it from others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import add
from pathlib import Path

from parsing.article import Article, Block, Kind
from parsing.common_pairs import COMMON_PAIRS
from parsing.park_names import fold

# Pairs that are no words and that one news article in thirty holds all the same: 比增, 总投, 年来. Counted.
_NEWS_PAIRS = frozenset(Path(__file__).with_name("news_pairs.txt").read_text(encoding="utf-8").split())
_SAY_NOTHING = COMMON_PAIRS | _NEWS_PAIRS
MOST_KEPT = 32
# A sentence from this length on is said once.
SAID_ONCE = 16
_SENTENCE = re.compile(r"[^。!?;\n]+")
_IN_BODY = frozenset((Kind.PARAGRAPH, Kind.SECTION_HEAD))
# Below a notice, a letter or a statement: who signs it, and on which day.
_DAY = re.compile(r"\(?(?:\d{4}|二[〇○零]\S{2})年\S{1,3}月\S{1,3}日\)?$")
_SO_GIVEN = re.compile(r"特此\S{2}[。!]?$")
LONGEST_SIGNER = 30
_NOTICE_HEAD = re.compile(
    r"(?:公告|通告|通知|公示|启事|声明|倡议书|公开信|简章|通报)(?:\(.{1,12}\)|[一二三]号)?$"
)
_AS_FOLLOWS = re.compile(r"(?:现|特).{0,24}如下[:。]")


@dataclass(frozen=True)
class Matter:
    """The text of one article, folded: `headline`, `kicker`, and `blocks` in the page's order."""

    blocks: tuple[Block, ...]

    @classmethod
    @lru_cache(maxsize=MOST_KEPT)
    def of(cls, article: Article) -> Matter:
        """The article's blocks, half-width and simplified, without space around them.

        The last few are kept: articles of one page are looked at one after another, each beside the others.
        """
        folded = ((block.kind, fold(block.text).strip()) for block in article.blocks)
        return cls(tuple(Block(kind, text) for kind, text in folded if text))

    def texts(self, *kinds: Kind) -> list[str]:
        """The texts of the blocks of these kinds, in order."""
        return [block.text for block in self.blocks if block.kind in kinds]

    @cached_property
    def headline(self) -> str:
        """The headline, all its lines."""
        return " ".join(self.texts(Kind.HEADLINE))

    @cached_property
    def paragraphs(self) -> list[str]:
        """The paragraphs, without section heads."""
        return [block.text for block in self.body if block.kind is Kind.PARAGRAPH]

    @cached_property
    def body(self) -> list[Block]:
        """Paragraphs and section heads, in order, without who signs and when below a notice or a letter."""
        body = [block for block in self.blocks if block.kind in _IN_BODY]
        if len(body) > 2 and _DAY.match(body[-1].text):
            signer = body[-2].text
            body = body[: -2 if len(signer) <= LONGEST_SIGNER and not signer.endswith("。") else -1]
        if len(body) > 1 and _SO_GIVEN.match(body[-1].text):
            body.pop()
        return body

    @cached_property
    def is_notice(self) -> bool:
        """Whether it is a public notice as a whole: telephones and days to apply are in place there."""
        return bool(_NOTICE_HEAD.search(self.headline)) or any(map(_AS_FOLLOWS.search, self.paragraphs[:2]))

    @cached_property
    def length(self) -> int:
        """The characters of its paragraphs."""
        return sum(map(len, self.paragraphs))

    @cached_property
    def said(self) -> list[str]:
        """The sentences of its paragraphs that are long enough to be said once only, without blanks."""
        found = ("".join(one.split()) for text in self.paragraphs for one in _SENTENCE.findall(text))
        return [sentence for sentence in found if len(sentence) >= SAID_ONCE]

    @cached_property
    def body_pairs(self) -> list[frozenset[str]]:
        """For each block of the body, its telling pairs of characters."""
        return [telling_pairs(block.text) for block in self.body]

    @cached_property
    def all_pairs(self) -> frozenset[str]:
        """The telling pairs of the whole body."""
        return frozenset().union(*self.body_pairs)


def pairs_in(text: str) -> Iterable[str]:
    """Two characters at a time."""
    return map(add, text, text[1:])


def telling_pairs(text: str) -> frozenset[str]:
    """The pairs of letters in a folded text that not every other text holds."""
    return frozenset(filter(str.isalpha, set(pairs_in(text)) - _SAY_NOTHING))
