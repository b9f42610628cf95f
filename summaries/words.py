"""Words of a text: jieba, loaded when first needed and kept quiet."""

from __future__ import annotations

import contextlib
import logging
import re
import time
import warnings
from pathlib import Path
from typing import Any

CACHE_FILE = "jieba.cache"
BEING_WRITTEN_SECONDS = 60.0
RARE = 3  # of the dictionary's counts
_BEGUN = re.compile(r"tmp[a-z0-9_]{8}")  # what jieba writes into before it has the name above
# Stands among the words where a clause ends, so that words on both sides of it don't stand in a row. SQLite's
# full-text index takes a private-use character for a word, and nobody types one.
CLAUSE_END = "\ue000"
_ENDS_CLAUSE = frozenset("。！？；：，、…—\r\n.!?;:,")


def prepare_jieba(cache_dir: Path) -> None:
    """Keep jieba's dictionary cache in `cache_dir` (made if missing) and its loading lines out of stderr.

    Without this jieba caches into the shared temporary directory under a name anyone can foresee. Call it
    before the first text is cut; the dictionary itself is loaded then (about half a second), or by
    `load_dictionary`. The directory is for its owner alone, and what a killed process left half written in it
    is swept. Raises OSError if the directory can't be made.
    """
    jieba = _jieba()
    cache_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if cache_dir.stat().st_mode & 0o077:
        cache_dir.chmod(0o700)
    _sweep(cache_dir)
    jieba.dt.tmp_dir = str(cache_dir)
    jieba.dt.cache_file = CACHE_FILE


def load_dictionary() -> None:
    """Loads the dictionary now, so that whoever cuts the first text doesn't wait for it."""
    _jieba().initialize()


def is_word(text: str) -> bool:
    """Whether the segmenter's dictionary has a word, and not only as a rare one: 园区, but not 凝岚."""
    return bool(_jieba().dt.FREQ.get(text, 0) > RARE) if _jieba().dt.initialized else _loaded_has(text)


def _loaded_has(text: str) -> bool:
    load_dictionary()
    return is_word(text)


def _sweep(cache_dir: Path) -> None:
    """Deletes what was begun and never became the cache; what another process may be writing now is left."""
    for path in cache_dir.iterdir():
        with contextlib.suppress(OSError):  # swept by another process first
            if (
                _BEGUN.fullmatch(path.name)
                and abs(time.time() - path.stat().st_mtime) > BEING_WRITTEN_SECONDS
            ):
                path.unlink()


def plain_words(text: str) -> list[str]:
    """The words of `text` one after another, nothing left out; unknown ones are cut into characters."""
    return list(_jieba().cut(text, HMM=False))


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
