"""Whether a later telling is an earlier one again."""

from __future__ import annotations

import re
from enum import Enum

from parsing.park_names import plain
from stories.contradictions import contradictions
from stories.differences import Pairing, pairings
from stories.keys import DAYS_APART
from stories.plain_text import PlainText, plain_text
from stories.telling import Telling

WHOLE = 0.5  # share of both tellings that a correction leaves as it was
# Shares of the tellings that both have at least: a cut version is a quarter or so of the whole, and may say
# something of its own. What has less in common is a roundup, or has quoted a sentence.
LONGER_KEEPS = 0.2
SHORTER_KEEPS = 0.4
_CORRECTED = re.compile("更正|勘误|有误|致歉|编者注")
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
    shorter, longer = sorted((old_length, new_length))
    if kept < max(KEPT_SIGNS, LONGER_KEEPS * longer, SHORTER_KEEPS * shorter) or not _leads_paired(paired):
        return None
    found = contradictions(old, new, paired)
    corrected = own and kept >= WHOLE * longer
    if found.many or (found.identity and not (corrected and _says_corrected(old, new))):
        return None
    if found.figures and not (corrected or found.agreeing or len(paired) > 1):
        return None  # all that one sentence counts is counted otherwise: another day of the same
    return Relation.CORRECTION if corrected else Relation.REPRINT


def _says_corrected(old: PlainText, new: PlainText) -> bool:
    """Whether the later telling alone says that it mends an earlier one."""
    old_says, new_says = (
        any(_CORRECTED.search("".join(part)) for part in (text.headline, *text.sentences))
        for text in (old, new)
    )
    return new_says and not old_says


def _leads_paired(paired: tuple[Pairing, ...]) -> bool:
    """Whether the first sentence of one stands in the other: two stories may share their background."""
    return any(pairing.old == 0 or pairing.new == 0 for pairing in paired)
