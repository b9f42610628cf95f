"""How a line is worded: like prose, like the start of a paragraph, like a subhead."""

from __future__ import annotations

import re

from parsing.common_pairs import opens_words
from parsing.lines import Line

# Prose is not set in halves: there, its words weigh this much.
COUPLET_SHARE = 0.4

# Signs that a line stands under or over a headline rather than being it.
_SUBHEAD_DASH = re.compile(r"^\s*(?:——|--|—|——)")
_SUBHEAD_END = re.compile(
    r"(?:见闻|纪实|观察|侧记|记事|纪事|走笔|掠影|调查|扫描|综述|启示|实践|探析|透视|采访记|素描|之路|巡礼|小记|札记)$"
)
# A heading is whole: it neither starts like a sentence of the body nor breaks off.
_BODY_OPENING = re.compile(
    r"^(?:在|据|从(?!.{1,10}到.{1,10}$)|对|为了|目前|今年|去年|近日|日前|近年|同时|此外|其中|数据|当前|截至|随着|记者|该|这|通过|依托|眼下|作为|本次|此次|根据|由于|按照|正月|党的"
    r"|位于|不久前|前不久|最近|过去|近几?年|新年伊始|[一二三四五六七八九十]+月|\d+月|\d{4}年|\d+年来)"
)
_BROKEN_OFF = re.compile(
    r"(?:[的和与在了是将为等及对把被从以于年月第]|更加|正在|不断|已经|能够|通过|进一步|\d)$"
)
# Characters that carry on what stands before them, and units: no paragraph starts with one.
_NEVER_OPENS = frozenset("的了着过地得等个们所并而且也则很及或被使将是吗呢吧.%")
_OPENS = re.compile(
    r"^(?:[“《【]|如今|此次|针对|围绕|面对|作为|首先|其次|最后|因此|不过|但是?|据了解|据悉|与此同时|下一步|走进|一直以来|多年来|经过)"
)
# 为…, 以…, 用… lead up to what follows, which headings have no room for unless they come in halves.
_LEADS_TO_VERB = re.compile(r"^[为以用将使令]")
# 目前,… and the like: a comma after the first word or two.
_SET_OFF_OPENING = re.compile(r"^[^,“”\d]{2,4},")
# 见好。… no paragraph opens with a sentence that short.
_SCRAP = re.compile(r"^[^,。!?“”]{1,4}。.")
# Words that tell and count, as prose does and headings don't.
_PROSE = re.compile(
    r"[了已曾该其们时称据共各将却仍还都也就]|(?<!\d)\d++(?:\.\d++)?[万亿多余年月日个家项%]|表示|介绍|成为|可以|以及|汇聚|位于"
)
_PROSE_WEAK = re.compile(r"[的是在有把被让从和与]")


def prose_signs(line: Line) -> float:
    """How much a short line sounds like a piece of a sentence and not like a heading."""
    signs = 0.8 * len(_PROSE.findall(line.folded))
    signs += 1.5 * bool(_BODY_OPENING.match(line.folded))
    signs += 0.5 * len(_PROSE_WEAK.findall(line.folded))
    signs += 3.0 * bool(_BROKEN_OFF.search(line.folded))
    if line.couplet:
        signs *= COUPLET_SHARE
    return signs + 4.0 * (line.open_quotes != 0)


def opening_signs(line: Line) -> float:
    """How much a line starts as paragraphs start, and not as what a cut left over: -3 to 3.5.

    A paragraph starts with a whole word. One piece in twelve of those that a cut leaves over starts with a
    character that closes words (业, 展) or carries on (的); hardly a paragraph does.
    """
    first = line.folded[0]
    if first in _NEVER_OPENS or _SCRAP.match(line.folded):
        return -3.0
    if _BODY_OPENING.match(line.folded) or _OPENS.match(line.folded):
        return 3.5 if _SET_OFF_OPENING.match(line.folded) else 2.5
    return max(-2.5, min(0.3, opens_words(first)))


def leads_to_verb(line: Line) -> bool:
    """Whether it starts with 为…, 以… or the like, and is not set in halves."""
    return not line.couplet and bool(_LEADS_TO_VERB.match(line.folded))


def subhead_signs(line: Line) -> float:
    """What speaks for a line being a subhead and not the headline beside it."""
    return 4.0 * bool(_SUBHEAD_DASH.match(line.folded)) + 1.5 * bool(_SUBHEAD_END.search(line.folded))
