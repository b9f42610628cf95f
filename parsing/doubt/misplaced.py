"""Doubts about blocks that are not what they were taken for: body text as a caption, a subhead, a byline."""

from __future__ import annotations

from collections.abc import Iterator

from parsing.article import Block, Kind
from parsing.bylines import authors_in, looks_like_name
from parsing.captions import caption_evidence
from parsing.doubt.matter import Matter
from parsing.doubt.reason import Doubt

# What is longer is hardly a line of its kind. A caption without a credit is shorter still.
LONGEST_OF = {
    Kind.KICKER: 26,
    Kind.SUBHEAD: 50,
    Kind.SECTION_HEAD: 32,
    Kind.CAPTION: 110,
    Kind.BYLINE: 60,
    Kind.DATELINE: 60,
}
LONGEST_BARE_CAPTION = 45
# Only so much of a block is looked at for who signed it.
LOOKED_AT = 80


def misplaced_doubts(matter: Matter) -> Iterator[Doubt]:
    """Whether body text stands where a line of another kind belongs."""
    if any(map(_is_text, matter.blocks)):
        yield Doubt.TEXT_OUT_OF_PLACE


def _is_text(block: Block) -> bool:
    text = block.text
    longest = LONGEST_OF.get(block.kind)
    if longest is None:
        return False
    if len(text) > longest:
        return True
    if block.kind is Kind.CAPTION:
        return len(text) > LONGEST_BARE_CAPTION and not caption_evidence(text)
    if block.kind in (Kind.SECTION_HEAD, Kind.SUBHEAD, Kind.KICKER):
        return text.endswith(("。", ",", "、")) or text.count(",") > 1 or "。" in text
    if block.kind is Kind.BYLINE:
        return "," in text or not any(map(looks_like_name, authors_in(text[:LOOKED_AT])))
    return False
