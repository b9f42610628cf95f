"""What the weights of briefs are fitted on: articles, their pieces, and a pool of briefs tried for each.

Needs numpy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.brief_scores import MAX_CHARS, MAX_PIECES, Sample
from summaries.choice import choose
from summaries.features import read
from summaries.pieces import piece_features
from summaries.ranker import Scored, between, score_candidates

FACTS_SHARE = 0.5  # what all key facts are worth beside a closeness of 1
SEED_BRIEFS = 150
REPEATED_PAIR = 20  # set by hand: repeats are rare in what was picked, and tiring to read


@dataclass
class Task:
    """An article with all pieces that could stand in its brief, and the briefs tried so far."""

    sample: Sample
    scored: list[Scored]
    texts: list[str]
    matrix: np.ndarray  # pieces x features
    costs: list[int]
    pool: dict[tuple[int, ...], float] = field(default_factory=dict)
    seeds: dict[tuple[int, ...], float] = field(default_factory=dict)
    known: dict[tuple[int, ...], float] = field(default_factory=dict)

    def reward(self, numbers: Sequence[int]) -> float:
        """How good the brief of these pieces is: its closeness and FACTS_SHARE of the key facts it keeps."""
        key = tuple(numbers)
        if key not in self.known:
            text = "".join(self.texts[number] for number in key)
            self.known[key] = self.sample.closeness(text) + FACTS_SHARE * self.sample.facts_kept(text)
        return self.known[key]

    def add(self, numbers: Sequence[int]) -> None:
        """Puts the brief of these pieces into the pool, unless it is empty or there already."""
        key = tuple(sorted(numbers))
        if key and key not in self.pool:
            self.pool[key] = self.reward(key)

    def greedy(self, worth: np.ndarray) -> list[int]:
        """Pieces that fit together, the worthiest first."""
        taken: list[int] = []
        room = MAX_CHARS
        allowed = between(self.scored, 0)
        for number in np.argsort(-worth, kind="stable").tolist():
            if len(taken) == MAX_PIECES:
                break
            if self.costs[number] <= room and all(
                allowed(min(number, other), max(number, other)) is not None for other in taken
            ):
                taken.append(number)
                room -= self.costs[number]
        return taken

    def best(self, weights: np.ndarray) -> list[int]:
        """The brief that the ranker makes with these weights."""
        points = [int(value) for value in self.matrix @ weights]
        chosen = choose(
            points, self.costs, between(self.scored, REPEATED_PAIR), room=MAX_CHARS, most=MAX_PIECES
        )
        if not chosen and points:
            chosen = [max(range(len(points)), key=lambda number: (points[number], -number))]
        return chosen


def make_tasks(samples: Sequence[Sample]) -> tuple[list[Task], list[str]]:
    """The tasks of all samples, and the names of the features in the columns of their matrices."""
    prepared = []
    names: set[str] = set()
    for sample in samples:
        reading = read(sample.headline, sample.paragraphs)
        scored = score_candidates(reading, sample.paragraphs, {}, MAX_CHARS)
        rows = []
        for each in scored:
            candidate = each.candidate
            row = Counter(piece_features(candidate))
            for told in candidate.sentence.clauses[candidate.first : candidate.last + 1]:
                row.update(told.features)
            rows.append(row)
            names |= row.keys()
        prepared.append((sample, scored, rows))
    columns = sorted(names)
    tasks = []
    for sample, scored, rows in prepared:
        matrix = np.array([[row[name] for name in columns] for row in rows], dtype=float)
        texts = [
            sample.paragraphs[each.candidate.sentence.block][each.candidate.start : each.candidate.end]
            for each in scored
        ]
        costs = [each.candidate.cost for each in scored]
        tasks.append(Task(sample, scored, texts, matrix.reshape(len(rows), len(columns)), costs))
    return tasks, columns


def seed_pool(task: Task, dice: np.random.Generator) -> None:
    """Random briefs leaning towards what was picked, and some from the beginning of the article."""
    alone = np.array([task.reward([number]) for number in range(len(task.texts))])
    costs = np.maximum(10, np.array(task.costs))
    for _ in range(SEED_BRIEFS):
        lean = dice.random()
        worth = 2 * lean * alone + 0.8 * (1 - lean) * dice.random(len(alone))
        task.add(task.greedy(worth / costs ** dice.choice([0, 0.5, 1])))
    numbers = np.array([each.candidate.sentence.number for each in task.scored])
    for _ in range(SEED_BRIEFS // 4):
        task.add(task.greedy(-numbers - 3 * dice.random(len(alone))))
