"""Words of a text: jieba, loaded when first needed and kept quiet."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import Any

CACHE_FILE = "jieba.cache"
# Stands among the words where a clause ends, so that words on both sides of it don't stand in a row. SQLite's
# full-text index takes a private-use character for a word, and nobody types one.
CLAUSE_END = "\ue000"
_ENDS_CLAUSE = frozenset("。！？；：，、…—\r\n.!?;:,")


def prepare_jieba(cache_dir: Path) -> None:
    """Keep jieba's dictionary cache in `cache_dir` (made if missing) and its loading lines out of stderr.

    Without this jieba caches into the shared temporary directory under a name anyone can foresee. Call it
    before the first text is cut; the dictionary itself is loaded then (about half a second). Raises OSError
    if the directory can't be made.
    """
    jieba = _jieba()
    cache_dir.mkdir(parents=True, exist_ok=True)
    jieba.dt.tmp_dir = str(cache_dir)
    jieba.dt.cache_file = CACHE_FILE


def search_words(text: str) -> str:
    """The words of `text` for a full-text index, joined by single spaces.

    Long words come with the shorter words inside them (热敏电阻: 热敏, 电阻, 热敏电阻), so that a search for
    either finds the text. Latin letters are lower-cased; blanks and punctuation are left out.
    """
    words = (word.strip().lower() for word in _jieba().cut_for_search(text))
    return " ".join(word for word in words if any(char.isalnum() for char in word))


def clause_words(text: str) -> str:
    """The words of `text` as `search_words` gives them, with CLAUSE_END between clauses, never at the ends.

    Blanks, quotes, brackets and the like don't end a clause: 园区“招聘” is 园区 招聘, 园区。招聘 is not.
    """
    words: list[str] = []
    clause_ended = False
    for token in _jieba().cut_for_search(text):
        if any(char.isalnum() for char in token):
            if clause_ended and words:
                words.append(CLAUSE_END)
            words.append(token.strip().lower())
            clause_ended = False
        elif not clause_ended:
            clause_ended = not _ENDS_CLAUSE.isdisjoint(token)
    return " ".join(words)


def _jieba() -> Any:
    """The jieba module, which is slow to import and noisy: old escapes and deprecated imports warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    return jieba
