"""Two tellings laid side by side: which sentence of one is which of the other, and where these differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stories.plain_text import FIGURE, Tokens

PAIRED_LEAST = 0.4  # share of the shorter sentence's pairs of signs that both have
PART_LEAST = 0.8  # the same, where a sentence has been divided or two were joined
SHORTEST_COMMON = 3  # pairs of signs that two sentences have at least
CONTEXT = 8  # tokens kept before and after a difference
MOST_SENTENCES = 120  # of a telling; a page has fewer
LONGEST_SENTENCE = 400  # tokens; what is longer is compared so far


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in `old` of one sentence and in `new` of the other, between the same words."""

    before: Tokens
    old: Tokens
    new: Tokens
    after: Tokens


@dataclass(frozen=True, slots=True)
class Pairing:
    """A sentence of the later telling beside the one of the earlier that it repeats."""

    old: int
    new: int
    kept: Tokens
    differences: tuple[Difference, ...]


def pairings(old: Sequence[Tokens], new: Sequence[Tokens]) -> tuple[Pairing, ...]:
    """Each sentence of `new` that repeats one of `old`, with the one it is likest to."""
    standing: dict[tuple[str, ...], list[int]] = {}
    sizes = []
    for number, sentence in enumerate(old[:MOST_SENTENCES]):
        pairs = _pairs(sentence)
        sizes.append(len(pairs))
        for pair in pairs:
            standing.setdefault(pair, []).append(number)
    likest = []
    for number, sentence in enumerate(new[:MOST_SENTENCES]):
        pairs = _pairs(sentence)
        common = Counter(other for pair in pairs for other in standing.get(pair, ()))
        for place, count in common.items():
            likeness = _likeness(count, min(sizes[place], len(pairs)))
            if likeness >= PAIRED_LEAST:
                likest.append((-likeness, place, number))
    return tuple(_pairing(place, number, old[place], new[number]) for place, number in _chosen(likest))


def _chosen(likest: list[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    """Each sentence once, the likest first; again only where most of it is a part of the other."""
    taken: set[int] = set()
    taken_new: set[int] = set()
    for unlike, place, number in sorted(likest):
        if number not in taken_new and (place not in taken or -unlike >= PART_LEAST):
            taken.add(place)
            taken_new.add(number)
            yield place, number


def _pairs(sentence: Tokens) -> frozenset[tuple[str, ...]]:
    return frozenset(pairwise(sentence[:LONGEST_SENTENCE])) or frozenset((sentence,))


def _likeness(common: int, fewer: int) -> float:
    return common / fewer if common >= min(SHORTEST_COMMON, fewer) else 0.0


def _pairing(old_at: int, new_at: int, old: Tokens, new: Tokens) -> Pairing:
    from rapidfuzz.distance import Levenshtein  # here, since whoever compares nothing needs not load it

    old, new = old[:LONGEST_SENTENCE], new[:LONGEST_SENTENCE]
    kept: list[str] = []
    differences: list[Difference] = []
    open_at: tuple[int, int] | None = None  # where a difference began
    for step in Levenshtein.opcodes(old, new):
        if step.tag != "equal":
            open_at = open_at or (step.src_start, step.dest_start)
            continue
        same = old[step.src_start : step.src_end]
        # A single sign in common between two different names is chance: 新材料 and 新能源.
        if open_at and len(same) < 2 and not same[0].startswith(FIGURE) and step.src_end < len(old):
            continue
        if open_at:
            differences.append(_difference(old, new, open_at, (step.src_start, step.dest_start)))
            open_at = None
        kept += same
    if open_at:
        differences.append(_difference(old, new, open_at, (len(old), len(new))))
    return Pairing(old_at, new_at, tuple(kept), tuple(differences))


def _difference(old: Tokens, new: Tokens, start: tuple[int, int], end: tuple[int, int]) -> Difference:
    return Difference(
        before=old[max(0, start[0] - CONTEXT) : start[0]],
        old=old[start[0] : end[0]],
        new=new[start[1] : end[1]],
        after=old[end[0] : end[0] + CONTEXT],
    )
