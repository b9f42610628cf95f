"""What is other in an article than in its stored revision: headline, words and numbers, paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from parsing.article import Article
from storage.archive.alikeness import pairs_of, share_of

# What is compared: so many paragraphs of an article, so many words of two paragraphs, so many in all. The
# rest is told as a whole: comparing takes the square of it.
MOST_PARAGRAPHS = 200
MOST_WORDS = 300
MOST_WORDS_IN_ALL = 3_000
# Two paragraphs are one that was changed where they share so many of their pairs of characters.
ALIKE = 0.5
# A number with what belongs to it, a word of other scripts, a single character.
_WORD = re.compile(
    r"\d(?:[\d.,:/~·-]*\d)?(?:[%‰]|[万亿千百]*(?:元|美元|平方米|公里|亩|吨|个|家|人|项)?)?|[A-Za-z]+|\s+|."
)


@dataclass(frozen=True, slots=True)
class Replaced:
    """Words and what stands in their place; either is empty where something was added or taken out."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What is other in an article: its headline, words inside its paragraphs, paragraphs as wholes."""

    headline: Replaced | None = None
    words: tuple[Replaced, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is other."""
        return bool(self.headline or self.words or self.added or self.removed)


def changes_between(before: Article, after: Article) -> Changes:
    """What is other in `after`; both texts are told word for word, and spacing makes no difference."""
    headline = None
    if _even(before.headline) != _even(after.headline):
        headline = Replaced(before.headline, after.headline)
    words: list[Replaced] = []
    added: list[str] = []
    removed: list[str] = []
    left = MOST_WORDS_IN_ALL
    for old, new in _pairs(before.paragraphs, after.paragraphs):
        if old and new:
            found, compared = _replaced(old, new, left)
            words += found
            left -= compared
        elif new:
            added.append(new)
        else:
            removed.append(old)
    return Changes(headline, tuple(words), tuple(added), tuple(removed))


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paragraphs that aren't the same in both: a changed one beside what it was, others beside ""."""
    old, new = [text for text in before if _even(text)], [text for text in after if _even(text)]
    start, end = _shared_ends([_even(text) for text in old], [_even(text) for text in new])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if len(old) > MOST_PARAGRAPHS or len(new) > MOST_PARAGRAPHS:
        yield from _counted_apart(old, new)
        return
    matcher = SequenceMatcher(None, [_even(text) for text in old], [_even(text) for text in new], False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag != "equal":
            yield from _beside(old[old_from:old_to], new[new_from:new_to])


def _beside(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each old paragraph with the next new one that is like it; what is left over by itself."""
    place = 0
    shares = [pairs_of(_even(text)) for text in new]
    for text in old:
        signs = pairs_of(_even(text))
        # One that follows soon: looking through all of them for each takes the square.
        near = range(place, min(place + 3, len(new)))
        like = next((at for at in near if share_of(signs, shares[at]) >= ALIKE), None)
        if like is None:
            yield text, ""
            continue
        yield from (("", each) for each in new[place:like])
        yield text, new[like]
        place = like + 1
    yield from (("", each) for each in new[place:])


def _counted_apart(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Paragraphs that only one of two long texts has; where there are none, what stands first in each."""
    gone = Counter(map(_even, old)) - Counter(map(_even, new))
    come = Counter(map(_even, new)) - Counter(map(_even, old))
    if not gone and not come:  # they only stand in another order
        yield from ((text, "") for text in old[:1])
        yield from (("", text) for text in new[:1])
    yield from ((text, "") for text in old if gone[_even(text)])
    yield from (("", text) for text in new if come[_even(text)])


def _replaced(before: str, after: str, left: int) -> tuple[list[Replaced], int]:
    """The words of one paragraph that were replaced, and how many words had to be compared for that."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    start, end = _shared_ends(old, new)
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    size = max(len(old), len(new))
    if size > min(MOST_WORDS, left):
        return _told("".join(old), "".join(new)), 0
    found = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, False).get_opcodes():
        if tag != "equal":
            found += _told("".join(old[old_from:old_to]), "".join(new[new_from:new_to]))
    return found, size


def _told(before: str, after: str) -> list[Replaced]:
    return [] if _even(before) == _even(after) else [Replaced(before, after)]


def _shared_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many parts two texts share at their start, and of the rest at their end."""
    most = min(len(old), len(new))
    start = 0
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _even(text: str) -> str:
    return "".join(text.split())
