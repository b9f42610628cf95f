"""The sentence of an article in which a search hit, with the words set bold.

Always the original text, its punctuation set as on the cards.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from bot.cards.punctuation import widened
from parsing.article import Article, Kind
from storage.archive.article_search import Term, readable

LONGEST = 120
# How much of a long sentence is shown before its first hit.
LEAD_IN = 20
ELLIPSIS = "…"
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]?[”’」』]?")
_HEADS = (Kind.HEADLINE, Kind.KICKER)
# Heads name what the sentences below them say.
_BODY = (Kind.PARAGRAPH, Kind.SUBHEAD, Kind.SECTION_HEAD)


def excerpt_html(article: Article, terms: Sequence[Term]) -> str:
    """The sentence that has most of the terms, as HTML; empty where the article has none of them.

    Where only the headline has any, the lead says what it announces. A caption, which only names what a photo
    shows, is quoted where nothing else has any.
    """
    best = _best(article, _BODY, terms)
    if not best and _best(article, _HEADS, terms):
        best = _lead(article)
    best = best or _best(article, (Kind.CAPTION,), terms)
    return marked_html(widened(_around_hit(best, terms)), terms) if best else ""


def _best(article: Article, kinds: Sequence[Kind], terms: Sequence[Term]) -> str:
    """The sentence in blocks of these kinds that has most of the terms, paragraphs before heads; or none."""
    best, most = "", (0, False)
    wanted = [(readable(term.text), term.words) for term in terms]
    for block in article.blocks:
        if block.kind not in kinds:
            continue
        text = readable(block.text)
        if not _weight(text, wanted):
            continue  # most blocks have none of them, and to cut those into sentences takes longest
        for sentence in _SENTENCE.finditer(text):
            weight = _weight(sentence[0], wanted)
            found = weight, block.kind is Kind.PARAGRAPH
            if weight and found > most:
                best, most = block.text[sentence.start() : sentence.end()].strip(), found
    return best


def _lead(article: Article) -> str:
    """The first sentence of the article."""
    paragraphs = (block.text for block in article.blocks if block.kind is Kind.PARAGRAPH)
    sentences = (sentence.strip() for text in paragraphs for sentence in _SENTENCE.findall(text))
    return next(filter(None, sentences), "")


def marked_html(text: str, terms: Sequence[Term]) -> str:
    """The text as HTML with every place that a term names set bold."""
    pieces: list[str] = []
    place = 0
    for start, end in _hits(text, terms):
        pieces += [html.escape(text[place:start]), f"<b>{html.escape(text[start:end])}</b>"]
        place = end
    return "".join((*pieces, html.escape(text[place:])))


def _weight(text: str, wanted: Sequence[tuple[str, Sequence[str]]]) -> int:
    """How much a readable text has of the terms; a whole one counts more than all its words."""
    return sum(
        1 + len(words) if whole in text else sum(word in text for word in words) for whole, words in wanted
    )


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
