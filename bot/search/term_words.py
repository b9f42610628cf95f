"""What the worker does with the words of a search: simplified characters, and cut as the index is cut."""

from __future__ import annotations

from bot.names.matching import simplified
from summaries.words import search_words


def cut_terms(texts: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each text in simplified characters, with the words under which the index knows it."""
    plain = map(simplified, texts)
    return tuple((text, tuple(dict.fromkeys(search_words(text).split()))) for text in plain)
