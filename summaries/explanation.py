"""Why a brief is what it is: the features of each chosen piece times their weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summaries.brief import Brief, Piece
from summaries.features import read
from summaries.pieces import piece_features
from summaries.ranker import MAX_CHARS, MAX_SENTENCES, Scored, make_brief, rank, shared_pairs, weights_for
from summaries.weights import REPEATED_PAIR


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the account: a feature, how much of it the piece has, and what one is worth."""

    feature: str
    value: int
    weight: int

    @property
    def points(self) -> int:
        """What the feature brings to the piece."""
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class ChosenPiece:
    """A piece of the brief and why it was chosen: `points` is the sum of its reasons, strongest first."""

    piece: Piece
    sentence: str
    points: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A brief with the account of each piece.

    `park_news`: ranked with the weights for park news, else with those for other news. `slogan_led`: its
    opening has slogans and few figures, so places count differently. `repeats`: points taken off because
    pieces share words. `whole`: the article fitted as a whole, so nothing was ranked and there are no pieces
    to account for.
    """

    brief: Brief
    park_news: bool
    slogan_led: bool
    whole: bool
    repeats: int
    chosen: tuple[ChosenPiece, ...]


def explain(
    headline: str,
    paragraphs: Sequence[str],
    *,
    max_chars: int = MAX_CHARS,
    max_sentences: int = MAX_SENTENCES,
) -> Explanation:
    """The brief that `make_brief` makes of the same, and why; takes and raises what it does."""
    brief = make_brief(headline, paragraphs, max_chars=max_chars, max_sentences=max_sentences)
    reading = read(headline, paragraphs)
    ranked = rank(reading, paragraphs, max_chars=max_chars, max_sentences=max_sentences)
    spans = [(each.candidate.sentence.block, each.candidate.start, each.candidate.end) for each in ranked]
    whole = [(piece.block, piece.start, piece.end) for piece in brief.pieces] != spans
    if whole:
        ranked = []
    weights = weights_for(reading)
    chosen = []
    for piece, sentence, scored in zip(brief.pieces, brief.sentences, ranked, strict=not whole):
        values = _values(scored)
        reasons = [Reason(name, value, weights[name]) for name, value in values.items() if name in weights]
        reasons.sort(key=lambda reason: (-abs(reason.points), reason.feature))
        chosen.append(ChosenPiece(piece, sentence, scored.points, tuple(reasons)))
    pairs = sum(
        shared_pairs(one, other) for number, one in enumerate(ranked) for other in ranked[number + 1 :]
    )
    return Explanation(
        brief, reading.park_news, reading.slogan_led, whole, -REPEATED_PAIR * pairs, tuple(chosen)
    )


def _values(scored: Scored) -> Counter[str]:
    """The features of a piece: those of its clauses added up, and its own."""
    values = Counter(piece_features(scored.candidate))
    for told in scored.candidate.clauses:
        values.update(told.features)
    return values
