"""Whose name is set before which piece of a brief: only where the reader was told last of somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from summaries.brief import Piece
from summaries.names import FIRM, PARK, PLACE, PROJECT, ZONE, Entity, Names
from summaries.owners import IN_PARK
from summaries.park_forms import ITSELF
from summaries.pieces import Candidate

_RIVALS = (
    PARK,
    FIRM,
    PROJECT,
    ZONE,
)  # whoever of these was named last is taken for the subject of what follows


def subjects_of(chosen: Sequence[Candidate], names: Names) -> tuple[Piece | None, ...]:
    """For each piece in order the place of the name to be set before it, or None.

    Before the first piece a reader has seen the park's name and the headline; after that whoever the piece
    before was about, or named last, is spoken of. Where no name stands in the paragraphs, none is set.
    """
    return tuple(
        nearest_name(subject, candidate) if subject is not None else None
        for candidate, subject in zip(chosen, _needed(chosen, names), strict=True)
    )


def unnamed_of(chosen: Sequence[Candidate], names: Names) -> int | None:
    """The number of the first piece that needs a name which stands in no paragraph; None where none does."""
    needed = _needed(chosen, names)
    return next((number for number, each in enumerate(needed) if each is not None and not each.places), None)


def _needed(chosen: Sequence[Candidate], names: Names) -> list[Entity | None]:
    """Who has to be named before each piece."""
    told: list[Entity] = [names.park] + [
        each.entity for each in names.headline if each.entity.kind in _RIVALS
    ]
    needed: list[Entity | None] = []
    for candidate in chosen:
        subject = candidate.standing.subject
        needed.append(subject if subject is not None and subject not in told else None)
        told = _spoken_of(candidate, subject, names) or told
    return needed


def nearest_name(subject: Entity, candidate: Candidate) -> Piece | None:
    """Where the shortest form of the subject's name stands, of equal ones the last before the piece."""
    if not subject.places:
        return None
    here = (candidate.sentence.block, candidate.start)
    shortest = min(end - start for _, start, end in subject.places)
    forms = [place for place in subject.places if place[2] - place[1] == shortest]
    before = [place for place in forms if place[:2] < here]
    return Piece(*(before[-1] if before else forms[0]))


def _spoken_of(candidate: Candidate, subject: Entity | None, names: Names) -> list[Entity]:
    """Whom a reader takes what follows a piece to be about."""
    last: Entity | None = subject
    for told in candidate.clauses:
        for mention in told.owner.mentions:
            if mention.entity.kind in _RIVALS:
                last = mention.entity
        if (
            ITSELF.search(told.text)
            and names.park.name
            and told.owner.scope == IN_PARK
            and told.owner.entity is names.park
        ):
            last = names.park
    about = [told.owner.entity for told in candidate.clauses if told.owner.entity is not None]
    found = [each for each in (last, about[-1] if about else None) if each is not None]
    return [each for each in found if each.kind in _RIVALS or each.kind == PLACE]
