"""Sentences and clauses of a text, with where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from projects.article import HEADLINE, Article

_SENTENCE_END = re.compile(r"[。！!？?；;]+[”’」』)）]*|\n+")
_HEADLINE_END = re.compile(r"[，,：:—\s]+|(?<=[”』」])")  # a blank parts the lines of a headline
LONGEST_CLAUSE = 600
CLAUSES_IN_SENTENCE = 120
"""A longer clause is two, and so is a longer sentence: to look through either grows with its square."""
_CLAUSE_END = re.compile(r"[，,：:—]+|(?<=[”』」])")


@dataclass(frozen=True)
class Clause:
    """Characters `start` to `end` of a block, without the mark behind them."""

    block: int
    start: int
    end: int
    sentence: int
    text: str


def clauses_of(article: Article) -> list[Clause]:
    """All clauses in the order of reading; sentences are counted through the article."""
    found: list[Clause] = []
    sentence = 0
    for block in article.blocks():
        text = article.block(block)
        start = 0
        for end, after in [
            *((m.start(), m.end()) for m in _SENTENCE_END.finditer(text)),
            (len(text), len(text)),
        ]:
            if end > start:
                clauses = _clauses(text, block, start, end, sentence)
                found.extend(clauses)
                sentence = 1 + (clauses[-1].sentence if clauses else sentence)
            start = max(start, after)
    return found


def _clauses(text: str, block: int, start: int, end: int, sentence: int) -> list[Clause]:
    found: list[Clause] = []

    def add(first: int, behind: int) -> None:
        for at in range(first, behind, LONGEST_CLAUSE):
            last = min(at + LONGEST_CLAUSE, behind)
            number = sentence + len(found) // CLAUSES_IN_SENTENCE
            found.append(Clause(block, at, last, number, text[at:last]))

    at = start
    ends = _HEADLINE_END if block == HEADLINE else _CLAUSE_END
    for match in ends.finditer(text, start, end):
        if match.start() > at:
            add(at, match.start())
        at = max(at, match.end())
    if end > at:
        add(at, end)
    return found
