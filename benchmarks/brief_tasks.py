"""What the tables of briefs are fitted on: the clauses of articles, and how much of each was picked. Needs
numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from benchmarks.brief_scores import Sample, squash, tokens
from summaries.features import Reading, Told, read

FACT_SHARE = 0.5
USUAL_SHARE = 0.2  # how much of an article a brief says


@dataclass
class Task:
    """An article, its clauses as rows of features, and how much of each clause was picked, from 0 to 1."""

    sample: Sample
    reading: Reading
    rows: np.ndarray  # clauses x features
    picked: np.ndarray
    weights: np.ndarray  # long clauses count more; articles of many clauses don't count much more than others


def make_tasks(samples: Sequence[Sample]) -> tuple[list[Task], list[str]]:
    """The tasks of all samples, and the names of the features in the columns of their rows."""
    readings = [read(sample.headline, sample.paragraphs, sample.park) for sample in samples]
    names = sorted({name for reading in readings for told in clauses_of(reading) for name in told.features})
    tasks = []
    for sample, reading in zip(samples, readings, strict=True):
        clauses = clauses_of(reading)
        rows = np.array([[told.features.get(name, 0) for name in names] for told in clauses], dtype=float)
        lengths = np.array([len(told.text) for told in clauses], dtype=float)
        mass = max(1, len(sample.picks)) / max(1.0, len(clauses)) ** 0.5
        picked = _picked(sample, reading) if sample.picks else _said_again(sample, clauses)
        tasks.append(Task(sample, reading, rows.reshape(len(clauses), len(names)), picked, lengths * mass))
    return tasks, names


def clauses_of(reading: Reading) -> list[Told]:
    """Every clause of an article."""
    return [told for sentence in reading.sentences for told in sentence.clauses]


def _picked(sample: Sample, reading: Reading) -> np.ndarray:
    """The share of each clause's characters that stand in picked pieces, the mean over the sets of picks.

    A clause that tells a key fact counts as picked by FACT_SHARE where no piece takes it.
    """
    shares = np.zeros(sum(len(sentence.clauses) for sentence in reading.sentences))
    for pieces, facts in zip(sample.picks, sample.facts, strict=True):
        covers = [np.zeros(len(text), dtype=bool) for text in sample.paragraphs]
        for piece in pieces:
            words = piece.rstrip("。")
            block = next((number for number, text in enumerate(sample.paragraphs) if words in text), None)
            if block is not None:
                start = sample.paragraphs[block].index(words)
                covers[block][start : start + len(words)] = True
        shares += [
            max(
                covers[sentence.block][told.clause.start : told.clause.end].mean(),
                FACT_SHARE * any(fact in squash(told.text) for fact in facts),
            )
            for sentence in reading.sentences
            for told in sentence.clauses
        ]
    return shares / len(sample.picks)


def _said_again(sample: Sample, clauses: Sequence[Told]) -> np.ndarray:
    """How much of each clause the reference summary says: a third by tokens, two thirds by their pairs."""
    reference = sample.references[0]
    shares = []
    for told in clauses:
        words = tokens(told.text)
        single = sum((word,) in reference.grams[0] for word in words)
        pairs = sum(pair in reference.grams[1] for pair in pairwise(words))
        shares.append((single + 2 * pairs) / (3 * max(1, len(words))))
    said = np.array(shares)
    # A summary of two sentences says more of everything than a headline does; what counts is which clause
    # it says more of than of others.
    return np.minimum(1.0, said * (USUAL_SHARE / max(said.mean(), 0.01))) if len(said) else said
