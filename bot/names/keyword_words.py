"""What the worker does with a keyword that somebody wants to follow: cut it as articles are cut."""

from __future__ import annotations

from bot.names.matching import simplified
from parsing.park_names import fold
from summaries.words import clause_words


def cut_keyword(text: str) -> tuple[str, str]:
    """A keyword in simplified characters, and the words under which articles hold it, blanks between.

    A keyword that is one word is that word alone; of one that is several words, each word comes with the
    shorter ones inside it, as in article_words. Empty where nothing of the text is a word.
    """
    plain = simplified(text)
    folded = fold(plain)
    words, whole = clause_words(folded), folded.lower()
    return plain, whole if whole in words.split() else words
