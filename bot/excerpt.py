"""The sentence of an article in which a search hit, with the words set bold. Always the original text."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from parsing.article import Article, Kind
from storage.search import Term, readable

LONGEST = 120
# How much of a long sentence is shown before its first hit.
LEAD_IN = 20
ELLIPSIS = "…"
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]?[”’」』]?")
# A caption only names what a photo shows: it is quoted where nothing else has any of the words.
_SHOWN_KINDS = ((Kind.PARAGRAPH, Kind.SUBHEAD, Kind.SECTION_HEAD), (Kind.CAPTION,))


def excerpt_html(article: Article, terms: Sequence[Term]) -> str:
    """The sentence that has most of the terms, as HTML; empty where no sentence of the body has any."""
    for kinds in _SHOWN_KINDS:
        best, most = "", 0
        for block in article.blocks:
            for sentence in _SENTENCE.findall(block.text) if block.kind in kinds else ():
                found = sum(_weight(sentence, term) for term in terms)
                if found > most:
                    best, most = sentence.strip(), found
        if best:
            return marked_html(_around_hit(best, terms), terms)
    return ""


def marked_html(text: str, terms: Sequence[Term]) -> str:
    """The text as HTML with every place that a term names set bold."""
    pieces: list[str] = []
    place = 0
    for start, end in _hits(text, terms):
        pieces += [html.escape(text[place:start]), f"<b>{html.escape(text[start:end])}</b>"]
        place = end
    return "".join((*pieces, html.escape(text[place:])))


def _weight(sentence: str, term: Term) -> int:
    """A whole term counts more than all its words."""
    text = readable(sentence)
    if readable(term.text) in text:
        return 1 + len(term.words)
    return sum(word in text for word in term.words)


def _hits(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """The stretches to set bold, in order, none touching another."""
    folded = readable(text)
    found: list[tuple[int, int]] = []
    for term in terms:
        whole = readable(term.text)
        for needle in (whole,) if whole in folded else term.words:
            start = folded.find(needle)
            while needle and start >= 0:
                found.append((start, start + len(needle)))
                start = folded.find(needle, start + len(needle))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _around_hit(sentence: str, terms: Sequence[Term]) -> str:
    """The sentence, or, where it is long, the stretch of it around the first hit."""
    if len(sentence) <= LONGEST:
        return sentence
    hits = _hits(sentence, terms)
    start = max(hits[0][0] - LEAD_IN, 0) if hits else 0
    start = min(start, len(sentence) - LONGEST)
    end = start + LONGEST
    before = ELLIPSIS if start else ""
    return before + sentence[start:end] + (ELLIPSIS if end < len(sentence) else "")
