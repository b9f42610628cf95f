"""How likely a clause is to be picked for a brief, by weights and small trees that can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summaries.choice import ALL

# Which feature is asked whether it is above which number.
Question = tuple[str, int]
# The first question, the one after a no and the one after a yes (None: none), and what is added for
# no-no, no-yes, yes-no and yes-yes.
Tree = tuple[Question, Question | None, Question | None, tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class Model:
    """`start`, what one of each feature adds, and trees: all in thousandths of a chance of SCALE."""

    start: int
    weights: Mapping[str, int]
    trees: Sequence[Tree]

    def share(self, features: Mapping[str, int]) -> int:
        """How much of a clause with these features is picked, in thousandths, from 0 to ALL."""
        total = self.start
        get = self.weights.get
        total += sum([get(name, 0) * value for name, value in features.items()])
        for tree in self.trees:
            total += leaf(tree, features)
        return min(max(total // SCALE, 0), ALL)


SCALE = 10
"""What the tables count in a thousandth, so that small weights of large numbers aren't rounded away."""


def leaf(tree: Tree, features: Mapping[str, int]) -> int:
    """What a tree adds to a clause with these features."""
    (name, above), low, high, leaves = tree
    if features.get(name, 0) > above:
        return leaves[3] if high is not None and features.get(high[0], 0) > high[1] else leaves[2]
    return leaves[1] if low is not None and features.get(low[0], 0) > low[1] else leaves[0]
