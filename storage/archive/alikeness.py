"""How alike two texts are: what share of their pairs of characters they have in common."""

from __future__ import annotations

from collections import Counter


def pairs_of(text: str) -> Counter[str]:
    """How often each pair of neighbouring characters stands in a text; a single one is its own pair."""
    return Counter(text[place : place + 2] for place in range(max(len(text) - 1, len(text[:1]))))


def share_of(one: Counter[str], other: Counter[str]) -> float:
    """How much two texts share, from 0 to 1 (Dice's coefficient of their pairs of characters)."""
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0
