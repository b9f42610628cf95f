"""Doubts about what an article speaks of: two subjects, a stray paragraph, a text that stands there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from parsing.article import Kind
from parsing.doubt.headline import LONG_ENOUGH_TO_ECHO, echo
from parsing.doubt.matter import Matter, pairs_in, telling_pairs
from parsing.doubt.reason import Doubt

# Where two articles run into one, the words on both sides have less than this share in common, and the text
# after it says hardly a word of the headline. Pairs of characters on the side that has fewer, at least:
ENOUGH_PAIRS = 40
SHARED, HARDLY_ECHOED, LITTLE_ECHOED = 0.015, 1, 2
# A paragraph with fewer pairs says too little about where it belongs.
ENOUGH_IN_PARAGRAPH = 15
# It belongs to a neighbour when it has so many pairs more in common with it, and so many times the share that
# the rest of its article has.
MORE, TIMES = 3, 6.0
# Of longer articles no more blocks are tried: each is compared with all the rest.
MOST_BLOCKS = 200
# Where the articles of a page are made by one pattern, what they have in common says nothing.
PATTERNED, PATTERNED_WITH_ANY = 0.1, 0.2
# What follows without a headline is the rest of it when they have this share of words in common.
CLOSE = 0.06
# So many words of a headline that one neighbour alone takes up, beyond those that its own text does, leave
# little doubt; of two headlines that changed places, both together.
SURELY_THEIRS, SWAPPED = 3, 2
# So many words of a caption that one neighbour alone has.
SHOWN = 2
# So much that is said twice, at the end of a paragraph and at the start of the next, is no chance.
OVERLAP, LONGEST_OVERLAP = 10, 100
# A neighbour's headline of this length is not said by chance.
LONG_ENOUGH_TO_HOLD = 8
# Sentences from this length on are said in one article alone.
SHARED_SENTENCE = 25

_ALSO_OWN = (Kind.HEADLINE, Kind.SUBHEAD, Kind.CAPTION, Kind.KICKER)


class Surroundings:
    """An article among the articles around it on its page."""

    def __init__(self, matter: Matter, neighbours: Sequence[Matter], following: Matter | None = None) -> None:
        self.matter = matter
        self.neighbours = tuple(neighbours)
        self.following = following
        self._articles_with = Counter(pair for each in (matter, *neighbours) for pair in each.all_pairs)

    @cached_property
    def _own(self) -> Counter[str]:
        """In how many blocks of the article each pair stands."""
        own = Counter(pair for pairs in self.matter.body_pairs for pair in pairs)
        for text in self.matter.texts(*_ALSO_OWN):
            own.update(telling_pairs(text))
        return own

    def headline_echo(self) -> int:
        """How many words of the headline one neighbour alone takes up, less those that only its text does."""
        words = {pair for pair in pairs_in(self.matter.headline) if self._articles_with[pair] == 1}
        own = len(words & self.matter.all_pairs)
        return max((len(words & other.all_pairs) for other in self.neighbours), default=0) - own

    def headline_swapped(self) -> bool:
        """Whether it and a neighbour take up each other's headline more than their own."""
        mine = self._words_alone(self.matter)
        own = len(mine & self.matter.all_pairs)
        for other in self.neighbours:
            theirs = self._words_alone(other)
            there, here = len(mine & other.all_pairs), len(theirs & self.matter.all_pairs)
            if there > own and here > len(theirs & other.all_pairs) and there + here >= SWAPPED:
                return True
        return False

    def _words_alone(self, matter: Matter) -> set[str]:
        return {pair for pair in pairs_in(matter.headline) if self._articles_with[pair] == 1}

    def holds_a_caption(self) -> bool:
        """Whether one of its captions speaks of what a neighbour does, and of nothing that it speaks of."""
        for text in self.matter.texts(Kind.CAPTION):
            pairs = telling_pairs(text)
            alone = {pair for pair in pairs if self._articles_with[pair] == 1}
            if not pairs & self.matter.all_pairs and any(
                len(alone & other.all_pairs) >= SHOWN for other in self.neighbours
            ):
                return True
        return False

    def strays(self, pairs: frozenset[str]) -> bool:
        """Whether a block with these pairs belongs to a neighbour rather than to its own article."""
        if len(pairs) < ENOUGH_IN_PARAGRAPH or not self.neighbours:
            return False
        alone = {pair for pair in pairs if self._own[pair] == 1 and self._articles_with[pair] == 2}
        own = sum(self._own[pair] > 1 and self._articles_with[pair] == 1 for pair in pairs)
        if len(alone) < own + MORE:
            return False
        rest = self.matter.all_pairs - pairs
        if any(patterned(rest, other, PATTERNED_WITH_ANY) for other in self.neighbours):
            return False
        return any(self._is_of(other, pairs, alone, own, rest) for other in self.neighbours)

    def _is_of(
        self, other: Matter, pairs: frozenset[str], alone: set[str], own: int, rest: frozenset[str]
    ) -> bool:
        with_other = len(alone & other.all_pairs)
        if with_other < own + MORE or patterned(rest, other):
            return False
        usual = sum(self._articles_with[pair] == 2 for pair in rest & other.all_pairs)
        return with_other / len(pairs) >= TIMES * (usual + 1) / (len(rest) + 10)

    def rest_follows(self) -> bool:
        """Whether the article after it has no headline and speaks of the same."""
        rest = self.following
        if rest is None or rest.headline or not rest.paragraphs:
            return False
        both = len(self.matter.all_pairs & rest.all_pairs)
        return both >= CLOSE * min(len(self.matter.all_pairs), len(rest.all_pairs)) > 0

    def holds_a_headline(self) -> bool:
        """Whether a neighbour's whole headline stands in its own, or opens or ends a block of the body."""
        headlines = {other.headline for other in self.neighbours} - {self.matter.headline}
        whole = {headline for headline in headlines if len(headline) >= LONG_ENOUGH_TO_HOLD}
        edges = tuple(whole)
        return any(headline in self.matter.headline for headline in whole) or any(
            block.text.startswith(edges) or block.text.endswith(edges) for block in self.matter.body
        )

    def shares_a_sentence(self) -> bool:
        """Whether a long sentence stands in a neighbour too, and the two are not made by one pattern."""
        own = {sentence for sentence in self.matter.said if len(sentence) >= SHARED_SENTENCE}
        for other in self.neighbours:
            shared = own.intersection(other.said)
            if shared:
                rest = self.matter.all_pairs.difference(*map(telling_pairs, shared))
                if not patterned(rest, other):
                    return True
        return False


def overlaps(paragraphs: Sequence[str]) -> bool:
    """Whether a paragraph begins with what the one before it ended with, as where two clippings overlap."""
    for text, following in pairwise(paragraphs):
        at = text.rfind(following[:OVERLAP], -LONGEST_OVERLAP) if len(following) >= OVERLAP else -1
        if at >= 0 and following.startswith(text[at:]):
            return True
    return False


def patterned(pairs: frozenset[str], other: Matter, limit: float = PATTERNED) -> bool:
    """Whether so much of a text stands in another article that both are made by one pattern."""
    return len(pairs & other.all_pairs) > limit * len(pairs)


def subject_doubts(around: Surroundings) -> Iterator[Doubt]:
    """The doubts that the words raise, seen beside those of the articles around it on the page."""
    matter = around.matter
    yield from _two_subjects(matter)
    if around.rest_follows():
        yield Doubt.REST_FOLLOWS
    if any(map(around.strays, matter.body_pairs[:MOST_BLOCKS])):
        yield Doubt.FOREIGN_PARAGRAPH
    if len(matter.headline) >= LONG_ENOUGH_TO_ECHO and matter.paragraphs:
        echo = around.headline_echo()
        if echo >= SURELY_THEIRS or around.headline_swapped():
            yield Doubt.HEADLINE_OF_NEIGHBOUR
        elif echo >= 1:
            yield Doubt.HEADLINE_NEARER_NEIGHBOUR
    if around.holds_a_caption():
        yield Doubt.CAPTION_OF_NEIGHBOUR
    if len(matter.said) != len(set(matter.said)) or overlaps(matter.paragraphs):
        yield Doubt.REPEATED_TEXT
    if around.shares_a_sentence() or around.holds_a_headline():
        yield Doubt.TEXT_OF_NEIGHBOUR


def loosest_place(matter: Matter) -> tuple[float, int]:
    """Where in the body the words on both sides have least in common: that share, and the block before it.

    1.0 where no place has enough text on both sides.
    """
    last_in = {pair: number for number, pairs in enumerate(matter.body_pairs) for pair in pairs}
    ending = Counter(last_in.values())
    before: set[str] = set()
    after, loosest = len(last_in), (1.0, 0)
    for number, pairs in enumerate(matter.body_pairs[:-1]):
        before |= pairs
        after -= ending[number]
        fewer = min(len(before), after)
        if fewer >= ENOUGH_PAIRS:
            both = len(before) + after - len(last_in)
            loosest = min(loosest, (both / fewer, number))
    return loosest


def _two_subjects(matter: Matter) -> Iterator[Doubt]:
    share, place = loosest_place(matter)
    if share >= SHARED:
        return
    echoed = echo(matter.headline, "\n".join(block.text for block in matter.body[place + 1 :]))
    if echoed <= HARDLY_ECHOED:
        yield Doubt.TWO_SUBJECTS
    elif echoed <= LITTLE_ECHOED:
        yield Doubt.LOOSE_SUBJECT
