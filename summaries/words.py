"""Words of a text: jieba, loaded when first needed and kept quiet."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import Any

CACHE_FILE = "jieba.cache"


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


def _jieba() -> Any:
    """The jieba module, which is slow to import and noisy: old escapes and deprecated imports warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    return jieba
