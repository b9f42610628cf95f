"""Words of a text: jieba, loaded when first needed and kept quiet."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba as jieba_module

CACHE_FILE = "jieba.cache"

_loaded: jieba_module.Tokenizer | None = None


def prepare_jieba(cache_dir: Path) -> None:
    """Keep jieba's dictionary cache in `cache_dir` (made if missing) and its loading lines out of stderr.

    Without this jieba caches into the shared temporary directory under a name anyone can foresee. Loads
    nothing itself; call it before the first text is cut. Raises OSError if the directory cannot be made.
    """
    import jieba

    cache_dir.mkdir(parents=True, exist_ok=True)
    jieba.dt.tmp_dir = str(cache_dir)
    jieba.dt.cache_file = CACHE_FILE


def tokenizer() -> jieba_module.Tokenizer:
    """jieba's own tokenizer, its dictionary loaded on the first call (about half a second)."""
    global _loaded
    if _loaded is None:
        import jieba

        jieba.setLogLevel(logging.WARNING)
        jieba.initialize()
        _loaded = jieba.dt
    return _loaded


def search_words(text: str) -> str:
    """The words of `text` for a full-text index, joined by single spaces.

    Long words come with the shorter words inside them (热敏电阻: 热敏, 电阻, 热敏电阻), so that a search for
    either finds the text. Latin letters are lower-cased; blanks and punctuation are left out.
    """
    words = (word.strip().lower() for word in tokenizer().cut_for_search(text))
    return " ".join(word for word in words if any(char.isalnum() for char in word))
