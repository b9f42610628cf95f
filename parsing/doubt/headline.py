"""What is doubtful about a headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsing.article import Kind
from parsing.bylines import byline_line
from parsing.captions import caption_evidence
from parsing.common_pairs import COMMON_PAIRS, opens_words
from parsing.datelines import dateline_of
from parsing.doubt.foreign_text import looks_like_navigation
from parsing.doubt.matter import Matter, pairs_in
from parsing.doubt.reason import Doubt
from parsing.furniture import furniture_evidence

SHORTEST, LONGEST = 4, 42
# A caption's evidence from which a credit or a mark leaves little doubt.
CREDITED = 5.0
# Furniture's evidence from which a line is hardly anything else.
SURE_FURNITURE = 6.0
# How long a headline has to be for its words to be expected in the text.
LONG_ENOUGH_TO_ECHO = 6
# A headline, or half of one, that a paragraph begins with has got into the text if it is this long.
LONG_ENOUGH_TO_SAY_AGAIN = 8
LONG_ENOUGH_WHOLE = 6
# With two commas a headline from this length on is a piece of a sentence.
LONG_FOR_COMMAS = 34
# So much of a text is its beginning, where the headline is said again.
LEAD = 200
# Whatever is longer is no headline; no more of it is looked at.
LOOKED_AT = 200
# Characters that hardly ever stand at a headline's start or end in the middle of a word.
TORN = 2.0

_PAGE_NUMBER = re.compile(r"^[\W_]*(?:第\s*)?[A-Z]?\d{1,3}\s*版?[\W_]*$")
# How subheads end that say what kind of article it is: 园区建设纪实.
_SUBHEAD = re.compile(r"(?:纪实|侧记|纪事|记事|见闻|速写|观察|综述|巡礼|^[—-]{1,2}.+)$")
_SENTENCE = re.compile(r"^(?:问|答|记者):|本报讯|。|[,、:]$|^[,。、;:!?”’)》]")
_SENTENCE_OPENING = re.compile(
    r"^(?:近日|日前|目前|据|记者|本报讯|为了?|随着|截至|今年以来|近年来|\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月|在.{2,20}[,,])"
)
# Who signs a notice, and no headline.
_SIGNER = re.compile(r"\S{2,22}[区园](?:管委会|管理委员会)$")
_BROKEN_START = re.compile(r"^(?:[的了过得等们所并且也则及)》”’]|—|--)")
_BROKEN_END = re.compile(r"[的和与在将等及对把被从以于第(《“‘、,—]$|(?:\.\.|…)$")
_MARKS = frozenset(",、;:。!?")
_QUOTED_IN_QUOTED = re.compile(r"“[^”]*“|”[^“]*”|《[^》]*《")
_OPENING, _CLOSING = "“‘(《〈「『【", "”’)》〉」』】"


def headline_doubts(matter: Matter) -> Iterator[Doubt]:
    """The doubts that the headline raises."""
    headline = matter.headline[:LOOKED_AT]
    if not headline:
        yield Doubt.NO_HEADLINE
        return
    yield from _taken_for_headline(matter, headline)
    yield from _shape_doubts(headline)
    if len(matter.texts(Kind.HEADLINE)) > 1:
        yield Doubt.SECOND_ARTICLE
    halves = [part for part in headline.split() if len(part) >= LONG_ENOUGH_TO_SAY_AGAIN]
    if len(headline) >= LONG_ENOUGH_WHOLE:
        halves.append(headline)
    if any(_goes_on(text, half) for text in matter.paragraphs for half in halves):
        yield Doubt.HEADLINE_IN_BODY
    if len(headline) >= LONG_ENOUGH_TO_ECHO and matter.paragraphs:
        if not echo(headline, "\n".join(block.text for block in matter.body)):
            yield Doubt.HEADLINE_UNECHOED
        elif not echo(headline, "\n".join(matter.paragraphs)[:LEAD]):
            yield Doubt.LEAD_WITHOUT_HEADLINE


def _goes_on(text: str, heading: str) -> bool:
    """Whether a paragraph begins with a heading, and not with a sentence that says the same."""
    return text.startswith(heading) and text[len(heading) : len(heading) + 1] not in _MARKS


def _taken_for_headline(matter: Matter, headline: str) -> Iterator[Doubt]:
    """What another kind of line than a headline it looks like."""
    if _PAGE_NUMBER.match(headline):
        yield Doubt.HEADLINE_LIKE_PAGE_NUMBER
    elif looks_like_navigation(headline) or furniture_evidence(headline) >= SURE_FURNITURE:
        yield Doubt.HEADLINE_LIKE_NAVIGATION
    byline = byline_line(headline)
    if (byline is not None and (byline.sure or len(byline.authors) > 1)) or dateline_of(headline):
        yield Doubt.HEADLINE_LIKE_BYLINE
    if _SUBHEAD.search(headline) and not any(map(_SUBHEAD.search, matter.texts(Kind.SUBHEAD) or [headline])):
        yield Doubt.HEADLINE_LIKE_SUBHEAD
    if _SIGNER.match(headline):
        yield Doubt.HEADLINE_IS_PARK
    if caption_evidence(headline) >= CREDITED:
        yield Doubt.HEADLINE_LIKE_CAPTION


def _shape_doubts(headline: str) -> Iterator[Doubt]:
    """Whether it is too long, too short, a sentence, or a part of something."""
    length = len("".join(headline.split()))
    if length < SHORTEST:
        yield Doubt.HEADLINE_TOO_SHORT
    if length > LONGEST:
        yield Doubt.HEADLINE_TOO_LONG
    commas = headline.count(",")
    opens = commas and _SENTENCE_OPENING.match(headline)
    if _SENTENCE.search(headline) or opens or (commas > 1 and length >= LONG_FOR_COMMAS):
        yield Doubt.HEADLINE_LIKE_SENTENCE
    starts_broken = _BROKEN_START.match(headline) and headline[:2] not in COMMON_PAIRS
    ends_broken = _BROKEN_END.search(headline) and headline[-2:] not in COMMON_PAIRS
    broken = starts_broken or ends_broken or unpaired(headline)
    if broken:
        yield Doubt.HEADLINE_BROKEN
    elif opens_words(headline[0]) < -TORN or opens_words(headline[-1]) > TORN:
        yield Doubt.HEADLINE_TORN


def unpaired(text: str) -> bool:
    """Whether marks that come in pairs are not paired, or a quotation opens within another."""
    if any(
        text.count(opening) != text.count(closing)
        for opening, closing in zip(_OPENING, _CLOSING, strict=True)
    ):
        return True
    return bool(_QUOTED_IN_QUOTED.search(text))


def echo(headline: str, text: str) -> int:
    """How many pairs of letters of the headline stand in a text."""
    words = {pair for pair in pairs_in(headline) if pair.isalpha()}
    return len(words.intersection(pairs_in(text)))
