"""What the clauses beside it, its sentence and the headline say of a clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summaries.features import Sentence

MOST_OF_KIND = 4  # clauses of a sentence; more tell no more
TENTHS = 10

# What is said of a clause by the ones beside it in the sentence, and by its sentence.
_BESIDE = frozenset(
    (
        *("figure beyond dates", "amount", "count", "event", "slogan", "said", "scene", "figure"),
        *("result", "size", "name", "plan", "opens adverbial", "date"),
    )
)
_OF_SENTENCE = frozenset(
    (
        *("figure beyond dates", "amount", "count", "event", "slogan", "said", "scene", "result", "size"),
        *("about park", "about wider", "about elsewhere", "names the park", "owner in the headline"),
    )
)


def tell_beside(found: Sequence[Sentence], headline: str) -> None:
    """Add what the clauses beside it, its sentence and the headline say of a clause."""
    of_headline = {a + b for a, b in pairwise(headline)}
    clauses = [told for sentence in found for told in sentence.clauses]
    with_figures = sum("figure beyond dates" in told.features for told in clauses)
    rich = TENTHS * with_figures // max(1, len(clauses))
    for sentence in found:
        own = [_BESIDE & told.features.keys() for told in sentence.clauses]
        totals: Counter[str] = Counter()
        for told in sentence.clauses:
            totals.update(_OF_SENTENCE & told.features.keys())
        of_sentence = {f"sentence: {name}": min(count, MOST_OF_KIND) for name, count in totals.items()}
        for number, told in enumerate(sentence.clauses):
            features = told.features
            features |= of_sentence
            if number:
                features |= {f"before: {name}": 1 for name in own[number - 1]}
            if number + 1 < len(own):
                features |= {f"after: {name}": 1 for name in own[number + 1]}
            features["shared with the headline"] = len(told.pairs & of_headline)
            features["clauses with figures"] = rich
