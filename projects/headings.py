"""Names that stand in a heading alone are mostly other words for what the text below it names in full."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from projects.article import HEADLINE, Article
from projects.entries import Entry, Found, Mention
from projects.kinds import core_of

LONGEST_CROSSHEAD = 45
_ENDS_SENTENCE = re.compile(r"[。！!？?；;：:…]|[”\"）)]$")
COMMON_LEAST = 6
"""So many characters two names have in common at least that mean one project."""
COMMON_SHARE = 0.45
"""And that share of the shorter name."""
PIECE_LEAST = 2
_ANYBODYS = re.compile(
    r"(?:股份)?(?:有限)?公司|集团|控股|[”“\"(（）)]|年产[\d.]{1,8}[万亿]?[吨套台件辆只片支米]{1,2}"
)
MOST_COMPARED = 40
MOST_JOINED = 60
"""So many names of headings are compared, each with so many below it, by their first NAMES_EACH names."""
NAMES_EACH = 4


def join_headings(found: Found, article: Article) -> None:
    """Joins what is named in the headline or a crosshead alone to the one below that is most like it."""
    crossheads = [block for block in range(len(article.paragraphs)) if _is_crosshead(article, block)]
    heads = {HEADLINE, *crossheads}
    above = [
        number
        for number, entry in enumerate(found.entries)
        if not entry.listed and heads.issuperset(span.block for span, _, _ in entry.names)
    ]
    for number in reversed(above[:MOST_JOINED]):
        entry = found.entries[number]
        blocks = {span.block for span, _, _ in entry.names}
        section = _section(max(blocks), crossheads, len(article.paragraphs))
        others = [
            at
            for at, other in enumerate(found.entries)
            if at != number
            and any(span.block in section and span.block not in heads for span, _, _ in other.names)
        ][:MOST_COMPARED]
        if (best := _most_alike(entry, others, found)) is not None:
            _join(found, number, best)


def _is_crosshead(article: Article, block: int) -> bool:
    """Whether a paragraph is a heading: short, without the mark that ends a sentence, with text below it."""
    text = article.block(block)
    return (
        block + 1 < len(article.paragraphs)
        and len(text) <= LONGEST_CROSSHEAD
        and not _ENDS_SENTENCE.search(text)
    )


def _section(block: int, crossheads: Iterable[int], end: int) -> range:
    """The paragraphs that stand under a heading: to the next one, under the headline all."""
    if block == HEADLINE:
        return range(end)
    return range(block + 1, next((each for each in crossheads if each > block), end))


def _most_alike(entry: Entry, others: Iterable[int], found: Found) -> int | None:
    """The one of these that is most like an entry; None where none is like it, or two are."""
    scored = sorted(((_likeness(entry, found.entries[at]), at) for at in others), reverse=True)
    if not scored or not scored[0][0] or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return scored[0][1]


def _likeness(entry: Entry, other: Entry) -> int:
    """How many characters two entries' names have in common; 0 where too few, or where phases differ."""
    if entry.phases != other.phases:
        return 0
    best = 0
    for one in map(_own_words, islice(entry.texts, NAMES_EACH)):
        for two in map(_own_words, islice(other.texts, NAMES_EACH)):
            common = _common(one, two)
            if common >= max(COMMON_LEAST, COMMON_SHARE * min(len(one), len(two))):
                best = max(best, common)
    return best


def _own_words(name: str) -> str:
    return _ANYBODYS.sub("", core_of(name))


def _common(one: str, two: str) -> int:
    """How many characters two names have in common, in pieces of two and more, one of them of three."""
    pieces: list[int] = []
    while True:
        best = ""
        for start in range(len(one)):
            while start + len(best) < len(one) and one[start : start + len(best) + 1] in two:
                best = one[start : start + len(best) + 1]
        if len(best) < (PIECE_LEAST if pieces else PIECE_LEAST + 1):
            return sum(pieces)
        pieces.append(len(best))
        one, two = one.replace(best, "，", 1), two.replace(best, "。", 1)


def _join(found: Found, number: int, into: int) -> None:
    """Makes an entry's names and places those of another one, and takes it out."""
    entry, other = found.entries[number], found.entries[into]
    for span, text, kind in entry.names:
        other.tell(span, text, kind)
    other.place_alone = other.place_alone and entry.place_alone

    def moved(at: int) -> int:
        at = into if at == number else at
        return at - (at > number)

    found.mentions = [
        Mention(m.span, tuple(dict.fromkeys(map(moved, m.entries))), m.named) for m in found.mentions
    ]
    found.wholes = [moved(at) for at in found.wholes]
    del found.entries[number]
