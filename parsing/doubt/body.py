"""What is doubtful about the body of an article: where it begins and ends, and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsing.article import Block, Kind
from parsing.bylines import SURNAMES, byline_at_end, byline_line, looks_like_name
from parsing.captions import caption_evidence
from parsing.common_pairs import COMMON_PAIRS, opens_words
from parsing.datelines import dateline_of
from parsing.doubt.foreign_text import (
    holds_credit,
    holds_markup,
    looks_like_imprint,
    looks_like_navigation,
    looks_like_notice,
)
from parsing.doubt.headline import CREDITED, SURE_FURNITURE, unpaired
from parsing.doubt.matter import Matter
from parsing.doubt.reason import Doubt
from parsing.furniture import furniture_evidence
from parsing.lines import park_line
from parsing.park_names import HAN

SHORTEST, LONGEST = 45, 4000
# A paragraph up to this long that ends no sentence may be a heading.
LONGEST_HEADING = 30
# Only blocks up to this long can be a line of another kind.
LONGEST_LINE = 100
# No paragraph starts with a character that so much rather closes words.
CLOSES_WORDS = -1.6

# Whatever is longer is printed in more than one paragraph.
LONGEST_ALONE = 400
# Where and when it happened is told early on.
LEAD = 150
_PLACE_OR_DAY = re.compile(
    r"\d[日时年]|[省市县区镇乡村州国]|[日目]前|近[日期年来]|今[年天日]|[昨明]天|记者|来到|走进|开发区|季度|[上下]半年|以来"
)

_SENTENCE_END = re.compile(r"[。!?][”’)]?\s+\S{2,4}$|[。!?…][”’\"')\]」』》]*$|[。!?][^。]{0,12}\)$")
_MAY_END_PARAGRAPH = re.compile(r"(?:[。!?…:;—]|\.\.)\s?[”’\"')\]」』》]*$|[。!?;][^。]{0,30}\)$")
_NEVER_OPENS = re.compile(r"^(?:[年月日]\d|[,。、;:!?”’)\]」』》%…·.]|[的了着过地得等们所且则及或吗呢吧])")
_OPENERS = frozenset("到入是故察地线换")
_WHOLE_WORD = re.compile(
    r"着[力眼手重]|得[益知到]|过[去渡往了]|业内|及[时至]|地[处方区]|所[有谓以]|等[待到]|或[许者]|则|且[看说]"
)
_SCRAP = re.compile(
    r"^(?:[^,。!?“”]{1,4}|\d[\d.]{0,9}(?:个百分点|%|[亿万]?[元亩人户家个项吨台件座倍]|平方米|公里))。."
)
# What goes on with something before it, and what hardly begins an article, though it may.
_CONTINUES = re.compile(
    r"此外|同时,|与此同时|另外|其中|而且|不仅如此|除此之外|接下来|今后|[二三四]是|其次|再次|最后|随后|为此|对此|因此|然而|但|不过|他|她|它|该"
    r"|在此基础上|据(?:介绍|了解|悉)|会[上后]|期间|之后|后来|于是|可是|也|还|又|再|更"
)
_HARDLY_BEGINS = re.compile(
    r"下一步|未来|目前|当前|截至目前|如今|眼下|这|“|数据显示|谈[及到]|尤其|特别是|活动[现中]|记者了解到|介绍"
)
_BEGINNINGS = frozenset(("还有", "再过", "又到", "又是", "又一", "更多", "也许", "他们"))
_ENUMERATED = re.compile(
    r"(?:^|[。;:])(?:其?([一二三四五六七八九])是|第([一二三四五六七八九])[,是]|其([一二三四])[,:])"
)
_DIGIT = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)}
_LEAD = re.compile(r"(?:近日|日前|\d{1,2}月\d{1,2}日(?:上午|下午)?|(?:本报)?记者(?:近日|日前)?从|今天\()")
_OPENS_SIGNED = re.compile(
    rf"[□■◎●]\s*{HAN}{{2,4}}\s|(?:□|本报|本刊|见习|实习)?(?:记者|通讯员)\s{{0,2}}{HAN}{{2,3}}\s(?!报道|获悉|了解)"
)
_NAMES_AND_TEXT = re.compile(rf"[(□]?((?:{HAN}{{2,3}} ){{1,3}})(?=[^。]{{12}})")
_DATELINE_INSIDE = re.compile(
    r".{6}(?:本报讯|本报记者|科学导报\s?\d{0,2}月?\d{0,2}日?\s?[讯电]|本报\d{1,2}月\d{1,2}日[讯电]|新华社\S{2,8}\d{1,2}月\d{1,2}日电|本报\S{2,4}\d{1,2}月\d{1,2}日电|讯\s?\(记者)"
)


def body_doubts(matter: Matter) -> Iterator[Doubt]:
    """The doubts that the body raises: its length, its edges, its paragraphs, what is foreign in it."""
    if not matter.paragraphs:
        yield Doubt.NO_BODY
        return
    if matter.length < SHORTEST:
        yield Doubt.VERY_SHORT
    if matter.length > LONGEST:
        yield Doubt.VERY_LONG
    yield from _edge_doubts(matter)
    yield from _lead_doubts(matter)
    yield from _paragraph_doubts(matter)
    yield from _order_doubts(matter)
    if _second_article(matter):
        yield Doubt.SECOND_ARTICLE
    yield from _foreign_doubts(matter)


def _edge_doubts(matter: Matter) -> Iterator[Doubt]:
    first, last = matter.paragraphs[0], matter.body[-1]
    if breaks_in(first):
        yield Doubt.BEGINS_MID_SENTENCE
    elif _CONTINUES.match(first) and first[:2] not in _BEGINNINGS:
        yield Doubt.BEGINS_LIKE_A_CONTINUATION
    elif _HARDLY_BEGINS.match(first) and not matter.texts(Kind.DATELINE):
        yield Doubt.BEGINS_WITHOUT_A_START
    if last.kind is Kind.SECTION_HEAD or (heading_like(last.text) and not _ends(last.text)):
        yield Doubt.ENDS_WITH_HEADING
    elif not _ends(last.text):
        yield Doubt.ENDS_MID_SENTENCE


def _lead_doubts(matter: Matter) -> Iterator[Doubt]:
    """What the first paragraph, or the only one, is like."""
    first = matter.paragraphs[0]
    if len(matter.body) == 1 and len(first) > LONGEST_ALONE:
        yield Doubt.ALL_IN_ONE_PARAGRAPH
    if not _PLACE_OR_DAY.search(first[:LEAD]) and not matter.is_notice:
        yield Doubt.LEAD_WITHOUT_PLACE_OR_DAY


def _ends(text: str) -> bool:
    """Whether a paragraph ends as an article does: with a sentence, or with who wrote it."""
    return bool(_SENTENCE_END.search(text)) or byline_at_end(text) is not None


def breaks_in(text: str) -> bool:
    """Whether a paragraph starts in the middle of a sentence."""
    if text[:2] in COMMON_PAIRS or _WHOLE_WORD.match(text):
        return False
    return bool(_NEVER_OPENS.match(text) or _SCRAP.match(text)) or _closes_words(text[0])


def _closes_words(character: str) -> bool:
    return opens_words(character) < CLOSES_WORDS and character not in SURNAMES and character not in _OPENERS


def heading_like(text: str) -> bool:
    """Whether a paragraph is as short as a heading and ends like one."""
    return len(text) <= LONGEST_HEADING and not _MAY_END_PARAGRAPH.search(text)


def _paragraph_doubts(matter: Matter) -> Iterator[Doubt]:
    counted = _counted(matter)
    inner = [block for block in matter.body[:-1] if block.text not in counted]
    if any(block.kind is Kind.PARAGRAPH and heading_like(block.text) for block in inner):
        yield Doubt.HEADING_IN_BODY
    if any(
        one.kind is two.kind is Kind.SECTION_HEAD
        for one, two in zip(matter.body, matter.body[1:], strict=False)
    ):
        yield Doubt.HEADING_IN_BODY
    if len(matter.texts(Kind.SECTION_HEAD)) == 1:
        yield Doubt.LONE_SECTION_HEAD
    if any(map(_broken, inner)) or any(map(breaks_in, matter.paragraphs[1:])):
        yield Doubt.BROKEN_PARAGRAPH
    if any(map(unpaired, matter.paragraphs)):
        yield Doubt.UNPAIRED_MARKS


def _broken(block: Block) -> bool:
    return (
        block.kind is Kind.PARAGRAPH
        and not heading_like(block.text)
        and not _MAY_END_PARAGRAPH.search(block.text)
    )


def _order_doubts(matter: Matter) -> Iterator[Doubt]:
    """二是 without 一是 before it, or after 三是; a later paragraph that opens as first ones do."""
    first, *others = matter.paragraphs
    if not _LEAD.match(first) and any(map(_LEAD.match, others)) and not matter.texts(Kind.DATELINE):
        yield Doubt.LEAD_LATER
    before = 0
    for match in _ENUMERATED.finditer("\n".join(matter.paragraphs)):
        sign = match[1] or match[2] or match[3]
        number = _DIGIT[sign]
        if number not in (1, before, before + 1):
            yield Doubt.OUT_OF_ORDER
            return
        before = number


def _second_article(matter: Matter) -> bool:
    """Whether something that opens or closes an article stands in the middle of this one."""
    kinds = [block.kind for block in matter.blocks]
    first = kinds.index(Kind.PARAGRAPH)
    last = len(kinds) - 1 - kinds[::-1].index(Kind.PARAGRAPH)
    inside = {*kinds[first + 1 : last]}
    if inside & {Kind.DATELINE, Kind.BYLINE, Kind.HEADLINE, Kind.KICKER} or kinds.count(Kind.DATELINE) > 1:
        return True
    if kinds.count(Kind.KICKER) > 1 or Kind.KICKER in kinds[last:] or Kind.HEADLINE in kinds[last:]:
        return True
    if any(park_line(text, lambda _: False) for text in _short(matter)):
        return True
    if any(map(_signed, matter.paragraphs[:-1])) or any(map(dateline_of, matter.paragraphs[1:])):
        return True
    return any(map(_DATELINE_INSIDE.search, matter.paragraphs))


def _signed(text: str) -> bool:
    byline = byline_at_end(text)
    return byline is not None and byline.sure and bool(byline.authors)


def _counted(matter: Matter) -> set[str]:
    """The numbers that stand alone and count its parts: 1, 2, 3; empty where they don't."""
    alone = [block.text for block in matter.body if block.text.isdigit()]
    counting = [str(number) for number in range(1, len(alone) + 1)]
    return set(alone) if len(alone) > 1 and alone == counting else set()


def _short(matter: Matter) -> list[str]:
    return [block.text for block in matter.body if len(block.text) <= LONGEST_LINE]


def _opens_signed(text: str) -> bool:
    """Whether a paragraph begins with who wrote it."""
    names = _NAMES_AND_TEXT.match(text)
    return bool(_OPENS_SIGNED.match(text)) or (
        names is not None and all(map(looks_like_name, names[1].split()))
    )


def _foreign_doubts(matter: Matter) -> Iterator[Doubt]:
    texts = [block.text for block in matter.body]
    counted = _counted(matter)
    short = [text for text in _short(matter) if text not in counted]
    if any(map(looks_like_navigation, texts)) or any(
        furniture_evidence(text) >= SURE_FURNITURE for text in short
    ):
        yield Doubt.NAVIGATION_INSIDE
    if any(map(looks_like_imprint, texts)):
        yield Doubt.EDITORS_INSIDE
    if not matter.is_notice and any(map(looks_like_notice, texts)):
        yield Doubt.NOTICE_INSIDE
    if any(map(holds_markup, texts)):
        yield Doubt.MARKUP_INSIDE
    if any(map(holds_credit, texts)) or any(caption_evidence(text) >= CREDITED for text in short):
        yield Doubt.CAPTION_INSIDE
    if any(map(_opens_signed, matter.paragraphs)) or any(
        byline is not None and byline.sure for byline in map(byline_line, short)
    ):
        yield Doubt.BYLINE_INSIDE
