"""From paragraphs to a brief: read, tell how likely every clause is picked, choose the best set of pieces."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from summaries.brief import Brief, Piece
from summaries.choice import USUAL_LENGTH, Offer, choose
from summaries.features import Reading, Sentence, read
from summaries.news_table import NEWS
from summaries.owners import IN_PARK
from summaries.park_table import PARK_NEWS
from summaries.pieces import MIN_PIECE, Candidate, candidates, joined
from summaries.sentences import sentences
from summaries.standing import Stands
from summaries.subjects import subjects_of, unnamed_of
from summaries.version import RANKER
from summaries.worth import Model

if TYPE_CHECKING:
    from parsing.article import Article

MAX_CHARS = 120
MAX_SENTENCES = 3
# Every article of a newspaper stays far below; a page-long sentence of crumbs would not.
MOST_CANDIDATES = 1000
MOST_LOOKED_AT = 4000
USUAL_OF_WIRE, USUAL_OF_NEWS = 15, 300  # characters of the brief that a choice is compared with
# Only the most promising sentences are cut into pieces; no brief has more than a few.
MOST_SENTENCES, MOST_OF_THE_PARK = 8, 4
# Times that a set is chosen anew because a name it needs would not fit or stands nowhere.
MOST_TRIES = 6


@dataclass
class Scored:
    """A candidate and how much of it is expected to be picked, in thousandths."""

    candidate: Candidate
    share: int

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of neighbouring characters in it; only the few that come close to the best are asked."""
        return frozenset[str]().union(*(told.pairs for told in self.candidate.clauses))

    @property
    def of_the_park(self) -> bool:
        """Whether most of it is about the park."""
        clauses = self.candidate.clauses
        inside = sum(len(told.text) for told in clauses if told.owner.scope == IN_PARK)
        return 2 * inside >= sum(len(told.text) for told in clauses)


def make_brief(
    headline: str,
    paragraphs: Sequence[str],
    *,
    park: str = "",
    max_chars: int = MAX_CHARS,
    max_sentences: int = MAX_SENTENCES,
) -> Brief:
    """Choose up to `max_sentences` verbatim pieces of `paragraphs`, at most `max_chars` characters in all.

    `park` is the canonical name of the park that the article is about, empty where there is none. Each piece
    is a sentence, a run of whole clauses of one, or such a run with the beginning of the next sentence where
    that leans on it; `block` is the number of its paragraph. A piece whose subject was cut off has the name
    set before it. An article that fits as a whole comes out whole. One without a usable sentence gives a
    brief without pieces. Raises ValueError where either limit is below 1.
    """
    if max_chars < 1 or max_sentences < 1:
        raise ValueError(f"both limits must be 1 or more, not {max_chars} and {max_sentences}")
    whole = whole_of(paragraphs, max_chars, max_sentences)
    if whole is not None:
        return _brief(whole, paragraphs)
    reading = read(headline, paragraphs, park)
    chosen = rank(reading, paragraphs, max_chars=max_chars, max_sentences=max_sentences)
    return brief_of(chosen, reading, paragraphs)


def brief_article(
    article: Article, *, park: str = "", max_chars: int = MAX_CHARS, max_sentences: int = MAX_SENTENCES
) -> Brief:
    """The brief of `article`; its pieces and names point into `article.blocks`, and only into paragraphs.

    Takes and raises what `make_brief` does.
    """
    from parsing.article import Kind

    numbers = [number for number, block in enumerate(article.blocks) if block.kind is Kind.PARAGRAPH]
    texts = [article.blocks[number].text for number in numbers]
    brief = make_brief(article.headline, texts, park=park, max_chars=max_chars, max_sentences=max_sentences)

    def moved(piece: Piece) -> Piece:
        return Piece(numbers[piece.block], piece.start, piece.end)

    return Brief(
        tuple(map(moved, brief.pieces)),
        brief.sentences,
        brief.ranker,
        tuple(place and moved(place) for place in brief.subjects),
        brief.names,
    )


def model_for(reading: Reading) -> Model:
    """The model that an article is ranked with."""
    return PARK_NEWS if reading.park_news else NEWS


def rank(reading: Reading, paragraphs: Sequence[str], *, max_chars: int, max_sentences: int) -> list[Scored]:
    """The best set of pieces that fits with the names set before them, in the article's order."""
    scored = score_candidates(reading, paragraphs, model_for(reading), max_chars)
    return best_fitting(scored, reading, paragraphs, max_chars=max_chars, max_sentences=max_sentences)


def best_fitting(
    scored: Sequence[Scored],
    reading: Reading,
    paragraphs: Sequence[str],
    *,
    max_chars: int,
    max_sentences: int,
) -> list[Scored]:
    """The best set of these pieces that fits with the names set before them, in the article's order."""
    barred: set[int] = set()
    for _ in range(MOST_TRIES):
        open_ = [number for number in range(len(scored)) if number not in barred]
        chosen = best_set(
            [scored[number] for number in open_],
            room=max_chars,
            most=max_sentences,
            usual=usual_length(reading, paragraphs),
        )
        pieces = [scored[open_[at]] for at in chosen]
        fault = _fault(pieces, reading, paragraphs, max_chars)
        if fault is None:
            return pieces
        barred.add(open_[chosen[fault]])
    return []


def best_set(scored: Sequence[Scored], *, room: int, most: int, usual: int = USUAL_LENGTH) -> list[int]:
    """The numbers of the pieces that are best together, in the article's order."""
    offers = [
        Offer(each.candidate.end - each.candidate.start, each.candidate.cost, each.share, each.of_the_park)
        for each in scored
    ]

    def together(one: int, other: int) -> bool:
        a, b = scored[one], scored[other]
        return not a.candidate.overlaps(b.candidate) and 4 * len(a.pairs & b.pairs) <= min(
            len(a.pairs), len(b.pairs)
        )

    return choose(offers, together, room=room, most=most, usual=usual)


def usual_length(reading: Reading, paragraphs: Sequence[str]) -> int:
    """How long a brief of such an article usually is; a wire's one paragraph is told shortest."""
    if reading.park_news:
        return USUAL_LENGTH
    return USUAL_OF_WIRE if len(paragraphs) == 1 else USUAL_OF_NEWS


def _fault(
    chosen: Sequence[Scored], reading: Reading, paragraphs: Sequence[str], max_chars: int
) -> int | None:
    """The number of a piece that can't stay, as its name stands nowhere or doesn't fit; None: all do."""
    brief = brief_of(chosen, reading, paragraphs)
    unnamed = unnamed_of([each.candidate for each in chosen], reading.names)
    if unnamed is not None:
        return unnamed
    if len(brief.text) > max_chars:
        named = [number for number, place in enumerate(brief.subjects) if place is not None]
        return min(named or range(len(chosen)), key=lambda number: (chosen[number].share, -number))
    return None


def score_candidates(
    reading: Reading, paragraphs: Sequence[str], model: Model, max_chars: int
) -> list[Scored]:
    """Every piece that could stand in a brief of `max_chars` characters, in order."""
    shares = {
        id(told): model.share(told.features) for sentence in reading.sentences for told in sentence.clauses
    }
    found = all_candidates(reading, paragraphs, max_chars, among=_promising(reading, shares))
    scored = []
    for candidate in islice(found, MOST_CANDIDATES):
        clauses = candidate.clauses
        length = sum([len(told.text) for told in clauses])
        worth = sum([shares[id(told)] * len(told.text) for told in clauses])
        scored.append(Scored(candidate, worth // length))
    return scored


def _promising(reading: Reading, shares: Mapping[int, int]) -> set[int]:
    """The numbers of the sentences with the likeliest clauses, and of the likeliest about the park."""
    best = {
        sentence.number: max(shares[id(told)] for told in sentence.clauses) for sentence in reading.sentences
    }
    order = sorted(best, key=lambda number: (-best[number], number))
    inside = [number for number in order if _names_the_park(reading.sentences[number])]
    return {*order[:MOST_SENTENCES], *inside[:MOST_OF_THE_PARK]}


def _names_the_park(sentence: Sentence) -> bool:
    return any(told.owner.scope == IN_PARK for told in sentence.clauses)


def all_candidates(
    reading: Reading,
    paragraphs: Sequence[str],
    max_chars: int,
    *,
    among: Container[int] | None = None,
    refused: bool = False,
) -> Iterator[Candidate]:
    """Every run of clauses that reads as complete and stands alone, or may be refused for it too, in order.

    `among`: only of the sentences with these numbers.
    """
    before: list[Candidate] = []
    for sentence in reading.sentences:
        if among is not None and sentence.number not in among:
            before = []
            continue
        paragraph = paragraphs[sentence.block]
        stands = Stands(sentence, reading.names.park)
        yield from joined(before, stands, paragraph, max_chars, reading.names)
        found = candidates(stands, paragraph, max_chars, reading.names, refused=refused)
        before = list(islice(found, MOST_LOOKED_AT))
        yield from before


def whole_of(paragraphs: Sequence[str], max_chars: int, max_sentences: int) -> list[Piece] | None:
    """The pieces of an article that fits as a whole: its sentences, or where too many its paragraphs."""
    if sum(map(len, paragraphs)) > max_chars:
        return None
    runs = [
        (block, clauses) for block, paragraph in enumerate(paragraphs) for clauses in sentences(paragraph)
    ]
    if len(runs) > max_sentences:
        runs = [
            (block, list(chain.from_iterable(sentences(paragraph))))
            for block, paragraph in enumerate(paragraphs)
        ]
    pieces = [Piece(block, clauses[0].start, clauses[-1].stop) for block, clauses in runs if clauses]
    if len(pieces) > max_sentences or not all(piece.end - piece.start >= MIN_PIECE for piece in pieces[:1]):
        return None
    brief = _brief(pieces, paragraphs)
    return pieces if len(brief.text) <= max_chars else None


def brief_of(chosen: Sequence[Scored], reading: Reading, paragraphs: Sequence[str]) -> Brief:
    """The chosen pieces as a brief, with the names set before those that need one."""
    pieces = [
        Piece(each.candidate.sentence.block, each.candidate.start, each.candidate.end) for each in chosen
    ]
    places = subjects_of([each.candidate for each in chosen], reading.names)
    return _brief(pieces, paragraphs, places)


def _brief(
    pieces: Sequence[Piece], paragraphs: Sequence[str], places: Sequence[Piece | None] | None = None
) -> Brief:
    places = [None] * len(pieces) if places is None else places
    texts = tuple(paragraphs[piece.block][piece.start : piece.end] for piece in pieces)
    names = tuple(paragraphs[place.block][place.start : place.end] if place else "" for place in places)
    return Brief(tuple(pieces), texts, RANKER, tuple(places), names)
