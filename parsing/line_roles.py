"""What speaks for each role of a line, and for each role after another: the numbers that a reading adds up.

The unit is loosely "how many times likelier, as a power of e": 0 says nothing, 5 is strong, 10 near certain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from math import log1p
from statistics import median

from parsing.cohesion import Cohesion
from parsing.common_pairs import COMMON_PAIRS, opens_words
from parsing.document_text import Emphasis
from parsing.furniture import MAYBE_COLUMN
from parsing.lines import LONGEST_SHORT_LINE, Line
from parsing.phrasing import leads_to_verb, opening_signs, prose_signs, subhead_signs


class Role(IntEnum):
    """What a line can be. START begins a paragraph, MORE goes on with the one that a cut left open."""

    FURNITURE = 0
    KICKER = 1
    SHOULDER = 2
    HEADLINE = 3
    SUBHEAD = 4
    BYLINE = 5
    CAPTION = 6
    START = 7
    MORE = 8
    SECTION = 9


IMPOSSIBLE = -50.0
# A paragraph's first piece that a cut left as short as a heading.
FIRST_PIECE = -2.5
# Lines longer than this are hardly anything but body text.
MIDDLING_LINE = 40
# A cut hardly ever leaves a park's name, and nothing else, on a line.
A_PARKS_NAME_IN_PROSE = 4.5

# Headlines are seldom shorter.
USUAL_HEADLINE = 8

# What speaks against one that is not set in halves: most are.
IN_ONE_PIECE = 0.5

# Evidence for a caption that a credit or a mark leaves little doubt about.
CREDITED = 5.0

# Section heads are seldom longer than this, in characters.
USUAL_SECTION, USUAL_SECTION_IN_HALVES = 13, 17

# What this many articles of a page have, its other articles are expected to have too.
USUAL = 2

# A text is wrapped when at least this share of its lines, and so many lines, end within so few columns of
# the longest.
WRAPPED_SHARE, WRAPPED_LINES, WRAP_SLACK = 0.5, 12, 3

# A cut at random falls inside a common two-character word a quarter of the time; a heading and the paragraph
# after it meet in one less than once in a hundred.
SEAM = 3.5

_COUNTED = frozenset("万亿千百十年月日个家项人次条米吨元平亩公种名户倍%.栋台套座起场届")

# What a document's typography says, where it has one.
_TYPOGRAPHY: dict[Emphasis, dict[Role, float]] = {
    Emphasis.BODY: {Role.HEADLINE: -2.0, Role.SECTION: -1.0},
    Emphasis.SET_OFF: {
        Role.SECTION: 3.0,
        Role.KICKER: 1.0,
        Role.SUBHEAD: 1.0,
        Role.START: -2.0,
        Role.MORE: -3.0,
    },
    Emphasis.LARGE: {
        Role.HEADLINE: 8.0,
        Role.SHOULDER: 4.0,
        Role.SUBHEAD: 4.0,
        Role.SECTION: -9.0,
        Role.CAPTION: -4.0,
        Role.START: -5.0,
        Role.MORE: -5.0,
    },
}

_HEADING_BAD = re.compile(r"^[,。、;:!?”’)]|[,、;:]$|。")
# 怎么让企业少跑路? is a heading more often than a paragraph.
_SHORT_QUESTION = re.compile(r"^[^,。“”]{4,20}[?!]$")
_MOSTLY_DIGITS = re.compile(r"^[\d\W]+$")


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How this page is set: what one line alone can't tell.

    `indents`: its paragraphs start indented. `usual_gap`: blank lines between two lines. `signs_at_end`: its
    articles end with a byline. `wrapped`: the columns at which every line is wrapped, 0 where they are not.
    `kickers`, `datelines`: its articles have them. `words`: its pairs of characters. `whole`: no line
    is a piece of a paragraph that a cut left.
    """

    indents: bool
    usual_gap: float
    signs_at_end: bool
    wrapped: int
    kickers: bool
    datelines: bool
    words: Cohesion
    whole: bool = False

    @classmethod
    def of(cls, lines: tuple[Line, ...], words: Cohesion, *, whole: bool = False) -> PageStyle:
        """The style that the lines of a page show; `words` is the cohesion of the same lines."""
        wrapped = _wrapping_width(lines)
        body = [line for line in lines if (line.width >= wrapped - WRAP_SLACK if wrapped else not line.short)]
        indented = sum(line.indent >= 2 for line in body)
        gaps = [line.gap for line in lines[1:]]
        return cls(
            indents=indented >= 3 and indented >= (0.1 if wrapped else 0.5) * len(body),
            usual_gap=median(gaps) if gaps else 0.0,
            signs_at_end=sum(line.signed for line in lines) >= USUAL,
            wrapped=wrapped,
            kickers=sum(line.names_park > 0 for line in lines) >= USUAL,
            datelines=sum(line.dateline is not None for line in lines) >= USUAL,
            words=words,
            whole=whole,
        )

    def fills_line(self, line: Line) -> bool:
        """Whether a line of a wrapped text reaches the edge, so that it ends where it ends by chance."""
        return self.wrapped > 0 and line.width >= self.wrapped - WRAP_SLACK

    def seam(self, before: Line, line: Line) -> float:
        """How much the last character of one line and the first of the next belong together on this page.

        生|产 does, where 生产 stands elsewhere; so do digits and what is counted: 20|万.
        """
        left, right = before.folded[-1], line.folded[0]
        if left.isdigit() and (right.isdigit() or right in _COUNTED):
            return SEAM
        if left + right in COMMON_PAIRS or (left in "周期" and right in "一二三四五六日"):
            return SEAM
        return min(SEAM, 1.2 * log1p(self.words.count(left + right)))


def _wrapping_width(lines: tuple[Line, ...]) -> int:
    """The width at which a text has all its lines wrapped, as a console does; 0 where it has not."""
    widths = sorted(line.width for line in lines)
    if len(widths) < WRAPPED_LINES or not widths[0]:
        return 0
    widest = widths[-1]
    full = sum(width >= widest - WRAP_SLACK for width in widths)
    return widest if full >= WRAPPED_SHARE * len(widths) else 0


def heading_score(line: Line, style: PageStyle) -> float:
    """How much a line looks like a heading of any kind."""
    if not line.short or line.length < 2:
        return IMPOSSIBLE
    score = 1.0
    if _HEADING_BAD.search(line.folded):
        score -= 6.0
    if line.ends_sentence and not line.holds_sentence_end and line.byline is None:
        score -= 0.5  # 敢问路在何方?
    score += 2.5 * line.couplet
    score -= 1.2 * line.folded.count(",")
    score -= 2.0 * leads_to_verb(line)
    score -= max(0.0, (line.length - 34) * 0.3)
    score -= prose_signs(line)
    score -= max(-0.8, min(1.5, 0.8 * opens_words(line.folded[-1])))  # a heading ends with a whole word
    score -= 3.0 * style.fills_line(line)
    score -= 3.0 * (style.indents and 2 <= line.indent <= 4)
    score -= 3.0 * (line.length < 4)
    score -= 4.0 * bool(_MOSTLY_DIGITS.match(line.folded))
    score -= 8.0 * (line.dateline is not None)
    score -= 0.6 * min(line.caption, 8.0)
    score -= 3.0 * (line.whole_byline is not None)
    score -= 0.8 * line.furniture if line.furniture > MAYBE_COLUMN else 1.0 * (line.furniture > 0)
    return score


def role_scores(line: Line, style: PageStyle) -> dict[Role, float]:
    """What the line alone says for each role it can have; roles out of the question are left out."""
    scores = {Role.START: _start_score(line), Role.MORE: _more_score(line)}
    if line.furniture:
        scores[Role.FURNITURE] = line.furniture - 1.0
    elif line.length <= 3 and not line.ends_sentence:
        scores[Role.FURNITURE] = -3.0
    if line.caption or (line.short and line.ends_sentence and line.length <= 32):
        scores[Role.CAPTION] = _caption_score(line, style)
    if line.short:
        if line.whole_byline:
            scores[Role.BYLINE] = 6.0 if line.whole_byline.sure else 2.0
        heading = heading_score(line, style)
        if heading > -8.0:
            subhead = subhead_signs(line)
            park = (0.0, 4.0, 4.0)[line.names_park]
            scores[Role.HEADLINE] = (
                heading + 0.5 - park - subhead - 0.4 * max(0, USUAL_HEADLINE - line.length)
            )
            scores[Role.SHOULDER] = scores[Role.SUBHEAD] = heading - 1.5 - park + subhead
            commas = line.folded.count(",") + line.folded.count(":")
            scores[Role.SECTION] = heading - park - subhead / 2 - commas - _section_length(line)
        if line.names_park:
            scores[Role.KICKER] = (0.0, 4.5, 6.0)[line.names_park]
    for role, score in _TYPOGRAPHY.get(line.emphasis, {}).items():
        if role in scores:
            scores[role] += score
    return scores


def _section_length(line: Line) -> float:
    """What speaks against a section head of this length: one that is not set in halves is short."""
    usual = USUAL_SECTION_IN_HALVES if line.couplet else USUAL_SECTION
    return 0.5 * max(0, line.length - usual) + IN_ONE_PIECE * (not line.couplet)


def _start_score(line: Line) -> float:
    score = _body_score(line) + opening_signs(line)
    if line.length > MIDDLING_LINE:
        return score
    score += 0.0 if line.ends_sentence or line.ends_in_clause else FIRST_PIECE
    score -= 1.0 * (line.length < 15)
    score -= 2.5 * bool(_SHORT_QUESTION.match(line.folded))
    return score + 4.0 * (line.dateline is not None)


def _more_score(line: Line) -> float:
    return _body_score(line) - 1.5 * (line.whole_byline is not None)


def _body_score(line: Line) -> float:
    """How much a line looks like body text, be it the start of a paragraph or more of one."""
    if line.length > MIDDLING_LINE:
        score = 3.0
    else:
        score = 1.0 + min(2.0, 1.0 * ("," in line.folded) + prose_signs(line)) - 2.0 * line.couplet
    score -= 0.8 * line.furniture
    score -= 0.4 * min(line.caption, 8.0)
    return score - A_PARKS_NAME_IN_PROSE * (line.names_park > 0)


def _caption_score(line: Line, style: PageStyle) -> float:
    score = line.caption - (2.0 if line.caption else 5.0)
    score -= 1.0 * line.folded.count(",") * (line.caption < CREDITED)
    if line.gap >= style.usual_gap + 2:
        score += 7.0  # the hole that the photo left
    elif line.caption < CREDITED:
        score -= 3.5
    if line.dateline:
        score -= 6.0
    if line.byline and not line.caption:
        score -= 3.0
    return score


def join_score(before: Line, line: Line, style: PageStyle) -> tuple[float, float]:
    """What two body lines in a row say for being one paragraph, and for being two."""
    if before.signed or style.whole:
        return -12.0, 0.0
    more, start = (-9.0, 0.0) if before.ends_sentence else (0.0, -9.0)
    if before.byline is not None:
        more, start = -2.0, -1.0  # a name, or the first two characters of a sentence that a cut leaves behind
    if before.folded.endswith((":", ";")):
        more, start = (-4.0, 0.0) if line.enumerated or before.folded.endswith(":") else (0.0, -4.0)
    if line.continues:
        more += 5.0
        start -= 3.0
    if style.fills_line(before) and before.ends_sentence and not style.indents:
        more, start = (-4.0, 0.0) if line.gap > style.usual_gap else (-1.0, -1.5)
    if style.indents:
        if line.indent >= 2:
            more -= 4.0
            start += 2.0
        elif line.length > LONGEST_SHORT_LINE // 2 or style.fills_line(before):
            # After an indented line one without goes on, even past a full stop. After one that has none
            # itself, the whole article may have none.
            more += 12.0 if before.indent >= 2 else 7.0
            start -= 4.0
    if before.ends_sentence and before.open_quotes > 0 and line.open_quotes < 0:
        more += 6.0
        start -= 3.0
    if line.dateline is not None and line.dateline.end >= 3:
        more -= 4.0
    return more, start
