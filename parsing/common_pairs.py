"""Two-character words, the 6,000 most frequent of jieba's dictionary (MIT), and what they tell."""

from __future__ import annotations

from collections import Counter
from math import log
from pathlib import Path

COMMON_PAIRS = frozenset(Path(__file__).with_name("common_pairs.txt").read_text(encoding="utf-8").split())

_FIRST = Counter(pair[0] for pair in COMMON_PAIRS)
_SECOND = Counter(pair[1] for pair in COMMON_PAIRS)


def opens_words(character: str) -> float:
    """How much rather the character opens a word than closes one, as a logarithm: 据 2.5, 业 -2.3, 水 0."""
    return log((_FIRST[character] + 1) / (_SECOND[character] + 1))
