"""Small regression trees, boosted one on another, for the ranker's table of trees. Needs numpy.

Each tree asks two questions of whole numbers (is the feature above a threshold?) and has up to four leaves:
so small that a table of them can be read. Nothing is drawn by lot but the features each tree may ask about,
from a seed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOST_BINS = 16  # thresholds tried of one feature
SHRINK = 5.0  # added to the weight of a leaf, so that small ones say little


@dataclass(frozen=True)
class Tree:
    """`root` and `below` are (feature, threshold): above goes right. `below` is None where no question
    follows.

    `leaves`: for (low, low), (low, high), (high, low), (high, high).
    """

    root: tuple[int, float]
    below: tuple[tuple[int, float] | None, tuple[int, float] | None]
    leaves: tuple[float, float, float, float]

    def predict(self, rows: np.ndarray) -> np.ndarray:
        """What the tree says of every row."""
        right = rows[:, self.root[0]] > self.root[1]
        deeper = np.zeros(len(rows), dtype=bool)
        for side, question in enumerate(self.below):
            if question is not None:
                here = right == bool(side)
                deeper[here] = rows[here, question[0]] > question[1]
        return np.array(self.leaves)[2 * right + deeper]


class Boosting:
    """The rows a boosting learns from, their features cut into bins once."""

    def __init__(self, rows: np.ndarray, weights: np.ndarray, least: float) -> None:
        self.rows, self.weights, self.least = rows, weights, least
        self.thresholds = [_thresholds(column) for column in rows.T]
        codes = [
            np.searchsorted(marks, column) for marks, column in zip(self.thresholds, rows.T, strict=True)
        ]
        offsets = np.arange(rows.shape[1]) * (MOST_BINS + 1)
        self.codes = np.array(codes).T + offsets

    def fit(self, target: np.ndarray, *, trees: int, rate: float, share: float, seed: int) -> list[Tree]:
        """`trees` trees, each fitted to what the ones before leave; `rate` of each is taken."""
        dice = np.random.default_rng(seed)
        left = target.astype(float).copy()
        grown = []
        for _ in range(trees):
            allowed = dice.random(self.rows.shape[1]) < share
            tree = self._grow(left, allowed, rate)
            if tree is None:
                continue
            left -= tree.predict(self.rows)
            grown.append(tree)
        return grown

    def _grow(self, left: np.ndarray, allowed: np.ndarray, rate: float) -> Tree | None:
        everything = np.ones(len(left), dtype=bool)
        root = self._split(left, everything, allowed)
        if root is None:
            return None
        right = self.rows[:, root[0]] > root[1]
        below = (self._split(left, ~right, allowed), self._split(left, right, allowed))
        leaves = []
        for side, question in enumerate(below):
            here = right == bool(side)
            deeper = np.zeros(len(left), dtype=bool)
            if question is not None:
                deeper = self.rows[:, question[0]] > question[1]
            leaves += [rate * self._mean(left, here & ~deeper), rate * self._mean(left, here & deeper)]
        return Tree(root, below, (leaves[0], leaves[1], leaves[2], leaves[3]))

    def _mean(self, left: np.ndarray, here: np.ndarray) -> float:
        weight = self.weights[here]
        return float((left[here] * weight).sum() / (weight.sum() + SHRINK))

    def _split(self, left: np.ndarray, here: np.ndarray, allowed: np.ndarray) -> tuple[int, float] | None:
        """The question that takes most of the squared error away; None where no split leaves enough on both
        sides.
        """
        weight = self.weights[here]
        count = self.rows.shape[1]
        codes = self.codes[here].ravel()
        size = count * (MOST_BINS + 1)
        mass = np.bincount(codes, np.repeat(weight, count), size).reshape(count, -1).cumsum(axis=1)
        total = (
            np.bincount(codes, np.repeat(weight * left[here], count), size).reshape(count, -1).cumsum(axis=1)
        )
        low, high = mass, mass[:, -1:] - mass
        gain = total**2 / (low + SHRINK) + (total[:, -1:] - total) ** 2 / (high + SHRINK)
        gain[(low < self.least) | (high < self.least) | ~allowed[:, None]] = -1
        best = int(gain.argmax())
        feature, bin_ = divmod(best, MOST_BINS + 1)
        if gain[feature, bin_] <= 0 or bin_ >= len(self.thresholds[feature]):
            return None
        return feature, float(self.thresholds[feature][bin_])


def _thresholds(column: np.ndarray) -> np.ndarray:
    """Up to MOST_BINS values of a feature that part its rows."""
    values = np.unique(column)[:-1]
    if len(values) > MOST_BINS:
        values = np.unique(np.quantile(column, np.linspace(0, 1, MOST_BINS + 2)[1:-1], method="lower"))
        values = values[values < column.max()]
    return values
