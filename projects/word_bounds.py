"""Where words of a text begin and end, so that nothing is cut inside one: 再|生水 is no place to begin."""

from __future__ import annotations

from functools import lru_cache

from summaries.words import plain_words

_KEPT = 64  # texts; an article's own blocks are asked for many times in a row


@lru_cache(maxsize=_KEPT)
def word_bounds(text: str) -> frozenset[int]:
    """The places between two words of a text, its begin and end among them.

    Only words of the dictionary hold together; what it doesn't know (a firm's brand) parts anywhere.
    """
    at = 0
    bounds = {0}
    for word in plain_words(text):
        at += len(word)
        bounds.add(at)
    return frozenset(bounds)
