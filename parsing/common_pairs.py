"""Two-character words, the 6,000 most frequent of jieba's dictionary (MIT)."""

from __future__ import annotations

from pathlib import Path

COMMON_PAIRS = frozenset(Path(__file__).with_name("common_pairs.txt").read_text(encoding="utf-8").split())
