"""Whether a later telling is an earlier one again."""

from __future__ import annotations

from enum import Enum

from parsing.park_names import plain
from stories.contradictions import contradictions
from stories.differences import Pairing, pairings
from stories.plain_text import PlainText, plain_text
from stories.telling import Telling

DAYS_APART = 14  # a story is told again so many days later at most
WHOLE = 0.5  # share of both tellings that a correction leaves as it was
KEPT_LEAST = 0.3  # share of the later telling that stands in the earlier
KEPT_SIGNS = 10  # tokens that it has at least


class Relation(Enum):
    """What a later telling of the same story is to the earlier one."""

    SAME = "same"
    CORRECTION = "correction"
    REPRINT = "reprint"


def relation(earlier: Telling, later: Telling) -> Relation | None:
    """What `later` is to `earlier`; None where they are two stories. Never raises, whatever the texts are."""
    if abs((later.date - earlier.date).days) > DAYS_APART:
        return None
    old, new = plain_text(earlier), plain_text(later)
    own = plain(earlier.newspaper) == plain(later.newspaper)
    if old.sentences == new.sentences and own and (old.headline == new.headline):
        return Relation.SAME
    if plain(earlier.park) != plain(later.park):
        return None
    return _relation_of_texts(old, new, own=own)


def _relation_of_texts(old: PlainText, new: PlainText, *, own: bool) -> Relation | None:
    paired = pairings(old.sentences, new.sentences)
    kept = sum(len(pairing.kept) for pairing in paired)
    old_length, new_length = (sum(map(len, text.sentences)) for text in (old, new))
    if kept < KEPT_SIGNS or kept < KEPT_LEAST * new_length or not _leads_paired(paired):
        return None
    found = contradictions(old, new, paired)
    if found.identity or found.figures > 1:
        return None
    whole = kept >= WHOLE * max(old_length, new_length)
    return Relation.CORRECTION if own and whole else Relation.REPRINT


def _leads_paired(paired: tuple[Pairing, ...]) -> bool:
    """Whether the first sentence of one stands in the other: two stories may share their background."""
    return any(pairing.old == 0 or pairing.new == 0 for pairing in paired)
