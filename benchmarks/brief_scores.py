"""How good briefs are: ROUGE against picked briefs, key facts kept, verbatim share, budget kept.

A token is one Han character, one number or one Latin word; punctuation is dropped. F is the mean of the F1 of
ROUGE-1, ROUGE-2 and ROUGE-L (C.-Y. Lin, ROUGE: A Package for Automatic Evaluation of Summaries, 2004).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|[\u3400-\u9fff]")
SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）)]*)?")
MAX_CHARS, MAX_PIECES = 120, 3
RECALL_ONLY = "cctv"  # the source whose references are headlines rather than summaries


def tokens(text: str) -> list[str]:
    """The tokens of a text, full-width forms folded, Latin lower-cased."""
    return [token.lower() for token in TOKEN.findall(unicodedata.normalize("NFKC", text))]


def squash(text: str) -> str:
    """A text without blanks and with full-width forms folded, to look for one in another."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _grams(words: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


class Reference:
    """A text to compare with, its n-grams counted once."""

    def __init__(self, text: str) -> None:
        self.words = tokens(text)
        self.grams = [_grams(self.words, size) for size in (1, 2)]
        self._places: defaultdict[str, int] = defaultdict(int)
        for at, word in enumerate(self.words):
            self._places[word] |= 1 << at
        self._all = (1 << len(self.words)) - 1

    def common_subsequence(self, words: Iterable[str]) -> int:
        """Length of the longest common subsequence, one bit a place (Hyyrö 2004)."""
        row = self._all
        for word in words:
            hits = row & self._places.get(word, 0)
            row = ((row + hits) | (row - hits)) & self._all
        return len(self.words) - row.bit_count()

    def rouge(self, text: str, *, recall_only: bool = False) -> float:
        """The mean of ROUGE-1, ROUGE-2 and ROUGE-L of `text` against this: F1, or recall; 0 to 1."""
        words = tokens(text)
        shares = []
        for size, mine in enumerate(self.grams, start=1):
            theirs = _grams(words, size)
            both = sum(min(count, mine[gram]) for gram, count in theirs.items() if gram in mine)
            shares.append((both, theirs.total(), mine.total()))
        shares.append((self.common_subsequence(words), len(words), len(self.words)))
        if recall_only:
            return sum(both / mine if mine else 0.0 for both, _, mine in shares) / len(shares)
        return sum(2 * both / (theirs + mine) if both else 0.0 for both, theirs, mine in shares) / len(shares)


@dataclass
class Sample:
    """An article to measure with: what was picked from it, or a reference summary. `park` is empty in general
    news.
    """

    name: str
    headline: str
    paragraphs: list[str]
    source: str
    references: list[Reference]
    facts: list[list[str]] = field(default_factory=list)
    park: str = ""
    picks: list[list[str]] = field(default_factory=list)

    def closeness(self, text: str) -> float:
        """F (recall for headline references) of a brief, 0 to 1, the mean over the references."""
        recall_only = self.source == RECALL_ONLY
        return sum(ref.rouge(text, recall_only=recall_only) for ref in self.references) / len(self.references)

    def facts_kept(self, text: str) -> float:
        """The share of the picked key facts that stand in a brief, the mean over the sets of picks."""
        text = squash(text)
        shares = [sum(fact in text for fact in facts) / len(facts) if facts else 1.0 for facts in self.facts]
        return sum(shares) / len(shares) if shares else 0.0

    def verbatim(self, pieces: Sequence[str]) -> float:
        """The share of pieces that stand word for word within one paragraph."""
        squashed = [squash(paragraph) for paragraph in self.paragraphs]
        hits = [any(squash(piece).rstrip("。") in text for text in squashed) for piece in pieces]
        return sum(hits) / len(hits) if hits else 0.0


def lead(paragraphs: Sequence[str], max_chars: int = MAX_CHARS) -> list[str]:
    """The first whole sentences that fit, three at most; the first one cut off where not even it fits."""
    taken: list[str] = []
    for sentence in (found.strip() for text in paragraphs for found in SENTENCE.findall(text)):
        if len(taken) == MAX_PIECES or sum(map(len, taken)) + len(sentence) > max_chars:
            return taken or [sentence[:max_chars]]
        taken.append(sentence)
    return taken


def cut(pieces: Sequence[str], max_chars: int = MAX_CHARS) -> str:
    """What of a brief counts on general news: three sentences, and of those the characters in the budget."""
    found = [sentence.strip() for sentence in SENTENCE.findall("\n".join(pieces))]
    return "".join([sentence for sentence in found if sentence][:MAX_PIECES])[:max_chars]


def park_samples(path: Path) -> list[Sample]:
    """Articles with picks, one JSON object a line: id, headline, paragraphs, picks of brief and facts."""
    samples = []
    for row in _rows(path):
        picks = row["picks"]
        references = [Reference("".join(pick["brief"])) for pick in picks]
        facts = [[squash(fact) for fact in pick["facts"]] for pick in picks]
        briefs = [pick["brief"] for pick in picks]
        samples.append(
            Sample(
                row["id"], row["headline"], row["paragraphs"], "park", references, facts, row["park"], briefs
            )
        )
    return samples


def news_samples(path: Path) -> list[Sample]:
    """Articles with a reference summary, one JSON object a line: id, src, title, text, summary."""
    return [
        Sample(row["id"], row["title"], row["text"].split("\n"), row["src"], [Reference(row["summary"])])
        for row in _rows(path)
    ]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def park_scores(samples: Sequence[Sample], briefs: Sequence[Sequence[str]]) -> dict[str, float]:
    """F x 100, facts, verbatim and fit of the briefs of park articles, means over the articles."""
    count = len(samples)
    both = list(zip(samples, briefs, strict=True))
    return {
        "F": 100 * sum(sample.closeness("".join(brief)) for sample, brief in both) / count,
        "facts": sum(sample.facts_kept("".join(brief)) for sample, brief in both) / count,
        "verbatim": sum(sample.verbatim(brief) for sample, brief in both) / count,
        "fit": sum(0 < len("".join(brief)) <= MAX_CHARS and len(brief) <= MAX_PIECES for _, brief in both)
        / count,
    }


def news_score(samples: Sequence[Sample], briefs: Sequence[Sequence[str]]) -> float:
    """SCORE of briefs of general news: the mean over the sources of their mean closeness, x 100."""
    by_source: defaultdict[str, list[float]] = defaultdict(list)
    for sample, brief in zip(samples, briefs, strict=True):
        by_source[sample.source].append(sample.closeness(cut(brief)))
    means = [sum(values) / len(values) for _, values in sorted(by_source.items())]
    return 100 * sum(means) / len(means)
