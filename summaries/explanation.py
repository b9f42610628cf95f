"""Why a brief is what it is: what each clause of it is worth, whose it is, and what was refused and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summaries.brief import Brief, Piece
from summaries.features import Told, read
from summaries.ranker import (
    MAX_CHARS,
    MAX_SENTENCES,
    Scored,
    all_candidates,
    make_brief,
    model_for,
    rank,
    whole_of,
)
from summaries.worth import Model, leaf

TREES = "trees"
"""The reason that stands for all trees together."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the account: a feature, how much of it the clause has, and what one is worth."""

    feature: str
    value: int
    weight: int

    @property
    def points(self) -> int:
        """What the feature brings to the clause."""
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class ChosenClause:
    """A clause of a chosen piece: how much of it is expected to be picked, in thousandths, and why.

    `scope` tells whether it is about the park, a wider place or elsewhere, `owner` whose it is (empty: no
    name). The reasons, strongest first, add up with `start` to ten times the share, before it is cut to what
    there is.
    """

    text: str
    share: int
    scope: str
    owner: str
    start: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ChosenPiece:
    """A piece of the brief with its clauses. `name` is set before it, empty where none is needed."""

    piece: Piece
    sentence: str
    share: int
    name: str
    clauses: tuple[ChosenClause, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A run of clauses that reads as complete and may not stand in a brief."""

    sentence: str
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A brief with the account of each piece.

    `park_news`: ranked with the table for park news, else with that for other news. `slogan_led`: its opening
    has slogans and few figures, so places count differently. `whole`: the article fitted as a whole, so
    nothing was ranked and there are no pieces to account for. `refused`: the longest run refused from each
    clause on.
    """

    brief: Brief
    park_news: bool
    slogan_led: bool
    whole: bool
    chosen: tuple[ChosenPiece, ...]
    refused: tuple[Refused, ...]


def explain(
    headline: str,
    paragraphs: Sequence[str],
    *,
    park: str = "",
    max_chars: int = MAX_CHARS,
    max_sentences: int = MAX_SENTENCES,
) -> Explanation:
    """The brief that `make_brief` makes of the same, and why; takes and raises what it does."""
    brief = make_brief(headline, paragraphs, park=park, max_chars=max_chars, max_sentences=max_sentences)
    reading = read(headline, paragraphs, park)
    whole = whole_of(paragraphs, max_chars, max_sentences) is not None
    ranked = [] if whole else rank(reading, paragraphs, max_chars=max_chars, max_sentences=max_sentences)
    model = model_for(reading)
    names = brief.names or ("",) * len(brief.pieces)
    chosen = tuple(
        ChosenPiece(piece, sentence, scored.share, name, _clauses(scored, model))
        for piece, sentence, name, scored in zip(
            brief.pieces, brief.sentences, names, ranked, strict=not whole
        )
    )
    refused: dict[tuple[int, int], Refused] = {}
    for each in all_candidates(reading, paragraphs, max_chars, refused=True):
        if each.standing.refused:
            block = each.sentence.block
            words = paragraphs[block][each.start : each.end]
            refused[block, each.start] = Refused(words, each.standing.refused)
    return Explanation(brief, reading.park_news, reading.slogan_led, whole, chosen, tuple(refused.values()))


def _clauses(scored: Scored, model: Model) -> tuple[ChosenClause, ...]:
    return tuple(_clause(told, model) for told in scored.candidate.clauses)


def _clause(told: Told, model: Model) -> ChosenClause:
    """What a clause is worth, whose it is, and the weights and trees that make it so."""
    weights = model.weights
    reasons = [
        Reason(name, value, weights[name])
        for name, value in told.features.items()
        if name in weights and value
    ]
    reasons.append(Reason(TREES, 1, sum(leaf(tree, told.features) for tree in model.trees)))
    reasons.sort(key=lambda reason: (-abs(reason.points), reason.feature))
    entity = told.owner.entity
    return ChosenClause(
        told.text,
        model.share(told.features),
        told.owner.scope,
        entity.name if entity is not None else "",
        model.start,
        tuple(reasons),
    )
